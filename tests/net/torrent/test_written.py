"""The paths that a torrent's maker wrote, whatever libtorrent makes of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.net.torrent.written import written_paths

PAD: dict[bytes, Any] = {b"path": [b".pad", b"9"], b"attr": b"p", b"length": 9}
LEAF: dict[bytes, Any] = {b"": {b"length": 1}}
PAD_LEAF: dict[bytes, Any] = {b"": {b"length": 1, b"attr": b"p"}}


@pytest.mark.parametrize(
    ("details", "paths"),
    [
        ({b"name": b"a\\b"}, ["a\\b"]),
        ({b"name": b"x", b"name.utf-8": "é".encode()}, ["é"]),
        ({b"name": b"t", b"files": [{b"path": [b"a", b"b"]}, PAD, {b"path": [b"c"]}]}, ["t/a/b", "t/c"]),
        ({b"name": b"t", b"files": [{b"path": [b"x"], b"path.utf-8": ["ü".encode()]}]}, ["t/ü"]),
        ({b"name": b"t", b"files": [{b"path": [b"a/../b"]}]}, ["t/a_.._b"]),
        ({b"name": b"a", b"file tree": {b"a": LEAF}}, ["a"]),
        ({b"name": b"t", b"file tree": {b"a": LEAF, b"s": {b"b": LEAF, b"p": PAD_LEAF}}}, ["t/a", "t/s/b"]),
        ({b"name": b"\xff"}, None),
        ({b"files": 7}, None),
        ({b"name": b"t", b"files": [{}]}, None),
        ({b"name": b"t", b"file tree": {b"a": 1}}, None),
        ({}, None),
    ],
)
def test_examples(details: dict[bytes, Any], paths: list[str] | None) -> None:
    assert written_paths(details) == paths


_values: st.SearchStrategy[Any] = st.recursive(
    st.integers(-9, 9) | st.binary(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([b"", b"a", b"name", b"path", b"attr", b"files", b"file tree"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@given(_values)
def test_anything_else_is_no_list_of_paths(details: Any) -> None:
    paths = written_paths(details)
    assert paths is None or all(isinstance(path, str) for path in paths)
