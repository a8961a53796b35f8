"""Commands about people, carried out by real nodes on loopback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import LinkOfOwn, NotALink
from desktop.events import Event, PersonChanged
from desktop.ids import id_text
from desktop.node.commands.carrying_out import carry_out
from desktop.node.hub import Subscription
from desktop.node.node import Node
from desktop.node.protocol import (
    AcceptPerson,
    AddPerson,
    BlockPerson,
    ChangePerson,
    ContactResult,
    DeclinePerson,
    ListNearby,
    ListPeople,
    LookAtLink,
    PathNow,
    Rename,
    ShowPerson,
    Standing,
)
from tests.node.offers.circle import acquaint, circle, people_of, until
from tests.node.peers import run, running, two_nodes, unheard


@pytest.fixture
def homes(tmp_path: Path) -> list[Path]:
    homes = [tmp_path / name for name in ("ann", "ben")]
    acquaint(homes)
    return homes


class Noting(Subscription):
    """Notes how many waited whenever something about a person was told."""

    def __init__(self, count: Callable[[], int]) -> None:
        super().__init__()
        self._count = count
        self.waiting: list[int] = []

    def put(self, event: Event) -> None:
        if isinstance(event, PersonChanged):
            self.waiting.append(self._count())


async def only_contact(node: Node) -> ContactResult:
    (contact,) = await carry_out(node, ListPeople(), unheard)
    return contact


def test_the_list_tells_what_a_card_shows(homes: list[Path]) -> None:
    async def work() -> None:
        async with running(homes[0]) as ann:
            async with running(homes[1]) as ben:
                await until(ann, lambda: people_of(ann).is_online(ben.person))
                await carry_out(
                    ann, ChangePerson(id_text(ben.person), "next door", auto_accept=True), unheard
                )
                await until(ann, lambda: people_of(ann).paths.to(ben.person) == "direct")
                here = await only_contact(ann)
                assert (here.online, here.path) == (True, PathNow.DIRECT)
                assert (here.note, here.auto_accept) == ("next door", True)
                assert here.added is not None
            await until(ann, lambda: not people_of(ann).is_online(ben.person))
            gone = await only_contact(ann)
            assert (gone.online, gone.path) == (False, PathNow.NONE)
            assert gone.seen is not None
            assert here.added <= gone.seen

    run(work())


def test_a_way_that_changes_is_told_once(homes: list[Path]) -> None:
    async def work() -> None:
        async with circle(*homes) as (ann, ben):
            paths = people_of(ann).paths
            await until(ann, lambda: paths.to(ben.person) == "direct")
            paths.tell_changes()  # whoever came is told already, and the way to them is known now
            with ann.hub.listen() as heard:
                paths.tell_changes()
                assert await heard.next_within(0) is None
                people_of(ann).switchboard.drop(people_of(ben).own_reach().endpoint)
                await until(ann, lambda: paths.to(ben.person) == "none")
                paths.tell_changes()
                assert await heard.next_within(1) == PersonChanged(ben.person)

    run(work())


def test_whom_a_link_leads_to_is_seen_without_asking(tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (ann, ben):
            await carry_out(ben, ShowPerson(picture=str(tmp_path / "ben.png")), unheard)
            for given in (ben.person_link(), str(tmp_path / "ben.png")):
                seen = await carry_out(ann, LookAtLink(given), unheard)
                assert (seen.person, seen.name) == (id_text(ben.person), ben.profile.settings.name)
                assert (seen.state, seen.asks, seen.alike) == (None, False, None)
                assert seen.link.startswith("passalong:")
            assert not people_of(ann).contacts()
            assert not people_of(ben).requests()
            with pytest.raises(LinkOfOwn):
                await carry_out(ann, LookAtLink(ann.person_link()), unheard)
            with pytest.raises(NotALink):
                await carry_out(ann, LookAtLink("hello"), unheard)

    run(work())


def test_a_look_tells_how_one_stands_already(tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (ann, ben):
            await carry_out(ann, AddPerson(ben.person_link()), unheard)
            asked = await carry_out(ann, LookAtLink(ben.person_link()), unheard)
            assert asked.state is Standing.REQUESTED
            assert asked.alike is not None
            assert asked.alike.known
            await until(ben, lambda: bool(people_of(ben).requests()))
            waits = await carry_out(ben, LookAtLink(ann.person_link()), unheard)
            assert (waits.state, waits.asks) == (None, True)

    run(work())


def test_a_look_warns_of_a_name_that_imitates(homes: list[Path], tmp_path: Path) -> None:
    async def work() -> None:
        async with running(homes[0]) as ann, running(tmp_path / "mallory") as mallory:
            known = await only_contact(ann)
            mallory.profile.change_settings(name=known.name.upper())
            seen = await carry_out(ann, LookAtLink(mallory.person_link()), unheard)
            assert seen.alike is not None
            assert (seen.alike.known, seen.alike.name) == (False, known.name)

    run(work())


def test_whoever_is_blocked_while_asking_keeps_a_name_to_be_found_by(tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (ann, ben):
            await carry_out(ann, AddPerson(ben.person_link()), unheard)
            await until(ben, lambda: bool(people_of(ben).requests()))
            await carry_out(ben, BlockPerson(id_text(ann.person)), unheard)
            blocked = await only_contact(ben)
            assert (blocked.name, blocked.state) == (ann.profile.settings.name, Standing.BLOCKED)

    run(work())


@pytest.mark.parametrize("answer", [AcceptPerson, DeclinePerson, BlockPerson])
def test_it_is_told_when_nobody_waits_any_more(
    tmp_path: Path, answer: type[AcceptPerson | DeclinePerson | BlockPerson]
) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (ann, ben):
            await carry_out(ann, AddPerson(ben.person_link()), unheard)
            await until(ben, lambda: bool(people_of(ben).requests()))
            noting = Noting(lambda: len(people_of(ben).requests()))
            ben.hub._listeners.append(noting)
            await carry_out(ben, answer(id_text(ann.person)), unheard)
            assert noting.waiting[-1] == 0  # whoever asks for the list when told finds it as it is now
            ben.hub._listeners.remove(noting)

    run(work())


def test_whether_one_shows_oneself_is_told(tmp_path: Path) -> None:
    async def work() -> None:
        async with running(tmp_path / "ann") as ann:
            assert not (await carry_out(ann, ShowPerson(), unheard)).shown_nearby
            await carry_out(ann, ListNearby(show=True), unheard)
            assert (await carry_out(ann, ShowPerson(), unheard)).shown_nearby

    run(work())


def test_whoever_asks_is_accepted_by_name_and_a_new_name_is_heard(tmp_path: Path) -> None:
    async def work() -> None:
        async with two_nodes(tmp_path) as (ann, ben):
            await carry_out(ann, Rename("Ann"), unheard)
            await carry_out(ann, AddPerson(ben.person_link()), unheard)
            await until(ben, lambda: bool(people_of(ben).requests()))
            await carry_out(ben, AcceptPerson("Ann"), unheard)
            await until(ann, lambda: people_of(ann).is_online(ben.person))
            await until(ben, lambda: people_of(ben).is_online(ann.person))
            await carry_out(ann, Rename("Anna"), unheard)
            await until(ben, lambda: people_of(ben).name_of(ann.person) == "Anna")
            assert [known.name for known in await carry_out(ben, ListPeople(), unheard)] == ["Anna"]

    run(work())
