"""The fake host behaves as the real one does, as far as the window can tell."""

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.clock import WallClock
from desktop.errors import IdUnknown, NodeGone
from desktop.node.host_news import Began, Ended, HostNews
from desktop.node.hosting import NodeThread
from desktop.node.lasting import lasting_node
from desktop.node.protocol import Get, ListTransfers, Pause, ShowPerson
from desktop.ui.bridge.bridge import Host
from tests.node.peers import LAB, unheard
from tests.ui.fakes import FakeHost

PATIENCE = 30.0
NOBODY_HAS_IT = "magnet:?xt=urn:btih:" + "ab" * 20

type Made = Callable[[Callable[[HostNews], None]], Host]


def fake(home: Path) -> Made:
    del home
    made = FakeHost()
    made.never.add(Get)
    made.answers[Pause] = IdUnknown(what="transfer", text="abcdefgh")
    return lambda hear: made.made(hear, None)


def real(home: Path) -> Made:
    return lambda hear: NodeThread(lambda: lasting_node(home, LAB, WallClock(), None), hear)


@contextmanager
def begun(made: Made) -> Iterator[tuple[Host, "queue.Queue[HostNews]"]]:
    news: queue.Queue[HostNews] = queue.Queue()
    host = made(news.put)
    host.start()
    yield host, news
    host.stop()
    assert host.join(PATIENCE)


@pytest.fixture(params=[fake, real])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Made:
    make: Callable[[Path], Made] = request.param
    return make(tmp_path)


def test_it_says_first_that_it_runs_and_for_whom(made: Made) -> None:
    with begun(made) as (host, news):
        began = news.get(timeout=PATIENCE)
        assert isinstance(began, Began)
        assert host.ask(ShowPerson(), unheard).result(PATIENCE) == began.me
        assert not began.transfers
        assert not host.ask(ListTransfers(), unheard).result(PATIENCE)


def test_what_cannot_be_done_is_raised_as_it_is(made: Made) -> None:
    with begun(made) as (host, _), pytest.raises(IdUnknown):
        host.ask(Pause("abcdefgh"), unheard).result(PATIENCE)


def test_it_says_last_that_it_ended_and_answers_no_more(made: Made) -> None:
    with begun(made) as (host, news):
        news.get(timeout=PATIENCE)
    assert news.get(timeout=PATIENCE) == Ended(None)
    with pytest.raises(NodeGone):
        host.ask(ShowPerson(), unheard).result(PATIENCE)


def test_what_is_on_its_way_when_it_ends_comes_back_as_gone(made: Made) -> None:
    with begun(made) as (host, news):
        news.get(timeout=PATIENCE)
        asked = host.ask(Get(NOBODY_HAS_IT), unheard)
        assert host.ask(ShowPerson(), unheard).result(PATIENCE).name
        assert not asked.done()
    with pytest.raises(NodeGone):
        asked.result(0)


def test_what_is_given_up_comes_back_as_nothing_else(made: Made) -> None:
    with begun(made) as (host, news):
        news.get(timeout=PATIENCE)
        asked = host.ask(Get(NOBODY_HAS_IT), unheard)
        assert asked.cancel()
    assert asked.cancelled()
