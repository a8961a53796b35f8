"""People, questions and offers to show."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from desktop.node.protocol import (
    ContactResult,
    Likeness,
    NearbyResult,
    OfferResult,
    PathNow,
    RequestResult,
    Standing,
)
from desktop.share.offers import Direction, OfferState
from tests.clocks import TestClock

LONG = "long" * 250
EMOJI = "\U0001f9d1\u200d\U0001f9d1" * 40
HOSTILE_NAMES = (LONG, "\u202egpj.exe", "<b>bold</b> &amp; <img src=x>", " \u200b ", EMOJI)


def ago(**lengths: float) -> str:
    """Return a moment before now, as the clock of the tests tells it."""
    moment = datetime.fromtimestamp(TestClock().now(), UTC) - timedelta(**lengths)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def contact(name: str, **changes: Any) -> ContactResult:
    made = ContactResult(
        person=f"id-of-{name.lower()}", name=name, state=Standing.UNVERIFIED, online=False, added=ago(days=40)
    )
    return msgspec.structs.replace(made, **changes)


BEN = contact("Ben", state=Standing.VERIFIED, online=True, note="Youth club", path=PathNow.DIRECT)
MIRA = contact("Mira", seen=ago(days=1))
KAYA = contact("Kaya", state=Standing.REQUESTED, added=ago(days=2), text="We met at the party")
LANTERN = contact("Quiet Lantern", state=Standing.BLOCKED)

TEO = RequestResult(
    request="request-of-teo", person="id-of-teo", name="Teo", text="Ben told me", at=ago(minutes=25)
)
MALLORY = RequestResult(
    request="request-of-mallory",
    person="id-of-mallory",
    name="M\u0456ra",
    text="It's me",
    at=ago(hours=3),
    alike=Likeness(known=False, name="Mira"),
)
HERON = NearbyResult(person="id-of-heron", name="Brisk Heron", link="passalong:person/heron")


def offer(number: str, **changes: Any) -> OfferResult:
    made = OfferResult(
        offer=number,
        person=BEN.person,
        name="Ben",
        direction=Direction.IN,
        title="Summer photos",
        bytes=1_200_000_000,
        files=214,
        names=("Summer/a.jpg", "Summer/b.jpg", "Summer/c.jpg", "Summer/d.jpg"),
        text="from the lake",
        state=OfferState.OFFERED,
        trouble=None,
        online=True,
        seen=None,
        at=ago(minutes=3),
        transfer=None,
    )
    return msgspec.structs.replace(made, **changes)


SUMMER = offer("offer-summer")

type Lists = Callable[..., None]
