"""The rows of the list as they are shown: filtered, searched, sorted, counted. Pure; no Qt.

Kept up with what changes, so that of 20,000 rows only those are touched that are different. Whoever shows
them is told of each change before and after it is made.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.events import TransferRow
from desktop.ui.transfers.acts import needs_person
from desktop.ui.words.transfers import is_given

_MANY = 200
"""So many rows that come or go at once are shown anew as a whole."""


class Pile(StrEnum):
    """What the chips narrow the list to."""

    ALL = "all"
    ARRIVING = "arriving"
    SHARING = "sharing"
    NEEDS_YOU = "needs you"


class Order(StrEnum):
    """How the list is sorted."""

    NEWEST = "newest"
    NAME = "name"
    SIZE = "size"


type Key = tuple[int | str, int]


class Shows(Protocol):
    """Is told of what changes, by the place in the list."""

    def will_insert(self, place: int) -> None: ...
    def has_inserted(self) -> None: ...
    def will_remove(self, place: int) -> None: ...
    def has_removed(self) -> None: ...
    def has_changed(self, place: int) -> None: ...
    def will_renew(self) -> None: ...
    def has_renewed(self) -> None: ...


@dataclass(frozen=True, slots=True)
class View:
    """What the person wants to see."""

    pile: Pile = Pile.ALL
    order: Order = Order.NEWEST
    search: str = ""


class Rows:
    """`shown` are the rows that fit `view`, in its order."""

    def __init__(self, listener: Shows) -> None:
        self._listener = listener
        self._rows: dict[bytes, TransferRow] = {}
        self._ages: dict[bytes, int] = {}
        self._counts: Counter[Pile] = Counter()
        self._next_age = 0
        self._keys: list[Key] = []
        self._words: list[str] = []
        self.shown: list[TransferRow] = []
        self.view = View()
        self.down = 0
        self.up = 0

    def count(self, pile: Pile) -> int:
        return len(self._rows) if pile is Pile.ALL else self._counts[pile]

    def __contains__(self, transfer: bytes) -> bool:
        return transfer in self._rows

    def get(self, transfer: bytes) -> TransferRow | None:
        return self._rows.get(transfer)

    def place_of(self, transfer: bytes) -> int | None:
        """Return where a transfer is shown, None if it is not."""
        row = self._rows.get(transfer)
        return None if row is None or not self._fits(row) else self._find(self._key(row))

    def look_at(self, view: View) -> None:
        """Show other rows, or in another order."""
        if view == self.view:
            return
        self.view = view
        self._words = view.search.casefold().split()
        self._renew()

    def take(self, transfers: Mapping[bytes, TransferRow]) -> None:
        """Keep up with all there are now; rows that are the very same objects are not looked at."""
        gone = [] if transfers.keys() >= self._rows.keys() else [*(self._rows.keys() - transfers.keys())]
        changed = [row for key, row in transfers.items() if self._rows.get(key) is not row]
        new = sum(row.transfer not in self._rows for row in changed)
        if len(gone) + new > _MANY:
            self._forget(gone)
            self._note(changed)
            self._renew()
            return
        for key in gone:
            self._leave(self._rows[key])
            self._forget([key])
        for row in changed:
            self._change(row)

    # --- what is known ----------------------------------------------------------------------------

    def _note(self, rows: Iterable[TransferRow]) -> None:
        for row in rows:
            old = self._rows.get(row.transfer)
            if old is not None:
                self._uncount(old)
            else:
                self._ages[row.transfer] = self._next_age
                self._next_age += 1
            self._rows[row.transfer] = row
            self._counts[pile_of(row)] += 1
            self.down += row.down
            self.up += row.up

    def _forget(self, keys: Iterable[bytes]) -> None:
        for key in keys:
            self._uncount(self._rows.pop(key))
            del self._ages[key]

    def _uncount(self, row: TransferRow) -> None:
        self._counts[pile_of(row)] -= 1
        self.down -= row.down
        self.up -= row.up

    # --- what is shown ----------------------------------------------------------------------------

    def _renew(self) -> None:
        self._listener.will_renew()
        pairs = sorted(((self._key(row), row) for row in self._rows.values() if self._fits(row)), key=_first)
        self._keys = [key for key, _ in pairs]
        self.shown = [row for _, row in pairs]
        self._listener.has_renewed()

    def _change(self, row: TransferRow) -> None:
        """Note one row that came or is different, and show the difference."""
        old = self._rows.get(row.transfer)
        place = None
        if old is not None and self._fits(old):
            if self._fits(row) and self._key(old) == self._key(row):
                place = self._find(self._key(old))
            else:
                self._leave(old)
        self._note((row,))
        if place is not None:
            self.shown[place] = row
            self._listener.has_changed(place)
        elif self._fits(row):
            self._enter(row)

    def _enter(self, row: TransferRow) -> None:
        key = self._key(row)
        place = bisect_left(self._keys, key)
        self._listener.will_insert(place)
        self._keys.insert(place, key)
        self.shown.insert(place, row)
        self._listener.has_inserted()

    def _leave(self, row: TransferRow) -> None:
        if not self._fits(row):
            return
        place = self._find(self._key(row))
        self._listener.will_remove(place)
        del self._keys[place], self.shown[place]
        self._listener.has_removed()

    def _find(self, key: Key) -> int:
        return bisect_left(self._keys, key)

    def _fits(self, row: TransferRow) -> bool:
        if self.view.pile is not Pile.ALL and pile_of(row) is not self.view.pile:
            return False
        if not self._words:
            return True
        name = row.name.casefold()
        return all(word in name for word in self._words)

    def _key(self, row: TransferRow) -> Key:
        """Return by what it is sorted; no two rows have the same."""
        age = self._ages[row.transfer]
        match self.view.order:
            case Order.NEWEST:
                return (-row.added, -age)
            case Order.NAME:
                return (row.name.casefold(), age)
            case Order.SIZE:
                return (-row.total, age)


def pile_of(row: TransferRow) -> Pile:
    """Return the one pile that a row is on."""
    if needs_person(row):
        return Pile.NEEDS_YOU
    return Pile.SHARING if is_given(row) else Pile.ARRIVING


def _first(pair: tuple[Key, TransferRow]) -> Key:
    return pair[0]
