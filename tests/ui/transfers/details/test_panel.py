"""A closer look at one transfer: what is shown, asked, and how often."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.errors import NothingChosen
from desktop.events import TransferChanged, TransferRemoved, TransferRow
from desktop.ids import id_text
from desktop.node.protocol import (
    ChooseFiles,
    FileRank,
    FileResult,
    Pause,
    ShowTransfer,
    TakerResult,
    TransferDetails,
    Way,
)
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.scene import Scene
from desktop.ui.transfers.details.files import Column
from desktop.ui.transfers.details.panel import DetailsPanel
from desktop.ui.transfers.page import TransfersPage
from tests.ui.fakes import FakeHost, NotedErrands
from tests.ui.transfers.sample_rows import object_id, row, shared

FILES = (
    FileResult(0, "Thing/a.txt", 1_000, FileRank.NORMAL),
    FileResult(2, "Thing/pictures/b.jpg", 5_000, FileRank.NORMAL),
    FileResult(4, "Thing/pictures/c.jpg", 4_000, FileRank.OUT),
)
TAKERS = (
    TakerResult(id_text(object_id(900)), "Ben", Way.RELAY, "", "", 1000, 5_000_000, 0),
    TakerResult("", "", Way.DIRECT, "", "", 310, 0, 0),
)


def answer(command: ShowTransfer) -> TransferDetails:
    files = FILES if command.files else None
    return TransferDetails(
        command.transfer, "passalong:x", "/in", "/in/Thing", files, (1_000, 2_500, 0), b"\xff\x00", 2, TAKERS
    )


type Open = Callable[[TransferRow], DetailsPanel]


@pytest.fixture
def page(qtbot: QtBot, scene: Scene, bridge: Bridge, host: FakeHost) -> Iterator[TransfersPage]:
    host.answers |= {ShowTransfer: answer, ChooseFiles: [], Pause: []}
    made = TransfersPage(scene)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    bridge.start()
    yield made
    made.hide()


@pytest.fixture
def look_at(qtbot: QtBot, page: TransfersPage, host: FakeHost) -> Open:
    def open_panel(shown: TransferRow) -> DetailsPanel:
        host.tell(TransferChanged(shown))
        qtbot.waitUntil(lambda: shown.transfer in page.model.rows)
        page.show_transfer(id_text(shown.transfer))
        qtbot.waitUntil(lambda: page.details.model.rowCount() > 0)
        return page.details

    return open_panel


def words(panel: DetailsPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def check(panel: DetailsPanel, row_number: int, state: Qt.CheckState) -> None:
    index = panel.model.index(row_number, Column.NAME)
    panel.model.setData(index, state, Qt.ItemDataRole.CheckStateRole)


def test_story_people_files_and_history(look_at: Open) -> None:
    panel = look_at(row())
    said = words(panel)
    for expected in ("Ben", "has all of it · through a relay", "somebody else", "Begun", "On its way"):
        assert expected in said
    assert panel.model.tree.nodes[0].done == 3_500
    assert panel.strip.accessibleName() == "50 % of the pieces are here"
    assert any("3 files · 10 kB" in text for text in said)


def test_the_tree_keeps_qts_rules(look_at: Open, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(look_at(row()).model)  # type: ignore[no-untyped-call]


def test_the_whole_is_asked_for_once_and_then_only_how_far_it_is(
    qtbot: QtBot, look_at: Open, host: FakeHost
) -> None:
    panel = look_at(row())
    assert [command.files for command in host.asked_for(ShowTransfer)] == [True]
    panel._pull.timeout.emit()
    qtbot.waitUntil(lambda: panel._asked is None)
    assert [command.files for command in host.asked_for(ShowTransfer)] == [True, False]


def test_nothing_is_asked_out_of_sight(page: TransfersPage, look_at: Open, qtbot: QtBot) -> None:
    panel = look_at(row())
    assert panel._pull.isActive()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.isVisible())
    assert not panel._pull.isActive()
    assert panel.transfer is None
    assert page.list.isVisible()


def test_a_tick_is_shown_at_once_and_asked_for(look_at: Open, host: FakeHost) -> None:
    panel = look_at(row())
    check(panel, 0, Qt.CheckState.Checked)  # the folder with pictures
    assert host.asked_for(ChooseFiles) == [ChooseFiles(id_text(object_id(1)), get=(2, 4))]
    assert panel.model.data(panel.model.index(0, 0), Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked


def test_what_cannot_be_left_out_comes_back(
    qtbot: QtBot, look_at: Open, host: FakeHost, scene: Scene
) -> None:
    panel = look_at(row())
    host.answers[ChooseFiles] = NothingChosen()
    check(panel, 1, Qt.CheckState.Unchecked)
    assert isinstance(scene.errands, NotedErrands)
    errands = scene.errands
    qtbot.waitUntil(lambda: bool(errands.done))
    assert panel.model.data(panel.model.index(1, 0), Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked


def test_the_order_is_chosen_from_a_menu(look_at: Open, host: FakeHost) -> None:
    panel = look_at(row())
    panel.files.setCurrentIndex(panel.model.index(1, 0))
    menu = panel.files.order_menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Get first").trigger()
    assert host.asked_for(ChooseFiles) == [ChooseFiles(id_text(object_id(1)), first=(0,))]
    assert panel.model.data(panel.model.index(1, Column.ORDER)) == "first"
    menu.close()


def test_ones_own_files_are_not_chosen_among(look_at: Open) -> None:
    panel = look_at(shared(1))
    flags = panel.model.flags(panel.model.index(0, 0))
    assert not flags & Qt.ItemFlag.ItemIsUserCheckable
    panel.files.selectAll()
    assert panel.files.order_menu() is None


def test_its_buttons_follow_how_it_stands(qtbot: QtBot, look_at: Open, host: FakeHost) -> None:
    panel = look_at(row())
    button = next(b for b in panel.findChildren(QPushButton) if b.accessibleName() == "Pause")
    button.click()
    assert host.asked_for(Pause) == [Pause(id_text(object_id(1)))]
    host.tell(TransferChanged(replace(row(), done=4_000_000)))
    qtbot.waitUntil(lambda: any("4 of 8 MB" in text for text in words(panel)))


def test_what_is_removed_is_left(qtbot: QtBot, page: TransfersPage, look_at: Open, host: FakeHost) -> None:
    panel = look_at(row())
    host.tell(TransferRemoved(object_id(1), row().share))
    qtbot.waitUntil(lambda: not panel.isVisible())
    assert page.heading.text() == "Transfers"


def test_a_strangers_name_is_the_heading_as_plain_text(page: TransfersPage, look_at: Open) -> None:
    look_at(row(name="<b>x</b>\u202e" + "y" * 900))
    assert page.heading.text().startswith("<b>x</b>y")
    assert page.heading.textFormat() is Qt.TextFormat.PlainText


def test_it_looks_again_when_the_node_ended_before_it_answered(
    qtbot: QtBot, look_at: Open, host: FakeHost, bridge: Bridge
) -> None:
    panel = look_at(row())
    qtbot.waitUntil(lambda: panel._asked is None)
    host.transfers = (row(),)
    host.never.add(ShowTransfer)
    panel._pull.timeout.emit()
    bridge.restart()
    qtbot.waitUntil(lambda: panel._asked is None and bridge.is_running)
    host.never.clear()
    asked = len(host.asked_for(ShowTransfer))
    panel._pull.timeout.emit()
    assert len(host.asked_for(ShowTransfer)) == asked + 1
