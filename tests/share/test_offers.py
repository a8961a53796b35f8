"""How a pass of files moves on: the drawn machine, and that both sides come to agree."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.share.offers import (
    OPEN,
    Direction,
    OfferState,
    decided,
    got,
    heard,
    is_owed,
    may_become,
    may_say,
)
from tests.share.offering import an_offer

DRAWING = Path(__file__).parents[2] / "docs" / "machines" / "offer.md"

states = st.sampled_from(OfferState)


def test_the_drawing_is_the_table() -> None:
    drawn = set(re.findall(r"^ +(\w+) --> (\w+):", DRAWING.read_text(encoding="utf-8"), re.MULTILINE))
    assert drawn == {(old, new) for old in OfferState for new in OfferState if may_become(old, new)}


@given(states, states)
def test_what_is_over_stays_over(old: OfferState, new: OfferState) -> None:
    assert old in OPEN or not may_become(old, new)


class Pair:
    """Both sides of one pass, and what goes between them or is lost."""

    def __init__(self) -> None:
        self.giver = an_offer(Direction.OUT)
        self.getter = an_offer(Direction.IN)

    def decide(self, new: OfferState, *, by_giver: bool) -> None:
        """Have one side do what only the person there may do."""
        if by_giver and new is OfferState.WITHDRAWN:
            self.giver = decided(self.giver, new)
        elif not by_giver and new in {OfferState.ACCEPTED, OfferState.DECLINED}:
            self.getter = decided(self.getter, new)
        elif not by_giver and new is OfferState.FINISHED:
            self.getter = got(self.getter, whole=True, trouble="")

    def giver_speaks(self, *, question_is_heard: bool, answer_is_heard: bool) -> None:
        """Have the giver say how it stands, and whoever gets it answer, as in every call."""
        if not is_owed(self.giver) or not question_is_heard:
            return
        if self.giver.state not in OPEN:  # an offer said again changes nothing, and is answered
            self.getter = heard(self.getter, self.giver.state, "")
        if answer_is_heard:
            self.giver = heard(self.giver, self.getter.state, self.getter.trouble)


stories = st.lists(st.tuples(st.booleans(), states, st.booleans(), st.booleans()), max_size=12)


@settings(max_examples=1_000)
@given(stories)
def test_both_sides_agree_in_the_end_whatever_is_lost_or_said_twice(
    story: list[tuple[bool, OfferState, bool, bool]],
) -> None:
    pair = Pair()
    for by_giver, wish, question_is_heard, answer_is_heard in story:
        pair.decide(wish, by_giver=by_giver)
        pair.giver_speaks(question_is_heard=question_is_heard, answer_is_heard=answer_is_heard)
    for _ in range(2):  # the next calls, in which nothing is lost
        pair.giver_speaks(question_is_heard=True, answer_is_heard=True)
    here, there = pair.giver.state, pair.getter.state
    crossed = {here, there} <= {OfferState.WITHDRAWN, OfferState.DECLINED, OfferState.FINISHED}
    assert here is there or (crossed and here is OfferState.WITHDRAWN)
    assert here in OPEN or not is_owed(pair.giver)  # and nothing is said for ever


@given(st.sampled_from(Direction), st.lists(st.tuples(st.sampled_from(["do", "get", "hear"]), states)))
def test_a_pass_never_goes_back(direction: Direction, story: list[tuple[str, OfferState]]) -> None:
    offer = an_offer(direction)
    for kind, state in story:
        before = offer
        if kind == "do":
            offer = decided(offer, state)
        elif kind == "get":
            offer = got(offer, whole=state is OfferState.FINISHED, trouble="disk-full")
        else:
            offer = heard(offer, state, "disk-full")
        assert offer.state is before.state or may_become(before.state, offer.state)


@given(st.sampled_from(Direction), states)
def test_nobody_says_what_is_for_the_other_to_say(direction: Direction, said: OfferState) -> None:
    offer = an_offer(direction)
    assert heard(offer, said, "").state is (said if may_say(direction, said) else OfferState.OFFERED)


def test_a_word_that_crossed_ours_does_not_answer_it() -> None:
    taken_back = decided(an_offer(Direction.OUT), OfferState.WITHDRAWN)
    assert is_owed(heard(taken_back, OfferState.ACCEPTED, ""))
    assert not is_owed(heard(taken_back, OfferState.WITHDRAWN, ""))
    assert not is_owed(heard(taken_back, OfferState.FINISHED, ""))  # over there, and stays so
