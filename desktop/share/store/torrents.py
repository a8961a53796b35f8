"""What this computer keeps of torrents: their bytes, and how far each is. Inside the caller's transaction."""

from sqlalchemy import Connection, exists, select
from sqlalchemy.dialects.sqlite import insert

from desktop.ids import ObjectId
from desktop.share.shares import Progress
from desktop.share.store.schema import SHARES, TORRENTS


def save_torrent(connection: Connection, share: ObjectId, data: bytes) -> None:
    _save(connection, share, {"data": data})


def torrent(connection: Connection, share: ObjectId) -> bytes | None:
    return connection.execute(select(TORRENTS.c.data).where(TORRENTS.c.share == share)).scalar()


def all_torrents(connection: Connection) -> dict[ObjectId, bytes]:
    rows = connection.execute(select(TORRENTS.c.share, TORRENTS.c.data).where(TORRENTS.c.data.is_not(None)))
    return {ObjectId(row.share): row.data for row in rows}


def save_choice(connection: Connection, share: ObjectId, choice: bytes | None) -> None:
    _save(connection, share, {"choice": choice})


def choice(connection: Connection, share: ObjectId) -> bytes | None:
    return connection.execute(select(TORRENTS.c.choice).where(TORRENTS.c.share == share)).scalar()


def choices(connection: Connection) -> dict[ObjectId, bytes]:
    query = select(TORRENTS.c.share, TORRENTS.c.choice).where(TORRENTS.c.choice.is_not(None))
    return {ObjectId(row.share): row.choice for row in connection.execute(query)}


def save_progress(connection: Connection, share: ObjectId, progress: Progress) -> None:
    _save(
        connection,
        share,
        {
            "resume": progress.resume,
            "done": progress.done,
            "total": progress.total,
            "fingerprint": progress.fingerprint,
        },
    )


def progress(connection: Connection) -> dict[ObjectId, Progress]:
    columns = (TORRENTS.c.resume, TORRENTS.c.done, TORRENTS.c.total, TORRENTS.c.fingerprint)
    query = select(TORRENTS.c.share, *columns).where(TORRENTS.c.resume.is_not(None))
    return {
        ObjectId(row.share): Progress(
            resume=row.resume, done=row.done, total=row.total, fingerprint=row.fingerprint
        )
        for row in connection.execute(query)
    }


def _save(connection: Connection, share: ObjectId, values: dict[str, bytes | int | None]) -> None:
    """Do nothing when the share is gone: the engine may still be reporting what was removed a moment ago."""
    if connection.execute(select(exists().where(SHARES.c.share == share))).scalar():
        row = {"share": share, "done": 0, "total": 0} | values
        connection.execute(
            insert(TORRENTS).values(row).on_conflict_do_update(index_elements=[TORRENTS.c.share], set_=values)
        )
