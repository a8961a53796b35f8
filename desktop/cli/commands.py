"""Every command of the command line: its name, its one line of help, and which arguments it takes.

An argument's `dest` is the name of the field of the command that it fills.
"""

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from desktop.cli import values
from desktop.cli.values import Place
from desktop.errors import UsageWrong
from desktop.limits import LARGEST_RATE, MOST_AT_ONCE, TORRENT_FILES
from desktop.node import protocol
from desktop.node.protocol import AnyCommand


@dataclass(frozen=True, slots=True)
class CommandForm:
    """How one command is typed."""

    command_type: type[AnyCommand]
    summary: str
    add_arguments: Callable[[ArgumentParser, Place], None]
    check: Callable[[Namespace], None] | None = None
    """Raises UsageWrong for what each argument allows and all together do not."""

    @property
    def name(self) -> str:
        return str(self.command_type.__struct_config__.tag)

    def command(self, typed: Namespace) -> AnyCommand:
        """Return the command with what was typed; what was not keeps its default. Raises UsageWrong."""
        if self.check is not None:
            self.check(typed)
        given = vars(typed)
        fields = {name: given[name] for name in self.command_type.__struct_fields__ if name in given}
        return msgspec.convert(fields, self.command_type)


def _no_arguments(parser: ArgumentParser, place: Place) -> None:
    del parser, place


def _person(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("--new-link", action="store_true", help="make a new link; the old one stops working")
    parser.add_argument(
        "--qr",
        dest="picture",
        metavar="FILE",
        type=place.picture,
        help="draw the link as a code: a .svg or .png",
    )


def _name(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument("name", metavar="NAME", type=values.text_for("NAME"), help="how others see you")


def _share(parser: ArgumentParser, place: Place) -> None:
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


def _check_share(typed: Namespace) -> None:
    """Refuse what would otherwise be left out without a word."""
    if typed.public and typed.days is not None:
        raise UsageWrong(detail="what is public has no end, so --days does not go with --public")
    if "text" in typed and not typed.to:
        raise UsageWrong(detail="--text is for those named by --to, and nobody is")


def _get(parser: ArgumentParser, place: Place) -> None:
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


def _begin(parser: ArgumentParser, place: Place) -> None:
    _read(parser, place)
    parser.add_argument(
        "--to", dest="folder", metavar="DIR", type=place.path_for("--to"), help="the folder to put it in"
    )


def _look(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", type=place.path, help="a file or a folder")


def _read(parser: ArgumentParser, place: Place) -> None:
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


def _transfer(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "transfer",
        metavar="TRANSFER",
        type=values.text_for("TRANSFER"),
        help="its id from passalong transfers, or the first 8 characters of it",
    )


def _remove(parser: ArgumentParser, place: Place) -> None:
    _transfer(parser, place)
    parser.add_argument("--delete-files", action="store_true", help="delete its files from this computer too")
    _add_confirmation(parser)


def _choose(parser: ArgumentParser, place: Place) -> None:
    _transfer(parser, place)
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


def _move(parser: ArgumentParser, place: Place) -> None:
    _transfer(parser, place)
    parser.add_argument("folder", metavar="DIR", type=place.path, help="the folder to put it in")


def _limit(parser: ArgumentParser, place: Place) -> None:
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


def _relay(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "choice",
        metavar="public|none|URL",
        nargs="?",
        type=values.relay,
        help="the public ones of the iroh project, none, or your own; without it you see what is chosen",
    )


def _end_device(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "device",
        metavar="DEVICE",
        type=values.text_for("DEVICE"),
        help="its id from passalong devices, or the first 8 characters of it",
    )
    _add_confirmation(parser)


def _settings(parser: ArgumentParser, place: Place) -> None:
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


def _passphrase(parser: ArgumentParser, place: Place) -> None:
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


def _backup(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("file", metavar="FILE", type=place.path, help="the file to write")


def _restore(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("file", metavar="FILE", type=place.path, help="the file that backup wrote")
    parser.set_defaults(words="")  # asked for later: words on a command line would end up in its history


def _state(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument("group", metavar="G", nargs="?", type=values.text_for("G"), help="a group's id")


def _nearby(parser: ArgumentParser, place: Place) -> None:
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


def _person_link(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument(
        "link", metavar="LINK", type=place.link, help="the link that they gave you, or a picture of its code"
    )


def _add_person(parser: ArgumentParser, place: Place) -> None:
    _person_link(parser, place)
    parser.add_argument(
        "--text", default=SUPPRESS, type=values.text_for("--text"), help="a sentence that they see with it"
    )
    parser.add_argument(
        "--wait", metavar="S", type=values.seconds_for("--wait"), help="wait so long for an answer"
    )


def _somebody(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "who",
        metavar="PERSON",
        type=values.text_for("PERSON"),
        help="a name or an id from passalong people, or the first 8 characters of it",
    )


def _verify(parser: ArgumentParser, place: Place) -> None:
    _somebody(parser, place)
    parser.add_argument(
        "words",
        metavar="WORDS",
        nargs="*",
        default=[],
        type=values.text_for("WORDS"),
        help="the 8 words that they see; without them yours are shown",
    )


def _change(parser: ArgumentParser, place: Place) -> None:
    _somebody(parser, place)
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


def _recover(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument("link", metavar="LINK", type=place.link, help="the link of somebody who knows you")
    parser.add_argument(
        "--wait", metavar="S", type=values.seconds_for("--wait"), help="how long to try to reach them"
    )
    parser.set_defaults(words="")  # asked for later, like those of restore


def _request(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "who",
        metavar="REQUEST",
        type=values.text_for("REQUEST"),
        help="their name or id from passalong people requests, or the first 8 characters of it",
    )


def _open(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument(
        "link", metavar="LINK", nargs="?", type=place.link, help="what the window begins with"
    )
    parser.add_argument(
        "--in-background", action="store_true", help="show nothing yet; the tray has an icon to open it"
    )


def _offer(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "offer",
        metavar="ID",
        type=values.text_for("ID"),
        help="its id from passalong offers, or the first 8 characters of it",
    )


def _accept_offer(parser: ArgumentParser, place: Place) -> None:
    _offer(parser, place)
    parser.add_argument(
        "--to", dest="folder", metavar="DIR", type=place.path_for("--to"), help="the folder to put it in"
    )


def _demo(parser: ArgumentParser, place: Place) -> None:
    del place
    parser.add_argument(
        "--people",
        metavar="N",
        type=values.whole_number_for("--people", 8),
        default=5,
        help="how many live there: 2 to 8",
    )
    parser.add_argument("--headless", action="store_true", help="open no window")


def _erase(parser: ArgumentParser, place: Place) -> None:
    del place
    _add_confirmation(parser)


def _add_confirmation(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--yes", dest="confirmed", action="store_true", help="do not ask whether you are sure"
    )


COMMANDS: Final = (
    CommandForm(protocol.OpenWindow, "open the window, as no command does too", _open),
    CommandForm(protocol.ShowPerson, "show who you are here, and your link", _person),
    CommandForm(protocol.Rename, "change the name that others see", _name),
    CommandForm(protocol.RunNode, "keep giving and getting, without a window, until stopped", _no_arguments),
    CommandForm(protocol.AddShare, "pass on files and folders", _share, _check_share),
    CommandForm(protocol.Get, "get what a link leads to", _get),
    CommandForm(protocol.BeginGet, "begin to get what a link leads to, and return at once", _begin),
    CommandForm(protocol.LookThrough, "show what sharing files and folders would pass on", _look),
    CommandForm(protocol.ReadLink, "show what a link leads to", _read),
    CommandForm(protocol.ListTransfers, "list what is given and got", _no_arguments),
    CommandForm(protocol.ShowTransfer, "look closely at a transfer", _transfer),
    CommandForm(protocol.ChooseFiles, "choose among the files of a transfer", _choose),
    CommandForm(protocol.MoveTransfer, "have a transfer go on in another folder", _move),
    CommandForm(protocol.Pause, "let a transfer rest", _transfer),
    CommandForm(protocol.Resume, "let a transfer go on", _transfer),
    CommandForm(protocol.Remove, "take a transfer off the list", _remove),
    CommandForm(protocol.Recheck, "look through the files of a transfer again", _transfer),
    CommandForm(protocol.ListPeople, "list whom you know", _no_arguments),
    CommandForm(protocol.ListNearby, "list who is on the same local network", _nearby),
    CommandForm(protocol.LookAtLink, "see whom a link leads to, without asking them", _person_link),
    CommandForm(protocol.AddPerson, "ask somebody to be your contact", _add_person),
    CommandForm(protocol.ListRequests, "list who asks to be your contact", _no_arguments),
    CommandForm(protocol.AcceptPerson, "say yes to somebody who asks", _request),
    CommandForm(protocol.DeclinePerson, "forget that somebody asked", _request),
    CommandForm(protocol.RemovePerson, "know somebody no more", _somebody),
    CommandForm(protocol.BlockPerson, "hear nothing of somebody any more", _somebody),
    CommandForm(protocol.UnblockPerson, "let somebody be heard again", _somebody),
    CommandForm(protocol.VerifyPerson, "make sure that nobody stands between you and somebody", _verify),
    CommandForm(protocol.ChangePerson, "note something about somebody, or trust what they offer", _change),
    CommandForm(protocol.ListOffers, "list what is passed between you and people you know", _no_arguments),
    CommandForm(protocol.AcceptOffer, "get what somebody offers you", _accept_offer),
    CommandForm(protocol.DeclineOffer, "say no to what somebody offers you", _offer),
    CommandForm(protocol.SetLimits, "limit how fast things are given and got", _limit),
    CommandForm(protocol.ChooseRelay, "choose who helps where routers let nothing in", _relay),
    CommandForm(protocol.ShowSettings, "show what is chosen", _no_arguments),
    CommandForm(protocol.ChangeSettings, "choose where things go, and what the network may learn", _settings),
    CommandForm(protocol.ShowStorage, "show what takes space on this computer", _no_arguments),
    CommandForm(protocol.FreeStorage, "empty the log and remove old copies of the records", _no_arguments),
    CommandForm(protocol.SetPassphrase, "lock your keys with another passphrase, or with none", _passphrase),
    CommandForm(protocol.MakeBackup, "save yourself into a file that only your 24 words open", _backup),
    CommandForm(protocol.Restore, "become yourself again from a backup and your 24 words", _restore),
    CommandForm(protocol.Recover, "become yourself again from your 24 words and one contact", _recover),
    CommandForm(protocol.ShowWords, "show your 24 words", _no_arguments),
    CommandForm(protocol.ListDevices, "list your computers", _no_arguments),
    CommandForm(protocol.EndDevice, "have a computer be yours no longer, for ever", _end_device),
    CommandForm(protocol.Rebuild, "work everything out again from the records", _no_arguments),
    CommandForm(protocol.ShowState, "show whether this computer is in step with others", _state),
    CommandForm(protocol.Examine, "look whether everything is well", _no_arguments),
    CommandForm(protocol.Demo, "try it with a sample neighbourhood on this computer", _demo),
    CommandForm(protocol.Erase, "erase yourself from this computer", _erase),
)
