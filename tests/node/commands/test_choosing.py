"""What is chosen is kept, counts where it should, and gives way to what a start was told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.clock import WallClock
from desktop.errors import FolderUnusable
from desktop.events import ProfileChanged
from desktop.ids import id_text
from desktop.node.alone import Alone
from desktop.node.commands.carrying_out import carry_out
from desktop.node.node import Node
from desktop.node.protocol import (
    AddPerson,
    ChangeSettings,
    ChooseRelay,
    MakeBackup,
    NetworkOptions,
    RemovePerson,
    Rename,
    Restore,
    SetPassphrase,
    SettingsResult,
    ShowSettings,
    ShowWords,
)
from tests.node.offers.circle import people_of, until
from tests.node.peers import LAB, open_node, run, running, running_node, unheard

ON_LOOPBACK = NetworkOptions(bind="127.0.0.1", dht_bootstrap="127.0.0.1:1")


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    node = open_node(tmp_path)
    yield node
    node.close()


def ask(node: Node, command: ShowSettings | ChangeSettings | None = None) -> SettingsResult:
    found: list[SettingsResult] = []

    async def work() -> None:
        found.append(await carry_out(node, command or ShowSettings(), unheard))

    run(work())
    return found[0]


def test_a_new_profile_has_everything_on_and_nothing_done(node: Node) -> None:
    said = ask(node)
    assert said.dht
    assert said.lan
    assert said.router
    assert said.doorbell
    assert not said.nearby
    assert (said.relay, said.welcomed, said.words_noted, said.sealed) == ("public", False, False, False)
    assert said.given == ("dht", "lan", "router", "relay")  # LAB forbids them all
    assert Path(said.log).parent == Path(said.profile) == node.profile.folder


def test_what_is_chosen_is_there_at_the_next_start(tmp_path: Path) -> None:
    for first in (True, False):
        node = open_node(tmp_path)
        if first:
            ask(node, ChangeSettings(dht=False, doorbell=False, downloads_at_once=2, welcomed=True))
        said = ask(node)
        node.close()
    assert (said.dht, said.lan, said.doorbell, said.downloads_at_once) == (False, True, False, 2)
    assert said.welcomed
    assert not said.words_noted


def test_what_is_got_goes_where_files_can_be_put(node: Node, tmp_path: Path) -> None:
    usual = ask(node).downloads
    (tmp_path / "file").write_bytes(b"")
    for bad in (str(tmp_path / "file"), "not/absolute", "/with\0nothing"):
        with pytest.raises(FolderUnusable):
            ask(node, ChangeSettings(downloads=bad))
    chosen = ask(node, ChangeSettings(downloads=str(tmp_path / "new")))
    assert (chosen.downloads, chosen.chosen) == (str(tmp_path / "new"), True)
    assert node.downloads() == tmp_path / "new"
    again = ask(node, ChangeSettings(downloads=""))
    assert (again.downloads, again.chosen) == (usual, False)


def test_a_start_takes_up_what_is_chosen(tmp_path: Path) -> None:
    first = Node.open(tmp_path / "profile", lambda: None, WallClock(), ON_LOOPBACK)
    first.profile.change_settings(use_dht=False, use_lan=False)
    first.close()

    async def work() -> None:
        async with running_node(tmp_path, ON_LOOPBACK) as node:
            assert node.rendezvous is None
            assert node.neighbourhood is None
            said = await carry_out(node, ShowSettings(), unheard)
            assert not said.given
            assert not said.waits

    run(work())


def test_what_is_said_at_the_start_wins_and_is_not_kept(node: Node) -> None:
    ask(node, ChangeSettings(dht=True, lan=True))
    assert node.network.no_dht
    assert node.network.no_router
    assert ask(node).dht


def test_it_is_said_what_waits_for_the_next_start(tmp_path: Path) -> None:
    async def work() -> None:
        async with running_node(tmp_path, ON_LOOPBACK) as node:
            changed = await carry_out(node, ChangeSettings(dht=False, router=False), unheard)
            assert changed.waits == ("dht", "router")
            await carry_out(node, ChooseRelay("none"), unheard)
            assert (await carry_out(node, ShowSettings(), unheard)).waits == ("dht", "router", "relay")
            back = await carry_out(node, ChangeSettings(dht=True), unheard)
            assert back.waits == ("router", "relay")

    run(work())


def test_what_this_start_forbids_anyway_waits_for_nothing(tmp_path: Path) -> None:
    async def work() -> None:
        async with running(tmp_path) as node:
            changed = await carry_out(node, ChangeSettings(dht=False, lan=False, router=False), unheard)
            assert not changed.waits
            await carry_out(node, ChooseRelay("none"), unheard)
            assert not (await carry_out(node, ShowSettings(), unheard)).waits

    run(work())


def test_how_many_arrive_at_once_counts_at_once(tmp_path: Path) -> None:
    async def work() -> None:
        async with running(tmp_path) as node:
            await carry_out(node, ChangeSettings(downloads_at_once=3), unheard)
            assert node.swarms is not None
            for engine in (node.swarms.public, node.swarms.private):
                assert engine._session.get_settings()["active_downloads"] == 3

    run(work())


def test_whoever_shows_it_is_told(tmp_path: Path) -> None:
    async def work() -> None:
        async with running_node(tmp_path, LAB) as node:
            for command in (
                ChangeSettings(lan=False),
                Rename("Ann"),
                SetPassphrase(None),
                ChooseRelay("none"),
            ):
                with node.hub.listen() as heard:
                    await carry_out(node, command, unheard)
                    assert await heard.next_within(5.0) == ProfileChanged()

    run(work())


def test_it_is_said_whether_a_passphrase_locks_the_keys(node: Node) -> None:
    async def work() -> None:
        await carry_out(node, SetPassphrase("tea for two"), unheard)
        assert (await carry_out(node, ShowSettings(), unheard)).sealed
        await carry_out(node, SetPassphrase(None), unheard)
        assert not (await carry_out(node, ShowSettings(), unheard)).sealed

    run(work())


def test_a_doorbell_that_is_off_hears_nobody(tmp_path: Path) -> None:
    async def work() -> None:
        async with running(tmp_path / "ann") as ann, running(tmp_path / "ben") as ben:
            await carry_out(ben, ChangeSettings(doorbell=False), unheard)
            await carry_out(ann, AddPerson(ben.person_link()), unheard)
            await until(ann, lambda: not people_of(ann).is_asking(ben.person))
            assert not people_of(ben).requests()

            await carry_out(ben, ChangeSettings(doorbell=True), unheard)
            await carry_out(ann, RemovePerson(id_text(ben.person)), unheard)
            await carry_out(ann, AddPerson(ben.person_link()), unheard)
            await until(ben, lambda: bool(people_of(ben).requests()))

    run(work())


def test_whoever_comes_back_with_their_words_has_them(tmp_path: Path) -> None:
    async def work() -> None:
        node = open_node(tmp_path)
        backup = str(tmp_path / "backup")
        await carry_out(node, MakeBackup(backup), unheard)
        words = await carry_out(node, ShowWords(), unheard)
        node.close()
        again = Alone(tmp_path / "again", LAB, WallClock(), None)
        await again.carry_out(Restore(backup, " ".join(words.words)), unheard)
        said = await again.carry_out(ShowSettings(), unheard)
        assert isinstance(said, SettingsResult)
        assert said.words_noted
        assert not said.welcomed  # as it was when the backup was made

    run(work())
