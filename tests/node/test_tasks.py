"""Every task has an owner: one that breaks is heard of, and none outlives the node."""

import asyncio

import pytest

from desktop.node.tasks import Tasks, every


async def _never() -> None:
    await asyncio.Event().wait()


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


def test_all_can_be_ended_at_once() -> None:
    async def run() -> None:
        async with asyncio.TaskGroup() as group:
            tasks = Tasks(group)
            waiting = [tasks.start(f"waits {number}", _never()) for number in range(3)]
            await asyncio.sleep(0)
            tasks.cancel_all()
        assert all(task.cancelled() for task in waiting)

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
