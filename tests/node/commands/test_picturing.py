"""A picture stands for a transfer: of a photo or a model among its files, once that is here."""

from pathlib import Path

from PIL import Image

from desktop.node.commands.carrying_out import carry_out
from desktop.node.protocol import AddShare, LookAtTransfer, PictureResult
from tests.node.peers import run, running, text_of_only, unheard
from tests.share.models.making import binary_stl


def picture_of(tmp_path: Path, folder: Path) -> PictureResult:
    """Share a folder and return the picture that stands for it."""

    found = PictureResult()

    async def test() -> None:
        nonlocal found
        async with running(tmp_path / "node") as node:
            await carry_out(node, AddShare((str(folder),)), unheard)
            found = await carry_out(node, LookAtTransfer(text_of_only(node), 60, 40), unheard)

    run(test())
    return found


def made(tmp_path: Path) -> Path:
    folder = tmp_path / "things"
    folder.mkdir()
    (folder / "read me.txt").write_text("words")
    (tmp_path / "node").mkdir()
    return folder


def test_a_photo_goes_before_a_model_and_what_cannot_be_seen_is_passed_over(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "a.jpg").write_bytes(b"no photo")
    (folder / "a.stl").write_bytes(binary_stl())
    Image.new("RGB", (90, 90), (0, 200, 0)).save(folder / "b.png")
    found = picture_of(tmp_path, folder)
    assert found.file == "things/b.png"
    assert found.drawing is None
    assert found.photo is not None
    assert found.photo.pixels == bytes((0, 200, 0)) * 60 * 40


def test_a_model_stands_for_what_has_no_photo(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "a.stl").write_bytes(binary_stl())
    found = picture_of(tmp_path, folder)
    assert found.file == "things/a.stl"
    assert found.photo is None
    assert found.drawing is not None
    assert (found.drawing.width, found.drawing.height) == (60, 40)


def test_words_have_no_picture(tmp_path: Path) -> None:
    assert picture_of(tmp_path, made(tmp_path)) == PictureResult()
