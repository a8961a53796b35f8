"""The first run: Enter goes on, everything may be skipped, what is answered is kept, and it ends on Home."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.errors import BadArgument, FolderUnusable, StoreFull
from desktop.node.protocol import ChangeSettings, ChooseRelay, NameResult, Rename, ShowPerson
from desktop.ui.scene import Scene
from desktop.ui.welcome.relay_stage import RelayStage
from desktop.ui.welcome.sequence import Welcome
from desktop.ui.welcome.stages import WhereStage, WhoStage
from tests.ui.fakes import CHOSEN, FakeHost, NotedErrands


@pytest.fixture
def welcome(qtbot: QtBot, scene: Scene, host: FakeHost) -> Welcome:
    host.keep_settings(replace(CHOSEN, welcomed=False))
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.settings is not None)
    made = Welcome(scene)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    return made


def stage[S](welcome: Welcome, kind: type[S]) -> S:
    return next(one for one in welcome.stages if isinstance(one, kind))


def press_enter(welcome: Welcome) -> None:
    QTest.keyClick(welcome.focusWidget(), Qt.Key.Key_Return)


def test_four_times_enter_is_all_it_takes(qtbot: QtBot, welcome: Welcome, host: FakeHost) -> None:
    qtbot.waitUntil(welcome.isActiveWindow)
    with qtbot.waitSignal(welcome.finished):
        for at in range(4):
            assert welcome.at == at
            press_enter(welcome)
    assert host.asked_for(ChangeSettings) == [ChangeSettings(welcomed=True)]
    assert not host.asked_for(Rename)
    assert not host.asked_for(ChooseRelay)


def test_each_question_may_be_skipped_and_gone_back_to(welcome: Welcome, host: FakeHost) -> None:
    stage(welcome, WhoStage).name.setText("Not to be kept")
    welcome.skip.click()
    welcome.skip.click()
    assert welcome.at == 2
    welcome.back.click()
    assert welcome.at == 1
    welcome.back.click()
    assert welcome.at == 0
    assert not welcome.back.isVisibleTo(welcome)
    assert not host.asked_for(Rename)


def test_a_name_that_was_typed_is_kept(qtbot: QtBot, welcome: Welcome, host: FakeHost) -> None:
    host.answers[Rename] = lambda command: NameResult(command.name)
    name = stage(welcome, WhoStage).name
    assert name.text() == "Amber Kettle"
    name.setText("  Ann ")
    welcome.next.click()
    qtbot.waitUntil(lambda: welcome.at == 1)
    assert host.asked_for(Rename) == [Rename("Ann")]


def test_an_impatient_enter_skips_nothing(qtbot: QtBot, welcome: Welcome, host: FakeHost) -> None:
    host.answers[Rename] = lambda command: NameResult(command.name)
    stage(welcome, WhoStage).name.setText("Ann")
    for _ in range(3):
        welcome._keep()
    qtbot.waitUntil(lambda: welcome.at > 0)
    qtbot.waitUntil(lambda: len(host.asked_for(ShowPerson)) > 1)
    assert welcome.at == 1


def test_a_name_that_is_none_is_said_and_one_stays(qtbot: QtBot, welcome: Welcome, host: FakeHost) -> None:
    host.answers[Rename] = BadArgument(name="NAME", text="\u200b")
    who = stage(welcome, WhoStage)
    who.name.setText("\u200b")
    welcome.next.click()
    qtbot.waitUntil(lambda: who._trouble.isVisibleTo(welcome))
    assert welcome.at == 0


def test_a_folder_is_kept_at_once_and_a_bad_one_is_said(
    qtbot: QtBot, welcome: Welcome, host: FakeHost
) -> None:
    where = stage(welcome, WhereStage)
    where.choose("/got")
    qtbot.waitUntil(lambda: where._folder.text() == "/got")
    host.answers[ChangeSettings] = FolderUnusable(path="/read/only")
    where.choose("/read/only")
    qtbot.waitUntil(lambda: "“/read/only”" in where._trouble.text())
    assert where._folder.text() == "/got"


def test_another_relay_counts_as_soon_as_one_is_through(
    qtbot: QtBot, welcome: Welcome, host: FakeHost
) -> None:
    welcome._go_to(2)
    stage(welcome, RelayStage).buttons["none"].click()
    welcome.next.click()
    qtbot.waitUntil(lambda: welcome.at == 3)
    assert host.asked_for(ChooseRelay) == [ChooseRelay("none")]
    with qtbot.waitSignal(welcome.finished):
        welcome.next.click()
    qtbot.waitUntil(lambda: len(host.passphrases) == 2)


def test_ones_own_relay_needs_an_address(qtbot: QtBot, welcome: Welcome, host: FakeHost) -> None:
    welcome._go_to(2)
    relay = stage(welcome, RelayStage)
    assert not relay.buttons["own"].isVisibleTo(relay)
    relay.change.button.click()
    assert relay.buttons["own"].isVisibleTo(relay)
    relay.buttons["own"].click()
    welcome.next.click()
    assert welcome.at == 2
    relay.address.setText("https://relay.example")
    welcome.next.click()
    qtbot.waitUntil(lambda: welcome.at == 3)
    assert host.asked_for(ChooseRelay) == [ChooseRelay("https://relay.example")]


def test_words_that_are_written_down_need_not_be_put_off(
    qtbot: QtBot, welcome: Welcome, scene: Scene
) -> None:
    welcome._go_to(3)
    assert welcome.next.accessibleName() == "Later"
    scene.picture.take_settings(replace(CHOSEN, words_noted=True))
    qtbot.waitUntil(lambda: welcome.next.accessibleName() == "Done")
    assert not welcome.words.show_words.isVisibleTo(welcome)


def test_what_cannot_be_kept_keeps_nobody_here(
    qtbot: QtBot, welcome: Welcome, host: FakeHost, scene: Scene
) -> None:
    host.answers[ChangeSettings] = StoreFull(path="/disk")
    welcome._go_to(3)
    with qtbot.waitSignal(welcome.finished):
        welcome.next.click()
    assert isinstance(scene.errands, NotedErrands)
    assert [name for name, _ in scene.errands.done] == ["tell_trouble"]
