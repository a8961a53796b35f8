"""The argument that stands for being asked."""

from argparse import ArgumentParser


def add_confirmation(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--yes", dest="confirmed", action="store_true", help="do not ask whether you are sure"
    )
