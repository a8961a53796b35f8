"""The command `limit`: how fast things are given and got, when, and when not at all."""

from typing import Final

import msgspec

from desktop.errors import BadArgument
from desktop.node import protocol
from desktop.node.node import Node
from desktop.node.pacing import Surroundings
from desktop.node.power import on_battery
from desktop.node.protocol import Tell
from desktop.profile.settings import Settings

_SETTING_OF: Final = {
    "up": "upload_limit",
    "down": "download_limit",
    "at_once": "downloads_at_once",
    "slow_hours": "slow_hours",
    "slow_up": "slow_upload",
    "slow_down": "slow_download",
    "rest_on_battery": "rest_on_battery",
    "rest_on_metered": "rest_on_metered",
}


async def set_limits(node: Node, command: protocol.SetLimits, tell: Tell) -> protocol.LimitResult:
    del tell
    wished = {setting: getattr(command, field) for field, setting in _SETTING_OF.items()}
    changes = {name: value for name, value in wished.items() if value is not None}
    _check(changes)
    if changes:
        await node.desk.run(node.profile.change_settings, **changes)
    if node.pacer is not None:
        if command.metered is not None:
            node.pacer.tell_metered(metered=command.metered)
        node.pacer.look()
    if node.swarms is not None and command.at_once is not None:
        node.swarms.get_at_once(command.at_once)
    around = node.pacer.around if node.pacer is not None else Surroundings(on_battery())
    return _result(node.profile.settings, around)


def _check(changes: dict[str, object]) -> None:
    """Raise BadArgument for hours that are none."""
    try:
        msgspec.convert(changes, Settings)
    except msgspec.ValidationError as error:
        raise BadArgument(name="--slow-hours", text=str(changes.get("slow_hours", ""))) from error


def _result(settings: Settings, around: Surroundings) -> protocol.LimitResult:
    chosen = {field: getattr(settings, setting) for field, setting in _SETTING_OF.items()}
    return protocol.LimitResult(**chosen, battery=around.on_battery, metered=around.metered)
