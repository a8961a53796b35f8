"""What is said on stderr while a command runs: how far it is, what it waits for, what went wrong."""

from typing import Final

from desktop.cli.answer import Look
from desktop.cli.mends import sentence_of, sentence_of_reason
from desktop.cli.progress import Bar, Stage
from desktop.cli.tables import fold
from desktop.cli.terminal import Lines
from desktop.errors import AppError
from desktop.node.protocol import LeftOutNews, ProgressNews, SentNews, WaitingNews
from desktop.ui.words.formats import duration, people, size, speed

_LONGEST_FORECAST_SECONDS: Final = 7 * 86_400
_NEWS_BEFORE_FORECAST: Final = 5
"""There is news about once a second, and the first speeds are far off."""


class Talk:
    """One conversation with the person at the terminal."""

    def __init__(self, lines: Lines, bar: Bar, look: Look) -> None:
        self._lines = lines
        self._bar = bar
        self._look = look
        self._language = look.language
        self._waiting_for = ""
        self._moving = 0

    def tell(self, news: ProgressNews | WaitingNews | LeftOutNews | SentNews) -> None:
        match news:
            case ProgressNews():
                self._waiting_for = ""
                self._bar.show(self._stage(news))
            case WaitingNews(why=why):
                self._wait(sentence_of_reason(why, self._language))
            case LeftOutNews():
                self._tell_left_out(news)
            case SentNews(people=count):
                self.say(
                    self._language.say_number(
                        "{number} person has all of it now.", "{number} people have all of it now.", count
                    )
                )

    def _tell_left_out(self, news: LeftOutNews) -> None:
        if news.count:
            self.say(
                self._language.say_number(
                    "Left out: {number} thing that is no ordinary file or leads elsewhere, “{example}”.",
                    "Left out: {number} things that are no ordinary files or lead elsewhere, "
                    "such as “{example}”.",
                    news.count,
                    example=news.example,
                )
            )
        for profile in news.profiles:
            self.say(
                self._language.say(
                    "Left out: “{profile}”, which holds somebody's keys of Passalong. Whoever got it could "
                    "be that person.",
                    profile=profile,
                )
            )

    def say(self, text: str) -> None:
        if text:
            self._bar.clear()
            self._lines.put(fold(text, self._look.width))

    def fail(self, error: AppError, usage: str) -> None:
        self.say(sentence_of(error, self._language))
        if usage:
            self._lines.put(usage.rstrip())

    def make_room(self) -> None:
        """Take a drawn bar away, so that something can be written to stdout."""
        self._bar.clear()

    def _wait(self, why: str) -> None:
        # The node says it every ten seconds, for scripts; a person need not read it again and again.
        if why != self._waiting_for:
            self._waiting_for = why
            self.say(why)

    def _stage(self, news: ProgressNews) -> Stage:
        say = self._language.say
        labels = {
            "reading": say("Reading"),
            "checking": say("Looking through"),
            "receiving": say("Getting"),
        }
        return Stage(
            label=labels.get(news.step, say("Working")),
            done=news.done,
            total=news.total,
            details=tuple(filter(None, (self._amount(news), self._movement(news), self._forecast(news)))),
        )

    def _amount(self, news: ProgressNews) -> str:
        if not news.total:
            return ""
        return self._language.say(
            "{done} of {total}", done=size(news.done, self._language), total=size(news.total, self._language)
        )

    def _movement(self, news: ProgressNews) -> str:
        if not news.down:
            return ""
        return self._language.say(
            "{speed} from {people}",
            speed=speed(news.down, self._language),
            people=people(news.peers, self._language),
        )

    def _forecast(self, news: ProgressNews) -> str:
        left = max(news.total - news.done, 0)
        self._moving = self._moving + 1 if news.down else 0
        if self._moving < _NEWS_BEFORE_FORECAST or not left or left / news.down > _LONGEST_FORECAST_SECONDS:
            return ""
        return self._language.say("about {time} left", time=duration(left / news.down, self._language))
