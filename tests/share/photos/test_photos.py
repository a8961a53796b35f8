"""Photos are seen small, upright and without what else their file tells; ill-made ones are not seen."""

import asyncio
import io
import zlib
from pathlib import Path

import pytest
from PIL import Image

from desktop import limits
from desktop.share.photos.looking import see
from desktop.share.photos.sights import ENDINGS, Photo, PhotoLook
from desktop.share.photos.viewing import PhotoViewer

RED, BLUE = (250, 10, 10), (10, 10, 250)


def halves(width: int = 400, height: int = 200) -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    photo = Image.new("RGB", (width, height), RED)
    photo.paste(BLUE, (width // 2, 0, width, height))
    return photo


def saved(folder: Path, name: str, photo: Image.Image, **options: object) -> PhotoLook:
    path = folder / name
    photo.save(path, **options)  # type: ignore[arg-type]
    return PhotoLook(str(path), 40, 20)


def colour(photo: Photo | None, x: int, y: int) -> tuple[int, ...]:
    assert photo is not None
    at = 3 * (y * photo.width + x)
    return tuple(photo.pixels[at : at + 3])


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_every_kind_of_photo_is_seen(tmp_path: Path, ending: str) -> None:
    photo = see(saved(tmp_path, f"a{ending}", halves()))
    assert alike(colour(photo, 3, 10), RED)
    assert alike(colour(photo, 36, 10), BLUE)


def test_a_photo_that_was_taken_sideways_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter to the right
    photo = see(saved(tmp_path, "a.jpg", halves(), exif=exif))
    assert alike(colour(photo, 20, 2), RED)
    assert alike(colour(photo, 20, 17), BLUE)


def test_what_is_transparent_stands_on_white(tmp_path: Path) -> None:
    photo = see(saved(tmp_path, "a.png", Image.new("RGBA", (50, 50), (0, 0, 0, 0))))
    assert colour(photo, 0, 0) == (255, 255, 255)


def test_more_pixels_than_anybody_takes_are_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    whole = io.BytesIO()
    Image.new("1", (1, 1)).save(whole, "PNG")
    data = bytearray(whole.getvalue())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    path.write_bytes(data)
    assert see(PhotoLook(str(path), 40, 20)) is None


def test_a_file_larger_than_any_photo_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    with path.open("wb") as file:
        file.truncate(limits.PHOTO_BYTES + 1)
    assert see(PhotoLook(str(path), 40, 20)) is None


@pytest.mark.parametrize("data", [b"", b"no photo", b"\xff\xd8\xff\xe0" + bytes(50), b"GIF89a" + b"\xff" * 9])
def test_what_is_no_photo_is_not_seen(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    assert see(PhotoLook(str(path), 40, 20)) is None


def test_another_format_under_the_name_of_a_photo_is_not_opened(tmp_path: Path) -> None:
    halves().save(tmp_path / "a.tiff")
    path = (tmp_path / "a.tiff").rename(tmp_path / "a.jpg")
    assert see(PhotoLook(str(path), 40, 20)) is None


def test_a_process_of_its_own_looks_at_them(tmp_path: Path) -> None:
    look = saved(tmp_path, "a.jpg", halves())

    async def test() -> None:
        async with PhotoViewer() as viewer:
            seen = await viewer.look(look)
            assert seen is not None
            assert (seen.width, seen.height, len(seen.pixels)) == (40, 20, 2400)
            assert await viewer.look(PhotoLook(str(tmp_path / "gone.jpg"), 40, 20)) is None
            assert await viewer.look(PhotoLook("no\ud800text.jpg", 40, 20)) is None

    asyncio.run(test())
