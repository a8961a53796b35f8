"""What an answer is made of: words for a person, or the JSON shape of a result."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from desktop.cli.tables import Ink
from desktop.node.protocol import AnyCommand
from desktop.ui.words.language import Language


@dataclass(frozen=True, slots=True)
class Look:
    """In which language, colours and width the answer is put."""

    language: Language
    ink: Ink
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Words for a person; an empty part is left out.

    The body goes to stdout and is what somebody may want to copy or pipe; the rest is talk for stderr.
    """

    body: str = ""
    before: str = ""
    after: str = ""


def _as_it_is(result: object, language: Language) -> object:
    del language
    return msgspec.to_builtins(result)


@dataclass(frozen=True, slots=True)
class AnswerForm[R]:
    """How the result of one command is read, and what is said about it."""

    result_type: type[R]
    words: Callable[[AnyCommand, R, Look], Answer]
    shape: Callable[[R, Language], object] = _as_it_is

    def answer(self, command: AnyCommand, result: object, look: Look) -> Answer:
        return self.words(command, msgspec.convert(result, self.result_type), look)

    def json(self, result: object, language: Language) -> object:
        return self.shape(msgspec.convert(result, self.result_type), language)
