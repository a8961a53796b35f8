"""The story of each transfer, in the house's voice, whatever strangers called things."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import reasons
from desktop.events import TransferRow, TransferState
from desktop.node.protocol import ContentsResult, TakerResult, Way
from desktop.share.offers import Direction, OfferState
from desktop.ui.words.closeup import When, passages, taker_name, taker_speeds, taker_story
from desktop.ui.words.language import ENGLISH
from desktop.ui.words.sharing import left_out_line
from desktop.ui.words.transfers import (
    ALONE,
    Kin,
    amount,
    figures,
    moment,
    short_time,
    spoken,
    story,
    time_left,
)
from desktop.ui.words.troubles import trouble_of
from tests.hostile import harmful, made, texts
from tests.ui.transfers.sample_rows import offer, row, shared

S = TransferState
JARGON = {"peer", "seed", "leech", "node", "hash", "swarm", "session", "torrent", "invalid"}


@pytest.mark.parametrize(
    ("transfer", "kin", "said"),
    [
        (row(whole_peers=5), Kin((offer(1, "Ben"),)), "from Ben · 5 people have it · encrypted"),
        (
            row(),
            Kin((offer(1, "Ben"), offer(1, "Mira"))),
            "from Ben and 1 other · 2 people have parts · encrypted",
        ),
        (row(audience="link", whole_peers=1), ALONE, "by link · 1 person has it · encrypted"),
        (row(audience="public", peers=214), ALONE, "public · 214 people · any BitTorrent program"),
        (
            row(state=S.WAITING, reason=reasons.NobodyHasIt(), audience="link"),
            ALONE,
            "waits: nobody who has it is there right now, and goes on by itself · by link",
        ),
        (row(state=S.PAUSED), Kin((offer(1, "Ben"),)), "resting until you say otherwise · from Ben"),
        (row(state=S.CHECKING, audience="link"), ALONE, "looking through its files · by link"),
        (
            shared(audience="link", arrived=7, sent=33_600_000),
            ALONE,
            "everybody with the link · 7 people got it from you · given 4.2 times",
        ),
        (shared(audience="public"), ALONE, "everybody can find it"),
        (
            shared(),
            Kin((offer(1, "Elif", Direction.OUT, online=False),)),
            "for Elif, who is offline; it goes on when they are back",
        ),
        (shared(), Kin((offer(1, "Elif", Direction.OUT),)), "for Elif, who gets it now"),
        (
            shared(),
            Kin((offer(1, "Elif", Direction.OUT, trouble="disk-full"),)),
            "for Elif, where something is in the way; they are told what to do",
        ),
        (
            shared(),
            Kin(
                (
                    offer(1, "Elif", Direction.OUT, OfferState.FINISHED),
                    offer(1, "Ben", Direction.OUT),
                    offer(1, "Jo", Direction.OUT),
                )
            ),
            "for Elif and 2 others · 1 has all of it",
        ),
        (shared(role="get"), Kin((offer(1, "Ben"),)), "from Ben · all of it is here"),
    ],
)
def test_what_a_row_tells(transfer: TransferRow, kin: Kin, said: str) -> None:
    assert story(transfer, kin, ENGLISH) == said


@pytest.mark.parametrize("state", OfferState)
def test_every_way_it_may_stand_with_somebody_is_said(state: OfferState) -> None:
    assert story(shared(), Kin((offer(1, "Elif", Direction.OUT, state),)), ENGLISH).startswith("for Elif")


@pytest.mark.parametrize(
    ("transfer", "said"),
    [
        (row(), "2 of 8 MB · 1 MB/s · 6 s"),
        (row(down=0), "2 of 8 MB · connected"),
        (row(state=S.WAITING, reason=reasons.InQueue(), down=0), "2 of 8 MB · waiting for its turn"),
        (row(state=S.PAUSED, down=0), "2 of 8 MB · paused"),
        (row(state=S.CHECKING, total=0), "checking"),
        (shared(), "here, 8 MB"),
        (shared(up=3_200_000), "sending 3.2 MB/s"),
        (shared(state=S.PAUSED), "paused"),
    ],
)
def test_the_figures_of_a_row(transfer: TransferRow, said: str) -> None:
    assert figures(transfer, ENGLISH) == said


@pytest.mark.parametrize(
    ("done", "total", "said"),
    [
        (1_200_000_000, 1_800_000_000, "1.2 of 1.8 GB"),
        (600_000_000, 5_100_000_000, "0.6 of 5.1 GB"),
        (2_000, 5_100_000_000, "2 kB of 5.1 GB"),
        (0, 48_000_000, "0 of 48 MB"),
        (3, 5, "3 of 5 bytes"),
    ],
)
def test_an_amount_in_one_unit(done: int, total: int, said: str) -> None:
    assert amount(done, total, ENGLISH) == said


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_any_amount_can_be_said(done: int, total: int) -> None:
    assert " of " in amount(min(done, total), total, ENGLISH)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 s"), (59, "59 s"), (61, "1 min"), (5400, "2 h"), (100_000, "1 day"), (200_000, "2 days")],
)
def test_short_times(seconds: float, said: str) -> None:
    assert short_time(seconds, ENGLISH) == said


def test_nobody_could_say_how_long_it_takes() -> None:
    assert time_left(row(down=0), ENGLISH) == ""
    assert time_left(row(down=1, total=10**15), ENGLISH) == ""


def test_when_something_was() -> None:
    now = 1_770_000_000.0
    assert moment(now, now, ENGLISH).startswith("today at ")
    assert moment(now - 86_400, now, ENGLISH).startswith("yesterday at ")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d at \d\d:\d\d", moment(now - 864_000, now, ENGLISH))


@pytest.mark.parametrize("reason_type", get_args(reasons.AnyReason))
@given(data=st.data())
def test_every_trouble_says_what_is_safe_without_jargon(
    reason_type: type[reasons.Reason], data: st.DataObject
) -> None:
    told = trouble_of("Holiday", data.draw(made(reason_type)), ENGLISH)
    assert told.title.startswith("“Holiday” ")
    assert told.text.endswith(".")
    assert not harmful(told.spoken, allowed="")


@pytest.mark.parametrize("reason_type", get_args(reasons.AnyReason))
def test_no_trouble_speaks_of_commands(reason_type: type[reasons.Reason]) -> None:
    values = {"folder": "x", "missing": 1, "path": "x", "code": 1, "received": True, "finished": True}
    values |= {"size": 2, "said_size": 1, "files": 1, "said_files": 1}
    reason = reason_type(**{name: values[name] for name in reason_type.__struct_fields__})
    spoken_words = trouble_of("Holiday", reason, ENGLISH).spoken  # type: ignore[arg-type]
    assert "--" not in spoken_words
    assert not {"resume", "recheck"} & set(spoken_words.lower().split())
    assert not JARGON & set(re.findall("[a-z]+", spoken_words.lower()))


@given(texts(), texts())
def test_a_strangers_names_harm_nobody(name: str, person: str) -> None:
    for transfer in (row(name=name), shared(name=name)):
        for direction in Direction:
            kin = Kin((offer(1, person, direction),))
            assert not harmful(story(transfer, kin, ENGLISH))
            assert spoken(transfer, kin, ENGLISH)


def test_who_takes_part() -> None:
    known = TakerResult("p", "Ben", Way.RELAY, "", "", 640, 0, 1_000)
    public = TakerResult("", "", Way.PUBLIC, "192.0.2.1:6881", "Transmission 4", 1000, 2_000_000, 0)
    assert taker_name(known, ENGLISH) == "Ben"
    assert taker_story(known, ENGLISH) == "has 64 % · through a relay"
    assert taker_speeds(known, ENGLISH) == "↑ 1 kB/s"
    assert taker_name(public, ENGLISH) == "Transmission 4"
    assert taker_story(public, ENGLISH) == "has all of it · 192.0.2.1:6881"


def test_how_it_went() -> None:
    got = shared(role="get", finished=2000)
    kin = Kin((offer(1, "Elif", Direction.OUT, OfferState.FINISHED),))
    now = 3000.0
    assert [step.when for step in passages(row(), ALONE, now, ENGLISH)] == [When.DONE, When.NOW, When.LATER]
    assert [step.when for step in passages(got, ALONE, now, ENGLISH)] == [When.DONE, When.DONE, When.NOW]
    assert passages(shared(sent=9_000_000), kin, now, ENGLISH)[-1].text == "Elif · 9 MB given in all"
    assert passages(shared(arrived=2), ALONE, now, ENGLISH)[-1].title == "2 people have it from you"


@pytest.mark.parametrize(
    ("state", "title", "when"),
    [
        (TransferState.DOWNLOADING, "On its way", When.NOW),
        (TransferState.PAUSED, "It rests here", When.RESTS),
        (TransferState.FAILED, "It stopped here", When.STOPPED),
    ],
)
def test_the_way_so_far_says_whether_it_goes_on(state: TransferState, title: str, when: When) -> None:
    step = passages(row(state=state), ALONE, 2000.0, ENGLISH)[1]
    assert (step.title, step.when) == (title, when)


@pytest.mark.parametrize(
    ("junk", "elsewhere", "said"),
    [
        (0, 0, ""),
        (2, 0, "Left out: 2 files that only your system needs."),
        (
            1,
            1,
            (
                "Left out: 1 file that only your system needs. "
                "Left out: 1 thing that is no file or leads elsewhere."
            ),
        ),
    ],
)
def test_what_is_left_out_is_counted_as_people_speak(junk: int, elsewhere: int, said: str) -> None:
    found = ContentsResult(3, 9, (), junk, elsewhere)
    assert left_out_line(found, ENGLISH) == said
