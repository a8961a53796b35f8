"""The files of a transfer: which are got, which first, and how far each is. Window's thread."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeView

from desktop.node.protocol import FileRank, FileResult
from desktop.ui.around import Around
from desktop.ui.parts.labels import on_button
from desktop.ui.transfers.details.tree import ROOT, FileTree, Wanted
from desktop.ui.words.closeup import rank_text
from desktop.ui.words.formats import share_of, size
from desktop.ui.words.plain import brief

type Index = QModelIndex | QPersistentModelIndex

_NOWHERE: Final = QModelIndex()
_NAME_LENGTH: Final = 255
_OPENED_BELOW: Final = 40
"""A tree of so many files is shown opened."""
_CHECKS: Final = {
    Wanted.NONE: Qt.CheckState.Unchecked,
    Wanted.SOME: Qt.CheckState.PartiallyChecked,
    Wanted.ALL: Qt.CheckState.Checked,
}


class Column(IntEnum):
    NAME = 0
    SIZE = 1
    HERE = 2
    ORDER = 3


_FIGURES: Final = frozenset({Column.SIZE, Column.HERE})


class FilesModel(QAbstractItemModel):
    """Says `asked` with a rank and the numbers of the files that are to have it."""

    asked = Signal(object, list)

    def __init__(self, around: Around, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._language = around.language
        self._may_choose = False
        self.tree = FileTree()

    def show_files(self, files: Sequence[FileResult], done: tuple[int, ...], *, may_choose: bool) -> None:
        """Show these; the same files with other ranks keep the tree as it is opened."""
        known = [file.path for file in self.tree.files] == [file.path for file in files]
        if known and self._may_choose is may_choose and files:
            self.tree.rank_again(files)
            self.tree.take_done(done)
            self._tell_all()
            return
        self.beginResetModel()
        self._may_choose = may_choose
        self.tree = FileTree(files)
        self.tree.take_done(done)
        self.endResetModel()

    def take_done(self, done: tuple[int, ...]) -> None:
        """Take over how far each file is, and have painted what is different."""
        changed = self.tree.take_done(done)
        for parent in {self.tree.nodes[number].parent for number in changed} - {-1}:
            self._tell_children(parent)

    def number_at(self, index: Index) -> int:
        return int(index.internalId()) if index.isValid() else ROOT

    # --- for Qt -----------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        children = self.tree.nodes[self.number_at(parent)].children
        if 0 <= row < len(children) and 0 <= column < len(Column):
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt has two of this name
        number = self.tree.nodes[self.number_at(index)].parent
        if number <= ROOT:
            return QModelIndex()
        return self.createIndex(self.tree.nodes[number].place, 0, number)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's names, here and below
        return 0 if parent.column() > 0 else len(self.tree.nodes[self.number_at(parent)].children)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        del parent
        return len(Column)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        say = self._language.say
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (say("File"), say("Size"), say("Here"), say("Order"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._may_choose and index.column() == Column.NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number, column = self.number_at(index), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(number, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (self._text(number, one) for one in Column)))
            case Qt.ItemDataRole.CheckStateRole if column is Column.NAME and self._may_choose:
                return _CHECKS[self.tree.wanted_of(number)]
            case Qt.ItemDataRole.TextAlignmentRole if column in _FIGURES:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _:
                return self._look(number, column, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        if role != Qt.ItemDataRole.CheckStateRole or not self._may_choose:
            return False
        is_wanted = Qt.CheckState(value) is not Qt.CheckState.Unchecked
        self.ask([self.number_at(index)], FileRank.NORMAL if is_wanted else FileRank.OUT)
        return True

    def ask(self, numbers: list[int], rank: FileRank) -> None:
        """Say how everything in these nodes is to be ranked."""
        self.asked.emit(rank, [file.file for file in self.tree.files_below(numbers)])

    # --- parts ------------------------------------------------------------------------------------

    def _text(self, number: int, column: Column) -> str:
        node = self.tree.nodes[number]
        match column:
            case Column.NAME:
                return brief(node.name, _NAME_LENGTH)
            case Column.SIZE:
                return size(node.size, self._language)
            case Column.HERE:
                return share_of(node.done, node.size) if node.size else ""
            case Column.ORDER:
                return rank_text(self.tree.rank_of(number), self._language)

    def _look(self, number: int, column: Column, role: int) -> Any:
        palette = self._around.theme.palette
        if role == Qt.ItemDataRole.ForegroundRole:
            is_out = self.tree.wanted_of(number) is Wanted.NONE
            return QColor(palette.muted) if is_out or column is not Column.NAME else None
        if role == Qt.ItemDataRole.DecorationRole and column is Column.NAME:
            name = "folder" if self.tree.nodes[number].file < 0 else "file"
            return self._around.theme.icon(name, palette.file)
        return None

    def _tell_all(self) -> None:
        for number, node in enumerate(self.tree.nodes):
            if node.children:
                self._tell_children(number)

    def _tell_children(self, number: int) -> None:
        children = self.tree.nodes[number].children
        first = self.createIndex(0, 0, children[0])
        last = self.createIndex(len(children) - 1, len(Column) - 1, children[-1])
        self.dataChanged.emit(first, last)


class FilesView(QTreeView):
    """The tree on the window: Space chooses, the menu says in which order."""

    def __init__(self, around: Around, model: FilesModel) -> None:
        super().__init__()
        self._around = around
        self._model = model
        self.setModel(model)
        self.setAccessibleName(around.language.say("Files"))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((Column.SIZE, 84), (Column.HERE, 64), (Column.ORDER, 78)):
            self.setColumnWidth(column, width)
        model.modelReset.connect(self._open_small)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        menu = self.order_menu()
        if menu is not None:
            menu.popup(event.globalPos())

    def order_menu(self) -> QMenu | None:
        """Return how what is chosen may be ranked, None if nothing is chosen."""
        numbers = [self._model.number_at(index) for index in self.selectionModel().selectedRows()]
        if not numbers or not self._model.flags(self._model.index(0, 0)) & Qt.ItemFlag.ItemIsUserCheckable:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say = self._around.language.say
        for rank, text in (
            (FileRank.FIRST, say("Get first")),
            (FileRank.NORMAL, say("Get in the usual order")),
            (FileRank.LAST, say("Get last")),
            (FileRank.OUT, say("Leave out")),
        ):
            action = menu.addAction(on_button(text))
            action.triggered.connect(lambda _checked, rank=rank: self._model.ask(numbers, rank))
        return menu

    def _open_small(self) -> None:
        if len(self._model.tree.files) <= _OPENED_BELOW:
            self.expandAll()
