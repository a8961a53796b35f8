"""Who is let in through a tunnel, for which share: the one place that decides it."""

from collections.abc import Awaitable, Callable, Iterable

from desktop import keys
from desktop.clock import Clock, whole_seconds
from desktop.ids import ObjectId, ShareId
from desktop.net.tunnel.knock import Knock, names_of, proof_of
from desktop.node.transfers.swarms import Guests
from desktop.share.shares import Audience, Share


class Admission:
    """`shares` gives those here that go by an id: a link may name an id that is another's.

    `is_shut_out` says of an endpoint that its person is blocked, or has ended it: a link they still
    have opens nothing from there.
    """

    def __init__(
        self,
        own_endpoint: bytes,
        shares: Callable[[ShareId], Iterable[Share]],
        guests: Guests,
        is_shut_out: Callable[[bytes], bool],
        clock: Clock,
        may_be_given: Callable[[Share], Awaitable[bool]],
    ) -> None:
        self._own_endpoint = own_endpoint
        self._shares = shares
        self._guests = guests
        self._is_shut_out = is_shut_out
        self._clock = clock
        self._may_be_given = may_be_given

    async def __call__(self, caller: bytes, knock: Knock) -> frozenset[bytes] | None:
        """Return by what names the share goes in its swarm, None if `caller` may not have it."""
        if self._is_shut_out(caller):
            return None
        for share in self._shares(ShareId(ObjectId(knock.share))):
            is_theirs = self._is_open(share, caller) and self._is_proven(share, caller, knock)
            if is_theirs and await self._may_be_given(share):
                return names_of(share.infohash_v1, share.infohash_v2)
        return None

    def _is_proven(self, share: Share, caller: bytes, knock: Knock) -> bool:
        good = proof_of(share.secret, share.public_id, caller, self._own_endpoint)
        return keys.are_equal(knock.proof, good)

    def _is_open(self, share: Share, caller: bytes) -> bool:
        if has_ended(share, self._clock):
            return False
        match share.audience:
            case Audience.LINK:
                return bool(share.secret)
            case Audience.PEOPLE:
                return self._guests.may_have(share, caller)
            case Audience.PUBLIC:
                return False


def has_ended(share: Share, clock: Clock) -> bool:
    """Return whether a share that was given an end is over."""
    return share.ends is not None and whole_seconds(clock) >= share.ends
