"""The page before a node that is not real: what it shows, and what is asked by pointer and keyboard."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.errors import NodeGone, ProfileLocked
from desktop.events import TransferChanged, TransferRemoved, TransferRow, TransferState
from desktop.ids import id_text
from desktop.node.protocol import (
    ListOffers,
    MoveTransfer,
    Pause,
    Recheck,
    Remove,
    Resume,
    SetLimits,
    ShowTransfer,
    TransferDetails,
)
from desktop.reasons import DiskFull, FilesChanged, FolderGone
from desktop.share.shares import Role
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.parts.states import Notice
from desktop.ui.scene import Scene
from desktop.ui.transfers.acts import Act
from desktop.ui.transfers.deeds import RemoveSheet
from desktop.ui.transfers.page import TransfersPage
from desktop.ui.transfers.rows import Order, Pile
from desktop.ui.words.settings import Topic
from tests.ui.fakes import FakeHost, NotedErrands
from tests.ui.transfers.sample_rows import failed, object_id, offer, row, shared

ROWS = (
    row(1, name="Holiday"),
    shared(2, name="Recipes", audience="link"),
    failed(3, name="Videos", reason=DiskFull("/home/x/Videos", 3_100_000_000)),
    row(4, name="Old maps", state=TransferState.PAUSED, down=0),
)
DETAILS = TransferDetails("t", "passalong:link", "/in", "/in/x", None, (), b"", 0, ())

NO_KEYS = Qt.KeyboardModifier.NoModifier

type MakePage = Callable[..., TransfersPage]


@pytest.fixture
def page_of(qtbot: QtBot, scene: Scene, bridge: Bridge, host: FakeHost) -> MakePage:
    """Make the page with these transfers behind it, newest first as the node tells them."""

    def make(*rows: TransferRow) -> TransfersPage:
        host.transfers = tuple(reversed(rows))
        host.answers |= {
            Pause: [],
            Resume: [],
            Recheck: [],
            Remove: [],
            MoveTransfer: [],
            ShowTransfer: DETAILS,
        }
        page = TransfersPage(scene)
        qtbot.addWidget(page)
        page.resize(1000, 700)
        with qtbot.waitExposed(page):
            page.show()
        bridge.start()
        qtbot.waitUntil(lambda: page.model.rows.count(Pile.ALL) == len(rows))
        return page

    return make


def names(page: TransfersPage) -> list[str]:
    return [shown.name for shown in page.model.rows.shown]


def press(page: TransfersPage, number: int, act: Act) -> None:
    """Click on a painted button."""
    index = page.model.index_of(object_id(number))
    page.list.scrollTo(index)
    box = next(box for button, box in page.list.places(index).buttons if button.act is act)
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, box.center())


def go_to(page: TransfersPage, number: int) -> None:
    page.list.setFocus()
    page.list.setCurrentIndex(page.model.index_of(object_id(number)))


def notice_in(page: TransfersPage) -> list[str]:
    """Return the words of the notice in sight, none if the list is."""
    return [
        label.text()
        for one in page.findChildren(Notice)
        if one.isVisible()
        for label in one.findChildren(QLabel)
    ]


# --- what is shown --------------------------------------------------------------------------------


def test_all_there_is_newest_first_with_counts(page_of: MakePage) -> None:
    page = page_of(*ROWS)
    assert names(page) == ["Old maps", "Videos", "Recipes", "Holiday"]
    chips = [chip.text() for chip in page.chips.findChildren(QPushButton)]
    assert chips == ["All 4", "Arriving 2", "Sharing 1", "Needs you 1"]


def test_the_model_keeps_qts_rules(page_of: MakePage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page_of(*ROWS).model)  # type: ignore[no-untyped-call]


def test_it_is_narrowed_by_chip_and_name(qtbot: QtBot, page_of: MakePage) -> None:
    page = page_of(*ROWS)
    page.chips.pick(Pile.NEEDS_YOU)
    assert names(page) == ["Videos"]
    page.chips.pick(Pile.ALL)
    QTest.keyClicks(page.search, "re CIP")
    qtbot.waitUntil(lambda: names(page) == ["Recipes"])
    page.sort_by(Order.NAME)
    page.search.clear()
    qtbot.waitUntil(lambda: names(page) == ["Holiday", "Old maps", "Recipes", "Videos"])


def test_an_empty_list_says_what_it_is_for(qtbot: QtBot, page_of: MakePage, scene: Scene) -> None:
    page = page_of()
    qtbot.waitUntil(lambda: "Nothing is on its way" in notice_in(page))
    for button in page.findChildren(QPushButton):
        if button.isVisible() and button.accessibleName() == "Share something":
            button.click()
    errands = scene.errands
    assert isinstance(errands, NotedErrands)
    assert errands.done == [("share", ((), ()))]


def test_nothing_found_leads_back_to_all(qtbot: QtBot, page_of: MakePage) -> None:
    page = page_of(*ROWS)
    QTest.keyClicks(page.search, "zzz")
    qtbot.waitUntil(lambda: "Nothing here is called like that" in notice_in(page))
    page._show_all()
    qtbot.waitUntil(lambda: len(names(page)) == 4 and not notice_in(page))


def test_without_a_node_and_a_list_it_says_what_is_safe(
    qtbot: QtBot, page_of: MakePage, host: FakeHost
) -> None:
    page = page_of()
    host.break_down(ProfileLocked(path="/x"))
    qtbot.waitUntil(lambda: "The list cannot be shown right now" in notice_in(page))


def test_a_row_is_read_out_as_the_whole_story(page_of: MakePage) -> None:
    page = page_of(*ROWS)
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [page.model.data(page.model.index(place), role) for place in range(4)]
    assert (
        said[1]
        == "“Videos” stopped: the disk is full. Nothing is lost. It needs 3.1 GB more room in “Videos”, "
        "and goes on by itself once there is."
    )
    assert said[3].startswith("Holiday. 2 of 8 MB")


def test_offers_tell_from_whom_it_is(qtbot: QtBot, page_of: MakePage, host: FakeHost) -> None:
    host.answers[ListOffers] = [offer(1, "Ben")]
    page = page_of(ROWS[0])
    qtbot.waitUntil(lambda: page.model.tale_at(0).story.startswith("from Ben"))


def test_what_is_chosen_and_scrolled_to_stays_through_changes(
    qtbot: QtBot, page_of: MakePage, host: FakeHost
) -> None:
    page = page_of(*(row(number) for number in range(1, 60)))
    go_to(page, 30)
    page.list.verticalScrollBar().setValue(1500)
    host.tell(TransferChanged(row(99)), TransferRemoved(object_id(50), row(50).share))
    host.tell(TransferChanged(replace(row(31), state=TransferState.PAUSED)))
    qtbot.waitUntil(lambda: page.model.rows.count(Pile.ALL) == 59)
    page.model.look_at(replace(page.model.rows.view, order=Order.SIZE))
    shown = page.model.row_at(page.list.currentIndex())
    assert shown is not None
    assert shown.transfer == object_id(30)
    assert page.list.verticalScrollBar().value() == 1500


@pytest.mark.parametrize("size", [(520, 400), (3000, 1800)])
def test_hostile_names_break_no_row(page_of: MakePage, size: tuple[int, int]) -> None:
    bad = ["x" * 1000, "שלום" * 40, "<img src=x onerror=1>", "   ", "🎉" * 50, "a\u202egpj.exe", "&quit"]
    page = page_of(
        *(row(number, name=name) for number, name in enumerate(bad, 1)),
        *(failed(number, name=name, reason=DiskFull(name, 5)) for number, name in enumerate(bad, 20)),
    )
    page.resize(*size)
    assert not page.grab().isNull()
    for place in range(page.model.rowCount()):
        index = page.model.index(place)
        places = page.list.places(index)
        assert places.buttons
        boxes = [box for _, box in places.buttons]
        assert all(places.card.contains(box) for box in boxes)
        assert not any(places.words.intersects(box) for box in boxes)
        assert "\u202e" not in page.model.tale_at(place).name


# --- what is asked --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "act", "asked"),
    [
        (1, Act.PAUSE, Pause(id_text(object_id(1)))),
        (2, Act.STOP, Pause(id_text(object_id(2)))),
        (5, Act.TRY_AGAIN, Resume(id_text(object_id(5)))),
        (4, Act.RESUME, Resume(id_text(object_id(4)))),
    ],
)
def test_a_click_on_a_painted_button_does_it(
    page_of: MakePage, host: FakeHost, number: int, act: Act, asked: object
) -> None:
    page = page_of(*ROWS, failed(5, name="Maps", reason=FolderGone("/home/x/Maps")))
    press(page, number, act)
    assert asked in host.asked


def test_a_full_disk_leads_to_where_space_is_freed(page_of: MakePage, scene: Scene) -> None:
    page = page_of(*ROWS)
    press(page, 3, Act.FREE_SPACE)
    assert isinstance(scene.errands, NotedErrands)
    assert ("show_setting", Topic.STORAGE) in scene.errands.done


def test_a_reason_that_may_be_cut_is_the_tip_of_its_row(page_of: MakePage) -> None:
    page = page_of(*ROWS)
    tips = [page.model.data(page.model.index(place), Qt.ItemDataRole.ToolTipRole) for place in range(4)]
    assert "needs 3.1 GB more room" in tips[1]
    assert tips[3] is None


def test_letting_go_elsewhere_does_nothing(page_of: MakePage, host: FakeHost) -> None:
    page = page_of(*ROWS)
    box = page.list.places(page.model.index_of(object_id(1))).buttons[0][1]
    QTest.mousePress(page.list.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, box.center())
    QTest.mouseRelease(page.list.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, QPoint(5, 5))
    assert not host.asked_for(Pause)


def test_the_pointer_over_a_button_is_a_hand(qtbot: QtBot, page_of: MakePage) -> None:
    page = page_of(*ROWS)
    box = page.list.places(page.model.index_of(object_id(1))).buttons[0][1]
    QTest.mouseMove(page.list.viewport(), box.center())
    qtbot.waitUntil(lambda: page.list.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor)
    QTest.mouseMove(page.list.viewport(), QPoint(5, 5))
    qtbot.waitUntil(lambda: page.list.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor)


def test_space_does_what_the_row_offers(page_of: MakePage, host: FakeHost) -> None:
    page = page_of(*ROWS)
    go_to(page, 1)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert host.asked_for(Pause) == [Pause(id_text(object_id(1)))]


def test_the_arrow_walks_to_the_buttons_and_enter_presses_them(
    qtbot: QtBot, page_of: MakePage, host: FakeHost
) -> None:
    page = page_of(*ROWS, failed(5, name="Maps", reason=FolderGone("/home/x/Maps")))
    go_to(page, 5)
    QTest.keyClick(page.list, Qt.Key.Key_Right)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit("/mnt/other")
    dialog.reject()
    assert host.asked_for(MoveTransfer) == [
        MoveTransfer(id_text(object_id(5)), str(Path("/mnt/other").absolute()))
    ]
    QTest.keyClick(page.list, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: not page.deeds.is_busy(object_id(5)))
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert host.asked_for(Resume) == [Resume(id_text(object_id(5)))]


def test_nothing_is_asked_twice_before_it_is_answered(page_of: MakePage, host: FakeHost) -> None:
    page = page_of(*ROWS)
    host.never.add(Pause)
    for _ in range(3):
        press(page, 1, Act.PAUSE)
    assert len(host.asked_for(Pause)) == 1
    assert page.deeds.is_busy(object_id(1))


def test_what_cannot_be_done_is_told_and_may_be_tried_again(
    qtbot: QtBot, page_of: MakePage, host: FakeHost, scene: Scene
) -> None:
    page = page_of(*ROWS)
    error = NodeGone()
    host.answers[Pause] = error
    press(page, 1, Act.PAUSE)
    assert isinstance(scene.errands, NotedErrands)
    qtbot.waitUntil(lambda: ("tell_trouble", error) in scene.errands.done)  # type: ignore[attr-defined]
    assert not page.deeds.is_busy(object_id(1))


def test_delete_asks_first_and_takes_files_only_if_told(page_of: MakePage, host: FakeHost) -> None:
    page = page_of(*ROWS)
    go_to(page, 1)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    (sheet,) = page.findChildren(RemoveSheet)
    assert not host.asked_for(Remove)
    sheet._files.setChecked(True)
    sheet.accept()
    assert host.asked_for(Remove) == [Remove(id_text(object_id(1)), delete_files=True)]


def test_what_is_deleted_is_said_with_how_much_it_is(page_of: MakePage) -> None:
    page = page_of(row(1, path="/got/Summer", done=2_000_000, files=3))
    page.do(Act.REMOVE, object_id(1))
    (sheet,) = page.findChildren(RemoveSheet)
    assert sheet._files.text() == "Also delete the files that came (3 files, 2 MB) from this computer"
    assert any(label.text() == str(Path("/got")) for label in sheet.findChildren(QLabel))
    sheet.reject()


def test_delete_takes_all_that_are_chosen_after_one_question(page_of: MakePage, host: FakeHost) -> None:
    page = page_of(*ROWS)
    go_to(page, 1)
    page.list.selectAll()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    (sheet,) = page.findChildren(RemoveSheet)
    sheet._files.setChecked(True)
    sheet.accept()
    asked = host.asked_for(Remove)
    assert {command.transfer for command in asked} == {id_text(one.transfer) for one in ROWS}
    own = {id_text(one.transfer) for one in ROWS if one.role == Role.SHARE}
    assert {command.transfer for command in asked if not command.delete_files} == own


def test_ones_own_files_are_never_deleted(page_of: MakePage) -> None:
    page = page_of(*ROWS)
    page.do(Act.REMOVE, object_id(2))
    (sheet,) = page.findChildren(RemoveSheet)
    assert not sheet._files.isVisible()
    sheet.reject()


def test_a_link_is_copied_by_the_keys_for_it(qtbot: QtBot, page_of: MakePage, scene: Scene) -> None:
    page = page_of(*ROWS)
    go_to(page, 2)
    QTest.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "passalong:link")
    assert isinstance(scene.errands, NotedErrands)
    assert scene.errands.done[-1][0] == "tell"


def test_the_menu_does_all_of_it(page_of: MakePage, host: FakeHost, scene: Scene) -> None:
    page = page_of(*ROWS)
    menu = page.list.menu(page.model.index_of(object_id(2)))
    actions = {action.text(): action for action in menu.actions()}
    assert {"Show more", "Stop", "Check again", "Show folder", "Copy link", "Share again", "Remove …"} <= set(
        actions
    )
    actions["Check again"].trigger()
    actions["Share again"].trigger()
    assert host.asked_for(Recheck) == [Recheck(id_text(object_id(2)))]
    assert isinstance(scene.errands, NotedErrands)
    assert ("share", ((Path("/home/amber/in/Thing 2"),), ())) in scene.errands.done
    menu.close()


def test_several_rest_at_once(page_of: MakePage, host: FakeHost) -> None:
    page = page_of(row(1), row(2), shared(3))
    page.list.selectAll()
    menu = page.list.menu(page.model.index_of(object_id(1)))
    next(action for action in menu.actions() if action.text() == "Pause").trigger()
    assert {command.transfer for command in host.asked_for(Pause)} == {id_text(object_id(n)) for n in (1, 2)}
    menu.close()


def test_files_that_changed_are_never_written_over_by_a_button(page_of: MakePage, host: FakeHost) -> None:
    page = page_of(failed(1, reason=FilesChanged("/x", 5)))
    acts = {button.act for button in page.model.tale_at(0).buttons}
    assert acts == {Act.SHOW_FOLDER, Act.CHECK}
    assert not host.asked_for(SetLimits)


def test_a_row_is_free_again_when_the_node_ended_before_it_answered(
    qtbot: QtBot, page_of: MakePage, host: FakeHost, bridge: Bridge
) -> None:
    page = page_of(*ROWS)
    host.never.add(Pause)
    page.do(Act.PAUSE, object_id(1))
    assert page.deeds.is_busy(object_id(1))
    bridge.restart()
    qtbot.waitUntil(lambda: not page.deeds.is_busy(object_id(1)))


def test_going_to_transfers_once_more_shows_the_list(page_of: MakePage) -> None:
    page = page_of(*ROWS)
    page.show_details(object_id(1))
    assert not page.list.isVisible()
    page.arrive()
    assert page.list.isVisible()
    assert page.heading.text() == "Transfers"


def test_escape_goes_back_to_the_list_wherever_one_is(qtbot: QtBot, page_of: MakePage) -> None:
    page = page_of(*ROWS)
    page.show_details(object_id(1))
    page.activateWindow()
    back = next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "Back to all transfers")
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.list.isVisible)


def test_starting_again_from_here_keeps_the_passphrase(
    qtbot: QtBot, page_of: MakePage, host: FakeHost, bridge: Bridge
) -> None:
    page = page_of()
    bridge.know_passphrase("tea for two")
    host.break_down(ProfileLocked(path="/x"))
    qtbot.waitUntil(lambda: any(b.text() == "Start again" for b in page.findChildren(QPushButton)))
    next(b for b in page.findChildren(QPushButton) if b.text() == "Start again").click()
    assert host.passphrases == [None, "tea for two"]


def test_a_notice_stays_while_things_go_on_behind_it(
    qtbot: QtBot, page_of: MakePage, host: FakeHost, scene: Scene
) -> None:
    page = page_of(*ROWS)
    page.search.setText("nothing of the kind")
    qtbot.waitUntil(lambda: bool(page.findChildren(Notice)))
    (notice,) = page.findChildren(Notice)
    (show_all,) = notice.findChildren(QPushButton)
    QTest.mousePress(show_all, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(scene.picture.transfers_changed):
        host.tell(TransferChanged(replace(ROWS[0], done=3_000_000)))
    QTest.mouseRelease(show_all, Qt.MouseButton.LeftButton)
    assert not page.search.text()
