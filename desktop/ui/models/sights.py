"""What has been seen of models so far, and asking for what is in sight next. Window's thread."""

from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.errors import AppError, ModelNotSeen
from desktop.node.protocol import LookAtModel, ModelFile, ModelResult
from desktop.ui.bridge.bridge import Bridge

PICTURE: Final = (320, 220)
"""Of a card, in pixels of a screen of ordinary sharpness."""
_AT_ONCE: Final = 2
_KEPT_BYTES: Final = 64 * 1024 * 1024

type Key = tuple[str, int, int]
"""One version of a file: its path, its size, and when it was changed."""
type Seen = ModelResult | ModelNotSeen


class Sights(QObject):
    """Remembers what was seen last, up to a number of bytes; asks for two at a time."""

    seen = Signal(object)
    """Of which `Key` something is known now."""

    def __init__(self, bridge: Bridge, scale: float, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._scale = min(scale, 2.0)
        self._kept: OrderedDict[Key, Seen] = OrderedDict()
        self._bytes = 0
        self._under_way: set[Key] = set()
        self._wanted: list[Key] = []
        bridge.began.connect(self._ask_on)

    def known(self, key: Key) -> Seen | None:
        """Return what was seen of a file, if that is known."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def want(self, keys: Iterable[Key]) -> None:
        """Ask for these, in their order, and for nothing that was wanted before."""
        self._wanted = [key for key in keys if key not in self._kept and key not in self._under_way]
        self._ask_on()

    def forget_failures(self) -> None:
        """Look again at what could not be seen: it may be there again, or may be read now."""
        for key in [key for key, found in self._kept.items() if isinstance(found, ModelNotSeen)]:
            del self._kept[key]

    def _ask_on(self, _began: object = None) -> None:
        while self._wanted and len(self._under_way) < _AT_ONCE and self._bridge.is_running:
            self._ask(self._wanted.pop(0))

    def _ask(self, key: Key) -> None:
        self._under_way.add(key)
        width, height = (4 * round(side * self._scale / 4) for side in PICTURE)
        self._bridge.ask(
            self,
            LookAtModel(key[0], width, height),
            lambda result: self._take(key, result),
            failed=lambda error: self._fail(key, error),
        )

    def _fail(self, key: Key, error: AppError) -> None:
        if isinstance(error, ModelNotSeen):
            self._take(key, error)
        else:  # the node went: it is asked again when it is back
            self._under_way.discard(key)
            self._wanted.insert(0, key)

    def _take(self, key: Key, found: Seen) -> None:
        self._under_way.discard(key)
        self._kept[key] = found
        self._bytes += _weight(found)
        while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
            self._bytes -= _weight(self._kept.popitem(last=False)[1])
        self.seen.emit(key)
        self._ask_on()


def key_of(folder: Path, model: ModelFile) -> Key:
    return str(folder / model.path), model.bytes, model.changed


def _weight(found: Seen) -> int:
    if isinstance(found, ModelNotSeen) or found.drawing is None:
        return 0
    return len(found.drawing.shades) + len(found.drawing.cover)
