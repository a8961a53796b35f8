"""Files as a tree of folders, with what is wanted and what is here summed up for each folder. Pure; no Qt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from desktop.node.protocol import FileRank, FileResult

ROOT = 0


class Wanted(Enum):
    """How much of something is wanted."""

    NONE = auto()
    SOME = auto()
    ALL = auto()


@dataclass(slots=True)
class Node:
    """A file or a folder. `file` is its place in the list of files, -1 for a folder."""

    name: str
    parent: int
    place: int = 0
    file: int = -1
    children: list[int] = field(default_factory=list)
    size: int = 0
    done: int = 0
    leaves: int = 0
    wanted: int = 0
    ranks: dict[FileRank, int] = field(default_factory=dict)
    """How many files inside are of each rank."""


class FileTree:
    """Numbered nodes, of which 0 is the top folder itself."""

    def __init__(self, files: Sequence[FileResult] = ()) -> None:
        self.files = files
        self.nodes = [Node("", -1)]
        self._leaf_of: list[int] = []
        self.done: tuple[int, ...] = (0,) * len(files)
        top = _common_top(files)
        folders: dict[str, int] = {"": ROOT}
        for place, file in enumerate(files):
            self._leaf_of.append(self._add(place, file, file.path.removeprefix(top), folders))
        self._sort()
        self.rank_again(files)

    def rank_again(self, files: Sequence[FileResult]) -> None:
        """Take over how the same files are ranked now."""
        self.files = files
        for node in self.nodes:
            node.wanted, node.ranks = 0, {}
        for place, file in enumerate(files):
            for node in self._upwards(self._leaf_of[place]):
                node.ranks[file.rank] = node.ranks.get(file.rank, 0) + 1
                node.wanted += file.rank is not FileRank.OUT

    def take_done(self, done: tuple[int, ...]) -> set[int]:
        """Take over how far each file is; return the nodes that are different now."""
        changed: set[int] = set()
        if done == self.done or len(done) != len(self.files):
            return changed
        for place, (before, after) in enumerate(zip(self.done, done, strict=True)):
            if before == after:
                continue
            number = self._leaf_of[place]
            while number >= 0:
                self.nodes[number].done += after - before
                changed.add(number)
                number = self.nodes[number].parent
        self.done = done
        return changed

    def wanted_of(self, number: int) -> Wanted:
        node = self.nodes[number]
        if not node.wanted:
            return Wanted.NONE
        return Wanted.ALL if node.wanted == node.leaves else Wanted.SOME

    def rank_of(self, number: int) -> FileRank | None:
        """Return the rank of all that is wanted inside, None if there are several."""
        found = [rank for rank, count in self.nodes[number].ranks.items() if count]
        wanted = [rank for rank in found if rank is not FileRank.OUT]
        if len(wanted) == 1:
            return wanted[0]
        return None if wanted else FileRank.OUT

    def files_below(self, numbers: Iterable[int]) -> list[FileResult]:
        """Return every file that is one of these nodes or inside one, each once."""
        places = {place for number in numbers for place in self._places_below(number)}
        return [self.files[place] for place in sorted(places)]

    def _places_below(self, number: int) -> Iterator[int]:
        waiting = [number]
        while waiting:
            node = self.nodes[waiting.pop()]
            if node.file >= 0:
                yield node.file
            waiting += node.children

    def _add(self, place: int, file: FileResult, path: str, folders: dict[str, int]) -> int:
        folder, _, name = path.rpartition("/")
        parent = self._folder(folder, folders)
        number = len(self.nodes)
        self.nodes.append(Node(name, parent, file=place))
        self.nodes[parent].children.append(number)
        for node in self._upwards(number):
            node.size += file.bytes
            node.leaves += 1
        return number

    def _folder(self, path: str, folders: dict[str, int]) -> int:
        known = folders.get(path)
        if known is not None:
            return known
        above, _, name = path.rpartition("/")
        parent = self._folder(above, folders)
        number = folders[path] = len(self.nodes)
        self.nodes.append(Node(name, parent))
        self.nodes[parent].children.append(number)
        return number

    def _sort(self) -> None:
        for node in self.nodes:
            node.children.sort(key=self._order)
            for place, child in enumerate(node.children):
                self.nodes[child].place = place

    def _order(self, number: int) -> tuple[bool, str]:
        node = self.nodes[number]
        return (node.file >= 0, node.name.casefold())

    def _upwards(self, number: int) -> Iterator[Node]:
        while number >= 0:
            node = self.nodes[number]
            yield node
            number = node.parent


def ranked(files: Sequence[FileResult], chosen: Iterable[int], rank: FileRank) -> tuple[FileResult, ...]:
    """Return the files with those of these numbers ranked otherwise."""
    numbers = set(chosen)
    return tuple(
        FileResult(file.file, file.path, file.bytes, rank) if file.file in numbers else file for file in files
    )


def _common_top(files: Sequence[FileResult]) -> str:
    """Return the folder that all of it is in, with its slash; nothing for a single file."""
    if not files:
        return ""
    top, slash, _ = files[0].path.partition("/")
    prefix = top + slash
    return prefix if slash and all(file.path.startswith(prefix) for file in files) else ""
