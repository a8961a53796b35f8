"""Passes of files in the store, on this computer only: one of the two computers between which they go."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop import limits
from desktop.ids import PersonId
from desktop.share.offers import OPEN, Direction, Offer, OfferKey
from desktop.share.store.columns import as_stored
from desktop.share.store.database import Database
from desktop.share.store.schema import OFFERS


class OffersStore:
    """A part of the store, with the same rules: every change is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offers(self) -> list[Offer]:
        """Return every pass, newest first."""
        query = select(OFFERS).order_by(OFFERS.c.at.desc(), OFFERS.c.offer)
        with self._database.read() as connection:
            return [Offer(**row) for row in connection.execute(query).mappings()]

    def save(self, *offers: Offer) -> list[OfferKey]:
        """Keep these as they are now; return which of those that are over gave way.

        No more than `limits.OFFERS_OVER` of them stay, and those that the other side has still to hear of.
        """
        with self._database.write() as connection:
            for offer in offers:
                row = {name: as_stored(getattr(offer, name)) for name in OFFERS.c.keys()}  # noqa: SIM118 - no mapping
                connection.execute(
                    insert(OFFERS)
                    .values(row)
                    .on_conflict_do_update(index_elements=[OFFERS.c.offer, OFFERS.c.person], set_=row)
                )
            return _prune(connection)

    def forget(self, person: PersonId) -> None:
        """Take away all that was between us and somebody."""
        with self._database.write() as connection:
            connection.execute(delete(OFFERS).where(OFFERS.c.person == person))


def _prune(connection: Connection) -> list[OfferKey]:
    owed = (OFFERS.c.direction == Direction.OUT) & OFFERS.c.is_told.is_(False)
    over = OFFERS.c.state.not_in(sorted(OPEN)) & ~owed
    newest = select(OFFERS.c.person, OFFERS.c.offer).where(over).order_by(OFFERS.c.at.desc(), OFFERS.c.offer)
    surplus = [(row.person, row.offer) for row in connection.execute(newest.offset(limits.OFFERS_OVER))]
    for person, offer in surplus:
        connection.execute(delete(OFFERS).where(OFFERS.c.person == person, OFFERS.c.offer == offer))
    return surplus
