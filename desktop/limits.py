"""Every limit on what a stranger may send or a person may ask for, in one place.

A limit is checked before the bytes it speaks of are parsed, stored or drawn.
"""

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB
GIB: Final = 1024 * MIB

# Records: see docs/protocol.md
RECORD_BYTES: Final = 64 * KIB
RECORD_NESTING: Final = 8
RECORD_SEEN: Final = 16
RECORD_KIND_LENGTH: Final = 32
HELD_RECORDS: Final = 1_000
FUTURE_SECONDS: Final = 600

# Torrents and links, checked before libtorrent sees them
TORRENT_BYTES: Final = 4 * MIB
TORRENT_FILES: Final = 20_000
TORRENT_DEPTH: Final = 20
NAME_BYTES: Final = 255
LINK_LENGTH: Final = 4 * KIB
LINK_ADDRESSES: Final = 8
ADDRESS_LENGTH: Final = 45  # an IPv6 address with an IPv4 tail
RELAY_LENGTH: Final = 200

# Calls: what may be said before anybody is known, and after
HANDSHAKES: Final = 64  # under way at once
GREETING_BYTES: Final = 2 * KIB
INTRODUCTION_BYTES: Final = 1 * KIB
INTRODUCTION_TEXT: Final = 200
REQUESTS: Final = 100  # waiting for an answer; whoever asks then is told to come later
RINGS_AT_ONCE: Final = 64  # at the doorbell, fewer than the calls of strangers
PERSON_DEVICES: Final = 16
CALLS_OF_ONE: Final = 8  # to this computer at once, of one endpoint
CALLS_OF_STRANGERS: Final = 100  # likewise, of all whom nobody here knows, by each protocol
NEARBY: Final = 200
CONTACT_NOTE: Final = 1_000
PEER_FRAME_BYTES: Final = 128 * KIB
BOOK_BYTES: Final = 64 * KIB
BOOKS: Final = 3
NOTE_BYTES: Final = 600
DEVICE_RECORD_BYTES: Final = 1 * KIB
REVOCATION_BYTES: Final = 256
REVOCATIONS: Final = 32  # of one person
OWN_DEVICES: Final = 32  # in an address book, the newest
OFFER_NAMES: Final = 20
OFFER_NAME_LENGTH: Final = 120
OFFER_TEXT: Final = 1_000
OFFER_HELPERS: Final = 50
OFFERS_OPEN: Final = 50  # of one person, waiting for an answer
OFFERS_UNASKED: Final = 20  # of one person, coming at once because we said to get all that they offer
OFFERS_UNASKED_BYTES: Final = 100 * GIB  # likewise; what is over both waits for an answer
OFFERS_OVER: Final = 500

# Tunnels, fewer than the 200 connections of a session, so that no guest keeps the others out
TUNNELS: Final = 180
TUNNELS_OF_GUEST: Final = 8
TUNNELS_OF_GUEST_AND_SHARE: Final = 2
TUNNELS_OF_SHARE: Final = 20

# Pictures with codes in them, looked at in a child process
PICTURE_BYTES: Final = 10 * MIB
PICTURE_PIXELS: Final = 40_000_000
PHOTO_BYTES: Final = 32 * MIB
PHOTO_PIXELS: Final = 80_000_000
PHOTO_SIDE: Final = 1_600  # of what is seen of one

# Models for 3D printing, looked at in a child process
MODELS: Final = 5_000  # of a folder
MODEL_FOLDERS: Final = 20_000  # looked into for them
MODEL_BYTES: Final = 256 * MIB
MODEL_TRIANGLES: Final = 4_000_000
MODEL_TRIANGLES_CLOSELY: Final = 1_000_000  # of which it is found out whether they leave a gap
MODEL_ENTRIES: Final = 2_000  # of a 3MF, which is a zip
MODEL_INFLATED_BYTES: Final = 512 * MIB  # all of them unpacked
MODEL_INFLATION: Final = 100  # times as large unpacked, beyond what is small anyway
MODEL_NESTING: Final = 32  # of elements within a part of it
MODEL_PARTS: Final = 20_000  # put together from objects
MODEL_DEPTH: Final = 8  # objects within objects
MODEL_PICTURE_SIDE: Final = 1_600

# Words that people write
TITLE_LENGTH: Final = 200
PERSON_NAME_LENGTH: Final = 50

# Speeds, in KiB a second: libtorrent counts the bytes in 32 bits.
LARGEST_RATE: Final = 2**31 // KIB - 1
MOST_AT_ONCE: Final = 100
"""Of what arrives at the same time."""

# Command line and node
CONTROL_LINE_BYTES: Final = 1 * MIB
CONTROL_ANSWER_BYTES: Final = 64 * MIB  # a list of some hundred thousand transfers is one line
ID_PREFIX_LENGTH: Final = 8

# Profile
DOOR_FILE_BYTES: Final = 64 * KIB
KEYS_FILE_BYTES: Final = 64 * KIB
SETTINGS_FILE_BYTES: Final = 256 * KIB
WORD_COUNT: Final = 24
