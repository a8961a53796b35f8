"""The sheet of limits, the watch over costly networks, and the count in the sidebar."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import NodeGone
from desktop.events import TransferChanged
from desktop.node.protocol import LimitResult, SetLimits
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.scene import Place, Scene
from desktop.ui.transfers.limits import LimitsSheet, RateField
from desktop.ui.transfers.surroundings import MeteredWatch
from desktop.ui.transfers.waiting import TransfersCount
from desktop.ui.window.sidebar import Sidebar
from tests.ui.fakes import FakeHost
from tests.ui.transfers.sample_rows import failed, row

FOUND = LimitResult(
    up=500, down=0, at_once=3, slow_hours="22:00-07:00", slow_up=100, slow_down=2000, battery=True
)

type OpenSheet = Callable[[LimitResult], LimitsSheet]


@pytest.fixture
def sheet_of(qtbot: QtBot, scene: Scene, bridge: Bridge, host: FakeHost) -> OpenSheet:
    bridge.start()
    parent = QWidget()
    qtbot.addWidget(parent)

    def open_sheet(found: LimitResult) -> LimitsSheet:
        host.answers[SetLimits] = found
        sheet = LimitsSheet(scene, parent)
        sheet.open()
        qtbot.waitUntil(sheet._save.isEnabled)
        return sheet

    return open_sheet


def test_what_is_chosen_is_shown_and_kept_as_it_is(sheet_of: OpenSheet) -> None:
    sheet = sheet_of(FOUND)
    wished = sheet.wished()
    assert (wished.down, wished.at_once, wished.slow_hours) == (0, 3, "22:00-07:00")
    for kept, found in ((wished.up, 500), (wished.slow_up, 100), (wished.slow_down, 2000)):
        assert kept == pytest.approx(found, abs=5)
    assert sheet.on_battery.isVisible()
    sheet.reject()


def test_what_the_system_cannot_tell_is_not_asked(sheet_of: OpenSheet) -> None:
    sheet = sheet_of(LimitResult(up=0, down=0))
    assert not sheet.on_battery.isVisible()
    assert not sheet._hours.isVisible()
    sheet.slow.setChecked(True)
    assert sheet._hours.isVisible()
    sheet.reject()


def test_keeping_closes_it_only_when_it_is_kept(qtbot: QtBot, sheet_of: OpenSheet, host: FakeHost) -> None:
    sheet = sheet_of(FOUND)
    host.answers[SetLimits] = NodeGone()
    sheet._save.click()
    qtbot.waitUntil(sheet._trouble.isVisible)
    host.answers[SetLimits] = FOUND
    with qtbot.waitSignal(sheet.accepted):
        sheet._save.click()


def test_hours_without_length_are_no_hours(sheet_of: OpenSheet, host: FakeHost) -> None:
    sheet = sheet_of(FOUND)
    sheet.end.time.setTime(QTime(22, 0))
    sheet._save.click()
    assert sheet._trouble.isVisible()
    assert host.asked_for(SetLimits) == [SetLimits()]
    sheet.reject()


@pytest.mark.parametrize(("shown", "kib"), [(0.0, 0), (0.01, 10), (1.0, 977), (2000.0, 1_953_125)])
def test_a_speed_in_megabytes(qtbot: QtBot, shown: float, kib: int) -> None:
    field = RateField("Getting", "no limit")
    qtbot.addWidget(field)
    field.spin.setValue(shown)
    assert field.kib() == kib
    field.set_kib(kib)
    assert field.spin.value() == pytest.approx(shown)


def test_the_node_is_told_what_only_the_desktop_knows(bridge: Bridge, host: FakeHost) -> None:
    watch = MeteredWatch(bridge, bridge)
    bridge.start()
    watch.tell(metered=True)
    assert SetLimits(metered=True) in host.asked


def test_the_sidebar_counts_those_that_need_somebody(
    qtbot: QtBot, scene: Scene, bridge: Bridge, host: FakeHost
) -> None:
    sidebar = Sidebar(scene.around)
    qtbot.addWidget(sidebar)
    sidebar.add(Place.TRANSFERS, "Transfers", "arrow-down-up")
    count = TransfersCount(scene, sidebar)
    bridge.start()
    host.tell(TransferChanged(failed(1)), TransferChanged(row(2)), TransferChanged(failed(3)))
    button = sidebar._buttons[Place.TRANSFERS]
    qtbot.waitUntil(lambda: button.accessibleDescription() == "2 need you")
    assert count.parent() is sidebar
