"""Getting again what was all here once and is gone: noted first, so that it goes on after a stop."""

from desktop.node.transfers.claims import Claims
from desktop.node.transfers.live import Live
from desktop.node.transfers.tools import Tools
from desktop.share.shares import Role


async def unsettle(live: Live, tools: Tools, claims: Claims) -> None:
    """Note that what was got is to be got anew, at its place. Raises PlaceTaken if that is another's too."""
    if live.transfer.role is not Role.GET:
        return
    await claims.keep_apart(live)
    if live.transfer.is_settled and live.placement is not None:
        live.transfer = await tools.desk.run(
            tools.store.edit_transfer, live.share.share, finished=None, place=live.placement.top.name
        )
