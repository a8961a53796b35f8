"""Settings come back as saved; what cannot be used falls back, and what is not ours is kept."""

import json
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.files import previous_generation
from desktop.limits import LARGEST_RATE, SETTINGS_FILE_BYTES
from desktop.profile.settings import (
    Relay,
    Settings,
    format_settings,
    load_settings,
    parse_settings,
    save_settings,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OURS = set(Settings.__struct_fields__) - {"unknown"}
SETTINGS = st.builds(
    Settings,
    name=st.text(max_size=50),
    downloads=st.none() | st.text(),
    upload_limit=st.integers(0, LARGEST_RATE),
    download_limit=st.integers(0, LARGEST_RATE),
    downloads_at_once=st.integers(1, 100),
    swarm_port=st.integers(0, 65535),
    relay=st.sampled_from(Relay),
    unknown=st.dictionaries(st.text().filter(lambda key: key not in OURS), JSON, max_size=3),
)


@given(SETTINGS)
def test_settings_come_back_as_saved(settings: Settings) -> None:
    assert parse_settings(format_settings(settings)) == settings


@given(st.dictionaries(st.sampled_from(sorted(OURS)) | st.text(), JSON))
def test_whatever_stands_there_gives_settings_that_can_be_saved(found: dict[str, object]) -> None:
    settings = parse_settings(json.dumps(found).encode())
    assert parse_settings(format_settings(settings)) == settings
    assert {key: value for key, value in found.items() if key not in OURS} == settings.unknown


@given(st.binary(max_size=100))
def test_rubbish_raises_only_value_error(data: bytes) -> None:
    try:
        parse_settings(data)
    except ValueError:
        return
    assert isinstance(json.loads(data), dict)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", 5),
        ("name", "n" * 51),
        ("downloads", ["folder"]),
        ("upload_limit", -1),
        ("upload_limit", True),
        ("download_limit", LARGEST_RATE + 1),
        ("download_limit", "fast"),
        ("downloads_at_once", 0),
        ("swarm_port", 65536),
        ("swarm_port", 1.5),
        ("relay", "mine"),
        ("relay", None),
    ],
)
def test_a_bad_value_falls_back_and_is_logged(
    name: str, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        settings = parse_settings(json.dumps({name: value, "later": 1}).encode())
    assert settings == Settings(unknown={"later": 1})
    assert [record.getMessage() for record in caplog.records] == [
        f"the setting {name} has a value that cannot be used"
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"5", b'{"name":', b'{"a":' * 50_000, b'{"name":"\xff"}', b" " * (SETTINGS_FILE_BYTES + 1)],
)
def test_a_file_that_is_no_settings_is_refused_whole(data: bytes) -> None:
    with pytest.raises(ValueError, match="settings"):
        parse_settings(data)


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()
    assert Settings().downloads_at_once == 5


def test_a_damaged_file_falls_back_to_the_generation_before(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "settings.json"
    for name in ("First", "Second"):
        save_settings(path, Settings(name=name))
    assert load_settings(path).name == "Second"
    path.write_bytes(path.read_bytes()[:-10])
    assert load_settings(path).name == "First"
    previous_generation(path).write_bytes(b"\0" * 100)
    assert load_settings(path) == Settings()
    assert len(caplog.records) == 3


def test_a_file_that_cannot_be_read_is_no_reason_to_forget(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    with pytest.raises(OSError, match="settings"):
        load_settings(path)
