"""The kinds of relays, and whether something can be the address of one. Pure."""

from typing import Final
from urllib.parse import urlsplit

PUBLIC: Final = "public"
OWN: Final = "own"
NONE: Final = "none"
"""What `SettingsResult.relay` may be."""

_SCHEMES: Final = frozenset({"http", "https"})


def is_relay_address(text: str) -> bool:
    """Return whether it is the URL of a server; a name without a scheme is none."""
    if any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in _SCHEMES and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
