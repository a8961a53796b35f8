"""Every format gives the same box; what lies about itself gives one clear reason, and never anything else."""

import os
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import limits
from desktop.share.models.looking import see
from desktop.share.models.sights import Look, NoSight, Sight, Why
from tests.share.models.making import (
    ascii_stl,
    binary_stl,
    box,
    mesh_xml,
    model_xml,
    obj,
    one_box,
    ply,
    three_mf,
)

BOX = (72.0, 40.0, 18.0)
VOLUME = 72.0 * 40.0 * 18.0
ITEM = '<item objectid="1"/>'
ITSELF = '<object id="1"><components><component objectid="1"/></components></object>'
COMPONENTS = '<component objectid="{}"/>'


def looked_at(path: Path, data: bytes) -> Sight | NoSight:
    path.write_bytes(data)
    return see(Look(str(path), closely=True))


def reason(path: Path, data: bytes) -> Why:
    seen = looked_at(path, data)
    assert isinstance(seen, NoSight)
    return seen.why


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.stl", binary_stl()),
        ("b.STL", ascii_stl()),
        ("c.obj", obj()),
        ("d.ply", ply()),
        ("e.3mf", three_mf(one_box())),
        ("f.stl", binary_stl() + b"some programs write more than they say"),
    ],
)
def test_a_box_is_a_box_in_every_format(tmp_path: Path, name: str, data: bytes) -> None:
    seen = looked_at(tmp_path / name, data)
    assert isinstance(seen, Sight)
    assert seen.size == pytest.approx(BOX)
    assert (seen.triangles, seen.watertight) == (12, True)
    assert seen.volume == pytest.approx(VOLUME)


def test_a_box_without_its_lid_has_gaps(tmp_path: Path) -> None:
    seen = looked_at(tmp_path / "open.stl", binary_stl(faces=[(0, 1, 3), (0, 3, 2), (0, 4, 5), (0, 5, 1)]))
    assert isinstance(seen, Sight)
    assert (seen.watertight, seen.volume) == (False, None)


def test_without_a_close_look_nothing_is_said_of_gaps(tmp_path: Path) -> None:
    (tmp_path / "a.stl").write_bytes(binary_stl())
    seen = see(Look(str(tmp_path / "a.stl")))
    assert isinstance(seen, Sight)
    assert (seen.watertight, seen.volume, seen.drawing) == (None, None, None)


# --- 3MF --------------------------------------------------------------------------------------------------


def test_parts_stand_where_they_are_built(tmp_path: Path) -> None:
    """Two boxes beside each other, one of them an object of another file, all of it in inches."""
    inner = model_xml(f'<object id="7">{mesh_xml(box(1, 1, 1))}</object>', "")
    component = '<component objectid="7" p:path="/3D/Objects/inner.model"/>'
    objects = f'<object id="2"><components>{component}</components></object>'
    build = '<item objectid="2"/><item objectid="2" transform="2 0 0 0 1 0 0 0 1 3 0 0"/>'
    data = three_mf(model_xml(objects, build, unit="inch"), {"3D/Objects/inner.model": inner})
    seen = looked_at(tmp_path / "two.3mf", data)
    assert isinstance(seen, Sight)
    assert seen.size == pytest.approx((5 * 25.4, 25.4, 25.4))
    assert seen.triangles == 24


def test_support_and_what_is_not_built_are_no_part_of_it(tmp_path: Path) -> None:
    objects = (
        f'<object id="1">{mesh_xml()}</object>'
        f'<object id="2" type="support">{mesh_xml(box(999, 1, 1))}</object>'
        f'<object id="3">{mesh_xml(box(1, 999, 1))}</object>'
    )
    seen = looked_at(
        tmp_path / "a.3mf", three_mf(model_xml(objects, '<item objectid="1"/><item objectid="2"/>'))
    )
    assert isinstance(seen, Sight)
    assert seen.size == pytest.approx(BOX)


def laughs() -> str:
    """Return objects each of which is ten times the one before: a billion boxes in some lines."""
    levels = "".join(
        f'<object id="{level}"><components>{COMPONENTS.format(level - 1) * 10}</components></object>'
        for level in range(2, 12)
    )
    return model_xml(f'<object id="1">{mesh_xml()}</object>{levels}', '<item objectid="11"/>')


BILLION = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("root", "why"),
    [
        (one_box(head=f'<!DOCTYPE model [<!ENTITY e0 "ha">{BILLION}]>'), Why.DAMAGED),
        (one_box(head='<!DOCTYPE model SYSTEM "file:///etc/passwd">'), Why.DAMAGED),
        (one_box(head='<!DOCTYPE model [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), Why.DAMAGED),
        (laughs(), Why.TOO_LARGE),
        (model_xml(ITSELF, ITEM), Why.TOO_LARGE),
        (model_xml("<a>" * 200_000 + "</a>" * 200_000, ""), Why.DAMAGED),
        (model_xml("", '<item objectid="1"/>'), Why.DAMAGED),
        (model_xml("", ""), Why.EMPTY),
        (one_box().replace('v1="0"', 'v1="4294967296"'), Why.DAMAGED),
        (one_box().replace('v1="0"', 'v1="-1"'), Why.DAMAGED),
        (one_box().replace('v1="0"', f'v1="{"9" * 5000}"'), Why.DAMAGED),
        (one_box().replace('x="0.0"', 'x="one"'), Why.DAMAGED),
        (one_box().replace('x="0.0"', ""), Why.DAMAGED),
        (one_box().replace(ITEM, '<item objectid="1" transform="1 2 3"/>'), Why.DAMAGED),
        (one_box().replace(ITEM, f'<item objectid="1" transform="{"1e300 " * 12}"/>'), Why.DAMAGED),
        (one_box()[:400], Why.DAMAGED),
    ],
)  # fmt: skip
def test_hostile_xml(tmp_path: Path, root: str, why: Why) -> None:
    assert reason(tmp_path / "x.3mf", three_mf(root)) is why


def test_a_bomb_is_known_by_its_directory(tmp_path: Path) -> None:
    bomb = three_mf(one_box(), {"3D/more.model": bytes(64 * limits.MIB)})
    assert len(bomb) < limits.MIB
    assert reason(tmp_path / "x.3mf", bomb) is Why.TOO_LARGE


def test_a_directory_that_lies_of_sizes_unpacks_to_no_more(tmp_path: Path) -> None:
    data = three_mf(one_box() + " " * 8 * limits.MIB)
    size = struct.pack("<I", len(one_box() + " " * 8 * limits.MIB))
    assert reason(tmp_path / "x.3mf", data.replace(size, struct.pack("<I", 100))) is Why.DAMAGED


def test_entries_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("_rels/.rels", b"x" * 2_000)
        package.writestr("3D/3dmodel.model", b"y" * 2_000)
        package.filelist[1].header_offset = 50
    assert reason(tmp_path / "x.3mf", made.getvalue()) is Why.DAMAGED


def test_too_many_entries(tmp_path: Path) -> None:
    many = {f"{number}": "" for number in range(limits.MODEL_ENTRIES + 1)}
    assert reason(tmp_path / "x.3mf", three_mf(one_box(), many)) is Why.TOO_LARGE


# --- the others -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.stl", b"", Why.EMPTY),
        ("a.stl", b"x", Why.DAMAGED),
        ("a.stl", binary_stl(claimed=4_000_000_000), Why.DAMAGED),
        ("a.stl", b"\0" * 80 + struct.pack("<I", 4_000_000_000) + b"\0" * 5_000, Why.DAMAGED),
        ("a.stl", binary_stl()[:-30], Why.DAMAGED),
        ("a.stl", binary_stl(faces=[]), Why.EMPTY),
        ("a.stl", binary_stl([(float("nan"), 0, 0)] * 8), Why.DAMAGED),
        ("a.stl", binary_stl([(float("inf"), 0, 0)] * 8), Why.DAMAGED),
        ("a.stl", binary_stl([(3e38, -3e38, 0)] * 8), Why.DAMAGED),
        ("a.stl", binary_stl([(5, 5, 5)] * 8), Why.EMPTY),
        ("a.stl", ascii_stl()[: len(ascii_stl()) // 2], Why.DAMAGED),
        ("a.stl", b"solid\nendsolid\n", Why.EMPTY),
        ("a.stl", ascii_stl().replace(b"vertex 0", b"vertex zero"), Why.DAMAGED),
        ("a.obj", obj("f 1 2 999999"), Why.DAMAGED),
        ("a.obj", b"v 0 0 0\nv 1 0 0\n", Why.EMPTY),
        ("a.obj", b"\xff\xfe\0\0" * 100, Why.DAMAGED),
        ("a.ply", ply(claimed=4_000_000_000), Why.DAMAGED),
        ("a.ply", ply(faces=4_000_000_000), Why.DAMAGED),
        ("a.ply", ply(claimed=2), Why.DAMAGED),
        ("a.ply", b"ply\nformat ascii 1.0\n" + b"comment no end\n" * 9_000, Why.DAMAGED),
        ("a.3mf", b"PK\x03\x04 no zip", Why.DAMAGED),
        ("a.3mf", b"", Why.EMPTY),
    ],
)  # fmt: skip
def test_what_lies_or_is_broken_has_one_reason(tmp_path: Path, name: str, data: bytes, why: Why) -> None:
    assert reason(tmp_path / name, data) is why


@pytest.mark.parametrize("name", ["a.stl", "a.obj", "a.ply"])
def test_more_triangles_than_we_draw_are_refused_before_they_are_read(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MODEL_TRIANGLES", 11)
    data = {"a.stl": binary_stl(), "a.obj": obj(), "a.ply": ply()}[name]
    assert reason(tmp_path / name, data) is Why.TOO_LARGE


def test_more_bytes_than_we_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MODEL_BYTES", 600)
    assert reason(tmp_path / "a.stl", binary_stl()) is Why.TOO_LARGE


def test_what_is_somewhere_is_drawn_without_what_is_nowhere(tmp_path: Path) -> None:
    where = [*box(), (float("nan"), 0, 0)]
    faces = [*((0, 1, 3), (0, 3, 2)), (0, 1, 8)]
    seen = looked_at(tmp_path / "a.stl", binary_stl(where, faces))
    assert isinstance(seen, Sight)
    assert seen.triangles == 2


def test_pipes_links_to_nowhere_and_folders_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.stl")
    (tmp_path / "folder.stl").mkdir()
    (tmp_path / "link.stl").symlink_to(tmp_path / "nowhere.stl")
    for name, why in (("pipe.stl", Why.DAMAGED), ("folder.stl", Why.DAMAGED), ("link.stl", Why.GONE)):
        assert see(Look(str(tmp_path / name))) == NoSight(why)


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=600), name=st.sampled_from([".stl", ".obj", ".ply", ".3mf"]))
def test_any_bytes_are_a_sight_or_none(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{name}"
    assert isinstance(looked_at(path, data), Sight | NoSight)


@settings(max_examples=100, deadline=None)
@given(
    made=st.sampled_from(
        [(".stl", binary_stl()), (".obj", obj()), (".ply", ply()), (".3mf", three_mf(one_box()))]
    ),
    at=st.integers(0, 5_000),
    byte=st.integers(0, 255),
)
def test_one_wrong_byte_is_a_sight_or_none(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[str, bytes], at: int, byte: int
) -> None:
    ending, data = made
    changed = bytearray(data)
    changed[at % len(data)] = byte
    path = tmp_path_factory.getbasetemp() / f"changed{ending}"
    assert isinstance(looked_at(path, bytes(changed)), Sight | NoSight)
