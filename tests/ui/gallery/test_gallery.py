"""The gallery shows every part there is, in both shades, and writes its pictures."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import desktop.ui.parts
from desktop.ui.around import Around
from desktop.ui.gallery.posing import Pose, posed
from desktop.ui.gallery.window import SECTIONS, SHADES, Gallery
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.switches import Switch
from tests.ui.accessible import nameless


@pytest.fixture
def gallery(around: Around) -> Iterator[Gallery]:
    made = Gallery(around, 100, ("true",))
    made.show()
    yield made
    made.close()
    delete(made)  # at once: every widget that lives is styled anew with each theme


def parts() -> Iterator[type[QWidget]]:
    for module in pkgutil.iter_modules(desktop.ui.parts.__path__):
        names = vars(importlib.import_module(f"desktop.ui.parts.{module.name}"))
        for name, found in names.items():
            is_part = isinstance(found, type) and issubclass(found, QWidget)
            if is_part and found.__module__.startswith("desktop.ui.parts") and not name.startswith("_"):
                yield found


def test_every_part_is_shown_and_has_a_name(gallery: Gallery) -> None:
    missing = [
        part.__name__
        for part in set(parts())
        if not any(widget.isVisibleTo(gallery) for widget in gallery.findChildren(part))
    ]
    assert not missing, "these are in no section"
    assert not nameless(gallery)


def test_each_section_is_drawn_in_each_shade(gallery: Gallery, tmp_path: Path) -> None:
    gallery.take_pictures(tmp_path / "new", 100)
    written = list((tmp_path / "new").iterdir())
    assert len(written) == len(SECTIONS) * len(SHADES)
    for path in written:
        picture = QImage(str(path))
        points = [(x, y) for x in range(0, picture.width(), 9) for y in range(0, picture.height(), 9)]
        assert len({picture.pixel(*point) for point in points}) > 1, f"{path.name} is empty"


@pytest.mark.parametrize("pose", [pose for pose in Pose if pose is not Pose.REST])
def test_a_pose_is_seen(qtbot: QtBot, around: Around, pose: Pose) -> None:
    pictures = []
    for held in (Pose.REST, pose):
        button = posed(Button, held, lambda kind: kind(around, "Pass it on", part="primary"))
        qtbot.addWidget(button)
        button.resize(160, 36)
        pictures.append(button.grab().toImage())
    assert pictures[0] != pictures[1]


def test_what_is_posed_is_the_part_itself(qtbot: QtBot, around: Around) -> None:
    switch = posed(Switch, Pose.FOCUSED, lambda kind: kind(around, "Nearby"))
    qtbot.addWidget(switch)
    assert isinstance(switch, Switch)
    assert not isinstance(switch, QPushButton)
