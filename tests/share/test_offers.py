"""How a pass of files moves on: the drawn machine, and that both sides come to agree."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop.share.offers import OPEN, Direction, OfferState, may_become, may_say

DRAWING = Path(__file__).parents[2] / "docs" / "machines" / "offer.md"

states = st.sampled_from(OfferState)


def test_the_drawing_is_the_table() -> None:
    drawn = set(re.findall(r"^ +(\w+) --> (\w+):", DRAWING.read_text(encoding="utf-8"), re.MULTILINE))
    assert drawn == {(old, new) for old in OfferState for new in OfferState if may_become(old, new)}


@given(states, states)
def test_what_is_over_stays_over(old: OfferState, new: OfferState) -> None:
    assert old in OPEN or not may_become(old, new)


class Side:
    """One side, by the rules of the service: what it is told, and what it says."""

    def __init__(self, direction: Direction) -> None:
        self.direction = direction
        self.state = OfferState.OFFERED

    def do(self, new: OfferState) -> None:
        """Do what only the person at this side may do."""
        other = Direction.OUT if self.direction is Direction.IN else Direction.IN
        if may_say(other, new) and may_become(self.state, new):
            self.state = new

    def hear(self, state: OfferState) -> None:
        if may_say(self.direction, state) and may_become(self.state, state):
            self.state = state


@given(st.lists(st.tuples(st.booleans(), states, st.booleans(), st.booleans()), max_size=12))
def test_both_sides_agree_in_the_end_whatever_is_lost_or_said_twice(
    story: list[tuple[bool, OfferState, bool, bool]],
) -> None:
    giver, getter = Side(Direction.OUT), Side(Direction.IN)
    for by_giver, wish, heard_by_giver, heard_by_getter in story:
        (giver if by_giver else getter).do(wish)
        if heard_by_giver:
            giver.hear(getter.state)
        if heard_by_getter:
            getter.hear(giver.state)
    for _ in range(2):  # the next call, in which nothing is lost
        getter.hear(giver.state)
        giver.hear(getter.state)
    crossed = {giver.state, getter.state} <= {OfferState.WITHDRAWN, OfferState.DECLINED, OfferState.FINISHED}
    assert giver.state is getter.state or (crossed and giver.state is OfferState.WITHDRAWN)
