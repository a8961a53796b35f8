"""What the doctor says in a window: as on the command line, but with what to do there. Any thread."""

from collections.abc import Sequence
from typing import Final

from desktop.node.protocol import CheckResult
from desktop.ui.words.checks import CheckText, sentence_of_check
from desktop.ui.words.language import Language

_OF_THE_WINDOW: Final = frozenset({"relay", "downloads"})
"""Checks whose mending is done in the settings, not with an option."""


def told_of(check: CheckResult, language: Language) -> CheckText:
    """Return what was found, and what to do about it."""
    said = sentence_of_check(check, language)
    if said.fix is None:
        return said
    if check.check in _OF_THE_WINDOW:
        return CheckText(said.text, _fix(check.check, language))
    return said


def verdict(checks: Sequence[CheckResult], language: Language) -> str:
    """Return in one sentence how it stands."""
    troubles = sum(not check.ok for check in checks)
    if not troubles:
        return language.say("Everything is well.")
    return language.say_number(
        "{number} thing could be better.", "{number} things could be better.", troubles
    )


def _fix(check: str, language: Language) -> str:
    if check == "relay":
        return language.say("Choose a relay above, under “What Passalong tells the network”.")
    return language.say("Choose another folder above, under “Getting”, or allow writing to this one.")
