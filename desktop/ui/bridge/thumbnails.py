"""Pictures that stand for transfers: asked for when a row comes into sight, kept up to a number of bytes.

Window's thread.
"""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from desktop.errors import AppError, NodeGone
from desktop.events import TransferRow
from desktop.ids import ObjectId, id_text
from desktop.node.protocol import LookAtTransfer, PictureResult
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.look.pictures import coloured
from desktop.ui.look.tokens import Palette

SIZE: Final = (640, 300)
"""In pixels: sharp on a card of Home on the finest screens, and small enough for a hundred of them."""
_AT_ONCE: Final = 2
_WANTED: Final = 60
_KEPT: Final = 100

type Key = tuple[ObjectId, bool]
"""A transfer, and whether it is whole: once it is, there may be more to be seen."""


class Thumbnails(QObject):
    """What came into sight last is asked for first."""

    seen = Signal(object)
    """Of which transfer there is a picture now."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._known: OrderedDict[Key, PictureResult] = OrderedDict()
        self._drawn: dict[tuple[Key, bool], QPixmap] = {}
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._asked: set[Key] = set()
        bridge.began.connect(lambda _began: self._ask_on())

    def of(self, row: TransferRow, palette: Palette) -> QPixmap | None:
        """Return the picture of a transfer; None if it has none, or it is asked for just now."""
        key = (row.transfer, row.whole)
        known = self._known.get(key) or self._known.get((row.transfer, False))
        if key not in self._known:
            self._want(key, row)
        return None if known is None else self._pixmap(key, known, palette)

    def _want(self, key: Key, row: TransferRow) -> None:
        if not row.done or key in self._asked:
            return
        self._wanted[key] = None
        self._wanted.move_to_end(key)
        if len(self._wanted) > _WANTED:
            self._wanted.popitem(last=False)
        self._ask_on()

    def _ask_on(self) -> None:
        while self._wanted and len(self._asked) < _AT_ONCE and self._bridge.is_running:
            self._ask(self._wanted.popitem()[0])

    def _ask(self, key: Key) -> None:
        self._asked.add(key)
        self._bridge.ask(
            self,
            LookAtTransfer(id_text(key[0]), *SIZE),
            lambda result: self._take(key, result),
            failed=lambda error: self._fail(key, error),
        )

    def _take(self, key: Key, result: PictureResult) -> None:
        self._asked.discard(key)
        self._known[key] = result
        while len(self._known) > _KEPT:
            gone, _ = self._known.popitem(last=False)
            self._drawn.pop((gone, False), None)
            self._drawn.pop((gone, True), None)
        if result.file is not None:
            self.seen.emit(key[0])
        self._ask_on()

    def _fail(self, key: Key, error: AppError) -> None:
        """Ask no more, unless the node went: a transfer without a picture is none the worse."""
        self._asked.discard(key)
        if not isinstance(error, NodeGone):
            self._known[key] = PictureResult()
        self._ask_on()

    def _pixmap(self, key: Key, result: PictureResult, palette: Palette) -> QPixmap | None:
        if result.file is None:
            return None
        place = (key, palette.is_dark)
        if place not in self._drawn:
            self._drawn[place] = _pixmap_of(result, palette)
        return self._drawn[place]


def _pixmap_of(result: PictureResult, palette: Palette) -> QPixmap:
    """Return a photo as it is, or a drawing in the colours of a design on their wash."""
    if result.photo is not None:
        width, height = result.photo.width, result.photo.height
        image = QImage(result.photo.pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
        return QPixmap.fromImage(image.copy())
    assert result.drawing is not None
    return coloured(result.drawing, palette)
