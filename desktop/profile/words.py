"""The 24 words that bring an identity back (BIP-39, English; the seed itself is the entropy); any thread."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from mnemonic import Mnemonic

from desktop.errors import WordsWrong
from desktop.keys import KEY_BYTES, Label, digest
from desktop.limits import WORD_COUNT
from desktop.text import clean_line

_SHOWN_LENGTH: Final = 32
_COMPARED: Final = 8
_WORD_BITS: Final = 11

# "1.", "1)", "1:" or a bare "1", standing alone or stuck to the word, and any punctuation between words.
_BETWEEN_WORDS: Final = re.compile(r"[\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+")


def words_of(seed: bytes) -> tuple[str, ...]:
    return tuple(Mnemonic("english").to_mnemonic(seed).split())


def verification_words(one: bytes, other: bytes) -> tuple[str, ...]:
    """Return 8 words of 11 bits that two people see alike only if each has the other's true identity key."""
    english = Mnemonic("english").wordlist
    bits = int.from_bytes(digest(Label.VERIFICATION, min(one, other) + max(one, other)))
    shift = KEY_BYTES * 8 - _WORD_BITS
    return tuple(english[bits >> shift - _WORD_BITS * at & 2**_WORD_BITS - 1] for at in range(_COMPARED))


def word_list() -> tuple[str, ...]:
    """Return all words of which there may be 24, in order."""
    return tuple(Mnemonic("english").wordlist)


def word_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word in `text` begins and ends."""
    for found in _WORD.finditer(text):
        yield found.span()


def are_same_words(typed: str, words: tuple[str, ...]) -> bool:
    """Return whether somebody typed these words, however spaced, numbered or capitalised."""
    return tuple(_words_in(typed)) == words


def seed_of(text: str) -> bytes:
    """Return the seed that `text` spells, however it is spaced, numbered or capitalised; raise WordsWrong."""
    english = Mnemonic("english")
    known = frozenset(english.wordlist)
    words = tuple(_words_in(text))
    for word in words:
        if word not in known:
            raise WordsWrong(why="unknown-word", word=clean_line(word, _SHOWN_LENGTH))
    if len(words) != WORD_COUNT:
        raise WordsWrong(why="count")
    try:
        return bytes(english.to_entropy(list(words)))
    except ValueError as error:  # all else was checked above
        raise WordsWrong(why="checksum") from error


def _words_in(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return filter(None, _BETWEEN_WORDS.split(plain))
