"""How the window looks and which language it speaks, remembered beside its shape. Window's thread."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings

from desktop.ui.look.theme import Shade, Theme
from desktop.ui.window.leaving import STAYS, stays_when_closed

if TYPE_CHECKING:
    from desktop.ui.system.belonging import Belonging

AS_SYSTEM: Final = "system"
_SHADE: Final = "window/shade"
_LANGUAGE: Final = "window/language"


class Appearance:
    """What the person chose. `languages` are those that can be spoken: code and own name of each.

    `find_system` is called when somebody looks at how Passalong belongs to this computer.
    """

    def __init__(
        self,
        memory: QSettings,
        theme: Theme,
        languages: Mapping[str, str],
        find_system: "Callable[[], Belonging]",
    ) -> None:
        self._memory = memory
        self._find_system = find_system
        self._theme = theme
        self.languages: Final = dict(languages)

    @property
    def system(self) -> "Belonging":
        return self._find_system()

    @property
    def shade(self) -> Shade:
        return self._theme.shade

    def choose_shade(self, shade: Shade) -> None:
        self._memory.setValue(_SHADE, shade.value)
        self._theme.choose(shade)

    @property
    def language(self) -> str:
        """Return the code of a language, or `AS_SYSTEM`."""
        return remembered_language(self._memory, self.languages)

    @property
    def stays(self) -> bool:
        """Return whether closing the window leaves Passalong running, where there is a tray."""
        return stays_when_closed(self._memory)

    def choose_to_stay(self, *, on: bool) -> None:
        self._memory.setValue(STAYS, on)

    def choose_language(self, code: str) -> None:
        """Speak it from the next start of the window."""
        self._memory.setValue(_LANGUAGE, code)


def remembered_language(memory: QSettings, languages: Mapping[str, str]) -> str:
    """Return the code that was chosen, or `AS_SYSTEM` if none was that can be spoken."""
    code = str(memory.value(_LANGUAGE, AS_SYSTEM))
    return code if code in languages else AS_SYSTEM


def remembered_shade(memory: QSettings) -> Shade:
    """Return what was chosen; the file may say anything."""
    value = str(memory.value(_SHADE, Shade.SYSTEM.value))
    return Shade(value) if value in set(Shade) else Shade.SYSTEM
