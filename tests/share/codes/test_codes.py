"""A link comes back from its picture, and no picture brings about anything but a link or one clear error."""

import asyncio
import struct
import zlib
from pathlib import Path

import pytest
import segno

from desktop.errors import CodeNotWritten, NoCodeInPicture
from desktop.share.apart.child import line_of
from desktop.share.codes.drawing import code_of, draw_code
from desktop.share.codes.reading import read_code

LINK = "passalong:person/" + "Ab3_-" * 60


def read(path: Path) -> str:
    return asyncio.run(read_code(path))


def png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_link_comes_back_from_its_picture(tmp_path: Path) -> None:
    draw_code(LINK, tmp_path / "me.png")
    assert read(tmp_path / "me.png") == LINK


def test_its_fields_are_those_of_the_picture() -> None:
    code = code_of(LINK)
    assert {len(line) for line in code} == {len(code)}
    finder = [(True,) * 7, (True, *(False,) * 5, True)]  # ISO/IEC 18004, 6.3.3.1
    assert [line[:7] for line in code[:2]] == finder
    assert (code[3][3], code[7][:8]) == (True, (False,) * 8)


def test_it_can_be_drawn_in_lines(tmp_path: Path) -> None:
    draw_code(LINK, tmp_path / "me.svg")
    assert (tmp_path / "me.svg").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize("name", ["me.txt", "me", "nowhere/me.png"])
def test_where_it_cannot_be_drawn_nothing_is_left(tmp_path: Path, name: str) -> None:
    with pytest.raises(CodeNotWritten):
        draw_code(LINK, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["https://example.org/", "javascript:alert(1)", "file:///etc/passwd"])
def test_codes_of_other_schemes_are_none(tmp_path: Path, text: str) -> None:
    segno.make(text).save(str(tmp_path / "x.png"), scale=4)
    with pytest.raises(NoCodeInPicture):
        read(tmp_path / "x.png")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        png(60_000, 60_000, zlib.compress(bytes(60_000) * 1_000)),  # a bomb: 3.6 GB of pixels in some KB
        png(6_000, 6_000, zlib.compress(bytes(6_001) * 6_000)),
        png(100, 100, b"broken"),
        b"\x89PNG\r\n\x1a\n" + bytes(11 * 1024 * 1024),
        b"%!PS\n%%BoundingBox: 0 0 9 9\n(passalong:person/x) show",
    ],
)
def test_a_hostile_picture_is_only_no_code(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.png").write_bytes(data)
    with pytest.raises(NoCodeInPicture):
        read(tmp_path / "x.png")


def test_no_picture_at_all(tmp_path: Path) -> None:
    with pytest.raises(NoCodeInPicture):
        read(tmp_path / "gone.png")


def test_what_the_child_says_may_come_in_pieces() -> None:
    async def hear() -> tuple[bytes, bytes, bytes]:
        pieces, endless, dead = asyncio.StreamReader(), asyncio.StreamReader(limit=4), asyncio.StreamReader()
        pieces.feed_data(b'["pass')
        asyncio.get_running_loop().call_soon(pieces.feed_data, b'along:"]\n')
        endless.feed_data(b"x" * 100)
        dead.feed_eof()
        return await line_of(pieces), await line_of(endless), await line_of(dead)

    assert asyncio.run(hear()) == (b'["passalong:"]\n', b"", b"")
