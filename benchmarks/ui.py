"""How the window feels: scrolling 100,000 rows, answering while much goes on, and how soon it is there.

Draws into memory (Qt's offscreen platform). The node behind it is played: what it would tell is told from a
thread of its own, in bursts of once a second as a real one does.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.measure import Moment, Span, Spread, ratios, rotated, table, wait_for_quiet
from desktop.clock import WallClock
from desktop.errors import OwnMistake
from desktop.events import TransferChanged, TransferRow, TransferState
from desktop.ids import ObjectId, ShareId, id_bytes
from desktop.node.host_news import Began, Ended, HostNews
from desktop.node.protocol import (
    Command,
    ListNearby,
    ListOffers,
    ListPeople,
    ListRequests,
    LookAtTransfer,
    Pause,
    PersonResult,
    PictureResult,
    Resume,
    SettingsResult,
    ShowSettings,
    Tell,
)
from desktop.paths import WINDOW_FILE
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.look.theme import Shade, Theme
from desktop.ui.scene import Place
from desktop.ui.start import build, make_app
from desktop.ui.transfers.page import TransfersPage
from desktop.ui.welcome.greeting import WELCOMED
from desktop.ui.words.language import ENGLISH

_ME: Final = PersonResult(person="a" * 52, name="Amber Kettle", device="d", link="passalong:x")
_SETTINGS: Final = SettingsResult(
    downloads="/home/amber/in",
    chosen=True,
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
    words_noted=True,
    profile="/home/amber/profile",
    log="/home/amber/profile/passalong.log",
    version="0",
)
_LISTS: Final = (ListPeople, ListRequests, ListOffers, ListNearby)
_ANSWERS: Final[dict[type, object]] = {
    **{kind: [] for kind in _LISTS},
    ShowSettings: _SETTINGS,
    Pause: [],
    Resume: [],
    LookAtTransfer: PictureResult(),
}
"""What the node behind the window says; whatever else it is asked, it cannot do."""
_SIZE: Final = (1280, 800)
_FRAMES: Final = 600
_MANY: Final = 100_000
_LISTED: Final = 20_000
_RUNNING: Final = 200
_PATIENCE: Final = 30.0
_EMPTY: Final = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1180, 780)
window.show()
app.exec()
"""
_OURS: Final = """
from desktop.start import main
main()
"""
_UNTIL_PAINTED: Final = """
import os
from PySide6.QtWidgets import QApplication
def painted():
    app = QApplication.instance()
    window = next(widget for widget in app.topLevelWidgets() if widget.isWindow() and widget.isVisible())
    while not window.windowHandle().isExposed():
        app.processEvents()
    window.repaint()
    os._exit(0)
QApplication.exec = staticmethod(painted)
"""
"""The event loop of both ends as soon as its window is painted; our node begins only after that."""


class PlayedNode:
    """Holds rows, changes some of them each second, and does at once what it is asked."""

    def __init__(self, rows: list[TransferRow], running: int) -> None:
        self._rows = {row.transfer: row for row in rows}
        self._running = [row.transfer for row in rows[:running]]
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._hear: Callable[[HostNews], None] = lambda _news: None
        self._thread = threading.Thread(target=self._live, name="played node")

    def made(self, hear: Callable[[HostNews], None], passphrase: str | None) -> "PlayedNode":
        del passphrase
        self._hear = hear
        return self

    def start(self) -> None:
        self._hear(Began(_ME, tuple(reversed(self._rows.values()))))
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._hear(Ended(None))

    def join(self, seconds: float) -> bool:
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def ask[R](self, command: Command[R], tell: Tell) -> Future[R]:
        del tell
        future: Future[R] = Future()
        if isinstance(command, Pause | Resume):
            state = TransferState.PAUSED if isinstance(command, Pause) else TransferState.DOWNLOADING
            self._change(ObjectId(id_bytes(command.transfer)), state)
        if type(command) in _ANSWERS:
            future.set_result(cast("R", _ANSWERS[type(command)]))
        else:
            future.set_exception(OwnMistake())
        return future

    def _change(self, transfer: ObjectId, state: TransferState) -> None:
        with self._lock:
            row = self._rows[transfer] = replace(self._rows[transfer], state=state)
        self._hear(TransferChanged(row))

    def _live(self) -> None:
        while not self._stop.wait(1.0):
            for transfer in self._running:
                with self._lock:
                    old = self._rows[transfer]
                    row = replace(old, done=old.done + 1_000_000, down=1_000_000 + old.done % 77_777)
                    self._rows[transfer] = row
                self._hear(TransferChanged(row))


def made_rows(count: int, running: int) -> list[TransferRow]:
    """Return so many transfers, the running ones newest."""
    return [_row(number, is_running=number < running) for number in range(count)]


def _row(number: int, *, is_running: bool) -> TransferRow:
    key = ObjectId(number.to_bytes(32, "big"))
    size = 1_000_000_000 + number * 1_000
    return TransferRow(
        transfer=key,
        share=ShareId(key),
        name=f"Photos of the day {number}, all of them",
        state=TransferState.DOWNLOADING if is_running else TransferState.SEEDING,
        done=size // 4 if is_running else size,
        total=size,
        down=1_000_000 if is_running else 0,
        up=0,
        peers=3,
        reason=None,
        path=f"/home/amber/in/{number}",
        files=12,
        whole=not is_running,
        audience="link",
        added=2_000_000 - number,
    )


@contextmanager
def window_of(app: QApplication, rows: list[TransferRow], running: int) -> Iterator[TransfersPage]:
    """Show the page with these transfers behind it."""
    node = PlayedNode(rows, running)
    bridge = Bridge(node.made)
    with tempfile.TemporaryDirectory(prefix="passalong-ui-") as folder:
        around = Around(ENGLISH, Theme(app, Shade.LIGHT), WallClock())
        window, _ = build(around, bridge, _remembered(Path(folder)))
        window.resize(*_SIZE)
        window.show()
        bridge.start()
        try:
            page = cast("TransfersPage", window.go_to(Place.TRANSFERS))
            until(app, lambda: len(page.model.rows.shown) == len(rows))
            yield page
        finally:
            bridge.stop()
            bridge.wait(_PATIENCE)
            window.hide()


def _remembered(folder: Path) -> QSettings:
    """Return what a window remembers that has been open before: it begins with Home."""
    memory = QSettings(str(folder / WINDOW_FILE), QSettings.Format.IniFormat)
    memory.setValue(WELCOMED, True)
    memory.sync()
    return memory


def until(app: QApplication, is_so: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + _PATIENCE
    while not is_so():
        app.processEvents()
        if time.perf_counter() > deadline:
            raise TimeoutError


def scrolling(app: QApplication) -> list[float]:
    """Return what each frame took, in milliseconds, half of them by the wheel, half by long jumps."""
    chance = random.Random(1)  # noqa: S311 - the same at every run
    with window_of(app, made_rows(_MANY, _RUNNING), 0) as page:
        bar, viewport = page.list.verticalScrollBar(), page.list.viewport()
        paints = _Paints(viewport)
        times = []
        for frame in range(_FRAMES):
            seen = paints.count
            began = time.perf_counter()
            bar.setValue(bar.value() + 120 if frame % 2 else chance.randrange(bar.maximum()))
            viewport.repaint()
            app.processEvents()
            times.append((time.perf_counter() - began) * 1000)
            if paints.count == seen:
                raise RuntimeError("a frame was not painted")
        return times


class _Paints(QObject):
    """Counts how often a widget is painted: one that cannot be seen is not, and that takes no time at all."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def answering(app: QApplication, clicks: int) -> list[float]:
    """Return how long it took from each click on a painted button until the row shows what it did."""
    chance = random.Random(2)  # noqa: S311
    with window_of(app, made_rows(_LISTED, _RUNNING), _RUNNING) as page:
        times = []
        for _ in range(clicks):
            wait_for = time.perf_counter() + chance.random() * 0.25
            until(app, lambda due=wait_for: time.perf_counter() > due)  # type: ignore[misc]
            times.append(_click(app, page, chance.randrange(5)))
        return times


def _click(app: QApplication, page: TransfersPage, place: int) -> float:
    index = page.model.index(place)
    before = page.model.tale_at(place).buttons[0].act
    box = page.list.places(index).buttons[0][1]
    began = time.perf_counter()
    no_keys = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, no_keys, box.center())
    until(app, lambda: page.model.tale_at(place).buttons[0].act is not before)
    page.list.viewport().repaint()
    return (time.perf_counter() - began) * 1000


def first_window(rounds: int) -> dict[str, dict[int, float]]:
    """Return the seconds from a start of Python to a painted window, ours and an empty one in turn."""
    times: dict[str, dict[int, float]] = {"empty": {}, "Passalong": {}}
    with tempfile.TemporaryDirectory(prefix="passalong-ui-") as folder:
        contenders = [("empty", _EMPTY), ("Passalong", _OURS)]
        around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        around["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")  # as what is installed is compiled
        for number in range(-1, rounds):  # the first warms up, and compiles
            for name, code in rotated(contenders, number):
                command = [sys.executable, "-c", _UNTIL_PAINTED + code]
                around["XDG_DATA_HOME"] = _home(folder, number)
                began = time.perf_counter()
                subprocess.run(command, check=True, stderr=subprocess.DEVNULL, env=around)
                if number >= 0:
                    times[name][number] = time.perf_counter() - began
    return times


def _home(folder: str, number: int) -> str:
    """Return a folder for data with a profile in it, of the default name."""
    made = Path(folder) / str(number)
    profile = made / "passalong"
    profile.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remembered(profile)
    return str(made)


def quantile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ui", description=__doc__.splitlines()[0])
    parser.add_argument("--clicks", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--patience", type=float, default=60.0, help="seconds to wait for a quiet machine")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_app()
    wait_for_quiet(options.patience)
    start = Moment.now()
    frames, clicks = scrolling(app), answering(app, options.clicks)
    noise = Span.between(start, Moment.now())
    rows = [
        (name, f"{quantile(times, 0.5):.1f}", f"{quantile(times, part):.1f}", f"{max(times):.1f}", goal)
        for name, times, part, goal in (
            (f"a frame, {_MANY:,} rows (p95)", frames, 0.95, "16.7"),
            (f"click to effect, {_RUNNING} of {_LISTED:,} change (p99)", clicks, 0.99, "50"),
        )
    ]
    print(table(("milliseconds", "median", "p95 / p99", "most", "goal"), rows))
    print(f"stolen {noise.steal:.0%}, others {noise.others:.0%}{' - void' if noise.noisy else ''}")
    times = first_window(options.rounds)
    print()
    print(
        table(("first window, seconds", "min - median - max"), [_spread_row(*item) for item in times.items()])
    )
    quotient = ratios(times["Passalong"], times["empty"])
    if quotient is not None:
        print(f"quotient within rounds: {quotient.text()} (goal: 2)")
    return 0


def _spread_row(name: str, series: dict[int, float]) -> tuple[str, str]:
    spread = Spread.of(series.values())
    return (name, spread.text(3) if spread is not None else "")


if __name__ == "__main__":
    sys.exit(main())
