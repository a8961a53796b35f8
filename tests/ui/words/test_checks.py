"""What the doctor says."""

import pytest
from hypothesis import given

from desktop.node.protocol import CheckResult
from desktop.ui.words import checks
from desktop.ui.words.catalogue import load_language
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


@pytest.mark.parametrize("key", checks._TEXTS, ids=str)
def test_every_finding_is_said_in_german_and_without_commands(key: tuple[str, bool]) -> None:
    check, ok = key
    finding = CheckResult(check=check, ok=ok, data={**DATA, "people": 2, "name": "Ben", "relay": "some"})
    said, english = sentence_of_check(finding, load_language("de")), sentence_of_check(finding)
    assert said.text != english.text
    assert said.fix is None or said.fix != english.fix
    assert "--" not in (english.fix or "")
    assert "passalong " not in (english.fix or "")
