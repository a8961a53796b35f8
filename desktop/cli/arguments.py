"""From the words typed after `passalong` to what is to be done, with nothing done yet.

Reads neither the environment nor the folder it is started in: both are passed in.
"""

from argparse import ArgumentError, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final, NoReturn

import msgspec

from desktop.cli import values
from desktop.cli.commands import COMMANDS, CommandForm
from desktop.cli.invocation import PROFILE_VARIABLE, Circumstances, Invocation, Misuse, Page, VersionPage
from desktop.cli.values import Place
from desktop.errors import UsageWrong, WrongUse
from desktop.node.protocol import NetworkOptions, OpenWindow

_FORM: Final = "form"
_COMMAND: Final = "COMMAND"
_DESCRIPTION: Final = "Pass files along to each other, with no company in between."
_EXAMPLES: Final = """\
for example:
  passalong share ~/Photos/Summer       makes a link to pass on
  passalong get LINK --to ~/Downloads   gets what the link leads to
  passalong COMMAND --help              tells more about a command"""
_BEFORE_COMMAND: Final = frozenset(
    {"--profile", "--json", "--passphrase-file", "--version", "--bind"}
    | {"--no-dht", "--no-lan", "--no-router", "--no-relay", "--dht-bootstrap"}
)
_OF_ARGUMENT: Final = "argument "
_IN_OTHER_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "not allowed with argument": "{name} does not go with {rest}",
        "unrecognized arguments:": "“{rest}” is more than fits",
        "the following arguments are required:": "{rest} is missing",
        "expected one argument": "{name} needs something after it",
        "expected at least one argument": "{name} is missing",
        "ignored explicit argument": "{name} takes nothing after it",
    }
)


def parse(words: Sequence[str], around: Circumstances) -> Invocation | Page | VersionPage | Misuse:
    """Return what `words` ask for."""
    # Wherever it stands: whoever typed it reads the answer with a program.
    json = "--json" in words
    parsers = _Parsers(Place(around.folder))
    words = _with_long_name(words, parsers.whole.place_of_command(words))
    try:
        typed = parsers.whole.parse_args(words)
        if typed.version:
            return VersionPage(json)
        if not hasattr(typed, _FORM):
            typed = parsers.whole.parse_args([*words, str(OpenWindow.__struct_config__.tag)])
        return _invocation(typed, around)
    except _HelpAsked as asked:
        return Page(asked.text, json)
    except ArgumentError as error:
        return Misuse(UsageWrong(detail=_detail(error)), parsers.usage_for(words), json)
    except WrongUse as error:
        return Misuse(error, parsers.usage_for(words), json)


def _with_long_name(words: Sequence[str], place: int) -> list[str]:
    """Return `words` with those made one that name a command at `place`, such as `people add`."""
    name = " ".join(words[place : place + 2])
    if name not in {form.name for form in COMMANDS}:
        return list(words)
    return [*words[:place], name, *words[place + 2 :]]


def _detail(error: ArgumentError) -> str:
    """Return what is wrong in our own words: the standard ones speak of arguments, and list all commands."""
    if error.argument_name == _COMMAND:
        typed = error.message.partition("'")[2].partition("'")[0]
        alike = get_close_matches(typed, [form.name for form in COMMANDS], 1)
        return "there is no such command" + (f", the nearest is passalong {alike[0]}" if alike else "")
    name, message = error.argument_name or "", error.message
    if not name and message.startswith(_OF_ARGUMENT):  # a command's own parser has made one text of both
        name, _, message = message.removeprefix(_OF_ARGUMENT).partition(": ")
    too_late = message.removeprefix("unrecognized arguments: ").partition(" ")[0].partition("=")[0]
    if too_late != message and too_late in _BEFORE_COMMAND:
        return f"{too_late} stands before the command: passalong {too_late} …"
    for beginning, words in _IN_OTHER_WORDS.items():
        if message.startswith(beginning):
            return words.format(name=name, rest=message.removeprefix(beginning).strip())
    return f"{name}: {message}" if name else message


def _invocation(typed: Namespace, around: Circumstances) -> Invocation:
    place = Place(around.folder)
    given = vars(typed)
    form: CommandForm = given[_FORM]
    profile = typed.profile or around.environment.get(PROFILE_VARIABLE)
    return Invocation(
        profile=Path(place.path(profile)) if profile else around.default_profile,
        json=typed.json,
        passphrase_file=_file(given, "passphrase_file"),
        network=msgspec.convert(
            {name: given[name] for name in NetworkOptions.__struct_fields__}, NetworkOptions
        ),
        command=form.command(typed),
        confirmed=given.get("confirmed", False),
        new_passphrase_file=_file(given, "new_passphrase_file"),
    )


def _file(given: Mapping[str, str | None], name: str) -> Path | None:
    path = given.get(name)
    return Path(path) if path else None


class _HelpAsked(Exception):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class _Parser(ArgumentParser):
    """The standard parser, except that it neither prints nor ends the process."""

    def print_help(self, file: IO[str] | None = None) -> NoReturn:  # type: ignore[override]  # never returns
        del file
        raise _HelpAsked(self.format_help())

    def place_of_command(self, words: Sequence[str]) -> int:
        """Return where the command stands: after the options of the whole and their values."""
        place = 0
        while place < len(words) and words[place].startswith("-"):
            option = self._option_string_actions.get(words[place])
            place += 1 if option is None or option.nargs == 0 else 2
        return place

    def error(self, message: str) -> NoReturn:
        raise ArgumentError(None, message)


class _Parsers:
    """The parser for everything, and the one of each command."""

    def __init__(self, place: Place) -> None:
        self.whole = _Parser(
            prog="passalong",
            usage="passalong [--profile DIR] [--json] [NETWORK OPTIONS] [COMMAND …]",
            description=_DESCRIPTION,
            epilog=_EXAMPLES,
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
            exit_on_error=False,
        )
        _add_global_options(self.whole, place)
        _add_network_options(self.whole)
        # The usage line of the whole would become part of that of each command.
        commands = self.whole.add_subparsers(title="commands", metavar=_COMMAND, prog="passalong")
        self._by_name = {form.name: _add_form(commands.add_parser, form, place) for form in COMMANDS}

    def usage_for(self, words: Sequence[str]) -> str:
        """Return the usage line of the command among `words`, or else of the whole."""
        named = next((self._by_name[word] for word in words if word in self._by_name), self.whole)
        return named.format_usage()


def _add_form(add_parser: Callable[..., _Parser], form: CommandForm, place: Place) -> _Parser:
    summary = form.summary
    description = f"{summary[0].upper()}{summary[1:]}."
    parser = add_parser(form.name, help=summary, description=description, allow_abbrev=False)
    form.add_arguments(parser, place)
    parser.set_defaults(**{_FORM: form})
    return parser


def _add_global_options(parser: ArgumentParser, place: Place) -> None:
    parser.add_argument(
        "--profile",
        metavar="DIR",
        type=place.path_for("--profile"),
        help=f"the folder of your keys and settings (or {PROFILE_VARIABLE})",
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON, one object a line")
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=place.path,
        help="a file whose first line opens the keys (or PASSALONG_PASSPHRASE)",
    )
    parser.add_argument("--version", action="store_true", help="show the version and end")


def _add_network_options(parser: ArgumentParser) -> None:
    network = parser.add_argument_group("network options")
    network.add_argument(
        "--bind",
        metavar="ADDRESS",
        type=values.address,
        help="use only this address of the computer; calls are answered on [::1] too, by itself alone",
    )
    network.add_argument("--no-dht", action="store_true", help="do not find people far away through the DHT")
    network.add_argument("--no-lan", action="store_true", help="send nothing unasked on the local network")
    network.add_argument("--no-router", action="store_true", help="do not ask the router to let others in")
    network.add_argument("--no-relay", action="store_true", help="do not reach people through relays")
    network.add_argument(
        "--dht-bootstrap",
        metavar="HOST:PORT",
        type=values.host_and_port_for("--dht-bootstrap"),
        help="where to enter the DHT",
    )
