"""Names that a stranger chose become names that every system can hold, and nothing else."""

import time
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.net.torrent.names import System, collision_key, numbered, safe_name, safe_path, safe_paths

WINDOWS, MACOS, LINUX = System.WINDOWS, System.MACOS, System.LINUX
RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789\u00b9\u00b2\u00b3"
}
FORBIDDEN = {
    WINDOWS: frozenset('<>:"/\\|?*') | frozenset(map(chr, range(32))),
    MACOS: frozenset("/:\0"),
    LINUX: frozenset("/\0"),
}
JOINERS = "\u200c\u200d"

TRAPS = (
    *("CON", "con.txt", "NUL .tar.gz", "a:b?.txt", "trail. ", "..", ".", "", "...", ". .", "-rf", "~", "a/b"),
    *("\\\\server\\share", "C:\\x", "x\x00y", "gpj.\u202eexe", "\u2066a\u2069", "\u200b\ufeff", "\ud800"),
    *(
        "\u0065\u0301",
        "\u00e9",
        "李雷",
        "\U0001f469\u200d\U0001f52c",
        "x" * 300,
        "é" * 200 + ".jpeg",
        ".hidden",
    ),
    *("con." + "x" * 300, "a" * 250 + " .  . b", "x." + "y" * 300, "LPT\u00b9.doc", "a" * 254 + ". ."),
)
systems = st.sampled_from(System)
names = (
    st.sampled_from(TRAPS)
    | st.text(alphabet=st.characters(), max_size=40)
    | st.text(alphabet=". cCoOnN:1\u00b9é\u200d/", max_size=300)
)
paths = st.lists(names, min_size=1, max_size=4).map("/".join)


def assert_safe(name: str, system: System) -> None:
    assert name not in {"", ".", ".."}
    assert not FORBIDDEN[system] & set(name)
    assert len(name.encode()) <= 255
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not hidden & {unicodedata.category(character) for character in name if character not in JOINERS}
    if system is WINDOWS:
        assert name[-1] not in ". "
        assert name.partition(".")[0].rstrip().upper() not in RESERVED


@given(names, systems)
def test_any_name_becomes_a_safe_one(name: str, system: System) -> None:
    assert_safe(safe_name(name, system), system)


@given(names, systems)
def test_a_safe_name_stays_as_it_is(name: str, system: System) -> None:
    safe = safe_name(name, system)
    assert safe_name(safe, system) == safe


@given(paths, systems)
def test_no_path_leads_out(path: str, system: System) -> None:
    safe = safe_path(path, system)
    pure = (PureWindowsPath if system is WINDOWS else PurePosixPath)(safe)
    assert not pure.is_absolute()
    assert not pure.anchor
    assert list(pure.parts) == safe.split("/")


@given(st.lists(paths, max_size=8), systems)
def test_no_path_is_another_or_a_folder_of_another(wished: list[str], system: System) -> None:
    safe = safe_paths(wished, system)
    assert len(safe) == len(wished)
    files = [collision_key(path) for path in safe]
    assert len(set(files)) == len(files)
    folders = {str(folder) for file in files for folder in PurePosixPath(file).parents}
    assert not folders & set(files)
    for path in safe:
        for part in path.split("/"):
            assert_safe(part, system)


@given(st.text(max_size=50))
def test_one_name_in_two_normal_forms_collides(name: str) -> None:
    for form in ("NFC", "NFD"):
        assert collision_key(unicodedata.normalize(form, name)) == collision_key(name)
    assert collision_key(collision_key(name)) == collision_key(name)


@given(names, st.integers(2, 30_000))
def test_a_numbered_name_still_fits(name: str, number: int) -> None:
    safe = numbered(safe_name(name, LINUX), number)
    assert f"({number})" in safe
    assert_safe(safe, LINUX)


@pytest.mark.parametrize(
    ("name", "system", "safe"),
    [
        ("CON", WINDOWS, "_CON"),
        ("CON", LINUX, "CON"),
        ("nul.tar.gz", WINDOWS, "_nul.tar.gz"),
        ("com\u00b9.txt", WINDOWS, "_com\u00b9.txt"),
        ("console.txt", WINDOWS, "console.txt"),
        ("a:b?.txt", WINDOWS, "a_b_.txt"),
        ("a:b?.txt", MACOS, "a_b?.txt"),
        ("a:b?.txt", LINUX, "a:b?.txt"),
        ("trail. ", WINDOWS, "trail__"),
        ("trail. ", LINUX, "trail. "),
        ("..\\..\\x", WINDOWS, ".._.._x"),
        ("gpj.\u202eexe", LINUX, "gpj.exe"),
        ("\u2066left\u2069\u200f", MACOS, "left"),
        ("ze\u200bro\ufeff", LINUX, "zero"),
        ("a\x00\x1b[2Jb\n", LINUX, "a[2Jb"),
        ("\u200b", LINUX, "_"),
        ("\U0001f469\u200d\U0001f52c.png", WINDOWS, "\U0001f469\u200d\U0001f52c.png"),
        ("می\u200cخوریم", LINUX, "می\u200cخوریم"),
        ("李雷 Пётр 한글 ไทย.txt", WINDOWS, "李雷 Пётр 한글 ไทย.txt"),
        ("cafe\u0301", MACOS, "cafe\u0301"),
        ("", LINUX, "_"),
        ("..", MACOS, "_"),
        ("a" * 300 + ".txt", LINUX, "a" * 251 + ".txt"),
        ("é" * 200, LINUX, "é" * 127),
        ("a" * 254 + " b", WINDOWS, "a" * 254 + "_"),
        ("con." + "b" * 300, WINDOWS, "_con." + "b" * 250),
    ],
)
def test_known_traps(name: str, system: System, safe: str) -> None:
    assert safe_name(name, system) == safe


@pytest.mark.parametrize(
    ("wished", "system", "safe"),
    [
        (["A.txt", "a.TXT"], LINUX, ["A.txt", "a (2).TXT"]),
        (["e\u0301", "\u00e9"], MACOS, ["e\u0301", "\u00e9 (2)"]),
        (["\u03aa\u0301", "\u0390"], MACOS, ["\u03aa\u0301", "\u0390 (2)"]),
        (["a?", "a*", "a (2)"], WINDOWS, ["a_", "a_ (2)", "a (2)"]),
        (["x", "x (2)", "x"], LINUX, ["x", "x (2)", "x (3)"]),
        (["a", "A/b"], LINUX, ["a (2)", "A/b"]),
        (["d.e/f", "d.e/f"], LINUX, ["d.e/f", "d.e/f (2)"]),
        (["d/.rc", "d/.rc"], LINUX, ["d/.rc", "d/.rc (2)"]),
        (["b" * 255, "b" * 255], LINUX, ["b" * 255, "b" * 251 + " (2)"]),
    ],
)
def test_names_that_would_be_one(wished: list[str], system: System, safe: list[str]) -> None:
    assert safe_paths(wished, system) == safe


def test_twenty_thousand_names_that_become_one_take_no_time() -> None:
    started = time.perf_counter()
    assert len(set(safe_paths(["?" * (1 + index % 2) + "é" for index in range(20_000)], WINDOWS))) == 20_000
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("platform", "system"), [("win32", WINDOWS), ("darwin", MACOS), ("linux", LINUX), ("freebsd14", LINUX)]
)
def test_the_rules_follow_the_platform(platform: str, system: System) -> None:
    assert System.of(platform) is system
