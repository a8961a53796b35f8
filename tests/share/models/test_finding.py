"""What counts as a model in a folder: by its name, wherever it is within, and never through a link."""

from pathlib import Path

import pytest

from desktop import limits
from desktop.errors import PathMissing, PathUnreadable
from desktop.share.models.finding import models_in


def names(folder: Path) -> list[str]:
    return [model.path for model in models_in(folder).found]


def put(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"x" * len(path))


def test_models_are_found_in_every_folder_within_by_name(tmp_path: Path) -> None:
    put(tmp_path, "b.STL", "deep/er/Axle.3mf", "deep/c.obj", "d.ply", "readme.txt", "stl", "print.gcode")
    assert names(tmp_path) == ["deep/er/Axle.3mf", "b.STL", "deep/c.obj", "d.ply"]
    assert models_in(tmp_path).found[1].size == len("b.STL")


def test_what_is_hidden_and_what_archives_leave_is_none(tmp_path: Path) -> None:
    put(tmp_path, ".a.stl", "._b.stl", ".git/c.stl", "__MACOSX/d.stl", "e.stl")
    assert names(tmp_path) == ["e.stl"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "in/a.stl")
    (tmp_path / "in" / "circle").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "b.stl").symlink_to(tmp_path / "in" / "a.stl")
    assert names(tmp_path) == ["in/a.stl"]


def test_there_is_an_end_to_how_many_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, *(f"{number}/{number}.stl" for number in range(6)))
    assert models_in(tmp_path).are_all
    monkeypatch.setattr(limits, "MODELS", 4)
    assert (len(models_in(tmp_path).found), models_in(tmp_path).are_all) == (4, False)
    monkeypatch.setattr(limits, "MODELS", 10)
    monkeypatch.setattr(limits, "MODEL_FOLDERS", 3)
    assert (len(models_in(tmp_path).found), models_in(tmp_path).are_all) == (2, False)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(PathMissing):
        models_in(tmp_path / "gone")
    put(tmp_path, "a.stl")
    with pytest.raises(PathUnreadable):
        models_in(tmp_path / "a.stl")
