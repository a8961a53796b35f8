"""What is said about this person's own computers."""

from collections.abc import Sequence
from typing import Final

from desktop import limits
from desktop.cli.answer import Answer, Look
from desktop.cli.tables import columns
from desktop.node import protocol
from desktop.node.protocol import AnyCommand
from desktop.ui.words.formats import local_time
from desktop.ui.words.language import Language
from desktop.ui.words.plain import plain

_ID_LENGTH: Final = limits.ID_PREFIX_LENGTH


def devices_answer(command: AnyCommand, result: list[protocol.DeviceResult], look: Look) -> Answer:
    del command
    others = any(device.ended is None and not device.this for device in result)
    return Answer(
        body="\n".join(columns([_row(device, look.language) for device in result])),
        after=look.language.say("passalong devices end ID ends one that is lost or given away.")
        if others
        else "",
    )


def ended_answer(command: AnyCommand, result: protocol.DeviceResult, look: Look) -> Answer:
    del command
    say = look.language.say
    return Answer(
        before=say(
            "It is none of yours any more. Those who know you are told in the next call at the latest."
        ),
        body="\n".join(columns([_row(result, look.language)])),
        after=say("Whoever can read its keys can still be you: that ends with new words, as somebody new."),
    )


def _row(device: protocol.DeviceResult, language: Language) -> Sequence[str]:
    this = language.say("this computer") if device.this else ""
    since = language.say("since {time}", time=local_time(device.since))
    ended = language.say("ended {time}", time=local_time(device.ended)) if device.ended is not None else ""
    return plain(device.device)[:_ID_LENGTH], since, this or ended
