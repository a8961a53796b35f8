"""What is typed about oneself, one's computers, and what is chosen on this one."""

from argparse import ArgumentParser

from desktop.cli import values
from desktop.cli.confirmation import add_confirmation
from desktop.cli.values import Place
from desktop.limits import MOST_AT_ONCE


def window(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument(
        "link", metavar="LINK", nargs="?", type=place.link, help="what the window begins with"
    )
    parser.add_argument(
        "--in-background", action="store_true", help="show nothing yet; the tray has an icon to open it"
    )


def person(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("--new-link", action="store_true", help="make a new link; the old one stops working")
    parser.add_argument(
        "--qr",
        dest="picture",
        metavar="FILE",
        type=place.picture,
        help="draw the link as a code: a .svg or .png",
    )


def name(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument("name", metavar="NAME", type=values.text_for("NAME"), help="how others see you")


def settings(parser: ArgumentParser, place: Place) -> None:
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--downloads", metavar="DIR", type=place.path, help="where to put what you get, unless told otherwise"
    )
    where.add_argument(
        "--usual-downloads",
        dest="downloads",
        action="store_const",
        const="",
        help="put it into the system's own place again",
    )
    parser.add_argument(
        "--at-once",
        dest="downloads_at_once",
        metavar="N",
        type=values.whole_number_for("--at-once", MOST_AT_ONCE, least=1),
        help="how many things arrive at the same time",
    )
    for name, summary in (
        ("dht", "find people far away through the BitTorrent network"),
        ("lan", "look for others in the local network"),
        ("router", "ask the router to let others in"),
        ("doorbell", "let whoever has your link ask to know you"),
    ):
        option = f"--{name}"
        parser.add_argument(option, metavar="on|off", type=values.switch_for(option), help=summary)


def relay(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "choice",
        metavar="public|none|URL",
        nargs="?",
        type=values.relay,
        help="the public ones of the iroh project, none, or your own; without it you see what is chosen",
    )


def passphrase(parser: ArgumentParser, place: Place) -> None:
    what = parser.add_mutually_exclusive_group()
    # Asked for later, like the recovery words, unless there is to be none.
    what.add_argument(
        "--remove",
        dest="passphrase",
        action="store_const",
        const=None,
        default="",
        help="lock them no longer",
    )
    what.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        type=place.path,
        help="a file whose first line is the new passphrase; without it you are asked",
    )


def backup(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("file", metavar="FILE", type=place.path, help="the file to write")


def restore(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("file", metavar="FILE", type=place.path, help="the file that backup wrote")
    parser.set_defaults(words="")  # asked for later: words on a command line would end up in its history


def recover(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("link", metavar="LINK", type=place.link, help="the link of somebody who knows you")
    parser.add_argument(
        "--wait", metavar="S", type=values.seconds_for("--wait"), help="how long to try to reach them"
    )
    parser.set_defaults(words="")  # asked for later, like those of restore


def state(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument("group", metavar="G", nargs="?", type=values.text_for("G"), help="a group's id")


def end_device(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "device",
        metavar="DEVICE",
        type=values.text_for("DEVICE"),
        help="its id from passalong devices, or the first 8 characters of it",
    )
    add_confirmation(parser)


def gallery(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument(
        "--pictures", metavar="DIR", type=place.path_for("--pictures"), help="write pictures there instead"
    )
    parser.add_argument("--scale", type=int, choices=(100, 150, 200), help="how large, in hundredths")
    parser.add_argument("--shade", choices=("light", "dark"), help="in which colours to begin")


def demo(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "--people",
        metavar="N",
        type=values.whole_number_for("--people", 8),
        default=5,
        help="how many live there: 2 to 8",
    )
    parser.add_argument("--headless", action="store_true", help="open no window")


def erase(parser: ArgumentParser, place: Place) -> None:
    del place
    add_confirmation(parser)
