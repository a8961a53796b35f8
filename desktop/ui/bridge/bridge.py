"""The bridge: what the window asks of the node, and what the node tells, each on its own thread.

Asking returns at once; the answer comes back on the window's thread. What the node tells is gathered, and
comes as one batch however much it is, so that a busy node never makes the window wait.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.errors import AppError, NodeGone
from desktop.node.host_news import Began, Ended, HostNews
from desktop.node.protocol import AnyNews, Command, PersonResult, Recover, Restore, Tell
from desktop.ui.bridge.questions import Asked, Question

if TYPE_CHECKING:
    from desktop.events import Event


class Host(Protocol):
    """A node on a thread of its own."""

    def start(self) -> None: ...
    def ask[R](self, command: Command[R], tell: Tell) -> Future[R]: ...
    def stop(self) -> None: ...
    def join(self, seconds: float) -> bool: ...


type MakeHost = Callable[[Callable[[HostNews], None], str | None], Host]
"""Makes one, given where it tells its news, and the passphrase if there is one."""


type Return = Restore | Recover
"""How somebody comes back who was here before."""

type MakeReturn = Callable[[Callable[[HostNews], None], Return], Host]
"""Makes a node that begins with the profile of somebody who comes back."""


@dataclass(slots=True)
class _Returning:
    """Who comes back, and whether a node has begun for them."""

    how: Return
    question: Question[Began]
    has_begun: bool = False


class Bridge(QObject):
    """Lives on the window's thread."""

    began = Signal(object)
    """The node runs: `Began`."""
    ended = Signal(object)
    """The node does not run any more: an AppError, or None if it was told to end."""
    told = Signal(list)
    """Events, oldest first, each subject once."""
    trouble = Signal(object)
    """An AppError of something that was asked by somebody who does not say it himself."""
    _wake = Signal()

    def __init__(
        self, make_host: MakeHost, parent: QObject | None = None, *, make_return: MakeReturn | None = None
    ) -> None:
        super().__init__(parent)
        self._make_host = make_host
        self._make_return = make_return
        self._returning: _Returning | None = None
        self._host: Host | None = None
        self._lock = Lock()
        self._posted: list[Callable[[], None]] = []
        self._events: dict[bytes, Event] = {}
        self._armed = False
        self._passphrase: str | None = None
        self._begins_anew = False
        self.me: PersonResult | None = None
        self._wake.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        return self.me is not None

    def start(self, passphrase: str | None = None) -> None:
        """Run a node behind the window: the first, or one with another passphrase; else `restart`."""
        if self._host is None:
            self._passphrase = passphrase
            self._host = self._make_host(self._hear, passphrase)
            self._host.start()

    def restart(self) -> None:
        """Have the node end in order and begin anew, so that what was chosen counts."""
        if self._host is None:
            self.start(self._passphrase)
        else:
            self._begins_anew = True
            self._host.stop()

    def know_passphrase(self, passphrase: str | None) -> None:
        """Begin anew with this one from now on: the keys were locked with it meanwhile."""
        self._passphrase = passphrase

    @property
    def can_come_back(self) -> bool:
        """Whether somebody may come back to this profile."""
        return self._make_return is not None

    def come_back(
        self, owner: QObject, how: Return, done: Callable[[Began], None], failed: Callable[[AppError], None]
    ) -> None:
        """Have the node end, and begin anew as somebody who was here before.

        If that cannot be, `failed` says why, and the node begins as who it was.
        """
        self._begins_anew = False
        self._returning = _Returning(how, Question(owner, Asked(), done, failed, None))
        if self._host is None:
            self._start_return(self._returning)
        else:
            self._host.stop()

    def stop(self) -> None:
        """Have the node end; `ended` says when it has."""
        self._begins_anew = False
        self._returning = None
        if self._host is not None:
            self._host.stop()

    def wait(self, seconds: float) -> bool:
        """Wait for the node's end, when the window is gone already; return whether it came."""
        return self._host is None or self._host.join(seconds)

    def ask[R](
        self,
        owner: QObject,
        command: Command[R],
        done: Callable[[R], None] | None = None,
        *,
        failed: Callable[[AppError], None] | None = None,
        news: Callable[[AnyNews], None] | None = None,
    ) -> Asked:
        """Have a command carried out; `done` or `failed` is called here, as long as `owner` exists.

        Without `failed`, `trouble` tells what went wrong.
        """
        asked = Asked()
        question = Question(owner, asked, done, failed, news)
        if self._host is None:
            self._post(lambda: self._fail(question, NodeGone()))
            return asked
        future = self._host.ask(command, lambda said: self._post(lambda: self._pass_on(question, said)))
        asked.future = future
        future.add_done_callback(lambda found: self._post(lambda: self._settle(question, found)))
        return asked

    # --- on any thread ----------------------------------------------------------------------------

    def _hear(self, news: HostNews) -> None:
        match news:
            case Began():
                self._post(lambda: self._note_beginning(news))
            case Ended():
                self._post(lambda: self._note_end(news))
            case _:
                with self._lock:
                    self._events.pop(news.subject, None)
                    self._events[news.subject] = news
                self._arm()

    def _post(self, act: Callable[[], None]) -> None:
        with self._lock:
            self._posted.append(act)
        self._arm()

    def _arm(self) -> None:
        with self._lock:
            armed, self._armed = self._armed, True
        if not armed:
            self._wake.emit()

    # --- on the window's thread -------------------------------------------------------------------

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            posted, self._posted = self._posted, []
            events, self._events = list(self._events.values()), {}
            self._armed = False
        for act in posted:
            act()
        if events:
            self.told.emit(events)

    def _note_beginning(self, news: Began) -> None:
        self.me = news.me
        self.began.emit(news)
        returning = self._returning
        if returning is not None and returning.has_begun:
            self._returning = None
            self._passphrase = None
            if returning.question.is_open and returning.question.done is not None:
                returning.question.done(news)

    def _note_end(self, news: Ended) -> None:
        self.me = None
        self._host = None
        if self._returning is not None:
            self._go_on_returning(self._returning, news.error)
            return
        self.ended.emit(news.error)
        begins_anew, self._begins_anew = self._begins_anew, False
        if begins_anew and news.error is None:
            self.start(self._passphrase)

    def _go_on_returning(self, returning: "_Returning", error: AppError | None) -> None:
        """Begin as who comes back once the node before has ended, or as before if that could not be."""
        self.ended.emit(None)
        if not returning.has_begun:
            self._start_return(returning)
            return
        self._returning = None
        self._fail(returning.question, error or NodeGone())
        self.start(self._passphrase)

    def _start_return(self, returning: "_Returning") -> None:
        assert self._make_return is not None
        returning.has_begun = True
        self._host = self._make_return(self._hear, returning.how)
        self._host.start()

    def _pass_on[R](self, question: Question[R], said: AnyNews) -> None:
        if question.news is not None and question.is_open:
            question.news(said)

    def _settle[R](self, question: Question[R], found: Future[R]) -> None:
        if not question.is_open:
            return
        try:
            answer = found.result()
        except CancelledError:  # by nobody who waits for it
            self._fail(question, NodeGone())
        except AppError as error:
            self._fail(question, error)
        else:
            if question.done is not None:
                question.done(answer)

    def _fail[R](self, question: Question[R], error: AppError) -> None:
        if not question.is_open:
            return
        if question.failed is not None:
            question.failed(error)
        else:
            self.trouble.emit(error)
