"""Files as a tree: sums for each folder are those of the files in it."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.node.protocol import FileRank, FileResult
from desktop.ui.transfers.details.strip import runs
from desktop.ui.transfers.details.tree import ROOT, FileTree, Wanted, ranked

PARTS = st.sampled_from(["a", "b", "c", "d"])
PATHS = st.lists(st.lists(PARTS, min_size=1, max_size=3).map("/".join), min_size=1, max_size=12, unique=True)


def files_of(paths: list[str], ranks: list[FileRank]) -> tuple[FileResult, ...]:
    return tuple(
        FileResult(number * 2, f"top/{path}.x", 10 + number, ranks[number % len(ranks)])
        for number, path in enumerate(paths)
    )


FILES = st.builds(files_of, PATHS, st.lists(st.sampled_from(FileRank), min_size=1, max_size=5))


def below(tree: FileTree, number: int) -> list[FileResult]:
    return tree.files_below([number])


@given(FILES, st.data())
def test_every_folder_sums_up_what_is_in_it(files: tuple[FileResult, ...], data: st.DataObject) -> None:
    tree = FileTree(files)
    done = tuple(data.draw(st.integers(0, file.bytes)) for file in files)
    changed = tree.take_done(done)
    assert (ROOT in changed) == any(done)
    here = dict(zip((file.file for file in files), done, strict=True))
    for number, node in enumerate(tree.nodes):
        inside = below(tree, number)
        assert node.size == sum(file.bytes for file in inside)
        assert node.done == sum(here[file.file] for file in inside)
        wanted = sum(file.rank is not FileRank.OUT for file in inside)
        assert node.wanted == wanted
        assert tree.wanted_of(number) is (
            Wanted.NONE if not wanted else Wanted.ALL if wanted == len(inside) else Wanted.SOME
        )
        for place, child in enumerate(node.children):
            assert (tree.nodes[child].place, tree.nodes[child].parent) == (place, number)
    assert sorted(below(tree, ROOT), key=lambda file: file.file) == list(files)
    assert tree.take_done(done) == set()


@given(FILES, st.sampled_from(FileRank), st.sets(st.integers(0, 24)))
def test_ranking_again_is_as_making_it_anew(
    files: tuple[FileResult, ...], rank: FileRank, numbers: set[int]
) -> None:
    tree = FileTree(files)
    new = ranked(files, numbers, rank)
    tree.rank_again(new)
    fresh = FileTree(new)
    assert [node.ranks for node in tree.nodes] == [node.ranks for node in fresh.nodes]
    for number in range(len(tree.nodes)):
        assert tree.rank_of(number) == fresh.rank_of(number)


def test_a_single_file_is_a_tree_of_one() -> None:
    tree = FileTree((FileResult(0, "film.mkv", 5, FileRank.NORMAL),))
    assert [tree.nodes[child].name for child in tree.nodes[ROOT].children] == ["film.mkv"]


def test_folders_come_before_files() -> None:
    files = tuple(
        FileResult(n, f"t/{path}", 1, FileRank.NORMAL) for n, path in enumerate(["a", "z/b", "B/c"])
    )
    tree = FileTree(files)
    assert [tree.nodes[child].name for child in tree.nodes[ROOT].children] == ["B", "z", "a"]


@given(st.binary(max_size=60), st.integers(0, 90))
def test_the_strip_is_painted_without_gaps_or_overlaps(parts: bytes, width: int) -> None:
    painted = [0] * width
    for left, length, full in runs(parts, width):
        assert full > 0
        for pixel in range(left, left + length):
            assert painted[pixel] == 0
            painted[pixel] = full
    if parts:
        assert painted == [parts[(2 * pixel + 1) * len(parts) // (2 * width)] for pixel in range(width)]
