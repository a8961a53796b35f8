"""How one stands with somebody: the drawing and the table."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop.share.people import Standing, may_stand

DRAWING = Path(__file__).parents[2] / "docs" / "machines" / "contact.md"

standings = st.sampled_from(Standing)


def test_the_drawing_is_the_table() -> None:
    drawn = set(re.findall(r"^ +([a-z]+) --> ([a-z]+):", DRAWING.read_text(encoding="utf-8"), re.MULTILINE))
    assert drawn == {
        (old, new) for old in Standing for new in Standing if old is not new and may_stand(old, new)
    }


@given(st.lists(standings, min_size=1))
def test_nobody_who_is_known_becomes_asked_and_nobody_blocked_becomes_a_contact(
    story: list[Standing],
) -> None:
    standing = story[0]
    for new in story:
        before, standing = standing, new if may_stand(standing, new) else standing
        assert standing is not Standing.ASKED or before is Standing.ASKED
        assert standing is Standing.BLOCKED or before is not Standing.BLOCKED
