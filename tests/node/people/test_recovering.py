"""Back from 24 words and one contact: identity and people, on a third computer."""

from pathlib import Path

import pytest

from desktop.clock import WallClock
from desktop.errors import NobodyRemembers, ProfileInUse, VerificationWrong
from desktop.ids import DeviceId, id_text
from desktop.node.alone import Alone
from desktop.node.commands.carrying_out import carry_out
from desktop.node.joining import join
from desktop.node.node import Node
from desktop.node.protocol import ChangePerson, Recover, RecoverResult, VerificationResult, VerifyPerson
from desktop.profile.words import words_of
from desktop.share.address_book import open_book
from tests.node.offers.circle import acquaint, circle, people_of, until
from tests.node.peers import LAB, run, running, unheard


def words_of_node(node: Node) -> str:
    return " ".join(words_of(node.profile.keyring.identity.seed))


def alone(home: Path) -> Alone:
    return Alone(home / "profile", LAB, WallClock(), None, join)


def test_words_and_one_contact_bring_everybody_back(tmp_path: Path) -> None:
    ann, ben, cat, new = (tmp_path / name for name in ("ann", "ben", "cat", "new"))
    acquaint([ann, ben, cat])

    async def work() -> None:
        async with circle(ann, ben) as (lost, friend):
            words, person, name = words_of_node(lost), lost.person, lost.profile.settings.name
            elsewhere = DeviceId(bytes(32))

            def notes() -> set[str]:
                sealed = friend.store.people.book(person, elsewhere) or b""
                book = open_book(lost.profile.keyring.identity.seed, sealed)
                return {entry.note for entry in book.entries} if book is not None else set()

            await until(friend, lambda: bool(notes()))
            await people_of(lost).edit(friend.person, note="next door", verified=True)
            await until(friend, lambda: "next door" in notes())
        async with running(ben) as friend, running(cat) as other:
            got = await alone(new).carry_out(Recover(friend.person_link(), words), unheard)
            assert isinstance(got, RecoverResult)
            assert (got.person, got.name, got.people) == (id_text(person), name, 2)
            async with running(new) as back:
                await until(back, lambda: people_of(back).is_online(friend.person))
                await until(back, lambda: people_of(back).is_online(other.person))
                again = people_of(back).contact(friend.person)
                assert (again.note, again.verified) == ("next door", True)
                await until(other, lambda: people_of(other).is_online(person))

    run(work())


def test_with_nobody_there_one_is_oneself_again_and_may_try_once_more(tmp_path: Path) -> None:
    ann, ben, new = (tmp_path / name for name in ("ann", "ben", "new"))
    acquaint([ann, ben])

    async def work() -> None:
        async with running(ann) as lost:
            words = words_of_node(lost)
        async with running(ben) as friend:
            link = friend.person_link()
            other = words_of_node(friend)
        for _ in range(2):
            with pytest.raises(NobodyRemembers):
                await alone(new).carry_out(Recover(link, words, wait=0.2), unheard)
        with pytest.raises(ProfileInUse):
            await alone(new).carry_out(Recover(link, other, wait=0.2), unheard)

    run(work())


def test_both_see_the_same_words_and_only_those_verify(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)

    async def work() -> None:
        async with circle(*homes) as (ann, ben):
            one = await carry_out(ann, VerifyPerson(id_text(ben.person)), unheard)
            other = await carry_out(ben, VerifyPerson(id_text(ann.person)), unheard)
            assert isinstance(one, VerificationResult)
            assert isinstance(other, VerificationResult)
            assert one.words == other.words
            assert len(set(one.words)) > 1
            wrong = (*one.words[:7], "zebra" if one.words[7] != "zebra" else "zoo")
            with pytest.raises(VerificationWrong):
                await carry_out(ann, VerifyPerson(id_text(ben.person), wrong), unheard)
            assert not people_of(ann).contact(ben.person).verified
            await carry_out(ann, VerifyPerson(id_text(ben.person), (" ".join(one.words).upper(),)), unheard)
            assert people_of(ann).contact(ben.person).verified
            await carry_out(ann, ChangePerson(id_text(ben.person), note="Ben\nnext door"), unheard)
            assert people_of(ann).contact(ben.person).note == "Ben next door"

    run(work())
