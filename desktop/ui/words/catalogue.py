"""Which language is spoken: the first that the person reads and somebody has translated. Any thread."""

import gettext
import importlib.resources
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from desktop.ui.words.language import ENGLISH, Language

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_OWN: Final = "en"
_FOLDER: Final = importlib.resources.files("resources").joinpath("translations")


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are, English first."""
    translated = sorted(entry.name for entry in _FOLDER.iterdir() if _catalogue(entry.name).is_file())
    return (_OWN, *translated)


def wished_languages(environment: Mapping[str, str]) -> list[str]:
    """Return the codes of what somebody at a terminal reads, best first (POSIX locale variables)."""
    wished = [environment[name] for name in _VARIABLES if environment.get(name)]
    return [code for value in wished for code in value.split(":")]


def language_for(wished: Sequence[str]) -> Language:
    """Return the first language that there is, English if there is none; "de_AT.UTF-8" counts as "de"."""
    there = languages()
    for code in wished:
        bare = code.partition(".")[0].replace("-", "_").partition("_")[0].lower()
        if bare in {_OWN, "c", "posix"}:
            return ENGLISH
        if bare in there:
            return load_language(bare)
    return ENGLISH


def load_language(code: str) -> Language:
    """Return one of `languages`."""
    if code == _OWN:
        return ENGLISH
    with _catalogue(code).open("rb") as file:
        return Language(gettext.GNUTranslations(file))


def _catalogue(code: str) -> "Traversable":
    return _FOLDER.joinpath(code, "LC_MESSAGES", "passalong.mo")
