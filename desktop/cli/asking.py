"""What a command needs beyond its words: confirmation, recovery words, the passphrase; main thread."""

from pathlib import Path
from typing import Final

import msgspec

from desktop.cli.invocation import Invocation
from desktop.cli.tables import fold
from desktop.cli.terminal import Terminal
from desktop.errors import (
    NotConfirmed,
    PassphraseMismatch,
    PassphraseNeeded,
    PassphraseWrong,
    PathMissing,
    PathUnreadable,
    UsageWrong,
)
from desktop.limits import WORD_COUNT
from desktop.node.protocol import AnyCommand, EndDevice, Erase, Recover, Remove, Restore, SetPassphrase
from desktop.ui.words.language import Language

PASSPHRASE_VARIABLE: Final = "PASSALONG_PASSPHRASE"  # noqa: S105  # a name, no secret
_LONGEST_INPUT: Final = 64 * 1024


def complete_command(invocation: Invocation, terminal: Terminal, language: Language) -> AnyCommand:
    """Return the command with all that it needs. Raises AppError if that is not to be had."""
    command = invocation.command
    match command:
        case Restore() | Recover():
            return msgspec.structs.replace(command, words=_recovery_words(terminal, language))
        case SetPassphrase(passphrase=""):
            new = _new_passphrase(invocation.new_passphrase_file, terminal, language)
            return msgspec.structs.replace(command, passphrase=new)
        case Erase() if not invocation.confirmed:
            _confirm(
                "erase",
                language.say(
                    "This erases your keys and everything Passalong remembers from “{profile}”. "
                    "Only a backup and your 24 words can bring you back. Files you shared or got stay.",
                    profile=invocation.profile,
                ),
                terminal,
                language,
            )
        case Remove(delete_files=True) if not invocation.confirmed:
            _confirm(
                "remove --delete-files",
                language.say(
                    "This deletes all files of {transfer} from this computer. If you shared them, these are "
                    "your originals. Others keep what they have.",
                    transfer=command.transfer,
                ),
                terminal,
                language,
            )
        case EndDevice() if not invocation.confirmed:
            _confirm(
                "devices end",
                language.say(
                    "Nobody who knows you takes calls from that computer any more, and it stays so for ever. "
                    "To be yours again, it would have to begin anew."
                ),
                terminal,
                language,
            )
    return command


def given_passphrase(invocation: Invocation, terminal: Terminal) -> str | None:
    """Return the passphrase from the file or the environment, if one of them has it."""
    if invocation.passphrase_file is None:
        return terminal.environment.get(PASSPHRASE_VARIABLE) or None  # empty is how scripts say "none"
    return _first_line(invocation.passphrase_file)


def asked_passphrase(
    refused: PassphraseNeeded | PassphraseWrong, terminal: Terminal, language: Language
) -> str:
    """Return the passphrase that the person types. Raises `refused` if there is nobody to type it."""
    if not terminal.can_ask:
        raise refused
    again = isinstance(refused, PassphraseWrong)
    question = language.say("That was not it. Passphrase: ") if again else language.say("Passphrase: ")
    typed = terminal.ask_secret(question)
    if not typed:
        raise refused
    return typed


def _confirm(action: str, warning: str, terminal: Terminal, language: Language) -> None:
    question = language.say("Type yes to go on: ")
    width = terminal.width(terminal.stderr)
    confirmed = terminal.can_ask and terminal.ask(
        f"{fold(warning, width)}\n{question}"
    ).lower() == language.say("yes")
    if not confirmed:
        raise NotConfirmed(action=action)


def _new_passphrase(file: Path | None, terminal: Terminal, language: Language) -> str:
    if file is None and not terminal.can_ask:
        raise UsageWrong(detail="without a terminal it needs --new-passphrase-file or --remove")
    new = _first_line(file) if file else terminal.ask_secret(language.say("New passphrase: "))
    if not new:
        raise UsageWrong(detail="the new passphrase is empty")
    if file is None and terminal.ask_secret(language.say("The new passphrase once more: ")) != new:
        raise PassphraseMismatch
    return new


def _recovery_words(terminal: Terminal, language: Language) -> str:
    if not terminal.can_ask:
        return terminal.stdin.read(_LONGEST_INPUT)
    words: list[str] = []
    question = language.say("Your 24 words, on as many lines as you like; an empty line ends them.\n> ")
    while len(words) < WORD_COUNT and (line := terminal.ask(question)):
        words += line.split()
        question = language.say("{number} of 24 > ", number=len(words))
    return " ".join(words)


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as stream:  # a pipe may well be meant
            line = stream.readline(_LONGEST_INPUT).rstrip("\r\n")
    except FileNotFoundError as error:
        raise PathMissing(path=str(file)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise PathUnreadable(path=str(file)) from error
    if "\0" in line:  # nobody's passphrase, but what a device without end gives
        raise PathUnreadable(path=str(file))
    return line
