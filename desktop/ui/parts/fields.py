"""Fields to type into that are used in several places."""

from PySide6.QtWidgets import QLineEdit

from desktop.ui.around import Around


class SearchField(QLineEdit):
    """Narrows what is listed, while one types. Escape empties it."""

    def __init__(self, around: Around, name: str) -> None:
        super().__init__()
        self._around = around
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._sign = self.addAction(around.theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._colour()
        around.theme.changed.connect(self._colour)

    def _colour(self) -> None:
        self._sign.setIcon(self._around.theme.icon("search", self._around.theme.palette.muted))
