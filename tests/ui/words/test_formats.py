"""Sizes, times and counts as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.words.formats import duration, files, people, share_of, size, speed


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (1_450, "1.4 kB"),
        (9_960, "10 kB"),
        (999_400, "999 kB"),
        (999_600, "1 MB"),
        (3_400_000_000, "3.4 GB"),
        (34_000_000_000, "34 GB"),
        (10**21, "1000 EB"),
    ],
)
def test_sizes_are_said_in_decimal_units(count: int, said: str) -> None:
    assert size(count) == said


@given(st.integers(min_value=1_000, max_value=10**20))
def test_a_size_is_within_six_per_cent_of_the_truth(count: int) -> None:
    figure, unit = size(count).split()
    said = float(figure) * 1000 ** (["kB", "MB", "GB", "TB", "PB", "EB"].index(unit) + 1)
    assert abs(said - count) <= 0.06 * count


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "a moment"),
        (0.9, "a moment"),
        (1, "1 second"),
        (59.6, "1 minute"),
        (3_599, "59 minutes"),
        (3_600, "1 hour"),
        (4_800, "1 hour 20 minutes"),
        (90_000, "1 day 1 hour"),
        (172_800, "2 days"),
    ],
)
def test_durations_are_said_in_one_or_two_units(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@given(st.integers(), st.integers())
def test_a_hundred_per_cent_means_nothing_is_missing(done: int, total: int) -> None:
    assert (share_of(done, total) == "100 %") == (total > 0 and done >= total)


def test_counts_and_speeds() -> None:
    assert files(1) == "1 file"
    assert files(1_204) == "1,204 files"
    assert people(3) == "3 people"
    assert speed(62_000_000) == "62 MB/s"
