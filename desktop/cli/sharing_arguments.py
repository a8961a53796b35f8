"""What is typed to share something, and to get what others share."""

from argparse import SUPPRESS, ArgumentParser, Namespace

from desktop.cli import values
from desktop.cli.values import Place
from desktop.errors import UsageWrong


def share(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", type=place.path, help="a file or a folder")
    parser.add_argument("--title", metavar="T", type=values.text_for("--title"), help="what to call it")
    who = parser.add_mutually_exclusive_group()
    who.add_argument(
        "--public", action="store_true", help="let everybody find it, with any BitTorrent program"
    )
    who.add_argument(
        "--to",
        metavar="PERSON",
        action="append",
        default=[],
        type=values.text_for("--to"),
        help="only for this contact, who is asked; may be repeated",
    )
    parser.add_argument(
        "--text", default=SUPPRESS, type=values.text_for("--text"), help="a sentence that they see with it"
    )
    parser.add_argument(
        "--days",
        metavar="N",
        type=values.whole_number_for("--days", values.LARGEST_COUNT, least=1),
        help="let others get it for so many days only",
    )
    _add_sources(parser)
    parser.add_argument(
        "--torrent",
        dest="torrent_file",
        metavar="FILE",
        type=place.path_for("--torrent"),
        help="also write a .torrent file",
    )
    parser.add_argument(
        "--until-sent",
        metavar="N",
        type=values.whole_number_for("--until-sent", values.LARGEST_COUNT),
        help="end once N others have all of it; 0: as soon as it is stored",
    )


def check_share(typed: Namespace) -> None:
    """Refuse what would otherwise be left out without a word."""
    if typed.public and typed.days is not None:
        raise UsageWrong(detail="what is public has no end, so --days does not go with --public")
    if typed.trackers and not typed.public:
        raise UsageWrong(detail="only what is public is announced, so --tracker goes with --public only")
    if "text" in typed and not typed.to:
        raise UsageWrong(detail="--text is for those named by --to, and nobody is")


def get(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument(
        "link", metavar="LINK", type=place.link, help="a passalong: or magnet: link, or a .torrent file"
    )
    parser.add_argument(
        "--to", dest="folder", metavar="DIR", type=place.path_for("--to"), help="the folder to put it in"
    )
    parser.add_argument(
        "--only",
        metavar="GLOB",
        action="append",
        default=[],
        type=values.text_for("--only"),
        help="only files whose path fits, such as '*.pdf'; may be repeated",
    )
    parser.add_argument(
        "--peer",
        dest="peers",
        metavar="HOST:PORT",
        action="append",
        default=[],
        type=values.host_and_port_for("--peer"),
        help="ask this computer for it; may be repeated",
    )
    _add_sources(parser)
    parser.add_argument(
        "--timeout",
        metavar="S",
        type=values.seconds_for("--timeout"),
        help="give up after so many seconds; what is here stays",
    )


def begin(parser: ArgumentParser, place: Place) -> None:
    read(parser, place)
    parser.add_argument(
        "--to", dest="folder", metavar="DIR", type=place.path_for("--to"), help="the folder to put it in"
    )


def look(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", type=place.path, help="a file or a folder")


def models(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("folder", metavar="DIR", type=place.path, help="the folder with the models")


def model(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("path", metavar="FILE", type=place.path, help="an STL, 3MF, OBJ or PLY file")
    parser.set_defaults(closely=True)


def read(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument(
        "link", metavar="LINK", type=place.link, help="a passalong: or magnet: link, or a .torrent file"
    )


def _add_sources(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--tracker",
        dest="trackers",
        metavar="URL",
        action="append",
        default=[],
        type=values.url_for("--tracker", values.TRACKER_SCHEMES),
        help="a BitTorrent tracker to use; may be repeated",
    )
    parser.add_argument(
        "--web-seed",
        dest="web_seeds",
        metavar="URL",
        action="append",
        default=[],
        type=values.url_for("--web-seed", values.WEB_SEED_SCHEMES),
        help="a web server that has it too; may be repeated",
    )


def offer(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "offer",
        metavar="ID",
        type=values.text_for("ID"),
        help="its id from passalong offers, or the first 8 characters of it",
    )


def accept_offer(parser: ArgumentParser, place: Place) -> None:
    offer(parser, place)
    parser.add_argument(
        "--to", dest="folder", metavar="DIR", type=place.path_for("--to"), help="the folder to put it in"
    )
