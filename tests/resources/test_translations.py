"""Every sentence can be said in every language that there is, with all that is filled into it."""

import io
import string

import pytest
from babel.messages.mofile import write_mo

from desktop.ui.words.catalogue import language_for, languages, load_language, wished_languages
from desktop.ui.words.formats import size
from desktop.ui.words.language import ENGLISH
from resources.translations import gather
from resources.translations.gather import Message, catalogue_of, messages

TRANSLATED = languages()[1:]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_there_are_sentences_and_a_language_besides_english() -> None:
    assert len(messages()) > 300
    assert "de" in TRANSLATED


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_has_exactly_the_sentences_of_the_code(language: str) -> None:
    there = {message.id for message in catalogue_of(language) if message.id}
    wanted = {(said.one, said.many) if said.many else said.one for said in messages()}
    assert there == wanted, "run: python -m resources.translations.gather"


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_in_english(language: str) -> None:
    left = [message.id for message in catalogue_of(language) if message.id and not is_whole(message.string)]
    assert not left


def is_whole(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_the_program_reads_is_what_translators_wrote(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue_of(language))
    there = (gather.FOLDER / language / "LC_MESSAGES" / "passalong.mo").read_bytes()
    assert there == compiled.getvalue()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_with_all_that_is_filled_in(language: str) -> None:
    said = load_language(language).translations
    for message in messages():
        if message.many is None:
            check(message, said.gettext(message.one))
        else:
            for number in (1, 2):
                check(message, said.ngettext(message.one, message.many, number))


def check(message: Message, translated: str) -> None:
    wanted = fields(message.one) | fields(message.many or "")
    assert fields(translated) <= wanted, f"{translated!r} fills in what {message.one!r} has not"
    assert wanted - fields(translated) <= {"number"}, f"{translated!r} leaves out part of {message.one!r}"


@pytest.mark.parametrize(
    ("environment", "speaks_german"),
    [
        ({"LANG": "de_AT.UTF-8"}, True),
        ({"LANGUAGE": "xx:de", "LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "C", "LANG": "de_DE"}, False),
        ({"LANG": "xx_XX"}, False),
        ({}, False),
    ],
)
def test_the_language_is_the_first_that_somebody_reads(
    environment: dict[str, str], *, speaks_german: bool
) -> None:
    assert (language_for(wished_languages(environment)) is not ENGLISH) is speaks_german


def test_numbers_are_written_as_the_language_does() -> None:
    assert size(1_240_000, ENGLISH) == "1.2 MB"
    assert size(1_240_000, load_language("de")) == "1,2 MB"
