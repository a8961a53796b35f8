"""What the person chose: one frozen tree and the JSON file it is kept in; any thread.

Values that we cannot use come from a newer Passalong or the person's own editor: unknown keys are kept when
the file is saved, and a bad value counts as not chosen.
"""

import logging
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec

from desktop.files import open_ordinary, previous_generation, write_atomically
from desktop.limits import LARGEST_RATE, MOST_AT_ONCE, PERSON_NAME_LENGTH, SETTINGS_FILE_BYTES

logger = logging.getLogger(__name__)

_INDENT: Final = 2

type _NameText = Annotated[str, msgspec.Meta(max_length=PERSON_NAME_LENGTH)]
type _Rate = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_RATE)]
type _Count = Annotated[int, msgspec.Meta(ge=1, le=MOST_AT_ONCE)]
type _Hours = Annotated[
    str, msgspec.Meta(pattern=r"^(|([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9])$")
]
type _Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]


class Relay(StrEnum):
    """Who helps to get through routers: the public relays, one of the person's own, or nobody."""

    DEFAULT = "default"
    OWN = "own"
    NONE = "none"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    name: _NameText = ""
    """What others see; the profile puts a friendly one in place of an empty one."""
    downloads: str | None = None
    """The folder that received files go to; None is the system's own place."""
    upload_limit: _Rate = 0
    """KiB a second; 0 is no limit."""
    download_limit: _Rate = 0
    downloads_at_once: _Count = 5
    slow_hours: _Hours = ""
    """The hours of each day with limits of their own, as 22:00-07:00; empty for none."""
    slow_upload: _Rate = 0
    slow_download: _Rate = 0
    rest_on_battery: bool = False
    """Whether nothing moves while the computer runs on its battery."""
    rest_on_metered: bool = False
    """Whether nothing moves in networks that cost by what goes through them."""
    swarm_port: _Port = 0
    """Where other people's BitTorrent reaches us, the same at every start; 0 is not chosen yet."""
    call_port: _Port = 0
    """Where calls reach us, likewise."""
    show_nearby: bool = False
    """Whether everybody on the same local network sees who is here."""
    relay: Relay = Relay.DEFAULT
    own_relay: str | None = None
    """The address of the person's own relay."""
    use_dht: bool = True
    """Whether people far away are found through the BitTorrent network."""
    use_lan: bool = True
    """Whether others are looked for in the local network."""
    use_router: bool = True
    """Whether the router is asked to let others in."""
    hear_strangers: bool = True
    """Whether somebody with this person's link may ask to know them."""
    welcomed: bool = False
    """Whether the first run was gone through, or put off."""
    words_noted: bool = False
    """Whether the 24 words were written down, as far as can be told."""
    unknown: dict[str, object] = {}
    """What a newer Passalong keeps here, to be given back as it was."""


_UNKNOWN: Final = "unknown"
_FIELDS: Final = tuple(field for field in msgspec.structs.fields(Settings) if field.name != _UNKNOWN)


def load_settings(path: Path) -> Settings:
    """Return what `path` says, else what the generation before it said, else the defaults.

    Raises OSError when the file is there but the system does not let us read it.
    """
    for candidate in (path, previous_generation(path)):
        try:
            with open_ordinary(candidate) as file:
                return parse_settings(file.read(SETTINGS_FILE_BYTES + 1))
        except FileNotFoundError:
            continue
        except ValueError:
            logger.warning("the settings in %s cannot be read", candidate)
    return Settings()


def save_settings(path: Path, settings: Settings) -> None:
    """Replace `path`; raise OSError with the settings before it still there."""
    write_atomically(path, format_settings(settings))


def parse_settings(data: bytes) -> Settings:
    """Return the settings that `data` holds as JSON; raise ValueError if it is damaged as a whole."""
    if len(data) > SETTINGS_FILE_BYTES:
        raise ValueError("too large for settings")
    try:
        found = msgspec.json.decode(data, type=dict[str, object])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError("not settings") from error
    chosen: dict[str, object] = {}
    for field in _FIELDS:
        if field.name not in found:
            continue
        value = found.pop(field.name)
        try:
            chosen[field.name] = msgspec.convert(value, field.type)
        except msgspec.ValidationError:
            logger.warning("the setting %s has a value that cannot be used", field.name)
    return msgspec.convert(chosen | {_UNKNOWN: found}, Settings)


def format_settings(settings: Settings) -> bytes:
    known = {field.name: getattr(settings, field.name) for field in _FIELDS}
    return msgspec.json.format(msgspec.json.encode(settings.unknown | known), indent=_INDENT) + b"\n"
