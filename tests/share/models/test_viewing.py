"""The real child process: it looks at one model after the other, and whatever ends it ends nothing else."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.share.models.sights import Drawing, Look, NoSight, Sight, Why
from desktop.share.models.viewing import Viewer, _seen
from tests.share.models.making import binary_stl


def test_one_process_sees_many_and_a_killed_one_is_made_anew(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.stl", tmp_path / "bad.stl"
    good.write_bytes(binary_stl())
    bad.write_bytes(b"no model")

    async def look() -> None:
        async with Viewer(at_once=1) as viewer:
            first = await viewer.look(Look(str(good), 40, 40))
            assert isinstance(first, Sight)
            assert first.drawing is not None
            (child,) = viewer._idle
            assert await viewer.look(Look(str(bad))) == NoSight(Why.DAMAGED)
            assert await viewer.look(Look(str(tmp_path / "gone.stl"))) == NoSight(Why.GONE)
            assert viewer._idle == [child]
            assert child._process is not None
            child._process.kill()
            assert await viewer.look(Look(str(good), 40, 40)) in (first, NoSight(Why.TOO_MUCH))
            assert await viewer.look(Look(str(good), 40, 40)) == first
        assert not viewer._idle

    asyncio.run(look())


def test_giving_up_ends_the_process_that_would_answer_too_late(tmp_path: Path) -> None:
    (tmp_path / "a.stl").write_bytes(binary_stl())

    async def give_up() -> None:
        async with Viewer() as viewer:
            assert isinstance(await viewer.look(Look(str(tmp_path / "a.stl"))), Sight)
            (child,) = viewer._idle
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0):
                    await viewer.look(Look(str(tmp_path / "a.stl"), 1600, 1600))
            assert not child.is_running
            assert not viewer._idle
            assert isinstance(await viewer.look(Look(str(tmp_path / "a.stl"))), Sight)

    asyncio.run(give_up())


def test_a_name_that_is_no_text_is_only_not_seen(tmp_path: Path) -> None:
    async def look() -> object:
        async with Viewer() as viewer:
            return await viewer.look(Look(str(tmp_path / "\udcff.stl")))

    assert asyncio.run(look()) == NoSight(Why.DAMAGED)


SIGHT = Sight((1, 1, 1), 1, None, None, None)
DRAWING = Drawing(4, 4, bytes(16), bytes(16), is_approximate=False)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"\xff",
        msgspec.json.encode(SIGHT)[:-3],
        *(
            msgspec.json.encode(
                msgspec.structs.replace(SIGHT, drawing=msgspec.structs.replace(DRAWING, **wrong))
            )
            for wrong in ({"width": 5}, {"height": 40}, {"shades": bytes(15)}, {"cover": bytes(17)})
        ),
    ],
)
def test_what_the_process_says_is_not_taken_on_trust(said: bytes) -> None:
    assert _seen(Look("/a.stl", 4, 4), said) == NoSight(Why.TOO_MUCH)


@pytest.mark.parametrize(
    "change", [lambda path: path.unlink(), lambda path: path.write_bytes(binary_stl()[:200])]
)
def test_a_file_that_vanishes_or_shrinks_is_one_that_is_not_seen(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    path = tmp_path / "a.stl"
    path.write_bytes(binary_stl())

    async def look() -> None:
        async with Viewer() as viewer:
            assert isinstance(await viewer.look(Look(str(path))), Sight)
            change(path)
            assert await viewer.look(Look(str(path))) in (NoSight(Why.GONE), NoSight(Why.DAMAGED))
            path.write_bytes(binary_stl())
            assert isinstance(await viewer.look(Look(str(path))), Sight)

    asyncio.run(look())


def test_neither_the_node_nor_the_window_loads_what_reads_models() -> None:
    code = (
        "import sys, desktop.node.lasting, desktop.ui.start;"
        "assert 'desktop.ui.models' not in sys.modules;"
        "import desktop.ui.models.page;"
        "print(sorted({'numpy', 'trimesh', 'PIL', 'zxingcpp'} & set(sys.modules)))"
    )
    made = asyncio.run(_run(code))
    assert made.strip() == b"[]"


async def _run(code: str) -> bytes:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    return said
