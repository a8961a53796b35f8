"""Every transfer of a running node, found by its own key and by the share that it is about."""

from collections.abc import Iterator, Mapping

from desktop.errors import IdUnknown
from desktop.ids import ObjectId, ShareId, id_text
from desktop.node.transfers.live import Live


class AtHand(Mapping[bytes, Live]):
    """Lives on the node's loop. Asked at every knock and offer, so a share is not looked for among all."""

    def __init__(self) -> None:
        self._live: dict[bytes, Live] = {}
        self._of_share: dict[ShareId, list[Live]] = {}

    def __getitem__(self, key: bytes) -> Live:
        return self._live[key]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._live)

    def __reversed__(self) -> Iterator[bytes]:
        return reversed(self._live)

    def __len__(self) -> int:
        return len(self._live)

    def put(self, live: Live) -> None:
        self._live[live.key] = live
        self._of_share.setdefault(live.share.public_id, []).append(live)

    def drop(self, live: Live) -> None:
        del self._live[live.key]
        its = self._of_share[live.share.public_id]
        its.remove(live)
        if not its:
            del self._of_share[live.share.public_id]

    def find(self, transfer: ObjectId) -> Live:
        """Return a transfer that may have been removed a moment ago. Raises IdUnknown."""
        live = self._live.get(transfer)
        if live is None:
            raise IdUnknown(what="transfer", text=id_text(transfer))
        return live

    def of_share(self, share: ShareId) -> tuple[Live, ...]:
        """Return what goes by an id that people see, oldest first: as a rule one or none."""
        return tuple(self._of_share.get(share, ()))

    def of_torrent(self, infohash_v1: bytes | None, infohash_v2: bytes | None) -> Live | None:
        for live in self._live.values():
            share = live.share
            if (infohash_v2 and share.infohash_v2 == infohash_v2) or (
                infohash_v1 and share.infohash_v1 == infohash_v1
            ):
                return live
        return None
