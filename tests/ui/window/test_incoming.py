"""Whatever is dropped or pasted into the window finds its way, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.around import Around
from desktop.ui.window.incoming import Incoming
from desktop.ui.window.links import link_in
from tests.ui.dropping import hold_over


@pytest.fixture
def came(around: Around, window: QWidget) -> list[tuple[str, object]]:
    incoming = Incoming(around, window)
    found: list[tuple[str, object]] = []
    incoming.paths_came.connect(lambda paths: found.append(("paths", [path.name for path in paths])))
    incoming.link_came.connect(lambda link: found.append(("link", link)))
    window.setProperty("incoming", incoming)
    return found


def data(*urls: str, text: str = "") -> QMimeData:
    made = QMimeData()
    if urls:
        made.setUrls([QUrl(url) for url in urls])
    if text:
        made.setText(text)
    return made


@pytest.mark.parametrize(
    ("dropped", "expected"),
    [
        (data("file:///home/me/a.jpg", "file:///home/me/b.jpg"), [("paths", ["a.jpg", "b.jpg"])]),
        (data("file:///home/me/big.torrent"), [("link", "/home/me/big.torrent")]),
        (data("file:///home/me/a.torrent", "file:///home/me/b"), [("paths", ["a.torrent", "b"])]),
        (data(text="see passalong:share/abc it is nice"), [("link", "passalong:share/abc")]),
        (data(text="MAGNET:?xt=urn:btih:ab"), [("link", "MAGNET:?xt=urn:btih:ab")]),
        (data("https://example.org/a.jpg"), []),
        (data(text="nothing of ours"), []),
    ],
)
def test_what_is_dropped_is_taken_for_what_it_is(
    window: QWidget, came: list[tuple[str, object]], dropped: QMimeData, expected: object
) -> None:
    incoming: Incoming = window.property("incoming")
    assert incoming.take(dropped) is bool(expected)
    assert came == expected


def test_a_pasted_link_is_opened_from_anywhere_but_a_field(
    window: QWidget, came: list[tuple[str, object]]
) -> None:
    field = QLineEdit(window)
    window.show()
    QGuiApplication.clipboard().setText("passalong:share/abc")
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert came == [("link", "passalong:share/abc")]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(came) == 1
    assert field.text() == "passalong:share/abc"


@given(st.text())
def test_any_text_has_a_link_or_none(text: str) -> None:
    found = link_in(text)
    assert found is None or found in text


def test_the_veil_covers_all_of_the_window(around: Around, window: QWidget) -> None:
    Incoming(around, window)
    window.resize(400, 300)
    window.setStyleSheet("background: red;")
    window.show()
    assert hold_over(window, data("file:///home/me/a.jpg"))
    image = window.grab().toImage()
    wash = QColor(around.theme.palette.accent_wash)
    assert all(image.pixelColor(x, y) == wash for x in (0, 200, 399) for y in (0, 299))
