"""The page of models: a wall of cards, each of them closely, and what stands there when there is none."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import PathMissing
from desktop.node.protocol import ListModels, LookAtModel, ModelFile, ModelsResult
from desktop.ui.models.page import ModelsPage
from desktop.ui.models.sights import Sights, key_of
from desktop.ui.scene import Place, Scene
from tests.ui.accessible import nameless
from tests.ui.fakes import FakeHost, NotedErrands
from tests.ui.models.conftest import BOX, BROKEN, FOLDER, LISTED, VASE

ROLE = Qt.ItemDataRole.AccessibleTextRole


def said(widget: QWidget) -> str:
    return "\n".join(label.accessibleName() for label in widget.findChildren(QLabel) if label.isVisible())


def stories(page: ModelsPage) -> list[str]:
    return [page.rows.data(page.rows.index(place), ROLE) for place in range(page.rows.rowCount())]


def done(scene: Scene) -> list[tuple[str, object]]:
    return cast("NotedErrands", scene.errands).done


@pytest.fixture
def wall(qtbot: QtBot, page: ModelsPage) -> ModelsPage:
    """The page once all of its cards are ready."""
    page.look_into(Path(FOLDER))
    qtbot.waitUntil(lambda: page.rows.rowCount() == 3)
    qtbot.waitUntil(lambda: all(page.rows.seen_at(place) for place in range(3)))
    return page


def test_without_a_folder_it_says_what_counts(page: ModelsPage) -> None:
    assert "Look at a folder of models" in said(page)
    assert "STL, 3MF, OBJ and PLY" in said(page)
    assert not page.share.isVisible()
    assert not nameless(page)


def test_every_card_tells_its_story(wall: ModelsPage) -> None:
    assert stories(wall) == [
        "Box, 72 × 40 × 18 mm, STL, 684 bytes",  # noqa: RUF001
        "Broken <i>one, cannot be read, STL, 3 kB",
        "Spiral vase, 72 × 40 × 18 mm, 3MF, 1.9 MB, in vases",  # noqa: RUF001
    ]
    assert "3 models, 1.9 MB · /home/amber/prints" in said(wall)
    assert not nameless(wall)
    assert not wall.grab().isNull()


def test_the_keyboard_reaches_every_card_and_opens_it(wall: ModelsPage) -> None:
    wall.shelf.setFocus()
    assert wall.shelf.currentIndex().row() == 0
    QTest.keyClick(wall.shelf, Qt.Key.Key_Right)
    QTest.keyClick(wall.shelf, Qt.Key.Key_Right)
    assert wall.shelf.currentIndex().row() == 2
    QTest.keyClick(wall.shelf, Qt.Key.Key_Return)
    assert wall.closeup.isVisible()
    assert "Spiral vase" in said(wall)
    assert not nameless(wall)
    QTest.keyClick(wall, Qt.Key.Key_Escape)
    assert wall.shelf.isVisible()
    assert wall.shelf.currentIndex().row() == 2


def test_a_click_opens_a_card(qtbot: QtBot, wall: ModelsPage) -> None:
    middle = wall.shelf.visualRect(wall.rows.index(0)).center()
    QTest.mouseClick(wall.shelf.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert wall.closeup.isVisible()
    qtbot.waitUntil(lambda: "Watertight" in said(wall))
    for words in ("72 × 40 × 18 mm", "31,448", "yes", "52 cm³", f"{FOLDER}/Box.stl"):  # noqa: RUF001
        assert words in said(wall)


def test_the_next_one_is_a_button_away(qtbot: QtBot, wall: ModelsPage) -> None:
    wall.open(0)
    assert not wall._before.isEnabled()
    wall._after.click()
    assert "“Broken <i>one.stl” cannot be read" in said(wall)
    assert "other models are fine" in said(wall)
    wall._after.click()
    assert not wall._after.isEnabled()
    qtbot.waitUntil(lambda: "Volume" in said(wall))


def test_search_is_over_names(wall: ModelsPage) -> None:
    wall.search.setText("VASE spiral")
    assert wall.rows.shown == [VASE]
    wall.search.setText("teapot")
    assert "Nothing here has “teapot” in its name." in said(wall)
    wall.search.clear()
    assert wall.rows.shown == [BOX, BROKEN, VASE]
    assert wall.shelf.isVisible()


def test_sharing_leads_to_the_share_sheet(wall: ModelsPage, scene: Scene) -> None:
    wall.share.click()
    wall.open(2)
    wall.closeup.share.click()
    assert done(scene) == [
        ("share", ((Path(FOLDER),), ())),
        ("share", ((Path(FOLDER) / VASE.path,), ())),
    ]


def test_a_folder_that_is_gone_says_so(wall: ModelsPage, scene: Scene) -> None:
    wall.open(0)
    wall.closeup.folder.click()
    (name, told) = done(scene)[-1]
    assert name == "tell"
    assert "could not be shown" in str(told)


def test_back_leads_to_the_wall_then_home(wall: ModelsPage, scene: Scene) -> None:
    wall.open(0)
    wall._back.click()
    assert wall.shelf.isVisible()
    wall._back.click()
    assert done(scene) == [("go_to", Place.HOME)]


def test_an_empty_folder_and_one_that_cannot_be_read(qtbot: QtBot, page: ModelsPage, host: FakeHost) -> None:
    host.answers[ListModels] = ModelsResult(FOLDER, (), all=True)
    page.look_into(Path(FOLDER))
    qtbot.waitUntil(lambda: "No models in this folder" in said(page))
    assert "STL, 3MF, OBJ and PLY" in said(page)
    host.answers[ListModels] = PathMissing(path=FOLDER)
    page.look_into(Path(FOLDER))
    qtbot.waitUntil(lambda: "This folder cannot be looked at" in said(page))
    assert [button.text() for button in page.findChildren(QAbstractButton) if button.isVisible()][-1] == (
        "Choose a folder"
    )


def test_looking_again_shows_what_is_there_now(qtbot: QtBot, wall: ModelsPage, host: FakeHost) -> None:
    host.answers[ListModels] = ModelsResult(FOLDER, (VASE,), all=True)
    wall.arrive()
    qtbot.waitUntil(lambda: wall.rows.shown == [VASE])


def test_only_what_is_in_sight_or_comes_next_is_drawn(qtbot: QtBot, page: ModelsPage, host: FakeHost) -> None:
    many = tuple(ModelFile(f"{number:04}.stl", 10, 1) for number in range(3_000))
    host.answers[ListModels] = ModelsResult(FOLDER, many, all=False)
    page.look_into(Path(FOLDER))
    qtbot.waitUntil(lambda: page.rows.rowCount() == 3_000)
    qtbot.waitUntil(lambda: all(page.rows.seen_at(place) for place in page.shelf.places_in_sight()))
    first = len(host.asked_for(LookAtModel))
    assert first < 60
    page.shelf.scrollToBottom()
    qtbot.waitUntil(lambda: page.rows.seen_at(2_999) is not None)
    assert len(host.asked_for(LookAtModel)) < 2 * first
    assert "the first 3,000 models" in said(page)


def test_what_is_remembered_has_a_bound(page: ModelsPage, host: FakeHost) -> None:
    sights = page.sights
    models = [ModelFile(f"{number}.stl", 10, 1) for number in range(700)]
    sights.want(key_of(Path(FOLDER), model) for model in models)
    page._scene.bridge._deliver()
    while len(host.asked_for(LookAtModel)) < 700:
        page._scene.bridge._deliver()
    page._scene.bridge._deliver()
    assert sights._bytes <= 64 * 1024 * 1024
    assert len(sights._kept) < 700


def test_a_version_of_a_file_is_looked_at_once(qtbot: QtBot, wall: ModelsPage, host: FakeHost) -> None:
    before = len(host.asked_for(LookAtModel))
    wall.look_into(Path("/elsewhere"))
    wall.look_into(Path(FOLDER))
    qtbot.waitUntil(lambda: wall.rows.rowCount() == 3)
    changed = ModelFile(BOX.path, BOX.bytes, 2)
    host.answers[ListModels] = ModelsResult(FOLDER, (changed, VASE), all=True)
    wall.arrive()
    qtbot.waitUntil(lambda: len(wall.rows.shown) == 2)
    qtbot.waitUntil(lambda: wall.rows.seen_at(0) is not None)
    assert len(host.asked_for(LookAtModel)) == before + 1


def test_what_could_not_be_seen_is_looked_at_again(qtbot: QtBot, wall: ModelsPage, host: FakeHost) -> None:
    before = len(host.asked_for(LookAtModel))
    wall.arrive()
    qtbot.waitUntil(lambda: len(host.asked_for(LookAtModel)) > before)
    assert "Broken" in host.asked_for(LookAtModel)[-1].path


def test_a_folder_can_be_dropped_and_files_are_for_the_window(
    qtbot: QtBot, page: ModelsPage, host: FakeHost, tmp_path: Path
) -> None:
    host.answers[ListModels] = LISTED
    (tmp_path / "a.stl").write_bytes(b"x")
    file, folder = _data(tmp_path / "a.stl"), _data(tmp_path)  # an event only points to what it carries
    held = {name: QDragEnterEvent(*_event(data)) for name, data in (("file", file), ("folder", folder))}
    for event in held.values():
        page.dragEnterEvent(event)
    assert (held["file"].isAccepted(), held["folder"].isAccepted()) == (False, True)
    page.dropEvent(QDropEvent(*_event(folder)))
    qtbot.waitUntil(lambda: page.rows.rowCount() == 3)
    assert host.asked_for(ListModels)[-1].folder == str(tmp_path)


def test_both_shades_are_drawn(wall: ModelsPage, scene: Scene) -> None:
    wall.open(0)
    assert not wall.grab().isNull()
    scene.around.theme.changed.emit()
    assert not wall.grab().isNull()
    assert isinstance(wall.sights, Sights)


def _data(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def _event(
    data: QMimeData,
) -> tuple[QPointF, Qt.DropAction, QMimeData, Qt.MouseButton, Qt.KeyboardModifier]:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none
