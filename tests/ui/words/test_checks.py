"""What the doctor says."""

import pytest
from hypothesis import given

from desktop.node.protocol import CheckResult
from desktop.ui.words.checks import sentence_of_check
from tests.hostile import harmful, texts

NAMES = ("sqlite", "disk", "clock", "ports", "dht", "downloads", "profile")
DATA: dict[str, str | int] = {
    "version": "3.40.1",
    "affected": "yes",
    "folder": "/home/me",
    "free": 3_400_000_000,
    "seconds": 700,
    "port": 40_123,
    "nodes": 312,
}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_well_needs_no_fix(name: str) -> None:
    said = sentence_of_check(CheckResult(check=name, ok=True, data=DATA))
    assert said.text.endswith(".")
    assert said.fix is None


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_well_comes_with_its_fix(name: str) -> None:
    well = sentence_of_check(CheckResult(check=name, ok=True, data=DATA))
    said = sentence_of_check(CheckResult(check=name, ok=False, data=DATA))
    assert said.text != well.text
    assert said.fix is not None
    assert said.fix.endswith(".")


def test_numbers_are_said_as_people_say_them() -> None:
    assert "3.4 GB" in sentence_of_check(CheckResult(check="disk", ok=True, data=DATA)).text
    assert "11 minutes" in sentence_of_check(CheckResult(check="clock", ok=False, data=DATA)).text


@given(texts().filter(lambda text: text not in NAMES))
def test_a_check_of_a_later_version_is_told_all_the_same(text: str) -> None:
    said = sentence_of_check(CheckResult(check=text, ok=False, data={"folder": text, "check": text}))
    assert not harmful(said.text + (said.fix or ""), allowed="")
