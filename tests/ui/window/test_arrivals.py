"""What comes is told once, and where it is noticed: nowhere, in the window, or by the system."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.events import OfferChanged, RequestCame, TransferChanged, TransferRow
from desktop.ids import PersonId
from desktop.node.protocol import ListOffers, ListRequests
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.people.waiting import Waiting
from desktop.ui.scene import Place, Scene
from desktop.ui.start import build
from desktop.ui.window.arrivals import Arrivals, Attention, attending
from tests.ui.fakes import FakeHost, NotedErrands
from tests.ui.people.samples import MALLORY, SUMMER, TEO
from tests.ui.transfers.sample_rows import row, shared

SOMEBODY = PersonId(b"p" * 32)

type Begin = Callable[[Attention], list[tuple[str, str]]]


@pytest.fixture
def errands(scene: Scene) -> NotedErrands:
    assert isinstance(scene.errands, NotedErrands)
    return scene.errands


@pytest.fixture
def begun(qtbot: QtBot, scene: Scene, host: FakeHost) -> Begin:
    """Begin to tell, with this attention, and return what the system is told."""

    def begin(attention: Attention) -> list[tuple[str, str]]:
        outside: list[tuple[str, str]] = []
        Arrivals(
            scene,
            Waiting(scene.picture),
            lambda _places: attention,
            lambda title, about: outside.append((title, about)),
        )
        scene.bridge.start()
        qtbot.waitUntil(lambda: scene.picture.has(ListRequests, ListOffers))
        return outside

    del host
    return begin


def come(qtbot: QtBot, scene: Scene, host: FakeHost) -> None:
    host.answers[ListOffers] = [SUMMER]
    host.tell(OfferChanged(SOMEBODY, b"offer"))
    qtbot.waitUntil(lambda: scene.picture.offers == [SUMMER])


def change(qtbot: QtBot, scene: Scene, host: FakeHost, *rows: TransferRow) -> None:
    with qtbot.waitSignal(scene.picture.transfers_changed):
        host.tell(*(TransferChanged(one) for one in rows))


def test_what_comes_before_ones_eyes_is_not_told(
    qtbot: QtBot, scene: Scene, host: FakeHost, errands: NotedErrands, begun: Begin
) -> None:
    host.transfers = (row(1),)
    outside = begun(Attention.ON_IT)
    come(qtbot, scene, host)
    change(qtbot, scene, host, row(1, whole=True))
    assert (errands.done, outside) == ([], [])


def test_what_comes_while_one_is_elsewhere_is_told_once_with_a_way_there(
    qtbot: QtBot, scene: Scene, host: FakeHost, errands: NotedErrands, begun: Begin
) -> None:
    host.answers[ListRequests] = [TEO]  # waits since before: the number in the sidebar says so
    outside = begun(Attention.ELSEWHERE)
    come(qtbot, scene, host)
    come(qtbot, scene, host)
    assert errands.done == [("tell", ("Ben would like to pass you Summer photos", ("Look",)))]
    assert outside == []


def test_what_comes_while_one_is_away_is_told_by_the_system_alone(
    qtbot: QtBot, scene: Scene, host: FakeHost, errands: NotedErrands, begun: Begin
) -> None:
    outside = begun(Attention.AWAY)
    come(qtbot, scene, host)
    ((title, about),) = outside
    assert title == "Ben would like to pass you Summer photos"
    assert "files" in about
    assert errands.done == []


def test_several_at_once_are_one_message(
    qtbot: QtBot, host: FakeHost, errands: NotedErrands, begun: Begin
) -> None:
    begun(Attention.ELSEWHERE)
    host.answers[ListRequests] = [TEO, MALLORY]
    host.tell(RequestCame(SOMEBODY))
    qtbot.waitUntil(lambda: bool(errands.done))
    assert errands.done == [("tell", ("2 questions wait for your answer", ("Look",)))]


def test_what_arrives_is_told_once_and_leads_there(
    qtbot: QtBot, scene: Scene, host: FakeHost, errands: NotedErrands, begun: Begin
) -> None:
    host.transfers = (row(1, name="Summer"), row(2, whole=True), shared(3))
    begun(Attention.ELSEWHERE)
    for _ in range(2):
        change(qtbot, scene, host, row(1, name="Summer", whole=True), row(2, whole=True), shared(3))
    assert errands.done == [("tell", ("“Summer” is here and checked", ("Show",)))]


def test_ones_own_files_do_not_arrive(
    qtbot: QtBot, scene: Scene, host: FakeHost, errands: NotedErrands, begun: Begin
) -> None:
    begun(Attention.ELSEWHERE)
    change(qtbot, scene, host, shared(1, whole=False))
    change(qtbot, scene, host, shared(1))
    assert errands.done == []


def test_many_that_arrive_at_once_are_one_message(
    qtbot: QtBot, scene: Scene, host: FakeHost, begun: Begin
) -> None:
    coming = tuple(row(number) for number in (1, 2))
    host.transfers = coming
    outside = begun(Attention.AWAY)
    change(qtbot, scene, host, *(replace(one, whole=True) for one in coming))
    assert outside == [("2 things are here and checked", "")]


class _SomeTray:
    is_there = True

    def tell(self, title: str, text: str) -> None:
        del title, text


def test_one_is_there_with_a_sheet_in_front_and_away_when_it_is_hidden(
    qtbot: QtBot, around: Around, bridge: Bridge, tmp_path: Path
) -> None:
    window, errands = build(around, bridge, QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    attention = attending(window, _SomeTray())
    assert attention(frozenset({Place.HOME})) is Attention.AWAY
    window.show()
    QTest.qWaitForWindowActive(window)
    assert attention(frozenset({Place.HOME})) is Attention.ON_IT
    assert attention(frozenset({Place.PEOPLE})) is Attention.ELSEWHERE
    errands.open_link()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert attention(frozenset({Place.HOME})) is Attention.ON_IT
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    sheet.close()
    window.hide()
    assert attention(frozenset({Place.HOME})) is Attention.AWAY
