"""Pictures that may have a code in them: chosen, dropped, or on the clipboard. Window's thread."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Qt, QTemporaryDir
from PySide6.QtGui import QImage

_KINDS: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"})
_LARGEST_SIDE: Final = 2000
_UNCOMPRESSED: Final = 100
"""Packing it small would take longer than all else, and it is read once."""


def picture_file_in(data: QMimeData) -> Path | None:
    """Return the first file that a picture is in, going by its name; None if there is none."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in _KINDS), None)


class ScratchPictures:
    """Puts pictures that are in no file yet into one, for as long as this exists."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()
        self._count = 0

    def of(self, data: QMimeData) -> Path | None:
        """Return a file with the picture of what is dropped or pasted; None if there is no picture."""
        found = picture_file_in(data)
        if found is not None or not data.hasImage():
            return found
        image = data.imageData()
        return self._saved(image) if isinstance(image, QImage) and not image.isNull() else None

    def _saved(self, image: QImage) -> Path | None:
        self._count += 1
        path = Path(self._folder.filePath(f"{self._count}.png"))
        if max(image.width(), image.height()) > _LARGEST_SIDE:
            image = image.scaled(
                _LARGEST_SIDE,
                _LARGEST_SIDE,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        return path if grey.save(str(path), quality=_UNCOMPRESSED) else None
