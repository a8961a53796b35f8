"""A sheet is as high as what it shows, and never higher than the window: its foot stays in sight."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.node.protocol import AddShare, ContentsResult, ListPeople, LookThrough, ProgressNews, ShareResult
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.parts.sheets import Sheet
from desktop.ui.scene import Scene
from desktop.ui.sharing.given import Given
from desktop.ui.sharing.share_sheet import ShareSheet
from desktop.ui.words.sharing import Audience
from tests.ui.fakes import FakeHost
from tests.ui.people.samples import contact

LONG = "A sentence that is long enough to be broken into several lines. " * 4
FOUND = ContentsResult(files=3, bytes=9, names=("Summer/a", "Summer/b", "Summer/c"), junk=2, left_out=0)
SHARED = ShareResult("s" * 52, "passalong:share/abc", None, None, None, 9, 3)


@pytest.fixture
def sheet(around: Around, window: QWidget) -> Sheet:
    made = Sheet(around, "Something", window)
    made.add_close("Not now")
    made.add_button("Do it", part="primary")
    window.resize(900, 600)
    window.show()
    return made


def foot_is_in_sight(sheet: Sheet) -> bool:
    last = sheet.foot.itemAt(sheet.foot.count() - 1)
    button = last.widget() if last is not None else None
    assert button is not None
    return sheet.rect().contains(button.mapTo(sheet, QPoint(button.width(), button.height())))


def spare(sheet: Sheet) -> int:
    """Return how much higher it is than what it shows."""
    return sheet.height() - sheet._height_needed(sheet.width())


def test_much_scrolls_and_the_foot_stays(qtbot: QtBot, window: QWidget, sheet: Sheet) -> None:
    for _ in range(40):
        sheet.body.addWidget(WrappedLabel(LONG))
    sheet.open()
    qtbot.waitUntil(lambda: foot_is_in_sight(sheet))
    assert sheet.height() <= window.height()
    bar = sheet._between.verticalScrollBar()
    assert bar.maximum() > 0


def test_it_grows_and_shrinks_with_what_it_shows(qtbot: QtBot, sheet: Sheet) -> None:
    first, second = WrappedLabel(LONG), WrappedLabel(LONG * 3)
    for label in (first, second):
        sheet.body.addWidget(label)
    second.hide()
    sheet.open()
    qtbot.waitUntil(lambda: spare(sheet) == 0)
    low = sheet.height()
    second.show()
    qtbot.waitUntil(lambda: sheet.height() > low and spare(sheet) == 0)
    second.hide()
    qtbot.waitUntil(lambda: sheet.height() == low)
    sheet.tell_trouble("It is not as it should be.")
    qtbot.waitUntil(lambda: sheet.height() > low and foot_is_in_sight(sheet))


def test_the_size_that_the_person_chose_stays_until_it_shows_something_else(
    qtbot: QtBot, sheet: Sheet
) -> None:
    label = WrappedLabel(LONG)
    sheet.body.addWidget(label)
    sheet.open()
    qtbot.waitUntil(lambda: spare(sheet) == 0)
    sheet.resize(700, 500)
    sheet.heading.setText("Something els")  # as high as before
    qtbot.wait(0)
    assert (sheet.width(), sheet.height()) == (700, 500)


def test_the_share_sheet_fits_in_each_of_its_steps(
    qtbot: QtBot, window: QWidget, scene: Scene, bridge: Bridge, host: FakeHost
) -> None:
    window.resize(900, 600)
    window.show()
    people = [contact(name) for name in ("Ben", "Mira", "Kaya", "Osman", "Elif", "Teo")]
    host.answers |= {LookThrough: FOUND, AddShare: SHARED, ListPeople: people}
    host.news[AddShare] = [ProgressNews(step="reading", done=1, total=2)]
    bridge.start()
    qtbot.waitUntil(lambda: bool(scene.picture.people))
    sheet = ShareSheet(scene, [Path("/home/me/Summer")], (), window)
    sheet.open()
    qtbot.waitUntil(sheet.go.isEnabled)
    for audience in (Audience.PEOPLE, Audience.EVERYBODY, Audience.LINK):
        sheet.audience._choices[audience].setChecked(True)
        qtbot.waitUntil(lambda: foot_is_in_sight(sheet) and spare(sheet) <= 0)
        assert sheet.height() <= window.height()
    asking = sheet.height()
    host.never.add(AddShare)
    sheet._begin()
    qtbot.waitUntil(lambda: sheet.height() < asking / 2 and spare(sheet) == 0)
    sheet._show_given(SHARED)
    qtbot.waitUntil(lambda: bool(sheet.findChildren(Given)) and foot_is_in_sight(sheet))
