"""Light or dark, as the system or the person has it; tells when that changes. Window's thread."""

from enum import StrEnum

from PySide6.QtCore import QDir, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from desktop.ui.look import icons
from desktop.ui.look.identicon import identicon
from desktop.ui.look.stylesheet import stylesheet
from desktop.ui.look.tokens import DARK, LIGHT, Palette


class Shade(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The colours in use."""

    changed = Signal()

    def __init__(self, app: QApplication, shade: Shade = Shade.SYSTEM) -> None:
        super().__init__(app)
        QDir.setSearchPaths("icons", [str(icons.FOLDER)])  # the style sheet names files there
        self._app = app
        self._shade = shade
        self.palette: Palette = LIGHT
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._follow()

    @property
    def shade(self) -> Shade:
        return self._shade

    def choose(self, shade: Shade) -> None:
        self._shade = shade
        self._follow()

    def icon(self, name: str, colour: str | None = None, side: int = 18) -> QIcon:
        return icons.icon(name, colour or self.palette.text, side)

    def pixmap(self, name: str, colour: str | None = None, side: int = 18) -> QPixmap:
        return icons.icon_pixmap(name, colour or self.palette.text, side)

    def face(self, person: str, side: int) -> QPixmap:
        """Return the small picture of a person."""
        return identicon(person, side, self._app.devicePixelRatio(), dark=self.palette.is_dark)

    @Slot()
    def _follow(self) -> None:
        system_is_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._shade is Shade.DARK or (self._shade is Shade.SYSTEM and system_is_dark)
        self.palette = DARK if dark else LIGHT
        self._app.setPalette(_qt_palette(self.palette))
        self._app.setStyleSheet(stylesheet(self.palette))
        self.changed.emit()


def _qt_palette(palette: Palette) -> QPalette:
    """Return the same colours for what no rule of the style sheet reaches."""
    roles = {
        QPalette.ColorRole.Window: palette.page,
        QPalette.ColorRole.Base: palette.panel,
        QPalette.ColorRole.AlternateBase: palette.page,
        QPalette.ColorRole.Button: palette.panel,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.ToolTipBase: palette.text,
        QPalette.ColorRole.ToolTipText: palette.page,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.Accent: palette.accent,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    return made
