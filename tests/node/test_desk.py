"""Blocking work is done in order, in one thread, and never cut short."""

import asyncio
import threading

import pytest

from desktop.node.desk import Desk
from tests.begun import begun


def test_work_is_done_in_the_order_in_which_it_was_asked_for() -> None:
    async def work() -> None:
        desk, done = Desk(), list[int]()
        await asyncio.gather(*(desk.run(done.append, number) for number in range(100)))
        desk.close()
        assert done == list(range(100))

    asyncio.run(work())


def test_the_loop_goes_on_meanwhile_and_gets_the_answer() -> None:
    async def work() -> None:
        desk, free = Desk(), threading.Event()
        asyncio.get_running_loop().call_soon(free.set)  # so the loop turns while the desk is busy
        waiting = desk.run(free.wait, timeout=10)
        assert await waiting
        assert await desk.run(threading.current_thread) is not threading.main_thread()
        desk.close()

    asyncio.run(work())


def test_an_error_reaches_whoever_asked() -> None:
    async def work() -> None:
        desk = Desk()
        with pytest.raises(ZeroDivisionError):
            await desk.run(divmod, 1, 0)
        assert await desk.run(divmod, 5, 2) == (2, 1)
        desk.close()

    asyncio.run(work())


def test_what_was_begun_is_finished_though_nobody_waits() -> None:
    async def work() -> None:
        desk, begun, free, done = Desk(), threading.Event(), threading.Event(), list[str]()

        def long() -> None:
            begun.set()
            free.wait(10)
            done.append("whole")

        waiting = asyncio.ensure_future(desk.run(long))
        await asyncio.to_thread(begun.wait, 10)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        free.set()
        desk.close()
        assert done == ["whole"]

    asyncio.run(work())


def test_what_was_asked_for_is_done_though_it_had_not_begun() -> None:
    async def work() -> None:
        desk, free, done = Desk(), threading.Event(), list[str]()
        asking = [
            begun(desk.run(free.wait, 10)),
            begun(desk.run(done.append, "x")),
        ]
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        free.set()
        desk.close()
        assert done == ["x"]

    asyncio.run(work())
