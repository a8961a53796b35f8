"""A computer that its person has ended is let in no more, anywhere, whatever it says; nobody else ends it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from desktop import keys
from desktop.clock import Seconds
from desktop.ids import DeviceId
from desktop.keys import SigningKey
from desktop.net.calls.endpoint import Call
from desktop.net.peering import ALPN as PEER
from desktop.net.peering import Revocations
from desktop.node.people.doorbell import ALPN as DOORBELL
from desktop.node.people.doorbell import Answer, ring
from desktop.share.people import Standing
from desktop.share.records.introduction import Introduction, IntroductionStatement, link_proof
from desktop.share.records.revocation import Revocation
from tests.net.torrent.swarm import in_loop
from tests.node.people.neighbours import Keys, Neighbour, befriend, neighbour

AT = Seconds(1_800_000_000)


def another_computer(of: Keys) -> Keys:
    """Return another computer of the same person."""
    other = Keys(of.name)
    other.identity = of.identity
    return other


def device(of: Keys) -> DeviceId:
    return DeviceId(of.device.public)


def is_known(here: Neighbour, of: Keys) -> bool:
    return here.service.device_of(device(of)) is not None


async def end(here: Neighbour, ended: Keys) -> None:
    """Have somebody end another computer of theirs."""
    here.store.devices.end(Revocation.signed_by(here.keys.identity, device(ended), AT))
    await here.service.revoking.tell_all()


@asynccontextmanager
async def two_computers(home: Path) -> AsyncIterator[tuple[Neighbour, Neighbour, Neighbour]]:
    """Ann's old computer and her new one, both connected to Ben, who knows both."""
    old = Keys("Ann")
    async with (
        neighbour(home / "old", old) as olds,
        neighbour(home / "new", another_computer(old)) as news,
        neighbour(home / "ben", Keys("Ben")) as ben,
    ):
        await befriend(olds, ben)
        await news.service.add(ben.link)
        await news.until(lambda: news.sees(ben.person))
        await ben.until(lambda: len(ben.service.switchboard.conversations(old.person)) == 2)
        yield olds, news, ben


def introduction(ann: Neighbour, ben: Neighbour) -> bytes:
    """Return what Ann says at Ben's door, with the secret of his very link."""
    reach, endpoint = ann.endpoint.reach(), ann.endpoint.endpoint_id
    statement = IntroductionStatement(
        to=ben.person,
        device_record=ann.keys.device_record(),
        name="Ann",
        text="",
        reach=reach,
        proof=link_proof(ben.keys.link_secret, endpoint, ben.endpoint.endpoint_id),
        at=AT,
    )
    return Introduction.signed_by(ann.keys.device, statement).wire


async def refused_by(ben: Neighbour, ann: Neighbour) -> Answer:
    """Ring at Ben's door; return what he says."""
    call = await ann.endpoint.dial(ben.endpoint.reach(), DOORBELL, seconds=10)
    return await ring(call, introduction(ann, ben))


async def would_say(ben: Neighbour, ann: Neighbour) -> Answer:
    """Return what Ben says once he is rung at."""
    return await ben.service._door._hear(ann.endpoint.endpoint_id, introduction(ann, ben))


async def call_of(ann: Neighbour, ben: Neighbour) -> Call:
    return await ann.endpoint.dial(ben.endpoint.reach(), PEER, seconds=10)


@in_loop
async def test_it_is_hung_up_on_and_let_in_no_more_and_the_other_one_stays(tmp_path: Path) -> None:
    async with two_computers(tmp_path) as (old, new, ben):
        await end(new, old.keys)
        await old.until(lambda: not old.sees(ben.person))
        await ben.until(lambda: not is_known(ben, old.keys))
        endpoint = old.endpoint.endpoint_id
        assert ben.service.caller(endpoint) is None
        assert ben.service.is_shut_out(endpoint)
        assert endpoint not in [reach.endpoint for reach in ben.service.whereabouts.of(old.person)]
        call = await call_of(old, ben)
        await call.closed()  # it calls again, and is refused
        assert not old.sees(ben.person)
        assert new.sees(ben.person)
        assert await refused_by(ben, old) is Answer.WRONG_LINK
        assert not is_known(ben, old.keys)


@in_loop
async def test_it_stays_so_over_restarts_and_newer_records_and_a_new_beginning(tmp_path: Path) -> None:
    old, bens = Keys("Ann"), Keys("Ben")
    new = another_computer(old)
    async with neighbour(tmp_path / "old", old) as olds, neighbour(tmp_path / "ben", bens) as ben:
        await befriend(olds, ben)
        async with neighbour(tmp_path / "new", new) as news:
            await news.service.add(ben.link)
            await news.until(lambda: news.sees(ben.person))
            await end(news, old)
            await ben.until(lambda: not is_known(ben, old))
    async with neighbour(tmp_path / "old", old) as olds, neighbour(tmp_path / "ben", bens) as ben:
        assert ben.service.caller(olds.endpoint.endpoint_id) is None
        assert ben.service.is_shut_out(olds.endpoint.endpoint_id)
        await ben.service.parting.remove(old.person)
        old.renew()  # a newer record, and the link of today
        assert await would_say(ben, olds) is Answer.WRONG_LINK
        async with neighbour(tmp_path / "new", new) as news:
            await ben.service.add(news.link)
            await news.until(lambda: news.sees(ben.person))
            assert await would_say(ben, olds) is Answer.WRONG_LINK
            assert not is_known(ben, old)


@in_loop
async def test_who_was_away_hears_of_it_in_the_next_call_though_they_never_knew_it(tmp_path: Path) -> None:
    old, bens = Keys("Ann"), Keys("Ben")
    new = another_computer(old)
    async with neighbour(tmp_path / "ben", bens) as ben:
        async with neighbour(tmp_path / "new", new) as news:
            await befriend(news, ben)
        await ben.until(lambda: not ben.sees(new.person))
        async with neighbour(tmp_path / "new", new) as news:
            news.store.devices.end(Revocation.signed_by(new.identity, device(old), AT))
            await ben.until(lambda: ben.service.is_ended(old.person, device(old)))
            assert ben.sees(new.person)
        async with neighbour(tmp_path / "old", old) as olds:
            assert await refused_by(ben, olds) is Answer.WRONG_LINK
            call = await call_of(olds, ben)
            await call.closed()
            assert not is_known(ben, old)


@in_loop
async def test_its_hello_is_refused_for_what_it_is_where_its_endpoint_is_let_in(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As by a link of before: somebody asks that very computer, and both call."""
    caplog.set_level("INFO")
    anns, bens = Keys("Ann"), Keys("Ben")
    async with neighbour(tmp_path / "ben", bens) as ben:
        ben.store.devices.end(Revocation.signed_by(anns.identity, device(anns), AT))
    async with neighbour(tmp_path / "ann", anns) as ann, neighbour(tmp_path / "ben", bens) as ben:
        await ben.service.add(ann.link)
        await ann.until(lambda: bool(ann.service.requests()))
        assert ben.service.caller(ann.endpoint.endpoint_id) == ann.person
        await ann.service.accept(ben.person)
        await ben.until(lambda: "a hello was refused: revoked" in caplog.messages)
        assert not is_known(ben, anns)
        assert not ben.sees(ann.person)
        assert not ann.sees(ben.person)
        assert ben.service.contact(ann.person).standing is Standing.ASKED


def revocations_that_end_nothing(ann: Keys, cat: Keys) -> dict[str, bytes]:
    """Return what Cat might say to have Ann's computer refused."""
    sound = Revocation.signed_by(ann.identity, device(ann), AT).wire
    own = Revocation.signed_by(cat.identity, device(ann), AT).wire
    return {
        "forged": own[: keys.SIGNATURE_BYTES] + sound[keys.SIGNATURE_BYTES :],
        "of another's computer": own,
        "said by another": sound,
        "cut": sound[:-1],
        "noise": os.urandom(100),
        "deep": bytes(keys.SIGNATURE_BYTES) + b"\x91" * 150,
        "nothing": b"",
    }


@in_loop
@pytest.mark.parametrize("what", revocations_that_end_nothing(Keys("a"), Keys("c")))
async def test_nobody_else_ends_a_computer(tmp_path: Path, what: str) -> None:
    async with (
        neighbour(tmp_path / "ann", Keys("Ann")) as ann,
        neighbour(tmp_path / "ben", Keys("Ben")) as ben,
        neighbour(tmp_path / "cat", Keys("Cat")) as cat,
    ):
        await befriend(ann, ben)
        await befriend(cat, ben)
        unheard_of = DeviceId(SigningKey(os.urandom(32)).public)
        last = Revocation.signed_by(cat.keys.identity, unheard_of, AT).wire
        said = Revocations((revocations_that_end_nothing(ann.keys, cat.keys)[what], last))

        def is_heard() -> bool:
            cat.service.say(ben.person, said)  # again: of two calls begun at once, one is just being ended
            return ben.service.is_ended(cat.person, unheard_of)

        await ben.until(is_heard)  # it goes on listening, whatever stands before
        assert not ben.service.is_ended(ann.person, device(ann.keys))
        assert is_known(ben, ann.keys)
        assert is_known(ben, cat.keys)
        assert ben.sees(ann.person)
        assert ben.sees(cat.person)
