"""One transfer while the node runs, and how it looks to a person."""

import asyncio
import math
from dataclasses import dataclass, field
from typing import Final, Self

from desktop.events import TransferRow, TransferState
from desktop.net.torrent.contents import Contents
from desktop.net.torrent.footing import Placed
from desktop.net.torrent.news import Doing, Snapshot
from desktop.net.torrent.placing import Placement
from desktop.node.transfers.machine import Phase, TransferMachine
from desktop.reasons import AnyReason, FetchingDetails, InQueue, NobodyHasIt, NotRunning
from desktop.share.shares import Progress, Role, Share, Transfer

_GIVING: Final = frozenset({TransferState.SEEDING, TransferState.DOWNLOADING})
NOTHING_YET = Snapshot(Doing.STOPPED, done=0, total=0, down=0, up=0, peers=0)


@dataclass(slots=True, eq=False)
class Live:
    """What the service knows of one transfer. Changed on the node's loop only; never handed out."""

    share: Share
    transfer: Transfer
    machine: TransferMachine
    torrent: bytes | None = None
    contents: Contents | None = None
    choice: bytes | None = None
    """How soon each entry of the torrent is wanted, 0 for not at all; None as long as nobody chose."""
    wanted: frozenset[int] | None = None
    placement: Placement | None = None
    snapshot: Snapshot = NOTHING_YET
    fingerprint: bytes | None = None
    glanced: float = -math.inf
    """When its files were last seen to be as they were before somebody was let in, by the monotonic clock."""
    saved_at: int = 0
    """How many bytes were here when its progress was last saved."""
    is_saved: bool = False
    """What is stored about its progress is still right."""
    is_unsure: bool = False
    """The node before did not end in order, and this was not compared with the disk since."""
    is_asked_for: bool = False
    """Somebody asked to get it, and it was not found whole since."""
    is_only_gone: bool = False
    """What was found missing is gone, not changed: to get it again writes over nothing."""
    wanted_size: int = 0
    wanted_count: int = 0
    held: AnyReason | None = None
    """Why all transfers rest for the time being, if they do."""
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while its files are chosen among or moved: who asks second sees what came of the first."""
    arrived: set[bytes] = field(default_factory=set)
    arrived_at: set[bytes] = field(default_factory=set)
    """The endpoints at which it was seen to have arrived: who comes back with all of it is no news."""
    is_to_be_seen: bool = False
    """All of it lay on the disk already: whoever gives it has yet to see that it is here."""
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    """What is being done for it right now; ends when it is removed."""
    looking: asyncio.Task[None] | None = None
    """That of them which looks at the files as they are; a new comparison ends it."""

    @classmethod
    def of(cls, share: Share, transfer: Transfer, torrent: bytes | None) -> Self:
        """Return a transfer as it is when a node takes it up, or just after it was asked for."""
        phase = Phase.DETAILS
        if torrent is not None:
            phase = Phase.CHECKING if transfer.is_placed else Phase.PLACING
        machine = TransferMachine(phase, own=transfer.is_settled and phase is Phase.CHECKING)
        return cls(share, transfer, machine, torrent)

    @property
    def key(self) -> bytes:
        return self.share.share

    @property
    def is_getting(self) -> bool:
        """Whether others are asked for it: not while it rests, nor for files that are the person's own."""
        return not (self.machine.own or self.transfer.paused or self.machine.phase is Phase.FAILED)

    @property
    def wanted_places(self) -> tuple[Placed, ...]:
        """Where on disk every wanted file is to be."""
        files = self.placement.files if self.placement else ()
        return tuple(file for file in files if self.wanted is None or file.index in self.wanted)


def _name(share: Share, transfer: Transfer) -> str:
    """Return what it is called: as its link says, or as it was shared; a magnet link need not say it."""
    if share.is_public and transfer.role is Role.GET:
        return share.name or share.title
    return share.title or share.name or ""


def row_of(live: Live) -> TransferRow:
    """Return what a person sees of a running transfer."""
    state, reason = _state_of(live)
    whole = _is_whole(live)
    total = live.wanted_size or live.share.size or 0
    return TransferRow(
        transfer=live.share.share,
        share=live.share.public_id,
        name=_name(live.share, live.transfer),
        state=state,
        done=total if whole else min(live.snapshot.done, total),
        total=total,
        # The speed last measured lingers on for half a minute after the last byte.
        down=live.snapshot.down if state is TransferState.DOWNLOADING else 0,
        up=live.snapshot.up if live.snapshot.peers and state in _GIVING else 0,
        peers=live.snapshot.peers,
        reason=reason,
        path=str(live.placement.top) if live.placement else None,
        files=live.wanted_count or live.share.files or 0,
        whole=whole,
        role=live.transfer.role,
        audience=live.share.audience,
        added=live.transfer.added,
        finished=live.transfer.finished,
        sent=live.snapshot.sent,
        whole_peers=live.snapshot.whole_peers,
        arrived=len(live.arrived),
        ends=live.share.ends,
    )


def row_at_rest(share: Share, transfer: Transfer, progress: Progress | None) -> TransferRow:
    """Return what a person sees of a transfer while no node runs."""
    whole = transfer.is_settled
    total = (progress.total if progress else 0) or share.size or 0
    return TransferRow(
        transfer=share.share,
        share=share.public_id,
        name=_name(share, transfer),
        state=TransferState.PAUSED if transfer.paused else TransferState.WAITING,
        done=total if whole else (progress.done if progress else 0),
        total=total,
        down=0,
        up=0,
        peers=0,
        reason=None if transfer.paused else NotRunning(finished=whole),
        path=None,
        files=share.files or 0,
        whole=whole,
        role=transfer.role,
        audience=share.audience,
        added=transfer.added,
        finished=transfer.finished,
        ends=share.ends,
    )


def _is_whole(live: Live) -> bool:
    """Return whether it may be said: only once it is written down too."""
    return live.transfer.is_settled and live.machine.phase is Phase.WHOLE


def _state_of(live: Live) -> tuple[TransferState, AnyReason | None]:
    if live.machine.phase is Phase.FAILED:
        return TransferState.FAILED, live.machine.reason
    if live.transfer.paused:
        return TransferState.PAUSED, None
    if live.held is not None:
        return TransferState.WAITING, live.held
    return _moving_state(live)


def _moving_state(live: Live) -> tuple[TransferState, AnyReason | None]:
    """Return what it does, if nothing keeps it from doing anything."""
    phase = live.machine.phase
    if _is_whole(live):
        return TransferState.SEEDING, None
    if phase is Phase.DETAILS:
        connected = live.snapshot.peers > 0
        return TransferState.WAITING, FetchingDetails() if connected else NobodyHasIt()
    if phase is Phase.RECEIVING:
        return _receiving(live.snapshot)
    return TransferState.CHECKING, None


def _receiving(snapshot: Snapshot) -> tuple[TransferState, AnyReason | None]:
    if snapshot.doing is Doing.QUEUED:
        return TransferState.WAITING, InQueue()
    if snapshot.peers == 0:  # the speed last measured may linger on
        return TransferState.WAITING, NobodyHasIt()
    return TransferState.DOWNLOADING, None
