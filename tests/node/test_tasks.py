"""Every task has an owner: one that breaks is heard of, and none outlives the node."""

import asyncio

import pytest

from desktop.errors import IdUnknown
from desktop.node.tasks import Tasks, every


async def _never() -> None:
    await asyncio.Event().wait()


async def _wait_on(all_wait: asyncio.Barrier) -> None:
    await all_wait.wait()
    await _never()


async def _break() -> None:
    raise RuntimeError("broken")


def test_a_task_that_breaks_ends_the_others_and_is_raised() -> None:
    async def run() -> None:
        async with asyncio.TaskGroup() as group:
            tasks = Tasks(group)
            waiting = tasks.start("waits", _never())
            tasks.start("breaks", _break())
        assert waiting.cancelled()

    with pytest.raises(ExceptionGroup) as caught:
        asyncio.run(run())
    assert [str(error) for error in caught.value.exceptions] == ["broken"]


@pytest.mark.parametrize("failure", [RuntimeError("broken"), IdUnknown(what="person", text="x")])
def test_what_others_cause_breaks_for_itself_and_is_logged(
    failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async def break_down() -> None:
        raise ExceptionGroup("of theirs", [failure])

    async def run() -> None:
        async with asyncio.TaskGroup() as group:
            tasks = Tasks(group)
            waiting = tasks.start("waits", _never())
            await tasks.guarded("theirs", break_down())
            assert not waiting.done()
            tasks.guarded("ended before it began", _never())
            tasks.cancel_all()

    asyncio.run(asyncio.wait_for(run(), 5))
    assert [record.levelname for record in caplog.records] == [
        "WARNING" if isinstance(failure, IdUnknown) else "ERROR"
    ]


def test_all_can_be_ended_at_once() -> None:
    async def run() -> None:
        async with asyncio.TaskGroup() as group:
            tasks = Tasks(group)
            all_wait = asyncio.Barrier(4)
            waiting = [tasks.start(f"waits {number}", _wait_on(all_wait)) for number in range(3)]
            await all_wait.wait()
            tasks.cancel_all()
        assert all(task.cancelled() for task in waiting)

    asyncio.run(asyncio.wait_for(run(), 5))


def test_nothing_is_begun_after_the_end() -> None:
    async def run() -> None:
        async with asyncio.TaskGroup() as group:
            tasks = Tasks(group)
            tasks.cancel_all()
            late = [tasks.start("late", _never()), tasks.guarded("late", _never())]
        assert all(task.cancelled() for task in late)

    asyncio.run(asyncio.wait_for(run(), 5))


def test_what_is_done_wholly_goes_on_when_nobody_waits_any_more() -> None:
    async def run() -> None:
        begun, free, done = asyncio.Event(), asyncio.Event(), list[str]()

        async def change() -> None:
            begun.set()
            await free.wait()
            done.append("whole")

        async with asyncio.TaskGroup() as group:
            tasks = Tasks(group)
            waiting = asyncio.ensure_future(tasks.wholly("change", change()))
            await begun.wait()
            waiting.cancel()
            tasks.cancel_all()
            free.set()
            await tasks.finish()
            assert done == ["whole"]
        assert waiting.cancelled()

    asyncio.run(asyncio.wait_for(run(), 5))


def test_what_is_begun_while_all_ends_ends_too() -> None:
    async def run() -> None:
        begun, free, late = asyncio.Event(), asyncio.Event(), list[asyncio.Task[None]]()

        async with asyncio.TaskGroup() as group:
            tasks = Tasks(group)

            async def change() -> None:
                begun.set()
                await free.wait()
                late.append(tasks.start("late", _never()))

            waiting = asyncio.ensure_future(tasks.wholly("change", change()))
            await begun.wait()
            tasks.cancel_all()
            free.set()
            await waiting
            await tasks.finish()
        assert late[0].cancelled()

    asyncio.run(asyncio.wait_for(run(), 5))


def test_what_is_done_wholly_answers_and_fails_like_any_call() -> None:
    async def answer() -> int:
        return 42

    async def run() -> None:
        async with asyncio.TaskGroup() as group:
            tasks = Tasks(group)
            assert await tasks.wholly("answer", answer()) == 42
            with pytest.raises(RuntimeError, match="broken"):
                await tasks.wholly("break", _break())

    asyncio.run(asyncio.wait_for(run(), 5))


def test_a_task_bears_its_name() -> None:
    async def run() -> None:
        async with asyncio.TaskGroup() as group:
            tasks = Tasks(group)
            assert tasks.start("sweep", _never()).get_name() == "sweep"
            tasks.cancel_all()

    asyncio.run(run())


def test_what_is_done_every_so_often_is_done_again_and_again() -> None:
    async def run() -> None:
        thrice, times = asyncio.Event(), list[None]()

        def act() -> None:
            times.append(None)
            if len(times) == 3:
                thrice.set()

        repeating = asyncio.ensure_future(every(0.001, act))
        await asyncio.wait_for(thrice.wait(), 5)
        repeating.cancel()

    asyncio.run(run())
