"""Who is let in through a tunnel: only who may have the very share, and proves it."""

import asyncio
import os
from dataclasses import replace

import pytest

from desktop.clock import Seconds
from desktop.ids import ObjectId, PersonId
from desktop.net.tunnel.knock import Knock, names_of
from desktop.node.transfers.admission import Admission
from desktop.reach import Reach
from desktop.share.shares import Audience, Share
from tests.clocks import TestClock

OWN, CALLER = os.urandom(32), os.urandom(32)
SECRET = b"k" * 16
SHARE = Share(
    share=ObjectId(b"s" * 32),
    origin=None,
    title="x",
    name="x",
    infohash_v1=None,
    infohash_v2=b"h" * 32,
    size=1,
    files=1,
    audience=Audience.LINK,
    secret=SECRET,
    trackers=(),
    web_seeds=(),
    ends=None,
    created=Seconds(0),
    person=PersonId(b"p" * 32),
)
NAMES = names_of(None, b"h" * 32)


class Party:
    """Guests of one share for people."""

    def __init__(self, *guests: bytes) -> None:
        self._guests = guests

    def may_have(self, share: Share, endpoint: bytes) -> bool:
        return share.subject == SHARE.subject and endpoint in self._guests

    def sources(self, share: Share) -> tuple[Reach, ...]:
        del share
        return ()


def admit(
    share: Share,
    *guests: bytes,
    knock: Knock | None = None,
    intact: bool = True,
    shut_out: frozenset[bytes] = frozenset(),
) -> frozenset[bytes] | None:
    here = {share.public_id: [share]}

    async def may_be_given(_: Share) -> bool:
        return intact

    admission = Admission(
        OWN,
        lambda wanted: here.get(wanted, []),
        Party(*guests),
        shut_out.__contains__,
        TestClock(),
        may_be_given,
    )
    return asyncio.run(admission(CALLER, knock or Knock.by(CALLER, OWN, SHARE.share, SECRET)))


def test_what_changed_on_disk_is_not_given() -> None:
    assert admit(SHARE, intact=False) is None


def test_by_link_the_secret_is_enough() -> None:
    assert admit(SHARE) == NAMES


def test_who_is_blocked_gets_nothing_with_a_link_that_they_still_have() -> None:
    assert admit(SHARE, shut_out=frozenset({CALLER})) is None
    assert admit(replace(SHARE, audience=Audience.PEOPLE), CALLER, shut_out=frozenset({CALLER})) is None
    assert admit(SHARE, shut_out=frozenset({b"o" * 32})) == NAMES


@pytest.mark.parametrize(
    "knock",
    [
        Knock.by(CALLER, OWN, SHARE.share, b"x" * 16),
        Knock.by(CALLER, OWN, b"o" * 32, SECRET),
        Knock.by(b"c" * 32, OWN, SHARE.share, SECRET),  # overheard, and said by somebody else
        Knock.by(CALLER, b"o" * 32, SHARE.share, SECRET),  # said to us, and passed on to another
        Knock(SHARE.share, bytes(32)),
    ],
)
def test_without_the_right_proof_nobody_comes_in(knock: Knock) -> None:
    assert admit(SHARE, knock=knock) is None
    assert admit(replace(SHARE, audience=Audience.PEOPLE), CALLER, knock=knock) is None


def test_after_its_end_a_link_leads_nowhere() -> None:
    now = int(TestClock().now())
    assert admit(replace(SHARE, ends=Seconds(now + 1))) == NAMES
    assert admit(replace(SHARE, ends=Seconds(now))) is None


def test_after_its_end_what_was_for_people_is_for_nobody() -> None:
    share, now = replace(SHARE, audience=Audience.PEOPLE), int(TestClock().now())
    assert admit(replace(share, ends=Seconds(now + 1)), CALLER) == NAMES
    assert admit(replace(share, ends=Seconds(now)), CALLER) is None


def test_a_share_for_people_is_for_them_alone() -> None:
    share = replace(SHARE, audience=Audience.PEOPLE)
    assert admit(share, CALLER) == NAMES
    assert admit(share) is None
    assert admit(share, os.urandom(32)) is None


def test_what_is_public_has_no_business_in_tunnels() -> None:
    assert admit(replace(SHARE, audience=Audience.PUBLIC, secret=b""), CALLER) is None


def test_no_secret_opens_nothing() -> None:
    empty = Knock.by(CALLER, OWN, SHARE.share, b"")
    assert admit(replace(SHARE, secret=b""), knock=empty) is None
