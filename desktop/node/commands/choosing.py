"""Commands about what is chosen: where things go, and what the network may learn."""

from importlib.metadata import version
from pathlib import Path

from desktop.errors import FolderUnusable
from desktop.events import ProfileChanged
from desktop.files import can_hold
from desktop.node import network, protocol
from desktop.node.node import Node
from desktop.node.protocol import Tell
from desktop.paths import LOG_FILE
from desktop.profile.settings import Relay


async def show_settings(node: Node, command: protocol.ShowSettings, tell: Tell) -> protocol.SettingsResult:
    del command, tell
    return settings_result(node)


async def change_settings(
    node: Node, command: protocol.ChangeSettings, tell: Tell
) -> protocol.SettingsResult:
    """Note what is chosen. How the network is used counts from the next start, all else at once."""
    del tell
    changes = _changes(command)
    if command.downloads is not None:
        changes["downloads"] = await node.desk.run(_folder, command.downloads)
    if changes:
        await node.desk.run(node.profile.change_settings, **changes)
        node.hub.tell(ProfileChanged())
    if command.downloads_at_once is not None and node.swarms is not None:
        node.swarms.get_at_once(command.downloads_at_once)
    return settings_result(node)


def settings_result(node: Node) -> protocol.SettingsResult:
    settings, runs = node.profile.settings, node.transfers is not None
    return protocol.SettingsResult(
        downloads=str(node.downloads()),
        chosen=settings.downloads is not None,
        downloads_at_once=settings.downloads_at_once,
        dht=settings.use_dht,
        lan=settings.use_lan,
        router=settings.use_router,
        doorbell=settings.hear_strangers,
        nearby=settings.show_nearby,
        relay="public" if settings.relay is Relay.DEFAULT else settings.relay.value,
        relay_url=settings.own_relay if settings.relay is Relay.OWN else None,
        sealed=node.profile.is_sealed,
        welcomed=settings.welcomed,
        words_noted=settings.words_noted,
        given=network.given(node.said),
        waits=network.waits(node.said, node.began_with, settings) if runs else (),
        profile=str(node.profile.folder),
        log=str(node.profile.folder / LOG_FILE),
        version=version("passalong"),
    )


def _changes(command: protocol.ChangeSettings) -> dict[str, object]:
    """Return what is to be different, by the names that settings have."""
    wished = {
        "downloads_at_once": command.downloads_at_once,
        "use_dht": command.dht,
        "use_lan": command.lan,
        "use_router": command.router,
        "hear_strangers": command.doorbell,
        "welcomed": command.welcomed,
        "words_noted": command.words_noted,
    }
    return {name: value for name, value in wished.items() if value is not None}


def _folder(text: str) -> str | None:
    """Return a folder that files can be put into, None for the system's own. Raises FolderUnusable."""
    if not text:
        return None
    if "\0" in text or not Path(text).is_absolute() or not can_hold(Path(text)):
        raise FolderUnusable(path=text)
    return text
