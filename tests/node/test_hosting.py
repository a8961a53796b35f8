"""A node on a thread of its own is asked from this one, tells what happens, and ends when it is told to."""

import queue
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.clock import WallClock
from desktop.errors import IdUnknown, NodeGone, ProfileLocked
from desktop.events import TransferChanged, WindowAsked
from desktop.node.host_news import Began, Ended, HostNews
from desktop.node.hosting import NodeThread
from desktop.node.lasting import lasting_node
from desktop.node.protocol import AddShare, Get, ListTransfers, OpenWindow, Pause, Rename, ShowPerson
from tests.node.peers import LAB, make_files, unheard

PATIENCE = 30.0


class Heard:
    def __init__(self) -> None:
        self.news: queue.Queue[HostNews] = queue.Queue()

    def until[N](self, kind: type[N]) -> N:
        while True:
            found = self.news.get(timeout=PATIENCE)
            if isinstance(found, kind):
                return found


@contextmanager
def hosted(home: Path) -> Iterator[tuple[NodeThread, Heard]]:
    heard = Heard()
    thread = NodeThread(lambda: lasting_node(home, LAB, WallClock(), None), heard.news.put)
    thread.start()
    try:
        yield thread, heard
    finally:
        thread.stop()
        assert thread.join(PATIENCE)


def test_what_is_asked_before_it_runs_is_answered_once_it_does(tmp_path: Path) -> None:
    with hosted(tmp_path) as (thread, heard):
        asked = thread.ask(ShowPerson(), unheard)
        assert asked.result(PATIENCE).person == heard.until(Began).me.person


def test_it_tells_what_happens_and_says_when_it_ended(tmp_path: Path) -> None:
    files = make_files(tmp_path / "Summer", {"a": 10})
    with hosted(tmp_path / "profile") as (thread, heard):
        thread.ask(AddShare((str(files),), until_sent=0), unheard).result(PATIENCE)
        assert heard.until(TransferChanged).row.name == "Summer"
    assert heard.until(Ended).error is None


def test_an_error_comes_back_as_it_is(tmp_path: Path) -> None:
    with hosted(tmp_path) as (thread, _), pytest.raises(IdUnknown):
        thread.ask(Pause("abcdefgh"), unheard).result(PATIENCE)


def test_a_second_node_for_one_profile_ends_at_once_and_says_why(tmp_path: Path) -> None:
    with hosted(tmp_path) as (_, first):
        first.until(Began)
        with hosted(tmp_path) as (second, heard):
            asked = second.ask(ListTransfers(), unheard)
            assert isinstance(heard.until(Ended).error, ProfileLocked)
            with pytest.raises(NodeGone):
                asked.result(PATIENCE)


def test_nothing_can_be_asked_of_a_node_that_has_ended(tmp_path: Path) -> None:
    with hosted(tmp_path) as (thread, heard):
        heard.until(Began)
    with pytest.raises(NodeGone):
        thread.ask(Rename("Ann"), unheard).result(PATIENCE)


def test_what_is_still_carried_out_when_it_ends_comes_back_as_gone(tmp_path: Path) -> None:
    link = "magnet:?xt=urn:btih:" + "ab" * 20
    with hosted(tmp_path) as (thread, heard):
        heard.until(Began)
        getting = thread.ask(Get(link), unheard)
        heard.until(TransferChanged)
    with pytest.raises(NodeGone):
        getting.result(PATIENCE)


def test_what_is_given_up_comes_back_as_that(tmp_path: Path) -> None:
    link = "magnet:?xt=urn:btih:" + "ab" * 20
    with hosted(tmp_path) as (thread, heard):
        heard.until(Began)
        getting = thread.ask(Get(link), unheard)
        heard.until(TransferChanged)
        getting.cancel()
    with pytest.raises(CancelledError):
        getting.result(PATIENCE)


def test_whatever_is_asked_while_it_ends_comes_back(tmp_path: Path) -> None:
    with hosted(tmp_path) as (thread, heard):
        heard.until(Began)
        thread.stop()
        asked = []
        while not thread.join(0):
            asked.append(thread.ask(ListTransfers(), unheard))
        asked.append(thread.ask(ListTransfers(), unheard))
    for future in asked:
        try:
            future.result(PATIENCE)
        except NodeGone:
            continue
    assert all(future.done() for future in asked)


def test_who_starts_it_once_more_has_the_window_come_forward(tmp_path: Path) -> None:
    with hosted(tmp_path) as (thread, heard):
        thread.ask(OpenWindow("magnet:?x"), unheard).result(PATIENCE)
        assert heard.until(WindowAsked).link == "magnet:?x"
