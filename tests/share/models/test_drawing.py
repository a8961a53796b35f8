"""A picture is where the model is, lit from above, the same each time; however thin or many it is."""

from pathlib import Path

import pytest

from desktop.share.models import filling
from desktop.share.models.looking import see
from desktop.share.models.sights import Drawing, Look, Sight
from tests.share.models.making import FACES, Corners, Faces, binary_stl, box, sphere

WIDE, HIGH = 160, 120


def drawn(folder: Path, corners: Corners, faces: Faces = FACES) -> Drawing:
    path = folder / "a.stl"
    path.write_bytes(binary_stl(corners, faces))
    seen = see(Look(str(path), WIDE, HIGH))
    assert isinstance(seen, Sight)
    assert seen.drawing is not None
    return seen.drawing


def rows(drawing: Drawing, plane: bytes) -> list[bytes]:
    return [plane[start : start + drawing.width] for start in range(0, len(plane), drawing.width)]


def test_a_picture_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    drawing = drawn(tmp_path, box())
    assert (drawing.width, drawing.height) == (WIDE, HIGH)
    assert len(drawing.shades) == len(drawing.cover) == WIDE * HIGH
    assert not drawing.is_approximate


def test_the_model_is_in_the_middle_and_the_corners_are_free(tmp_path: Path) -> None:
    drawing = drawn(tmp_path, box(10, 10, 10))
    cover = rows(drawing, drawing.cover)
    assert cover[HIGH // 2][WIDE // 2] == 255
    assert [cover[y][x] for y in (0, -1) for x in (0, -1)] == [0, 0, 0, 0]


def test_light_comes_from_above(tmp_path: Path) -> None:
    drawing = drawn(tmp_path, *sphere(24))
    shades, cover = rows(drawing, drawing.shades), rows(drawing, drawing.cover)
    column = [shades[y][WIDE // 2] for y in range(HIGH) if cover[y][WIDE // 2] == 255]
    assert max(column[: len(column) // 2]) > max(column[-len(column) // 4 :]) + 60


def test_a_shadow_lies_on_the_ground(tmp_path: Path) -> None:
    drawing = drawn(tmp_path, box(10, 10, 30))
    assert any(
        0 < cover < 128 and shade == 0 for cover, shade in zip(drawing.cover, drawing.shades, strict=True)
    )


def test_inside_out_looks_the_same(tmp_path: Path) -> None:
    turned: Faces = [(a, c, b) for a, b, c in FACES]
    one, other = drawn(tmp_path, box(), turned), drawn(tmp_path, box())
    differences = [abs(shade - same) for shade, same in zip(one.shades, other.shades, strict=True)]
    assert sum(differences) < 0.5 * len(differences)  # but for pixels on an edge, which have two owners


def test_the_same_file_gives_the_same_picture(tmp_path: Path) -> None:
    assert drawn(tmp_path, *sphere(12)) == drawn(tmp_path, *sphere(12))


@pytest.mark.parametrize(
    "corners",
    [box(100, 1e-6, 1e-6), box(1e-30, 1e-30, 2e-30), box(1e8, 1e8, 1e8), box(100, 100, 0), box(0, 0, 5)],
)
def test_thin_tiny_flat_and_huge_models_are_drawn(tmp_path: Path, corners: Corners) -> None:
    drawing = drawn(tmp_path, corners)
    assert (drawing.width, drawing.height) == (WIDE, HIGH)


def test_too_much_surface_is_drawn_in_part_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "_MOST", 2_000)
    drawing = drawn(tmp_path, box(), FACES * 50)
    assert drawing.is_approximate
    assert max(drawing.cover) == 255
