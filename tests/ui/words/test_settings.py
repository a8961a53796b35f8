"""What the settings say: found by words, in plain words, and all that the guide says is sent."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop import errors
from desktop.node.protocol import CheckResult
from desktop.ui.words import settings, welcome
from desktop.ui.words.checks import sentence_of_check
from desktop.ui.words.ends import told_of_end
from desktop.ui.words.health import verdict
from desktop.ui.words.language import ENGLISH
from desktop.ui.words.packets import Channel, channel_told, packets_of
from desktop.ui.words.settings import Topic, fits, topic_heading, topic_name
from desktop.ui.words.storage import free_text, rest_text
from tests.ui.fakes import CHOSEN

GUIDE = Path(__file__).parents[3] / "docs" / "guide.md"
JARGON = ("peer", "seed", "leech", "node", "hash", "swarm", "session", "torrent ", "invalid", "!")
TOLD = [
    settings.own_name,
    settings.own_picture,
    settings.own_link,
    settings.shade,
    settings.spoken,
    settings.downloads,
    settings.at_once,
    settings.got,
    settings.records,
    settings.leftovers,
    settings.words,
    settings.backup,
    settings.passphrase,
    settings.version,
    settings.licence,
    settings.log,
    welcome.who,
    welcome.where,
    welcome.through,
    welcome.public_relays,
    welcome.own_relay,
    welcome.no_relay,
    welcome.words,
    welcome.reminder,
]


@given(st.text(max_size=30), st.text(max_size=30))
def test_every_text_is_found_by_any_of_its_words(name: str, text: str) -> None:
    for word in f"{name} {text}".split():
        assert fits(word, name, text)
    assert fits("", name, text)


def test_words_may_be_in_any_order_and_case() -> None:
    assert fits("KEYS lock", "Passphrase", "Locks your keys")
    assert not fits("keys door", "Passphrase", "Locks your keys")


@pytest.mark.parametrize("tell", TOLD, ids=lambda tell: tell.__name__)
def test_it_is_said_in_plain_words(tell: object) -> None:
    assert callable(tell)
    said = tell(ENGLISH)
    assert said.text.endswith(".")
    for word in JARGON:
        assert word not in f"{said.name} {said.text}".lower()


def test_topics_have_names_of_their_own() -> None:
    assert len({topic_name(topic, ENGLISH) for topic in Topic}) == len(Topic)
    assert topic_heading(Topic.NETWORK, ENGLISH) == "What Passalong tells the network"


def test_each_channel_says_what_goes_by_it() -> None:
    for channel in Channel:
        assert channel_told(channel, ENGLISH).text.endswith(".")
        for packet in packets_of(channel, ENGLISH):
            assert packet.whom.startswith("to ")
            assert packet.why.endswith(".")


def test_every_kind_of_packet_of_the_guide_is_there() -> None:
    """One row for each of the guide's table; a ring is answered besides."""
    _, _, table = GUIDE.read_text("utf-8").partition("## What Passalong sends unasked")
    kinds = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith("| packet")]
    told = [packet for channel in Channel for packet in packets_of(channel, ENGLISH)]
    beside_presence_and_a_ring = 2
    assert len(told) == len(kinds) + beside_presence_and_a_ring


@pytest.mark.parametrize(
    ("waits", "begins"), [((), ""), (("dht",), "A change counts"), (("dht", "lan"), "2 changes count")]
)
def test_what_waits_is_counted(waits: tuple[str, ...], begins: str) -> None:
    title = settings.anew_title(replace(CHOSEN, waits=waits), ENGLISH)
    assert title.startswith(begins)
    assert bool(title) == bool(waits)


def test_in_a_window_nobody_is_told_of_options() -> None:
    for check in ("relay", "downloads"):
        told = sentence_of_check(CheckResult(check, ok=False, data={"relay": "none", "folder": "/got"}))
        assert told.fix is not None
        assert "--" not in told.fix
    assert verdict([], ENGLISH) == "Everything is well."
    assert verdict([CheckResult("clock", ok=False)] * 2, ENGLISH) == "2 things could be better."


def test_room_that_cannot_be_told_is_not_told() -> None:
    assert free_text(None, ENGLISH) == ""
    assert free_text(2_000, ENGLISH) == "2 kB are free on that disk."
    assert rest_text(1, 5_000, ENGLISH) == "and 1 more, 5 kB"


@pytest.mark.parametrize(
    "error",
    [
        errors.ProfileLocked(path="/me"),
        errors.ProfileTooNew(path="/me"),
        errors.StoreTooNew(path="/me"),
        errors.ProfileDamaged(path="/me"),
        errors.StoreDamaged(path="/me", copy="/me.1"),
        errors.ProfileUnusable(path="/me", why="read-only"),
        errors.StoreUnwritable(path="/me"),
        errors.StoreFull(path="/me"),
        errors.StoreForeign(path="/me"),
        errors.PortUnusable(address="127.0.0.1"),
        errors.SqliteTooOld(version="3.1"),
        errors.OwnMistake(),
    ],
    ids=lambda error: str(error.kind),
)
def test_each_end_says_what_is_safe_and_names_no_option(error: errors.AppError) -> None:
    told = told_of_end(error, ENGLISH)
    assert told.title
    assert "--" not in told.text
    assert any(word in told.text for word in ("safe", "changed", "left as it", "lost"))
