"""The wall of models: cards that are painted, as many in a line as fit. Window's thread."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.errors import ModelNotSeen
from desktop.node.protocol import ModelResult
from desktop.ui.around import Around
from desktop.ui.look.pictures import coloured
from desktop.ui.models.painting import (
    CARD_WIDTH,
    GAP,
    Face,
    Hand,
    Type,
    card_height,
    paint_card,
    picture_size,
    upper_part,
)
from desktop.ui.models.rows import ModelRows
from desktop.ui.models.sights import Key, Sights
from desktop.ui.words.models import file_line, name_of, seen_line
from desktop.ui.words.plain import plain

_OPENS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_UPPERS: Final = 80
"""Pictures of cards that are kept: more than are in sight at once."""


class Shelf(QListView):
    """Says `opened` with the place of a model. What is in sight is asked for, then what comes next."""

    opened = Signal(int)

    def __init__(self, around: Around, rows: ModelRows, sights: Sights) -> None:
        super().__init__()
        self._around = around
        self._rows = rows
        self._sights = sights
        self._fonts = Type.of(self.font())
        self._columns = 1
        self._uppers: dict[tuple[Key | str, bool, int], QPixmap] = {}
        """Of which file or state, in which shade, how wide."""
        self.setModel(rows)
        self.setItemDelegate(_CardDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(around.language.say("Models"))
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._want)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())
        rows.modelReset.connect(self._soon.start)
        self.clicked.connect(lambda index: self.opened.emit(index.row()))
        around.theme.changed.connect(self.viewport().update)

    # --- what is in sight -------------------------------------------------------------------------

    def places_in_sight(self) -> range:
        """Return which models are in sight, at least in part."""
        height = max(1, self.gridSize().height())
        above = self.verticalScrollBar().value()
        first = above // height * self._columns
        last = ((above + self.viewport().height()) // height + 1) * self._columns
        return range(min(first, len(self._rows.shown)), min(last, len(self._rows.shown)))

    def look_again(self) -> None:
        """Ask for what is in sight and not known."""
        self._soon.start()
        self.viewport().update()

    def _want(self) -> None:
        here = self.places_in_sight()
        then = range(here.stop, min(here.stop + len(here), len(self._rows.shown)))
        self._sights.want(self._rows.key_at(place) for place in (*here, *then))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's names, here and below
        room = self.viewport().width() - 1  # what is exactly as wide as the view, Qt takes to the next line
        self._columns = max(1, (room + GAP) // (CARD_WIDTH + GAP))
        width = room // self._columns
        self.setGridSize(QSize(width, card_height(width)))
        super().resizeEvent(event)
        self._soon.start()

    # --- painting ---------------------------------------------------------------------------------

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = self._rows.model_at(index)
        if model is None:
            return
        language, palette = self._around.language, self._around.theme.palette
        seen = self._rows.seen_at(index.row())
        face = Face(
            plain(name_of(model)),
            seen_line(seen, language),
            plain(file_line(model, language)),
            self._upper(self._rows.key_at(index.row()), seen),
            is_wrong=isinstance(seen, ModelNotSeen),
        )
        hand = Hand(
            is_over=bool(option.state & QStyle.StateFlag.State_MouseOver),
            is_current=self.hasFocus() and index == self.currentIndex(),
        )
        paint_card(painter, option.rect, face, hand, palette, self._fonts)

    def _upper(self, key: Key, seen: ModelResult | ModelNotSeen | None) -> QPixmap:
        """Return the picture of a card: without one, the same for all that are on their way."""
        palette, size = self._around.theme.palette, picture_size(self.gridSize())
        state = key if isinstance(seen, ModelResult) else type(seen).__name__
        known = (state, palette.is_dark, size.width())
        made = self._uppers.pop(known, None)
        if made is None:
            drawing = seen.drawing if isinstance(seen, ModelResult) else None
            picture = None if drawing is None else coloured(drawing, palette)
            is_wrong = isinstance(seen, ModelNotSeen)
            made = upper_part(size, self.devicePixelRatioF(), picture, palette, is_wrong=is_wrong)
        self._uppers[known] = made  # at the end again: the first one goes first
        if len(self._uppers) > _UPPERS:
            del self._uppers[next(iter(self._uppers))]
        return made

    def dataChanged(  # noqa: N802
        self,
        top_left: QModelIndex | QPersistentModelIndex,
        bottom_right: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Have cards painted anew. QListView would lay out all of them for it, though their size stays."""
        QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))

    # --- the keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _OPENS and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.shown:
            self.setCurrentIndex(self._rows.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        is_on = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_on else Qt.CursorShape.ArrowCursor)


class _CardDelegate(QStyledItemDelegate):
    """Has the shelf paint its cards."""

    def __init__(self, owner: Shelf) -> None:
        super().__init__(owner)
        self._owner = owner

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self._owner.paint(painter, option, index)

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return self._owner.gridSize()
