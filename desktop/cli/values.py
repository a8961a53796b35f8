"""What an argument may be: each function makes a value of what a person typed, or raises BadArgument.

Nothing here looks at files, the network or the environment.
"""

import ipaddress
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from desktop.errors import BadArgument, NameNotText

LARGEST_PORT: Final = 65_535
LARGEST_COUNT: Final = 1_000_000
_SCHEME_LENGTH: Final = 2
_HOURS: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]")
TRACKER_SCHEMES: Final = frozenset({"http", "https", "udp", "ws", "wss"})
WEB_SEED_SCHEMES: Final = frozenset({"http", "https"})


_HOST_AND_PORT: Final = "a computer's name or address, a colon and a port from 1 to 65,535"
_LINK_SCHEMES: Final = ("passalong:", "magnet:")
# White space, angle brackets and every kind of quotation mark.
_WRAPPING: Final = " \t\r\n<>\"'`\u00ab\u00bb\u2018\u2019\u201c\u201d\u201e\u2039\u203a"


@dataclass(frozen=True, slots=True)
class Place:
    """The folder a command is given in: what relative paths are relative to."""

    folder: Path

    def path_for(self, name: str) -> Callable[[str], str]:
        def path(typed: str) -> str:
            if not typed:
                raise BadArgument(name=name, text=typed, fits="the name of a file or folder")
            return self.path(typed)

        return path

    def picture(self, text: str) -> str:
        """Return where a code is to be drawn, as an absolute path."""
        if not text.lower().endswith((".svg", ".png")):
            raise BadArgument(name="--qr", text=_readable(text), fits="a name that ends in .svg or .png")
        return self.path(text)

    def path(self, text: str) -> str:
        """Return `text` as an absolute path. A link in the file system stays the link it is."""
        if not text:
            raise BadArgument(name="PATH", text=text, fits="the name of a file or folder")
        path = self.folder / _in_unicode(text)
        return str(path if ".." not in path.parts else _without_parents(path))

    def link(self, text: str) -> str:
        """Return a link without what it was wrapped in, and what can only be a file as an absolute path."""
        bare = text.strip(_WRAPPING)
        if bare.lower().startswith(_LINK_SCHEMES):
            return "".join(bare.split())  # a line break or a space comes from copying; no link has one
        return text if _has_scheme(text) or not _looks_like_file(text) else self.path(text)


def text_for(name: str) -> Callable[[str], str]:
    def text(typed: str) -> str:
        if not typed.strip() or not _is_unicode(typed):
            raise BadArgument(name=name, text=_readable(typed), fits="a text that can be read")
        return typed

    return text


def whole_number_for(name: str, largest: int, least: int = 0) -> Callable[[str], int]:
    fits = f"a whole number from {least} to {largest:,}"

    def whole_number(typed: str) -> int:
        # int() alone would take "1_000", " 7 " and digits of other scripts too.
        if not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(largest))):
            raise BadArgument(name=name, text=_readable(typed), fits=fits)
        number = int(typed)
        if not least <= number <= largest:
            raise BadArgument(name=name, text=typed, fits=fits)
        return number

    return whole_number


def yes_or_no_for(name: str) -> Callable[[str], bool]:
    def yes_or_no(typed: str) -> bool:
        if typed not in {"yes", "no"}:
            raise BadArgument(name=name, text=_readable(typed))
        return typed == "yes"

    return yes_or_no


def hours(typed: str) -> str:
    """Return hours of the day as 22:00-07:00, empty for none."""
    if typed == "none":
        return ""
    if not _HOURS.fullmatch(typed):
        raise BadArgument(name="--slow-hours", text=_readable(typed))
    return typed


def seconds_for(name: str) -> Callable[[str], float]:
    fits = "a number of seconds, 0 or more"

    def seconds(typed: str) -> float:
        try:
            number = float(typed)
        except ValueError as error:
            raise BadArgument(name=name, text=_readable(typed), fits=fits) from error
        if not math.isfinite(number) or number < 0:
            raise BadArgument(name=name, text=typed, fits=fits)
        return number

    return seconds


def url_for(name: str, schemes: frozenset[str]) -> Callable[[str], str]:
    def url(typed: str) -> str:
        parts = _split(typed)
        if parts is None or parts.scheme not in schemes or not parts.hostname or not _is_unicode(typed):
            fits = f"an address that begins with {', '.join(f'{scheme}://' for scheme in sorted(schemes))}"
            raise BadArgument(name=name, text=_readable(typed), fits=fits)
        return typed

    return url


def relay(typed: str) -> str:
    """Return public, none, or the URL of one's own relay."""
    return typed if typed in {"public", "none"} else url_for("relay", frozenset({"http", "https"}))(typed)


def switch_for(name: str) -> Callable[[str], bool]:
    def switch(typed: str) -> bool:
        if typed not in {"on", "off"}:
            raise BadArgument(name=name, text=_readable(typed))
        return typed == "on"

    return switch


def address(typed: str) -> str:
    """Return an IP address of this computer to listen on."""
    try:
        return str(ipaddress.ip_address(typed))
    except ValueError as error:
        raise BadArgument(
            name="--bind", text=_readable(typed), fits="an IP address of this computer"
        ) from error


def host_and_port_for(name: str) -> Callable[[str], str]:
    def host_and_port(typed: str) -> str:
        parts = _split(f"//{typed}")
        if (
            parts is None
            or not parts.hostname
            or parts.netloc != typed
            or "@" in typed
            or _port(parts) is None
        ):
            raise BadArgument(name=name, text=_readable(typed), fits=_HOST_AND_PORT)
        return typed

    return host_and_port


def _split(typed: str) -> SplitResult | None:
    try:
        return urlsplit(typed)
    except ValueError:
        return None


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port or None
    except ValueError:
        return None


def _without_parents(path: Path) -> Path:
    # What `..` means depends on the links before it; what comes after it is kept as typed.
    parts = path.parts
    after_last = len(parts) - parts[::-1].index("..")
    return Path(*parts[:after_last]).resolve().joinpath(*parts[after_last:])


def _has_scheme(text: str) -> bool:
    scheme, colon, _ = text.partition(":")
    # A single letter is a drive of Windows.
    return (
        bool(colon) and len(scheme) >= _SCHEME_LENGTH and scheme.replace("-", "").replace("+", "").isalnum()
    )


def _looks_like_file(text: str) -> bool:
    return text.lower().endswith(".torrent") or "/" in text or "\\" in text


def _in_unicode(text: str) -> str:
    if not _is_unicode(text):
        raise NameNotText(path=_readable(text))
    return text


def _is_unicode(text: str) -> bool:
    # Bytes that are no UTF-8 arrive as lone surrogates (PEP 383).
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _readable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
