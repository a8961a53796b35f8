"""The list itself: rows with painted buttons, for the pointer and the keyboard alike. Window's thread."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.events import TransferRow
from desktop.ui.look import tokens
from desktop.ui.scene import Scene
from desktop.ui.transfers.acts import Act, menu_of
from desktop.ui.transfers.menus import act_menu
from desktop.ui.transfers.model import TransfersModel
from desktop.ui.transfers.painting import (
    ROW_HEIGHT,
    Brush,
    Hand,
    Places,
    Type,
    paint_row,
    places_in,
)

if TYPE_CHECKING:
    from desktop.ids import ObjectId

_DETAIL_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_FOR_MANY: Final = frozenset(
    {Act.PAUSE, Act.RESUME, Act.STOP, Act.GO_ON_SHARING, Act.TRY_AGAIN, Act.CHECK, Act.REMOVE}
)


class TransferList(QListView):
    """Says `asked` with what is to be done, and with which rows."""

    asked = Signal(object, list)

    def __init__(self, scene: Scene, model: TransfersModel, is_busy: Callable[[bytes], bool]) -> None:
        super().__init__()
        around = scene.around
        self._around = around
        self._thumbnails = scene.picture.thumbnails
        self._model = model
        self._is_busy = is_busy
        self._over: tuple[bytes, Act] | None = None
        self._pressed: tuple[bytes, Act] | None = None
        self._focused: Act | None = None
        self._kept: tuple[ObjectId | None, list[ObjectId], int] = (None, [], 0)
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(around.language.say("Transfers"))
        self.fonts = Type.of(self.font())
        self.doubleClicked.connect(lambda index: self._ask(Act.DETAILS, index))
        model.modelAboutToBeReset.connect(self._keep_place)
        model.renewed.connect(self._find_place)
        around.theme.changed.connect(self.viewport().update)
        self._thumbnails.seen.connect(lambda transfer: self.update(model.index_of(transfer)))

    # --- painting ---------------------------------------------------------------------------------

    def paint(self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        tale = self._model.tale_at(index.row())
        row = self._model.rows.shown[index.row()]
        places = places_in(self._whole_row(box), tale, self.fonts)
        palette = self._around.theme.palette
        brush = Brush(palette, self.fonts, self._thumbnails.of(row, palette))
        paint_row(painter, places, tale, self._hand_on(row, index), brush)

    def _hand_on(self, row: TransferRow, index: QModelIndex | QPersistentModelIndex) -> Hand:
        is_current = self.hasFocus() and index == self.currentIndex()
        return Hand(
            over=self._over[1] if self._over and self._over[0] == row.transfer else None,
            pressed=self._pressed[1] if self._pressed and self._pressed[0] == row.transfer else None,
            focused=self._focused if is_current else None,
            is_current=is_current and self._focused is None,
            is_selected=self.selectionModel().isSelected(index),
            is_busy=self._is_busy(row.transfer),
        )

    def dataChanged(  # noqa: N802 - Qt's names, here and below
        self,
        top_left: QModelIndex | QPersistentModelIndex,
        bottom_right: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Have rows painted anew. QListView would lay out all of them for it, though their size stays."""
        QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fonts = Type.of(self.font())

    # --- the pointer ------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        self._note_over(self._button_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        found = self._button_at(event.position().toPoint())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = found
            self.viewport().update()
            return
        self._focus_button(None)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
            return
        self.viewport().update()
        if self._button_at(event.position().toPoint()) == pressed:
            self._ask(pressed[1], self._model.index_of(pressed[0]))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._button_at(event.position().toPoint()) is not None:
            self.mousePressEvent(event)
            return
        super().mouseDoubleClickEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._note_over(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        by_keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self.indexAt(event.pos())
        row = self._model.row_at(index)
        if row is None:
            return
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        where = self.visualRect(index).center() if by_keys else event.pos()
        self.menu(index).popup(self.viewport().mapToGlobal(where))

    def menu(self, index: QModelIndex) -> QMenu:
        """Return all that can be done with a row."""
        row = self._model.row_at(index)
        assert row is not None
        key = row.transfer
        return act_menu(
            self._around, menu_of(row), lambda act: self._ask(act, self._model.index_of(key)), self
        )

    # --- the keyboard -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        index = self.currentIndex()
        if self._model.row_at(index) is None or not self._take_key(event, index):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent, index: QModelIndex) -> bool:
        """Do what a key means for the current row; return whether it means something."""
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._walk(index, 1 if key == Qt.Key.Key_Right else -1)
        elif key in _DETAIL_KEYS:
            self._ask(self._focused or Act.DETAILS, index)
        elif key == Qt.Key.Key_Space:
            self._ask(self._focused or self._model.tale_at(index.row()).buttons[-1].act, index)
        elif key == Qt.Key.Key_Delete:
            self._ask(Act.REMOVE, index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._ask(Act.COPY_LINK, index)
        else:
            return False
        return True

    def _walk(self, index: QModelIndex, step: int) -> None:
        """Go to the next button of the row, or from the first one back to the row."""
        acts = [None, *(button.act for button in self._model.tale_at(index.row()).buttons)]
        here = acts.index(self._focused) if self._focused in acts else 0
        self._focus_button(acts[max(0, min(len(acts) - 1, here + step))])

    def currentChanged(  # noqa: N802
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self._focus_button(None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    # --- what is chosen ---------------------------------------------------------------------------

    def _ask(self, act: Act, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self._model.row_at(index)
        if row is None or self._is_busy(row.transfer):
            return
        rows = [row]
        if act in _FOR_MANY and self.selectionModel().isSelected(index):
            chosen = (self._model.row_at(one) for one in self.selectedIndexes())
            rows = [one for one in chosen if one is not None and act in menu_of(one)] or rows
        self.asked.emit(act, rows)

    def _focus_button(self, act: Act | None) -> None:
        if act is not self._focused:
            self._focused = act
            self.viewport().update()

    def _note_over(self, found: tuple[bytes, Act] | None) -> None:
        if found != self._over:
            self._over = found
            shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def _button_at(self, point: QPoint) -> tuple[bytes, Act] | None:
        index = self.indexAt(point)
        row = self._model.row_at(index)
        if row is None:
            return None
        act = self.places(index).act_at(point.toPointF())
        return None if act is None else (row.transfer, act)

    def places(self, index: QModelIndex) -> Places:
        """Return where everything is on a row."""
        box = self._whole_row(self.visualRect(index))
        return places_in(box, self._model.tale_at(index.row()), self.fonts)

    def _whole_row(self, box: QRect) -> QRect:
        """Return where a row is: as wide beside the scroll bar as without one."""
        return QRect(box.left(), box.top(), self.width() - tokens.SCROLL_ROOM, box.height())

    @Slot()
    def _keep_place(self) -> None:
        """Remember what is chosen, and where one has scrolled to, before all is shown anew."""
        current = self._model.row_at(self.currentIndex())
        chosen = [row.transfer for one in self.selectedIndexes() if (row := self._model.row_at(one))]
        self._kept = (current.transfer if current else None, chosen, self.verticalScrollBar().value())

    @Slot()
    def _find_place(self) -> None:
        current, chosen, scrolled = self._kept
        selection = self.selectionModel()
        if current is not None and (index := self._model.index_of(current)).isValid():
            selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        for transfer in chosen:
            if (index := self._model.index_of(transfer)).isValid():
                selection.select(index, selection.SelectionFlag.Select)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scrolled)


class _RowDelegate(QStyledItemDelegate):
    """Has the list paint its rows."""

    def __init__(self, owner: TransferList) -> None:
        super().__init__(owner)
        self._owner = owner

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self._owner.paint(painter, option.rect, index)

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(100, ROW_HEIGHT)
