"""Short notes in the BitTorrent DHT, one under each key (BEP 44). What they say is sealed elsewhere."""

from typing import Any, Final

import libtorrent as lt

from desktop.keys import PublicKey, SigningKey
from desktop.net.torrent.news import NoteFound

LONGEST: Final = 900
"""Bytes; the DHT takes up to 1,000 of the bencoded note (BEP 44)."""


def put_note(session: Any, key: SigningKey, note: bytes) -> None:
    """Replace what is under `key`. Whether anybody took it is not known."""
    session.dht_put_mutable_item(key.expanded(), bytes(key.public), note, b"")


def ask_for_note(session: Any, key: PublicKey) -> None:
    """Look what is under `key`; a `NoteFound` follows for each note that is found, signed by that key."""
    session.dht_get_mutable_item(bytes(key), b"")


def note_in(alert: Any) -> NoteFound | None:
    """Return the note that a DHT alert brings, None if there is nothing under that key."""
    if not isinstance(alert.item, bytes) or len(alert.item) > LONGEST:
        return None
    return NoteFound(PublicKey(bytes(alert.key)), alert.item)


ALERT: Final = lt.dht_mutable_item_alert
