"""The models of a folder for Qt: those whose names fit what is searched. Window's thread."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.node.protocol import ModelFile
from desktop.ui.models.sights import Key, Seen, Sights, key_of
from desktop.ui.words.language import Language
from desktop.ui.words.models import name_of, story

type Index = QModelIndex | QPersistentModelIndex

_NOWHERE: Final = QModelIndex()


class ModelRows(QAbstractListModel):
    """Says anew what changed when something more is seen."""

    def __init__(self, sights: Sights, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._sights = sights
        self._language = language
        self._folder = Path()
        self._all: tuple[ModelFile, ...] = ()
        self._words: list[str] = []
        self._place: dict[Key, int] = {}
        self.shown: list[ModelFile] = []
        sights.seen.connect(self._note_seen)

    def show_models(self, folder: Path, models: tuple[ModelFile, ...]) -> None:
        """Show the models of a folder; nothing moves if they are the same as before."""
        if (folder, models) != (self._folder, self._all):
            self._folder, self._all = folder, models
            self._narrow()

    def search(self, text: str) -> None:
        words = text.casefold().split()
        if words != self._words:
            self._words = words
            self._narrow()

    def model_at(self, index: Index) -> ModelFile | None:
        return self.shown[index.row()] if 0 <= index.row() < len(self.shown) else None

    def key_at(self, place: int) -> Key:
        return key_of(self._folder, self.shown[place])

    def seen_at(self, place: int) -> Seen | None:
        return self._sights.known(self.key_at(place))

    def _narrow(self) -> None:
        self.beginResetModel()
        self.shown = [
            model for model in self._all if all(word in model.path.casefold() for word in self._words)
        ]
        self._place = {key_of(self._folder, model): place for place, model in enumerate(self.shown)}
        self.endResetModel()

    def _note_seen(self, key: Key) -> None:
        place = self._place.get(key)
        if place is not None:
            index = self.index(place)
            self.dataChanged.emit(index, index)

    # --- for Qt -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        model = self.model_at(index)
        if model is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name_of(model)
            case Qt.ItemDataRole.AccessibleTextRole:
                return story(model, self.seen_at(index.row()), self._language)
            case _:
                return None
