"""Transfers as the node tells of them, for tests of the window."""

from typing import Any

from desktop.events import TransferRow, TransferState
from desktop.ids import ObjectId, ShareId, id_text
from desktop.node.protocol import OfferResult
from desktop.share.offers import Direction, OfferState


def object_id(number: int) -> ObjectId:
    return ObjectId(number.to_bytes(32, "big"))


def row(number: int = 1, **changes: Any) -> TransferRow:
    """Return a transfer that is arriving, with these differences."""
    values: dict[str, Any] = {
        "name": f"Thing {number}",
        "state": TransferState.DOWNLOADING,
        "done": 2_000_000,
        "total": 8_000_000,
        "down": 1_000_000,
        "up": 0,
        "peers": 2,
        "reason": None,
        "path": f"/home/amber/in/Thing {number}",
        "files": 3,
        "whole": False,
        "audience": "people",
        "added": 1000 + number,
    }
    return TransferRow(transfer=object_id(number), share=ShareId(object_id(number)), **(values | changes))


def shared(number: int = 1, **changes: Any) -> TransferRow:
    """Return something that is here and given from here."""
    given = {"state": TransferState.SEEDING, "whole": True, "role": "share", "done": 8_000_000, "down": 0}
    return row(number, **(given | changes))


def failed(number: int = 1, **changes: Any) -> TransferRow:
    return row(number, **({"state": TransferState.FAILED, "down": 0} | changes))


def offer(
    number: int,
    name: str,
    direction: Direction = Direction.IN,
    state: OfferState = OfferState.ACCEPTED,
    **changes: Any,
) -> OfferResult:
    values: dict[str, Any] = {"online": True, "trouble": None, "seen": None}
    return OfferResult(
        offer=f"{number}{name}",
        person=id_text(object_id(900)),
        name=name,
        direction=direction,
        title="x",
        bytes=1,
        files=1,
        names=(),
        text="",
        state=state,
        at="2026-03-01T10:00:00Z",
        transfer=id_text(object_id(number)),
        **(values | changes),
    )
