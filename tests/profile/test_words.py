"""24 words bring a seed back, however they were written down, and a slip is named."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from desktop.errors import WordsWrong
from desktop.limits import WORD_COUNT
from desktop.profile.words import seed_of, words_of

SEEDS = st.binary(min_size=32, max_size=32)
SEED = bytes(range(32))
WORDS = words_of(SEED)
BETWEEN = st.sampled_from([" ", "\n", "\t", "  ", "\r\n", ", ", "\u3000", "\n\n"])
NUMBERING = st.sampled_from(["{}. ", "{}.", "{}) ", "{}: ", "{} ", "#{} ", ""])


# The reference vectors of BIP-39 (trezor/python-mnemonic, vectors.json).
LEGAL = "legal winner thank year wave sausage worth"
LETTER = "letter advice cage absurd amount doctor acoustic"
VECTORS = [
    (b"\x00" * 32, "abandon " * 23 + "art"),
    (b"\x7f" * 32, f"{LEGAL} useful {LEGAL} useful {LEGAL} title"),
    (b"\x80" * 32, f"{LETTER} avoid {LETTER} avoid {LETTER} bless"),
    (b"\xff" * 32, "zoo " * 23 + "vote"),
]


@pytest.mark.parametrize(("seed", "phrase"), VECTORS)
def test_reference_vectors(seed: bytes, phrase: str) -> None:
    assert words_of(seed) == tuple(phrase.split())
    assert seed_of(phrase) == seed


@given(SEEDS)
def test_words_bring_the_seed_back(seed: bytes) -> None:
    assert seed_of(" ".join(words_of(seed))) == seed


@given(NUMBERING, BETWEEN, st.sampled_from([str.upper, str.title, str.lower]))
def test_it_does_not_matter_how_they_were_written_down(
    numbering: str, between: str, change: Callable[[str], str]
) -> None:
    lines = (numbering.format(number) + change(word) for number, word in enumerate(WORDS, 1))
    assert seed_of(between.join(lines)) == SEED


@pytest.mark.parametrize("count", [0, 1, 12, 23, 25, 48])
def test_another_number_of_words_is_said(count: int) -> None:
    with pytest.raises(WordsWrong) as caught:
        seed_of(" ".join((WORDS * 2)[:count]))
    assert (caught.value.why, caught.value.word) == ("count", None)


@pytest.mark.parametrize(
    ("slip", "named"),
    [("Teh", "teh"), ("caf\u00e9", "caf\u00e9"), ("x" * 10_000, "x" * 32), ("\u674e", "\u674e")],
)
def test_the_word_that_is_none_is_named(slip: str, named: str) -> None:
    with pytest.raises(WordsWrong) as caught:
        seed_of(" ".join((*WORDS[:7], slip, *WORDS[8:])))
    assert (caught.value.why, caught.value.word) == ("unknown-word", named)


def test_a_word_cut_in_two_is_named_rather_than_counted() -> None:
    with pytest.raises(WordsWrong) as caught:
        seed_of(" ".join(("aban", "don", *WORDS[1:])))
    assert (caught.value.why, caught.value.word) == ("unknown-word", "aban")


def test_two_words_swapped_break_the_checksum() -> None:
    assert WORDS[0] != WORDS[1]
    with pytest.raises(WordsWrong) as caught:
        seed_of(" ".join((WORDS[1], WORDS[0], *WORDS[2:])))
    assert (caught.value.why, caught.value.word) == ("checksum", None)


@given(st.lists(st.sampled_from(Mnemonic("english").wordlist), min_size=WORD_COUNT, max_size=WORD_COUNT))
def test_any_24_words_are_a_seed_or_fail_the_checksum(words: list[str]) -> None:
    phrase = " ".join(words)
    if Mnemonic("english").check(phrase):
        assert words_of(seed_of(phrase)) == tuple(words)
    else:
        with pytest.raises(WordsWrong, match="checksum"):
            seed_of(phrase)


@given(st.text())
def test_any_text_raises_only_words_wrong(text: str) -> None:
    with pytest.raises(WordsWrong):
        seed_of(text)
