"""The child process that looks for codes in a picture of a stranger's. The one home of Pillow and zxing-cpp.

Each line of its input is a path as JSON; it answers with what the codes there say, as JSON. The size of the
file and of the picture is looked at before the picture is.
"""

from pathlib import Path
from typing import Final

import msgspec
import zxingcpp
from PIL import Image

from desktop import limits
from desktop.share.apart.means import answer_all

_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
_MEMORY: Final = 1 * limits.GIB
_SECONDS: Final = 10
_CODES: Final = 8


def texts_in(path: Path) -> list[str]:
    """Return what the QR codes in a picture say. Raises whatever an ill-made picture brings about."""
    if path.stat().st_size > limits.PICTURE_BYTES:
        return []
    with Image.open(path, formats=_FORMATS) as picture:
        if picture.width * picture.height > limits.PICTURE_PIXELS:
            return []
        grey = picture.convert("L")
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code.text for code in found[:_CODES] if len(code.text) <= limits.LINK_LENGTH]


def answer(question: bytes) -> bytes:
    return msgspec.json.encode(texts_in(Path(msgspec.json.decode(question, type=str))))


if __name__ == "__main__":
    answer_all(answer, memory=_MEMORY, seconds=_SECONDS)
