"""The list of transfers as lines: what it is, how far it is, and why it does not move."""

from collections.abc import Sequence
from typing import Final

from desktop import limits
from desktop.cli.answer import Look
from desktop.cli.mends import sentence_of_reason
from desktop.cli.tables import bar, columns, fold
from desktop.node.protocol import TransferResult
from desktop.reasons import NotRunning
from desktop.ui.words.formats import local_time, people, share_of, size, speed
from desktop.ui.words.language import Language
from desktop.ui.words.plain import brief, plain

_NAME_LENGTH: Final = 32


def transfer_lines(rows: Sequence[TransferResult], look: Look) -> list[str]:
    """Return one line for each transfer, and a second one where there is a reason to tell."""
    ids = _short_ids([plain(row.transfer) for row in rows])
    table = columns(
        [
            (
                short_id,
                bar(row.done, row.total),
                (share_of(row.done, row.total) if row.total else "").rjust(5),
                brief(row.name, _NAME_LENGTH),
                _state(row, look.language),
                _details(row, look.language),
            )
            for row, short_id in zip(rows, ids, strict=True)
        ]
    )
    lines: list[str] = []
    for row, line in zip(rows, table, strict=True):
        lines.append(line)
        if row.reason is not None:
            indent = " " * (max(map(len, ids)) + 2)
            why = sentence_of_reason(row.reason, look.language)
            lines.append(look.ink.warning(fold(indent + why, look.width, indent)))
    return lines


def _short_ids(ids: list[str]) -> list[str]:
    """Cut ids to as few characters as still tell them apart, and as a command accepts."""
    length = limits.ID_PREFIX_LENGTH
    longest = max(map(len, ids))
    while length < longest and len({text[:length] for text in ids}) < len(set(ids)):
        length += 1
    return [text[:length] for text in ids]


def _state(row: TransferResult, language: Language) -> str:
    say = language.say
    if isinstance(row.reason, NotRunning) and row.reason.finished:
        return say("here")
    words = {
        "checking": say("looking through"),
        "downloading": say("getting"),
        "seeding": say("giving"),
        "paused": say("resting"),
        "waiting": say("waiting"),
        "failed": say("needs you"),
    }
    return words.get(row.state, plain(row.state))


def _details(row: TransferResult, language: Language) -> str:
    amount = size(row.total, language) if row.total else ""
    until = language.say("until {time}", time=local_time(row.ends)) if row.ends is not None else ""
    return ", ".join(filter(None, (amount, until, _movement(row, language))))


def _movement(row: TransferResult, language: Language) -> str:
    who = people(row.peers, language)
    if row.down:
        return language.say("{speed} from {people}", speed=speed(row.down, language), people=who)
    if row.up:
        return language.say("{speed} to {people}", speed=speed(row.up, language), people=who)
    return ""
