"""What is in the torrent of a transfer: noted for as long as the node runs, and in the store."""

from desktop.net.torrent.contents import Contents
from desktop.node.transfers.live import Live
from desktop.node.transfers.placing import wanted_of
from desktop.node.transfers.tools import Tools


def learn(live: Live, torrent: bytes, contents: Contents) -> None:
    """Note what is in the torrent."""
    live.torrent = torrent
    live.contents = contents
    live.wanted = wanted_of(contents, live.transfer, live.choice)
    sizes = [file.size for file in contents.files if live.wanted is None or file.index in live.wanted]
    live.wanted_size, live.wanted_count = sum(sizes), len(sizes)


async def store_details(live: Live, tools: Tools) -> None:
    """Have the store keep what was learned."""
    assert live.contents is not None
    assert live.torrent is not None
    contents, store, run = live.contents, tools.store, tools.desk.run
    await run(store.save_torrent, live.share.share, live.torrent)
    live.share = await run(
        store.edit_share,
        live.share.share,
        name=contents.name,
        size=contents.size,
        files=len(contents.files),
        infohash_v1=contents.infohash_v1,
        infohash_v2=contents.infohash_v2,
    )
