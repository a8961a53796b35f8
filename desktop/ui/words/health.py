"""How it stands with everything that the doctor looked at, in one sentence. Any thread."""

from collections.abc import Sequence

from desktop.node.protocol import CheckResult
from desktop.ui.words.language import Language


def verdict(checks: Sequence[CheckResult], language: Language) -> str:
    """Return in one sentence how it stands."""
    troubles = sum(not check.ok for check in checks)
    if not troubles:
        return language.say("Everything is well.")
    return language.say_number(
        "{number} thing could be better.", "{number} things could be better.", troubles
    )
