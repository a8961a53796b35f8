"""What is said in the window when there is no node behind it, and why; any thread.

Some sentences of `messages` name options of the command line, so the window has its own for these.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop import errors
from desktop.ui.words.language import Language
from desktop.ui.words.messages import sentence_of


@dataclass(frozen=True, slots=True)
class End:
    """What happened in a few words, and all of it; `folder` is one to look into, empty if none helps."""

    title: str
    text: str
    folder: str = ""


def told_of_end(error: errors.AppError, language: Language) -> End:
    """Return what is said where a page would be."""
    tell = _BY_TYPE.get(type(error))
    if tell is not None:
        return tell(error, language)
    return End(language.say("Nothing moves at the moment"), sentence_of(error, language))


def passphrase_title(language: Language) -> str:
    return language.say("Your keys are locked")


def passphrase_text(language: Language) -> str:
    return language.say("Type your passphrase, and Passalong begins. Everything is safe as it is.")


def passphrase_wrong(language: Language) -> str:
    return language.say("That does not open them. Nothing was changed: look at capitals, and try again.")


def passphrase_forgotten(language: Language) -> str:
    return language.say("If you forgot it, your 24 words and a backup bring you back, in an empty profile.")


def _locked(error: errors.AppError, language: Language) -> End:
    del error
    return End(
        language.say("Passalong is open already"),
        language.say(
            "Another Passalong on this computer uses your profile: a window, or a command in a terminal. "
            "Everything is safe. Close the other one, then try again."
        ),
    )


def _too_new(error: errors.AppError, language: Language) -> End:
    del error
    return End(
        language.say("A newer Passalong was here"),
        language.say(
            "It has written what this one cannot read. Everything was left as it is, and nothing is lost. "
            "Update Passalong, then open it again."
        ),
    )


def _damaged(error: errors.AppError, language: Language) -> End:
    path = str(getattr(error, "path", ""))
    return End(
        language.say("Your profile is damaged"),
        language.say(
            "What Passalong keeps in “{path}” cannot be read. Your shared files are safe, and nothing was "
            "changed. If you have your 24 words, they bring you back here, and what is there now is kept.",
            path=path,
        ),
        path,
    )


def _unusable(error: errors.AppError, language: Language) -> End:
    path = str(getattr(error, "path", ""))
    return End(
        language.say("Your profile cannot be used"),
        language.say(
            "This computer does not let Passalong use “{path}”. Nothing was changed. See that the disk is "
            "there, has room and may be written to, then try again.",
            path=path,
        ),
        path,
    )


def _foreign(error: errors.AppError, language: Language) -> End:
    path = str(getattr(error, "path", ""))
    return End(
        language.say("Something else is in the way"),
        language.say(
            "“{path}” was not written by Passalong. It was left as it is. Move it away, then try again.",
            path=path,
        ),
        path,
    )


def _port(error: errors.AppError, language: Language) -> End:
    del error
    return End(
        language.say("Others cannot be reached"),
        language.say(
            "This computer does not let Passalong listen for others. Nothing was changed. See that it is "
            "online and that no other program forbids it, then try again."
        ),
    )


_BY_TYPE: Final[Mapping[type[errors.AppError], Callable[[errors.AppError, Language], End]]] = (
    MappingProxyType(
        {
            errors.ProfileLocked: _locked,
            errors.ProfileTooNew: _too_new,
            errors.StoreTooNew: _too_new,
            errors.ProfileDamaged: _damaged,
            errors.StoreDamaged: _damaged,
            errors.ProfileUnusable: _unusable,
            errors.StoreUnwritable: _unusable,
            errors.StoreFull: _unusable,
            errors.StoreForeign: _foreign,
            errors.PortUnusable: _port,
        }
    )
)
