"""A sentence for everything that can go wrong, whatever its data."""

import re
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import errors, reasons
from desktop.cli import mends
from desktop.ui.words import checks, messages
from desktop.ui.words import reasons as reason_words
from desktop.ui.words.catalogue import load_language
from desktop.ui.words.details import DETAILS
from desktop.ui.words.ends import told_of_end
from desktop.ui.words.halves import Halves
from desktop.ui.words.language import ENGLISH, Language
from desktop.ui.words.reasons import sentence_of_reason
from desktop.ui.words.sentences import SENTENCES
from desktop.ui.words.troubles import trouble_of
from resources.translations import gather
from tests.hostile import harmful, made

ERROR_TYPES = sorted(set(errors.error_types()), key=lambda error_type: error_type.kind)
DETAILED = sorted(DETAILS, key=lambda key: (key[0].kind, str(key[1])))


def is_well_said(text: str) -> bool:
    return not harmful(text, allowed="") and "!" not in text and text.endswith(".") and "  " not in text


def test_every_error_has_a_sentence_and_every_sentence_an_error() -> None:
    said_elsewhere = {errors.TransferFailed, errors.NobodyInTime}
    assert set(SENTENCES) | said_elsewhere == set(ERROR_TYPES)


@pytest.mark.parametrize("error_type", ERROR_TYPES, ids=lambda error_type: error_type.kind)
@settings(max_examples=20)
@given(data=st.data())
def test_an_error_is_told_whatever_its_data(error_type: type[errors.AppError], data: st.DataObject) -> None:
    said = messages.sentence_of(data.draw(made(error_type)))
    assert said
    assert not harmful(said, allowed="")
    assert len(said) < 800


def whole(sentence: str | Halves) -> str:
    return sentence if isinstance(sentence, str) else " ".join(sentence)


ALL = [whole(sentence) for sentence in (*SENTENCES.values(), *DETAILS.values())]


@pytest.mark.parametrize("template", ALL)
def test_sentences_speak_the_house_voice(template: str) -> None:
    assert is_well_said(template)
    words = set(re.findall(r"[a-z]+", template.lower()))
    assert not words & {
        "peer",
        "seed",
        "leech",
        "node",
        "hash",
        "swarm",
        "session",
        "invalid",
        "oops",
        "sorry",
    }


def of_a_terminal(text: str) -> bool:
    """Return whether it names options, commands or keys that there are on a terminal only."""
    return any(word in text for word in ("--", "passalong ", "Ctrl", "same command"))


@pytest.mark.parametrize("language", [ENGLISH, load_language("de")], ids=["English", "German"])
@pytest.mark.parametrize("error_type", ERROR_TYPES, ids=lambda error_type: error_type.kind)
def test_the_window_names_nothing_of_a_terminal(
    error_type: type[errors.AppError], language: Language
) -> None:
    data: dict[str, object] = dict.fromkeys(error_type.__annotations__, "some")
    numbers = {"limit": 20_000, "seconds": 60.0, "reason": reasons.InQueue()}
    data |= {name: value for name, value in numbers.items() if name in data}
    said = messages.sentence_of(error_type(**data), language)
    assert said
    assert not of_a_terminal(said)
    assert told_of_end(error_type(**data), language).text
    assert not of_a_terminal(told_of_end(error_type(**data), language).text)


@pytest.mark.parametrize("reason_type", get_args(reasons.AnyReason))
@pytest.mark.parametrize("finished", [True, False])
def test_the_window_names_nothing_of_a_terminal_for_a_reason(
    reason_type: type[reasons.Reason], *, finished: bool
) -> None:
    data = {"folder": "there", "path": "there", "missing": 1, "code": 5, "finished": finished}
    data |= {"size": 2, "said_size": 1, "files": 2, "said_files": 1}
    reason = msgspec.convert({"kind": reason_type.__struct_config__.tag, **data}, reasons.AnyReason)
    assert not of_a_terminal(sentence_of_reason(reason))
    assert not of_a_terminal(trouble_of("holiday", reason, ENGLISH).spoken)


def test_no_sentence_beside_those_of_the_command_line_names_anything_of_a_terminal() -> None:
    elsewhere = [message.one for message in gather.messages() if not message.place.startswith("desktop/cli/")]
    assert [said for said in elsewhere if of_a_terminal(said)] == []


def test_each_mend_of_the_command_line_stands_for_one_of_the_window() -> None:
    halved = {key for key, sentence in (*SENTENCES.items(), *DETAILS.items()) if isinstance(sentence, Halves)}
    errors_mended = {key for key in mends.MENDS if key in SENTENCES or key in DETAILS}
    assert errors_mended == halved
    assert set(mends.MENDS) - errors_mended <= {
        errors.NobodyInTime,
        *reason_words._HALVES,
        *(check for check, _ok in checks._TEXTS),
        checks.UNNAMED,
    }


def test_what_mends_is_said_as_it_is_done_there() -> None:
    error = errors.ProfileLocked(path="/home/amber/p")
    assert mends.sentence_of(error).endswith("or choose another folder with --profile.")
    assert "--profile" not in messages.sentence_of(error)


@pytest.mark.parametrize(("error_type", "detail"), DETAILED)
def test_a_known_detail_has_its_own_sentence(error_type: type[errors.AppError], detail: object) -> None:
    data: dict[str, object] = dict.fromkeys(error_type.__annotations__, "some") | {"limit": 20_000}
    field = next(name for name in ("why", "what", "wanted") if name in error_type.__annotations__)
    wanted = {name: value for name, value in data.items() if name in error_type.__annotations__}
    known = messages.sentence_of(error_type(**(wanted | {field: detail})))
    assert not of_a_terminal(known)
    other = messages.sentence_of(error_type(**(wanted | {field: "something new"})))
    assert is_well_said(known)
    assert known != other


@pytest.mark.parametrize("reason_type", get_args(reasons.AnyReason))
@settings(max_examples=20)
@given(data=st.data())
def test_every_reason_is_told(reason_type: type[reasons.Reason], data: st.DataObject) -> None:
    said = sentence_of_reason(data.draw(made(reason_type)))
    assert said.endswith(".")
    assert not harmful(said, allowed="")


def test_a_reason_says_how_much_is_missing() -> None:
    said = sentence_of_reason(reasons.DiskFull(folder="/home/me", missing=1_200_000_000))
    assert "“/home/me”" in said
    assert "1.2 GB" in said


def test_running_out_of_time_says_why() -> None:
    said = messages.sentence_of(errors.NobodyInTime(seconds=90, reason=reasons.NobodyHasIt()))
    assert said.startswith("It did not all arrive within 1 minute. Nobody who has it")


def test_a_timeout_does_not_promise_that_it_goes_on_by_itself() -> None:
    for reason in (reasons.NobodyHasIt(), reasons.InQueue(), None):
        assert "by itself" not in messages.sentence_of(errors.NobodyInTime(seconds=3, reason=reason))


def test_two_names_of_the_same_letters_are_not_said_to_differ_in_capitals() -> None:
    said = messages.sentence_of(errors.NamesCollide(first="caf\u00e9", second="cafe\u0301"))
    assert "written in two ways" in said
    assert "capital" in messages.sentence_of(errors.NamesCollide(first="A", second="a"))
