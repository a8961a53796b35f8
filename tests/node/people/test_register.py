"""What is at hand and what is in the store agree, whatever people do at once."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import limits
from desktop.clock import Seconds
from desktop.errors import AppError, IdUnknown
from desktop.ids import DeviceId, PersonId, RecordId
from desktop.node.people.register import Noting
from desktop.reach import Reach
from desktop.share.people import Request, Standing
from tests.begun import begun
from tests.net.torrent.swarm import in_loop
from tests.node.people.neighbours import Keys, Neighbour, befriend, neighbour, two


def agrees(one: Neighbour) -> bool:
    kept, known = one.store.people, one.service
    return (known.contacts(), known.requests()) == (kept.contacts(), kept.requests())


@in_loop
async def test_an_edit_that_crosses_a_removal_brings_nobody_back(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        edit, remove = ann.service.edit(ben.person, note="x"), ann.service.parting.remove(ben.person)
        await asyncio.gather(edit, remove)
        assert (ann.service.contacts(), agrees(ann)) == ([], True)
        with pytest.raises(IdUnknown):
            await ann.service.edit(ben.person, note="x")
        assert (await ann.service.add(ben.link)).standing is Standing.ASKED


@in_loop
async def test_whoever_waits_no_more_leaves_both_in_agreement(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        editing = begun(ann.service.edit(ben.person, note="x"))
        editing.cancel()
        await ann.until(lambda: ann.service.contact(ben.person).note == "x")
        assert agrees(ann)


@in_loop
async def test_whoever_is_accepted_is_written_down_with_their_computer_or_not_at_all(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await ann.service.add(ben.link)
        await ben.until(lambda: bool(ben.service.requests()))
        writer = ben.store._database._raw_writer
        writer.execute("CREATE TRIGGER no BEFORE INSERT ON peer_devices BEGIN SELECT RAISE(ABORT, 'no'); END")
        with pytest.raises(AppError):
            await ben.service.accept(ann.person)
        assert (ben.store.people.contacts(), len(ben.service.requests()), agrees(ben)) == ([], 1, True)
        writer.execute("DROP TRIGGER no")
        await ben.service.accept(ann.person)
        await ann.until(lambda: ann.sees(ben.person))


@in_loop
async def test_a_yes_that_comes_after_a_block_changes_nothing(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        await ann.service.parting.block(ben.person)
        await ann.service.edit(ben.person, standing=Standing.CONTACT)
        assert ann.service.contact(ben.person).standing is Standing.BLOCKED


def a_request(number: int) -> Request:
    person = PersonId(number.to_bytes(32))
    return Request(
        request=RecordId(person),
        person=person,
        device=DeviceId(person),
        endpoint=person,
        record=b"",
        name="",
        text="",
        reach=Reach(person),
        at=Seconds(number),
    )


@in_loop
async def test_no_more_requests_are_at_hand_than_are_kept(tmp_path: Path) -> None:
    async with neighbour(tmp_path / "ann", Keys("Ann")) as ann:
        for number in range(limits.REQUESTS + 5):
            noted = await ann.service._register.note_request(a_request(number))
            assert noted is (Noting.WRITTEN if number < limits.REQUESTS else Noting.FULL)
        assert (len(ann.service.requests()), agrees(ann)) == (limits.REQUESTS, True)


@in_loop
async def test_a_person_with_too_many_computers_loses_the_one_seen_longest_ago(tmp_path: Path) -> None:
    async with two(tmp_path) as (ann, ben):
        await befriend(ann, ben)
        first = ann.service._directory.device(ben.endpoint.endpoint_id)
        assert first is not None
        for number in range(limits.PERSON_DEVICES):
            name = (number + 1).to_bytes(32)
            later = replace(
                first, device=DeviceId(name), endpoint=name, reach=Reach(name), seen=Seconds(first.seen + 1)
            )
            await ann.service._register.learn(later)
        assert ann.service.caller(first.endpoint) is None
        assert len(ann.service._directory.endpoints_of(ben.person)) == limits.PERSON_DEVICES
        await ann.until(lambda: not ann.sees(ben.person))
