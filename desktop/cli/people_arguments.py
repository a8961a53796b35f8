"""What is typed about other people, and to be known by them."""

from argparse import SUPPRESS, ArgumentParser, Namespace

from desktop.cli import values
from desktop.cli.values import Place
from desktop.errors import UsageWrong


def person_link(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument(
        "link", metavar="LINK", type=place.link, help="the link that they gave you, or a picture of its code"
    )


def nearby(parser: ArgumentParser, place: Place) -> None:
    del place
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument(
        "--show",
        dest="show",
        action="store_const",
        const=True,
        default=None,
        help="let everybody on this local network see your name",
    )
    shown.add_argument(
        "--hide", dest="show", action="store_const", const=False, help="show it only to people who know you"
    )


def add_person(parser: ArgumentParser, place: Place) -> None:
    person_link(parser, place)
    parser.add_argument(
        "--text", default=SUPPRESS, type=values.text_for("--text"), help="a sentence that they see with it"
    )
    parser.add_argument(
        "--wait", metavar="S", type=values.seconds_for("--wait"), help="wait so long for an answer"
    )


def somebody(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "who",
        metavar="PERSON",
        type=values.text_for("PERSON"),
        help="a name or an id from passalong people, or the first 8 characters of it",
    )


def request(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "who",
        metavar="REQUEST",
        type=values.text_for("REQUEST"),
        help="their name or id from passalong people requests, or the first 8 characters of it",
    )


def verify(parser: ArgumentParser, place: Place) -> None:
    somebody(parser, place)
    parser.add_argument(
        "words",
        metavar="WORDS",
        nargs="*",
        default=[],
        type=values.text_for("WORDS"),
        help="the 8 words that they see; without them yours are shown",
    )


def change(parser: ArgumentParser, place: Place) -> None:
    somebody(parser, place)
    parser.add_argument("--note", metavar="TEXT", help="something to remember, for your eyes only")
    unasked = parser.add_mutually_exclusive_group()
    unasked.add_argument(
        "--auto-accept",
        dest="auto_accept",
        action="store_const",
        const=True,
        default=None,
        help="get what they offer without being asked",
    )
    unasked.add_argument(
        "--ask-first", dest="auto_accept", action="store_const", const=False, help="be asked every time"
    )


def check_change(typed: Namespace) -> None:
    """Refuse what would change nothing."""
    if typed.note is None and typed.auto_accept is None:
        raise UsageWrong(detail="--note, --auto-accept or --ask-first is missing")
