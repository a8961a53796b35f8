"""Letting a transfer rest, and go on."""

from desktop.node.transfers.again import unsettle
from desktop.node.transfers.claims import Claims
from desktop.node.transfers.course import Course
from desktop.node.transfers.live import Live
from desktop.node.transfers.machine import Phase
from desktop.node.transfers.tools import Tools


async def pause(live: Live, tools: Tools, course: Course) -> None:
    await _store_paused(live, tools, paused=True)
    engine = tools.swarms.of(live.share)
    if engine.has(live.key):
        engine.pause(live.key)
        engine.save(live.key)
    course.tell(live)


async def resume(live: Live, tools: Tools, course: Course, claims: Claims) -> None:
    """Go on; what failed is tried again. Raises PlaceTaken."""
    if live.machine.phase is Phase.FAILED or not live.machine.own:
        await unsettle(live, tools, claims)
    await _store_paused(live, tools, paused=False)
    if live.machine.phase is Phase.FAILED:
        course.try_again(live)
    elif tools.swarms.of(live.share).has(live.key):
        course.go_on(live)
    course.dial(live)
    course.tell(live)


async def _store_paused(live: Live, tools: Tools, *, paused: bool) -> None:
    live.transfer = await tools.desk.run(tools.store.edit_transfer, live.share.share, paused=paused)
