"""What scrolls ends where its last widget does, and all pages end at the same edge."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.node.protocol import Examine, ListOffers, ListPeople, ListRequests, ShowStorage
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, GridBox, Scrolled, boxed, column
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.scene import Place
from desktop.ui.start import build
from desktop.ui.window.window import Window
from tests.ui.fakes import FakeHost
from tests.ui.people.samples import BEN, MIRA, SUMMER, TEO
from tests.ui.transfers.sample_rows import row

LONG = "A sentence that is long enough to be broken into several lines wherever there is little room. " * 3


def cards(count: int) -> QWidget:
    grid = GridBox(230)
    grid.fill([Card(column(WrappedLabel(LONG))) for _ in range(count)])
    return boxed(column(*(WrappedLabel(LONG) for _ in range(count)), grid, None))


@pytest.fixture
def scrolled(around: Around, window: QWidget) -> Scrolled:
    del around  # which dresses it
    made = Scrolled(cards(5))
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    window.resize(900, 300)
    window.show()
    return made


def emptiness(scrolled: Scrolled) -> int:
    """Return how far one can scroll beyond the last widget that is shown."""
    inside = scrolled.inside
    shown = [
        child
        for child in inside.findChildren(QWidget)
        if child.isVisibleTo(inside) and child.parentWidget() is inside
    ]
    lowest = max(child.geometry().bottom() for child in shown) + 1
    return inside.height() - max(lowest, scrolled.viewport().height())


@pytest.mark.parametrize("width", [320, 900, 1600])
def test_nothing_lies_empty_below(qtbot: QtBot, window: QWidget, scrolled: Scrolled, width: int) -> None:
    window.resize(width, 300)
    qtbot.waitUntil(lambda: emptiness(scrolled) == 0)


def test_it_follows_what_comes_and_goes(qtbot: QtBot, scrolled: Scrolled) -> None:
    inside = scrolled.inside
    first = inside.findChildren(WrappedLabel)[0]
    before = inside.height()
    first.setText(LONG * 4)
    qtbot.waitUntil(lambda: inside.height() > before)
    first.setText("Short.")
    qtbot.waitUntil(lambda: inside.height() < before and emptiness(scrolled) == 0)


def test_the_bar_has_its_room_whether_there_is_one_or_not(window: QWidget, scrolled: Scrolled) -> None:
    assert scrolled.viewport().width() == scrolled.width() - tokens.SCROLL_ROOM
    window.resize(900, 2000)
    assert scrolled.viewport().width() == scrolled.width() - tokens.SCROLL_ROOM


@pytest.fixture
def whole(qtbot: QtBot, around: Around, bridge: Bridge, host: FakeHost, tmp_path: Path) -> Window:
    host.answers |= {ListPeople: [BEN, MIRA], ListRequests: [TEO], ListOffers: [SUMMER]}
    host.never |= {ShowStorage, Examine}
    host.transfers = (row(1),)
    made, _ = build(around, bridge, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    bridge.start()
    qtbot.waitUntil(lambda: bool(made.sidebar._me.accessibleDescription()))
    return made


@pytest.mark.parametrize("width", [900, 1280, 3840])
@pytest.mark.parametrize("place", [Place.HOME, Place.PEOPLE, Place.SETTINGS])
def test_all_pages_end_at_the_same_edge(qtbot: QtBot, whole: Window, place: Place, width: int) -> None:
    whole.resize(width, 800)
    page = whole.go_to(place)
    expected = min(page.width() - 2 * 28, tokens.WIDEST)
    left = (page.width() - expected) // 2

    def ends_there() -> bool:
        (scrolled,) = (found for found in page.findChildren(Scrolled) if found.isVisible())
        right = scrolled.viewport().mapTo(page, QPoint(scrolled.viewport().width(), 0)).x()
        last = page.head.itemAt(page.head.count() - 1)
        head = last.widget() if last is not None else None
        assert head is not None
        end_of_head = head.mapTo(page, QPoint(head.width(), 0)).x()
        return abs(right - left - expected) <= 1 and abs(end_of_head - right) <= 1

    qtbot.waitUntil(ends_there)
