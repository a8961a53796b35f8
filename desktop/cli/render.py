"""What a command says while it runs and at its end: as JSON for programs, or in words for people."""

import contextlib
import json
from typing import Protocol

import msgspec

from desktop.cli.answer import Answer, Look
from desktop.cli.answers import answer_form
from desktop.cli.mends import sentence_of, sentence_of_reason
from desktop.cli.own_answers import ready_answer
from desktop.cli.share_answers import shared_answer
from desktop.cli.talk import Talk
from desktop.cli.terminal import Lines
from desktop.errors import AnswerNotWritten, AppError
from desktop.node.protocol import AnyCommand, AnyNews, ReadyNews, SharedNews, WaitingNews
from desktop.ui.words.language import Language


class Output(Protocol):
    """Where a command's news and its one ending go."""

    def news(self, news: AnyNews) -> None:
        """Tell what happens on the way."""

    def result(self, command: AnyCommand, result: object) -> None:
        """Tell the result, given as plain JSON."""

    def page(self, text: str) -> None:
        """Show a text that was asked for instead of a command."""

    def failure(self, error: AppError, usage: str = "") -> None:
        """Tell why there is no result."""


class JsonOutput:
    """JSON lines on stdout, the last of them the result or the error; what people read goes to stderr."""

    def __init__(self, lines: Lines, talk: Talk, language: Language) -> None:
        self._lines = lines
        self._talk = talk
        self._language = language

    def news(self, news: AnyNews) -> None:
        self._put(_event(news, self._language))
        if not isinstance(news, ReadyNews | SharedNews):
            self._talk.tell(news)

    def result(self, command: AnyCommand, result: object) -> None:
        self._talk.make_room()
        self._put({"result": answer_form(command).json(result, self._language)})

    def page(self, text: str) -> None:
        self._talk.say(text)
        self._put({"result": None})

    def failure(self, error: AppError, usage: str = "") -> None:
        self._talk.fail(error, usage)
        with contextlib.suppress(AnswerNotWritten):  # people were told, and this is the end of it
            self._put({"error": {"kind": error.kind, "message": sentence_of(error, self._language)}})

    def _put(self, value: object) -> None:
        # In ASCII, so that no code page of a console or pipe can break it.
        self._lines.put(json.dumps(value))


class WordsOutput:
    """The answer alone on stdout, everything around it on stderr."""

    def __init__(self, lines: Lines, talk: Talk, look: Look) -> None:
        self._lines = lines
        self._talk = talk
        self._look = look
        self._shared = False

    def news(self, news: AnyNews) -> None:
        match news:
            case ReadyNews():
                self._answer(ready_answer(news, self._look))
            case SharedNews():
                self._shared = True
                self._answer(shared_answer(news, self._look))
            case _:
                self._talk.tell(news)

    def result(self, command: AnyCommand, result: object) -> None:
        if self._shared:  # the link stands there already
            self._talk.say(self._look.language.say("It is passed on again whenever Passalong runs."))
        else:
            self._answer(answer_form(command).answer(command, result, self._look))

    def page(self, text: str) -> None:
        self._lines.put(text)

    def failure(self, error: AppError, usage: str = "") -> None:
        self._talk.fail(error, usage)

    def _answer(self, answer: Answer) -> None:
        gap = "\n" if answer.body else ""
        if answer.before:
            self._talk.say(answer.before + gap)
        if answer.body:
            self._talk.make_room()
            self._lines.put(answer.body)
        if answer.after:
            self._talk.say(gap + answer.after)


def _event(news: AnyNews, language: Language) -> dict[str, object]:
    event: dict[str, object] = msgspec.to_builtins(news)
    if isinstance(news, WaitingNews):
        why = news.why
        del event["why"]
        event["kind"] = why.__struct_config__.tag
        event["reason"] = sentence_of_reason(why, language)
    return event
