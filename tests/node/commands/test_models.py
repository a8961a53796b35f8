"""Models for 3D printing: which are in a folder, and what one is; with and without a running node."""

from pathlib import Path

import pytest

from desktop.errors import ModelNotSeen, PathMissing
from desktop.node.commands.carrying_out import carry_out
from desktop.node.protocol import ListModels, LookAtModel
from tests.node.peers import open_node, run, running, unheard
from tests.share.models.making import binary_stl, one_box, three_mf


def test_models_are_listed_without_being_opened(tmp_path: Path) -> None:
    folder = tmp_path / "prints"
    (folder / "more").mkdir(parents=True)
    (folder / "more" / "a.stl").write_bytes(b"no model at all")
    (folder / "b.3mf").write_bytes(three_mf(one_box()))

    async def test() -> None:
        node = open_node(tmp_path)
        found = await carry_out(node, ListModels(str(folder)), unheard)
        assert next((model.path, model.bytes) for model in found.models) == ("more/a.stl", 15)
        assert (len(found.models), found.all) == (2, True)
        with pytest.raises(PathMissing):
            await carry_out(node, ListModels(str(folder / "gone")), unheard)
        node.close()

    run(test())


def test_a_model_is_measured_and_drawn(tmp_path: Path) -> None:
    path = tmp_path / "box.stl"
    path.write_bytes(binary_stl())

    async def test() -> None:
        node = open_node(tmp_path)
        found = await carry_out(node, LookAtModel(str(path), 60, 40, closely=True), unheard)
        assert found.size_mm == pytest.approx((72, 40, 18))
        assert (found.triangles, found.watertight) == (12, True)
        assert found.volume_mm3 == pytest.approx(51_840)
        assert found.drawing is not None
        assert (found.drawing.width, found.drawing.height) == (60, 40)
        node.close()

    run(test())


def test_a_running_node_keeps_its_viewer_as_long_as_it_runs(tmp_path: Path) -> None:
    path = tmp_path / "box.stl"
    path.write_bytes(binary_stl())

    async def test() -> None:
        async with running(tmp_path) as node:
            await carry_out(node, LookAtModel(str(path)), unheard)
            assert node.viewer is not None
            (child,) = node.viewer._idle
            assert child.is_running
            with pytest.raises(ModelNotSeen) as caught:
                await carry_out(node, LookAtModel(str(tmp_path / "gone.stl")), unheard)
            assert caught.value.why == "gone"
        assert not child.is_running

    run(test())
