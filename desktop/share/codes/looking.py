"""The child process that looks for codes in a picture of a stranger's. The one home of Pillow and zxing-cpp.

    python -m desktop.share.codes.looking PATH

Prints what the codes say as one line of JSON. Memory and time are limited where the system can do that; the
size of the file and of the picture is looked at first everywhere.
"""

import sys
from pathlib import Path
from typing import Final

import msgspec
import zxingcpp
from PIL import Image

from desktop import limits

_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
_MEMORY: Final = 1 * limits.GIB
_SECONDS: Final = 10
_CODES: Final = 8


def limit_means() -> None:
    """Let the system end this process should it want too much."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


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


def main() -> None:
    limit_means()
    texts = texts_in(Path(sys.argv[1]))
    sys.stdout.buffer.write(msgspec.json.encode(texts) + b"\n")


if __name__ == "__main__":
    main()
