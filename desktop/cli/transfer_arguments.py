"""What is typed about transfers, and about how fast they go."""

from argparse import ArgumentParser

from desktop.cli import values
from desktop.cli.confirmation import add_confirmation
from desktop.cli.values import Place
from desktop.limits import LARGEST_RATE, TORRENT_FILES


def transfer(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "transfer",
        metavar="TRANSFER",
        type=values.text_for("TRANSFER"),
        help="its id from passalong transfers, or the first 8 characters of it",
    )


def remove(parser: ArgumentParser, place: Place) -> None:
    transfer(parser, place)
    parser.add_argument("--delete-files", action="store_true", help="delete its files from this computer too")
    add_confirmation(parser)


def choose(parser: ArgumentParser, place: Place) -> None:
    transfer(parser, place)
    for option, summary in (
        ("--get", "get the file of this number, from passalong transfers show"),
        ("--leave-out", "leave it out"),
        ("--first", "get it before the others"),
        ("--last", "get it after the others"),
    ):
        parser.add_argument(
            option,
            metavar="FILE",
            action="append",
            default=[],
            type=values.whole_number_for(option, TORRENT_FILES * 2),
            help=f"{summary}; may be repeated",
        )


def move(parser: ArgumentParser, place: Place) -> None:
    transfer(parser, place)
    parser.add_argument("folder", metavar="DIR", type=place.path, help="the folder to put it in")


def limit(parser: ArgumentParser, place: Place) -> None:
    del place
    for option, summary in (
        ("--up", "for giving"),
        ("--down", "for getting"),
        ("--slow-up", "for giving in the slow hours"),
        ("--slow-down", "for getting in the slow hours"),
    ):
        parser.add_argument(
            option,
            metavar="KIB",
            type=values.whole_number_for(option, LARGEST_RATE),
            help=f"KiB a second {summary}; 0: no limit",
        )
    parser.add_argument(
        "--at-once", metavar="N", type=values.whole_number_for("--at-once", 100), help="get so many at once"
    )
    parser.add_argument(
        "--slow-hours",
        metavar="HH:MM-HH:MM",
        type=values.hours,
        help="hours of each day with slower limits; none: no such hours",
    )
    for option, summary in (
        ("--rest-on-battery", "whether nothing moves while this computer runs on its battery"),
        ("--rest-on-metered", "whether nothing moves in networks that cost by what goes through them"),
        ("--metered", "tell whether this network is one of those"),
    ):
        parser.add_argument(
            option, metavar="yes|no", type=values.yes_or_no_for(option), default=None, help=summary
        )
