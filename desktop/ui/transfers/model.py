"""The rows for Qt: told of single changes, so that scroll and selection stay. Window's thread."""

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.events import TransferRow
from desktop.ids import id_text
from desktop.node.protocol import OfferResult
from desktop.ui.parts.labels import tip_text
from desktop.ui.transfers.rows import Rows, View
from desktop.ui.transfers.tale import Tale, tale_of
from desktop.ui.words.language import Language
from desktop.ui.words.transfers import ALONE, Kin, kin_by_transfer

type Index = QModelIndex | QPersistentModelIndex

_NOWHERE: Final = QModelIndex()
_REMEMBERED: Final = 500


class TransfersModel(QAbstractListModel):
    """Implements `rows.Shows`. Tales are made when they are asked for: only of what is in sight."""

    renewed = Signal()
    """All rows may be at another place: what was chosen has to be found again."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._kin: dict[str, Kin] = {}
        self._tales: dict[bytes, tuple[TransferRow, Tale]] = {}
        self.rows = Rows(self)

    # --- what is shown ----------------------------------------------------------------------------

    def take_offers(self, offers: list[OfferResult]) -> None:
        """Know from whom and for whom transfers are."""
        kin = kin_by_transfer(offers)
        if kin != self._kin:
            self._kin = kin
            self._tales.clear()
            self.tell_all()

    def look_at(self, view: View) -> None:
        self.rows.look_at(view)

    def tell_all(self) -> None:
        """Have everything in sight painted anew."""
        if self.rows.shown:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows.shown) - 1))

    def row_at(self, index: Index) -> TransferRow | None:
        found = index.row()
        return self.rows.shown[found] if 0 <= found < len(self.rows.shown) else None

    def kin_of(self, transfer: bytes) -> Kin:
        return self._kin.get(id_text(transfer), ALONE)

    def index_of(self, transfer: bytes) -> QModelIndex:
        place = self.rows.place_of(transfer)
        return QModelIndex() if place is None else self.index(place)

    def tale_at(self, place: int) -> Tale:
        row = self.rows.shown[place]
        known = self._tales.get(row.transfer)
        if known is not None and known[0] is row:
            return known[1]
        if len(self._tales) >= _REMEMBERED:
            self._tales.clear()
        tale = tale_of(row, self.kin_of(row.transfer), self._language)
        self._tales[row.transfer] = (row, tale)
        return tale

    # --- for Qt -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.rows.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        tale = self.tale_at(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tale.name
            case Qt.ItemDataRole.ToolTipRole if tale.trouble is not None:
                return tip_text(tale.spoken)
            case Qt.ItemDataRole.AccessibleTextRole:
                return tale.spoken
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return ", ".join(button.text for button in tale.buttons)
            case _:
                return None

    # --- from the rows (Shows) --------------------------------------------------------------------

    def will_insert(self, place: int) -> None:
        self.beginInsertRows(QModelIndex(), place, place)

    def has_inserted(self) -> None:
        self.endInsertRows()

    def will_remove(self, place: int) -> None:
        self.beginRemoveRows(QModelIndex(), place, place)

    def has_removed(self) -> None:
        self.endRemoveRows()

    def has_changed(self, place: int) -> None:
        index = self.index(place)
        self.dataChanged.emit(index, index)

    def will_renew(self) -> None:
        self.beginResetModel()

    def has_renewed(self) -> None:
        self.endResetModel()
        self.renewed.emit()
