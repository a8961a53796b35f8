"""Commands about this person: who, words, backup, and running as a node."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.clock import whole_seconds
from desktop.errors import BackupNotWritten, NoWindow
from desktop.events import ProfileChanged, WindowAsked
from desktop.ids import DeviceId, PersonId, id_text
from desktop.node import protocol
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.profile.backup import BackupAbout, write_backup
from desktop.profile.names import clean_name
from desktop.profile.profile import Profile
from desktop.profile.settings import Relay, format_settings
from desktop.profile.words import words_of
from desktop.reach import Reach
from desktop.share.codes.drawing import draw_code
from desktop.share.links import PersonLink, write_person_link


async def show_person(node: Node, command: protocol.ShowPerson, tell: Tell) -> protocol.PersonResult:
    del tell
    if command.new_link:
        await node.desk.run(node.profile.renew_link)
        node.hub.tell(ProfileChanged())
    found = person_result(node.profile, node.reach())
    if command.picture is not None:
        await asyncio.to_thread(draw_code, found.link, Path(command.picture))
    return found


def person_result(profile: Profile, reach: Reach) -> protocol.PersonResult:
    person = PersonId(profile.keyring.identity.public)
    link = PersonLink(person, profile.keyring.link_secret, profile.settings.name, reach)
    return protocol.PersonResult(
        person=id_text(person),
        name=profile.settings.name,
        device=id_text(DeviceId(profile.keyring.device.public)),
        link=write_person_link(link),
        shown_nearby=profile.settings.show_nearby,
    )


async def rename(node: Node, command: protocol.Rename, tell: Tell) -> protocol.NameResult:
    del tell
    settings = await node.desk.run(node.profile.change_settings, name=clean_name(command.name))
    node.hub.tell(ProfileChanged())
    if node.people is not None:
        node.people.whereabouts.tell_if_moved()
    return protocol.NameResult(name=settings.name)


async def choose_relay(node: Node, command: protocol.ChooseRelay, tell: Tell) -> protocol.RelayResult:
    """Note who may pass packets on; it counts from the next start."""
    del tell
    settings = node.profile.settings
    if command.choice is not None:
        relay = {"public": Relay.DEFAULT, "none": Relay.NONE}.get(command.choice, Relay.OWN)
        url = command.choice if relay is Relay.OWN else settings.own_relay
        settings = await node.desk.run(node.profile.change_settings, relay=relay, own_relay=url)
        node.hub.tell(ProfileChanged())
    name = "public" if settings.relay is Relay.DEFAULT else settings.relay.value
    return protocol.RelayResult(relay=name, url=settings.own_relay if settings.relay is Relay.OWN else None)


async def set_passphrase(
    node: Node, command: protocol.SetPassphrase, tell: Tell
) -> protocol.PassphraseResult:
    del tell
    await node.desk.run(node.profile.set_passphrase, command.passphrase)
    node.hub.tell(ProfileChanged())
    return protocol.PassphraseResult(sealed=command.passphrase is not None)


async def show_words(node: Node, command: protocol.ShowWords, tell: Tell) -> protocol.WordsResult:
    del command, tell
    return protocol.WordsResult(words=words_of(node.profile.keyring.identity.seed))


async def make_backup(node: Node, command: protocol.MakeBackup, tell: Tell) -> protocol.BackupResult:
    del tell
    return await node.desk.run(_back_up, node, Path(command.file))


async def run_node(node: Node, command: protocol.RunNode, tell: Tell) -> None:
    """Stay until cancelled."""
    del command
    me = person_result(node.profile, node.reach())
    tell(protocol.ReadyNews(person=me.person, link=me.link, swarm_port=node.swarm_port()))
    await asyncio.Event().wait()


async def open_window(node: Node, command: protocol.OpenWindow, tell: Tell) -> None:
    """Have the window come forward. Raises NoWindow."""
    del tell
    if not node.has_window:
        raise NoWindow
    node.hub.tell(WindowAsked(command.link))


def _back_up(node: Node, target: Path) -> protocol.BackupResult:
    if not target.parent.is_dir():
        raise BackupNotWritten(path=str(target), why="not-a-folder")
    state = node.store.state()
    about = BackupAbout(
        person=node.person,
        created=whole_seconds(node.clock),
        settings=format_settings(node.profile.settings),
        records=state.records,
    )
    with _copy_of_store(node) as copy:
        size = write_backup(target, node.profile.keyring.identity.seed, about, copy)
    return protocol.BackupResult(file=str(target), bytes=size, records=state.records)


@contextmanager
def _copy_of_store(node: Node) -> Iterator[Path]:
    """Give a file with everything in the store that does not change meanwhile."""
    path = node.profile.store_path
    if node.store.frozen is not None:
        yield path
        return
    # Named like the store's own leftovers: should we be killed meanwhile, `erase` finds it.
    copy = path.with_name(f".{path.name}.backup")
    try:
        node.store.snapshot(copy)
        yield copy
    finally:
        copy.unlink(missing_ok=True)
