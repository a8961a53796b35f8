"""What is asked is answered on the window's thread, and what is told comes in batches."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.clock import WallClock
from desktop.errors import AppError, IdUnknown, NodeGone, OwnMistake, ProfileLocked
from desktop.events import Event, ShareArrived
from desktop.ids import ObjectId
from desktop.node.hosting import NodeThread
from desktop.node.lasting import lasting_node
from desktop.node.protocol import Get, ListPeople, Pause, ProgressNews, ShowPerson
from desktop.ui.bridge.bridge import Bridge
from tests.node.peers import LAB
from tests.ui.fakes import AMBER, FakeHost


def test_an_answer_comes_to_whoever_asked(qtbot: QtBot, bridge: Bridge, host: FakeHost) -> None:
    answers: list[object] = []
    bridge.start()
    bridge.ask(bridge, ShowPerson(), answers.append)
    assert not answers  # never before asking has returned
    qtbot.waitUntil(lambda: answers == [AMBER])
    assert host.asked == [ShowPerson()]


def test_an_error_comes_to_whoever_takes_it_and_else_to_everybody(
    qtbot: QtBot, bridge: Bridge, host: FakeHost
) -> None:
    own: list[AppError] = []
    everybodys: list[AppError] = []
    bridge.trouble.connect(everybodys.append)
    host.answers[Pause] = IdUnknown(what="transfer", text="x")
    bridge.start()
    bridge.ask(bridge, Pause("x"), failed=own.append)
    bridge.ask(bridge, Pause("y"))
    qtbot.waitUntil(lambda: len(own) == 1 == len(everybodys))


def test_nothing_is_brought_to_a_page_that_is_gone(qtbot: QtBot, bridge: Bridge) -> None:
    answers: list[object] = []
    page = QObject()
    bridge.start()
    bridge.ask(page, ShowPerson(), answers.append)
    delete(page)
    bridge.ask(bridge, ShowPerson(), lambda _me: answers.append("last"))
    qtbot.waitUntil(lambda: "last" in answers)
    assert answers == ["last"]


def test_what_is_given_up_is_never_answered(qtbot: QtBot, bridge: Bridge, host: FakeHost) -> None:
    answers: list[object] = []
    host.never.add(ListPeople)
    bridge.start()
    asked = bridge.ask(bridge, ListPeople(), answers.append, failed=answers.append)
    asked.give_up()
    bridge.ask(bridge, ShowPerson(), answers.append)
    qtbot.waitUntil(lambda: answers == [AMBER])


def test_what_is_given_up_is_not_answered_even_if_the_answer_is_there(qtbot: QtBot, bridge: Bridge) -> None:
    answers: list[object] = []
    bridge.start()
    bridge.ask(bridge, ListPeople(), answers.append, failed=answers.append).give_up()
    bridge.ask(bridge, ShowPerson(), answers.append)
    qtbot.waitUntil(lambda: answers == [AMBER])


@pytest.mark.parametrize("how", ["told", "broken", "anew"])
def test_what_is_on_its_way_when_the_node_ends_fails_before_the_end_is_told(
    qtbot: QtBot, bridge: Bridge, host: FakeHost, how: str
) -> None:
    heard: list[object] = []
    bridge.ended.connect(lambda _error: heard.append("ended"))
    host.never.add(ListPeople)
    bridge.start()
    bridge.ask(bridge, ListPeople(), heard.append, failed=lambda error: heard.append(type(error)))
    qtbot.waitUntil(lambda: bridge.is_running)
    match how:
        case "told":
            bridge.stop()
        case "anew":
            bridge.restart()
        case _:
            host.break_down(OwnMistake())
    qtbot.waitUntil(lambda: heard == [NodeGone, "ended"])


def test_a_real_node_that_ends_leaves_nobody_waiting(qtbot: QtBot, tmp_path: Path) -> None:
    bridge = Bridge(
        lambda hear, _passphrase: NodeThread(lambda: lasting_node(tmp_path, LAB, WallClock(), None), hear)
    )
    heard: list[object] = []
    link = "magnet:?xt=urn:btih:" + "ab" * 20
    with qtbot.waitSignal(bridge.began, timeout=30_000):
        bridge.start()
    bridge.ask(bridge, Get(link), heard.append, failed=lambda error: heard.append(type(error)))
    with qtbot.waitSignal(bridge.told, timeout=30_000):
        pass  # it is on its way
    with qtbot.waitSignal(bridge.ended, timeout=30_000):
        bridge.stop()
    assert bridge.wait(30)
    assert heard == [NodeGone]


def test_news_come_before_the_answer(qtbot: QtBot, bridge: Bridge, host: FakeHost) -> None:
    heard: list[object] = []
    news = ProgressNews(step="reading", done=1, total=2)
    host.news[ShowPerson] = [news]
    bridge.start()
    bridge.ask(bridge, ShowPerson(), heard.append, news=heard.append)
    qtbot.waitUntil(lambda: heard == [news, AMBER])


def test_without_a_node_asking_fails_in_one_way(qtbot: QtBot, bridge: Bridge) -> None:
    failures: list[AppError] = []
    bridge.ask(bridge, ShowPerson(), failed=failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], NodeGone)


def test_a_flood_of_events_is_one_batch_with_the_newest_of_each_subject(
    qtbot: QtBot, bridge: Bridge, host: FakeHost
) -> None:
    batches: list[list[Event]] = []
    bridge.told.connect(batches.append)
    bridge.start()
    one, other = ObjectId(b"1" * 32), ObjectId(b"2" * 32)
    for count in range(1000):
        host.tell(ShareArrived(one, count), ShareArrived(other, count))
    qtbot.waitUntil(lambda: bool(batches))
    assert batches == [[ShareArrived(one, 999), ShareArrived(other, 999)]]


def test_events_from_another_thread_arrive_on_the_windows(
    qtbot: QtBot, bridge: Bridge, host: FakeHost
) -> None:
    threads: list[QThread] = []
    bridge.told.connect(lambda _events: threads.append(QThread.currentThread()))
    bridge.start()

    class Teller(QThread):
        def run(self) -> None:
            host.tell(ShareArrived(ObjectId(b"1" * 32), 1))

    teller = Teller()
    teller.start()
    assert teller.wait(5000)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [bridge.thread()]


def test_a_node_that_ended_can_be_started_again(qtbot: QtBot, bridge: Bridge, host: FakeHost) -> None:
    ends: list[AppError | None] = []
    bridge.ended.connect(ends.append)
    bridge.start()
    qtbot.waitUntil(lambda: bridge.is_running)
    error = ProfileLocked(path="/somewhere")
    host.break_down(error)
    qtbot.waitUntil(lambda: ends == [error])
    assert not bridge.is_running
    bridge.start()
    qtbot.waitUntil(lambda: bridge.is_running)


def test_a_node_begins_anew_with_the_passphrase_that_it_had(
    qtbot: QtBot, bridge: Bridge, host: FakeHost
) -> None:
    ends: list[AppError | None] = []
    bridge.ended.connect(ends.append)
    bridge.start("tea for two")
    qtbot.waitUntil(lambda: bridge.is_running)
    bridge.restart()
    qtbot.waitUntil(lambda: ends == [None] and bridge.is_running)
    assert host.passphrases == ["tea for two", "tea for two"]


def test_one_that_is_told_to_end_meanwhile_does_not_begin_anew(
    qtbot: QtBot, bridge: Bridge, host: FakeHost
) -> None:
    ends: list[AppError | None] = []
    bridge.ended.connect(ends.append)
    bridge.start()
    bridge.restart()
    bridge.stop()
    qtbot.waitUntil(lambda: ends == [None])
    assert not bridge.is_running
    assert len(host.passphrases) == 1


def test_one_that_has_ended_begins_anew_at_once(qtbot: QtBot, bridge: Bridge) -> None:
    bridge.restart()
    qtbot.waitUntil(lambda: bridge.is_running)
