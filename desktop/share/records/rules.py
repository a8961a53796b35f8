"""The rules by which records become one truth, the same for everybody and in any order of arrival.

Pure functions of signed bytes, day and table of kinds; docs/protocol.md says them in words. Any thread.
"""

from collections.abc import Collection, Iterable, Sequence

from desktop import limits
from desktop.clock import SECONDS_PER_DAY, hybrid_seconds
from desktop.ids import PersonId
from desktop.share.records.envelope import Record
from desktop.share.records.kinds import TOMBSTONE, Kinds


def is_early(record: Record, now: float) -> bool:
    """Return whether the record is dated further ahead than clocks may differ, and so is held until due."""
    return due(record) > now


def due(record: Record) -> int:
    """Return the second from which on the record counts."""
    return max(record.envelope.created, hybrid_seconds(record.envelope.clock)) - limits.FUTURE_SECONDS


def end_of_life(record: Record, kinds: Kinds) -> int | None:
    """Return the second at which the record stops counting: the earlier of its own and its kind's, if any."""
    envelope = record.envelope
    kind = kinds.get(envelope.kind)
    if kind is not None and kind.lasting:
        return None
    ends = [int(envelope.expires)] if envelope.expires else []
    if kind is not None and kind.longest_life is not None:
        ends.append(envelope.created + kind.longest_life)
    return min(ends, default=None)


def is_expired(record: Record, day: int, kinds: Kinds) -> bool:
    """Return whether the record's life was over before `day` began."""
    end = end_of_life(record, kinds)
    return end is not None and end <= day * SECONDS_PER_DAY


def newest_first(records: Iterable[Record]) -> list[Record]:
    """Return `records` with the one that wins first."""
    return sorted(records, key=lambda record: (record.envelope.clock, record.id), reverse=True)


def founding(records: Iterable[Record]) -> Record | None:
    """Return the record that founds the object which all `records` are about, if it is among them."""
    return next((record for record in records if record.founds), None)


def may_edit(record: Record, founding_record: Record) -> bool:
    """Return whether `record` may say something new about the object: its founder may, from any device."""
    return record.envelope.author == founding_record.envelope.author


def living(records: Sequence[Record], day: int, kinds: Kinds) -> list[Record]:
    """Return those of `records`, all about one object, that count on `day`.

    A tombstone always does: it says only that its author takes the object back. It buries all else about an
    object that its author founded, and about one whose founder is unknown here: it may well have come first.
    """
    current = [record for record in records if not is_expired(record, day, kinds)]
    buriers = {record.envelope.author for record in current if _is_tombstone(record)}
    if not _is_buried(founding(current), buriers):
        return current
    return [record for record in current if _is_tombstone(record)]


def _is_tombstone(record: Record) -> bool:
    return record.envelope.kind == TOMBSTONE and not record.founds


def _is_buried(founding_record: Record | None, buriers: Collection[PersonId]) -> bool:
    if founding_record is None:
        return bool(buriers)
    return founding_record.envelope.author in buriers
