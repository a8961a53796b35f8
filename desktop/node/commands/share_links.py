"""What leads to a share: its link, and the `.torrent` file that may be written beside."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop import limits
from desktop.errors import TorrentFileUnusable
from desktop.net.addresses import own_addresses
from desktop.node.node import Node
from desktop.share.links import NO_SECRET, ShareLink, write_share_link
from desktop.share.shares import Audience, Share


def link_to(node: Node, share: Share) -> str | None:
    """Return the link to a share, None if it is for certain people only."""
    if share.audience is Audience.PEOPLE:
        return None
    assert share.infohash_v2 is not None
    return write_share_link(
        ShareLink(
            share=share.public_id,
            secret=share.secret or NO_SECRET,
            infohash_v2=share.infohash_v2,
            size=share.size or 0,
            title=share.title,
            addresses=_swarm_addresses(node) if share.is_public else (),
            reach=None if share.is_public else node.reach(),
        )
    )


def _swarm_addresses(node: Node) -> tuple[tuple[str, int], ...]:
    """Return where this computer takes part in public swarms, likeliest first."""
    port = node.swarm_port()
    addresses = tuple((address, port) for address in own_addresses(node.network.bind))
    external = node.swarms.public.world.external_address if node.swarms is not None else None
    if external is not None:
        addresses = ((external.host, external.port), *addresses)
    return addresses[: limits.LINK_ADDRESSES]


@contextmanager
def room_for_torrent(name: str | None) -> Iterator[Callable[[bytes], None]]:
    """Give what writes the file whole, or leaves what was there; without a name, nothing is written.

    It is to be given away, so not private like our own. Raises TorrentFileUnusable.
    """
    if name is None:
        yield lambda _: None
        return
    path = Path(name)
    scratch = path.with_name(f".{path.name}.part")

    def write(torrent: bytes) -> None:
        scratch.write_bytes(torrent)
        scratch.replace(path)

    try:
        scratch.write_bytes(b"")
        yield write
    except OSError as error:
        raise TorrentFileUnusable(path=name) from error
    finally:
        scratch.unlink(missing_ok=True)
