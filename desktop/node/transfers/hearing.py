"""What the engine tells, and which transfer it concerns. Lives on the node's loop."""

from collections.abc import Mapping

from desktop.events import ShareArrived
from desktop.net.torrent.news import News, PeerCompleted, Saved, Stirred
from desktop.node.transfers.course import Course
from desktop.node.transfers.keeping import Keeper
from desktop.node.transfers.live import Live
from desktop.node.transfers.tools import Tools


class Hearing:
    """Takes in the engine's news. `live` are the node's transfers: their owner adds and removes."""

    def __init__(self, tools: Tools, live: Mapping[bytes, Live], course: Course, keeper: Keeper) -> None:
        self._tools = tools
        self._live = live
        self._course = course
        self._keeper = keeper
        self._ends = False

    def end(self) -> None:
        """From now on, only what is to be kept counts."""
        self._ends = True

    def hear(self, news: News) -> None:
        if isinstance(news, Saved):
            self._keeper.hear(news)
        elif self._ends:
            return
        elif isinstance(news, Stirred):
            for key, snapshot in news.snapshots.items():
                if key in self._live:
                    self._course.see(self._live[key], snapshot)
                    self._keeper.save_early(self._live[key])
                    self._course.tell(self._live[key])
        elif news.key in self._live:
            live = self._live[news.key]
            if isinstance(news, PeerCompleted):
                self._note_arrival(live, news)
            else:
                self._course.hear(live, news)

    def _note_arrival(self, live: Live, news: PeerCompleted) -> None:
        side = self._tools.swarms.far_side(live.share, news.address) if news.address is not None else None
        where = None if side is None else side.endpoint
        if news.came_whole and (where is None or where in live.arrived_at):
            return  # without a tunnel nobody knows whether it is somebody new, and anybody may claim it
        if where is not None:
            live.arrived_at.add(where)
        size = live.share.size or 0
        if news.peer not in live.arrived and (news.seen or news.sent >= size * (len(live.arrived) + 1)):
            live.arrived.add(news.peer)
            self._tools.hub.tell(ShareArrived(live.share.share, len(live.arrived)))
