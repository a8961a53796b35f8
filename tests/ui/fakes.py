"""Stand-ins for the node behind the window, and for the window around a page.

The host is held to the real one by `tests/ui/bridge/test_host_contract.py`.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, cast

from msgspec.structs import asdict, replace

from desktop.errors import AppError, NodeGone
from desktop.events import Event, TransferRow
from desktop.node.host_news import Began, Ended, HostNews
from desktop.node.protocol import (
    AnyNews,
    ChangeSettings,
    ChooseRelay,
    Command,
    ListNearby,
    ListOffers,
    ListPeople,
    ListRequests,
    ListTransfers,
    LookAtTransfer,
    PassphraseResult,
    PersonResult,
    PictureResult,
    RelayResult,
    SetPassphrase,
    SettingsResult,
    ShowPerson,
    ShowSettings,
    Tell,
)
from desktop.ui.parts.states import Step
from desktop.ui.scene import Place
from desktop.ui.words.settings import Topic

CHOSEN = SettingsResult(
    downloads="/home/amber/Downloads/Passalong",
    chosen=False,
    downloads_at_once=5,
    dht=True,
    lan=True,
    router=True,
    doorbell=True,
    nearby=False,
    relay="public",
    relay_url=None,
    sealed=False,
    welcomed=True,
    words_noted=False,
    profile="/home/amber/.local/share/passalong",
    log="/home/amber/.local/share/passalong/passalong.log",
    version="0.1.0",
)

AMBER = PersonResult(
    person="amberamberamberamberamberamberamberamberamberamberab",
    name="Amber Kettle",
    device="deviceone",
    link="passalong:person/amber",
)

type Answer = object | AppError | Callable[[Any], object]


class FakeHost:
    """Answers at once with what it was told to: a value, an error to raise, or a function of the command."""

    def __init__(self) -> None:
        self.asked: list[Command[Any]] = []
        self.transfers: tuple[TransferRow, ...] = ()
        self.news: dict[type[Command[Any]], list[AnyNews]] = {}
        self.answers: dict[type[Command[Any]], Answer] = {
            ShowPerson: AMBER,
            ListTransfers: [],
            ListPeople: [],
            ListRequests: [],
            ListOffers: [],
            ListNearby: [],
            LookAtTransfer: PictureResult(),
            ShowSettings: CHOSEN,
        }
        self.never: set[type[Command[Any]]] = set()
        """What is asked and not answered as long as the node runs."""
        self._unanswered: list[Future[Any]] = []
        self._hear: Callable[[HostNews], None] = lambda _news: None
        self._is_running = False
        self.passphrases: list[str | None] = []
        """What it was begun with, time after time."""
        self.refuses: AppError | None = None
        """Why it ends before it has begun."""

    def keep_settings(self, settings: SettingsResult = CHOSEN) -> None:
        """Answer as a node that keeps what is chosen; how it uses the network counts from its next start."""
        kept = settings

        def change(command: ChangeSettings) -> SettingsResult:
            nonlocal kept
            changes = {name: value for name, value in asdict(command).items() if value is not None}
            waits = tuple(name for name in ("dht", "lan", "router") if name in changes)
            kept = replace(kept, **changes, waits=tuple(dict.fromkeys(kept.waits + waits)))
            return kept

        def relay(command: ChooseRelay) -> RelayResult:
            nonlocal kept
            kind = command.choice if command.choice in {"public", "none"} else "own"
            url = command.choice if kind == "own" else kept.relay_url
            kept = replace(kept, relay=kind, relay_url=url, waits=(*kept.waits, "relay"))
            return RelayResult(relay=kind or "", url=url)

        def seal(command: SetPassphrase) -> PassphraseResult:
            nonlocal kept
            kept = replace(kept, sealed=command.passphrase is not None)
            return PassphraseResult(sealed=kept.sealed)

        self.answers |= {
            ShowSettings: lambda _command: kept,
            ChangeSettings: change,
            ChooseRelay: relay,
            SetPassphrase: seal,
        }

    def made(self, hear: Callable[[HostNews], None], passphrase: str | None) -> "FakeHost":
        """Be the host that a bridge asks for."""
        self.passphrases.append(passphrase)
        self._hear = hear
        return self

    def start(self) -> None:
        if self.refuses is not None:
            self._hear(Ended(self.refuses))
            return
        self._is_running = True
        self._hear(Began(AMBER, self.transfers))

    def ask[R](self, command: Command[R], tell: Tell) -> Future[R]:
        self.asked.append(command)
        future: Future[R] = Future()
        if type(command) in self.never and self._is_running:
            self._unanswered.append(future)
            return future
        for news in self.news.get(type(command), []):
            tell(news)
        answer = self.answers.get(type(command)) if self._is_running else NodeGone()
        try:
            found = answer(command) if callable(answer) else answer
        except AppError as error:
            found = error
        if isinstance(found, AppError):
            future.set_exception(found)
        else:
            future.set_result(cast("R", found))
        return future

    def stop(self) -> None:
        if self._is_running:
            self._end(None)

    def break_down(self, error: AppError) -> None:
        """End as a node does that something happens to."""
        self._end(error)

    def _end(self, error: AppError | None) -> None:
        self._is_running = False
        left, self._unanswered = self._unanswered, []
        for future in left:
            if future.set_running_or_notify_cancel():
                future.set_exception(NodeGone())
        self._hear(Ended(error))

    def join(self, seconds: float) -> bool:
        del seconds
        return True

    def tell(self, *events: Event) -> None:
        for event in events:
            self._hear(event)

    def asked_for[C: Command[Any]](self, kind: type[C]) -> list[C]:
        """Return the commands of one kind, oldest first."""
        return [command for command in self.asked if isinstance(command, kind)]


class NotedErrands:
    """Notes what a page begins."""

    def __init__(self) -> None:
        self.done: list[tuple[str, object]] = []

    def go_to(self, place: Place) -> None:
        self.done.append(("go_to", place))

    def share(self, paths: Sequence[Path] = (), to: Sequence[str] = ()) -> None:
        self.done.append(("share", (tuple(paths), tuple(to))))

    def open_link(self, text: str = "") -> None:
        self.done.append(("open_link", text))

    def show_transfer(self, transfer: str) -> None:
        self.done.append(("show_transfer", transfer))

    def show_person(self, person: str) -> None:
        self.done.append(("show_person", person))

    def show_setting(self, topic: Topic) -> None:
        self.done.append(("show_setting", topic))

    def add_person(self, link: str = "") -> None:
        self.done.append(("add_person", link))

    def invite(self) -> None:
        self.done.append(("invite", None))

    def open_demo(self) -> None:
        self.done.append(("open_demo", None))

    def look_at_models(self, folder: Path | None = None) -> None:
        self.done.append(("look_at_models", folder))

    def tell(self, text: str, *steps: Step) -> None:
        self.done.append(("tell", (text, tuple(step.text for step in steps))))

    def tell_trouble(self, error: AppError) -> None:
        self.done.append(("tell_trouble", error))
