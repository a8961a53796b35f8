"""Where a device can be called: its endpoint, and how packets may get there."""

from typing import Annotated

import msgspec
from msgspec import Meta

from desktop import limits
from desktop.ids import ID_BYTES

_Port = Annotated[int, Meta(ge=1, le=65535)]
_Address = tuple[Annotated[str, Meta(max_length=limits.ADDRESS_LENGTH)], _Port]


class Reach(msgspec.Struct, array_like=True, frozen=True):
    """`endpoint` is the key that answers; `addresses` are IP literals with UDP ports, likeliest first."""

    endpoint: Annotated[bytes, Meta(min_length=ID_BYTES, max_length=ID_BYTES)]
    relay: Annotated[str, Meta(max_length=limits.RELAY_LENGTH)] | None = None
    addresses: Annotated[tuple[_Address, ...], Meta(max_length=limits.LINK_ADDRESSES)] = ()
