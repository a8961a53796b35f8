"""What can be done with each transfer."""

from typing import Any, get_args

import pytest

from desktop import reasons
from desktop.events import TransferRow, TransferState
from desktop.share.offers import Direction, OfferState
from desktop.ui.transfers.acts import ICONS, Act, buttons_of, menu_of, name_of
from desktop.ui.transfers.tale import Tone, tale_of
from desktop.ui.words.language import ENGLISH
from desktop.ui.words.transfers import ALONE, Kin
from tests.ui.transfers.sample_rows import failed, offer, row, shared

FULL = reasons.DiskFull("/x", 5)


@pytest.mark.parametrize(
    ("transfer", "acts"),
    [
        (row(), (Act.PAUSE,)),
        (row(state=TransferState.PAUSED), (Act.RESUME,)),
        (shared(), (Act.STOP,)),
        (shared(state=TransferState.PAUSED), (Act.GO_ON_SHARING,)),
        (failed(reason=FULL), (Act.ANOTHER_FOLDER, Act.FREE_SPACE)),
        (failed(reason=FULL, role="share"), (Act.FREE_SPACE,)),
        (failed(reason=reasons.FolderGone("/x"), role="share"), (Act.TRY_AGAIN,)),
        (failed(reason=reasons.NotWhatWasPromised()), (Act.REMOVE,)),
        (failed(reason=None), (Act.TRY_AGAIN,)),
    ],
)
def test_what_stands_on_a_row(transfer: TransferRow, acts: tuple[Act, ...]) -> None:
    assert buttons_of(transfer) == acts


@pytest.mark.parametrize("transfer", [row(), shared(), failed(reason=FULL), row(path=None)])
def test_the_menu_has_all_that_the_row_has_each_once(transfer: TransferRow) -> None:
    acts = [act for act in menu_of(transfer) if act is not None]
    assert set(buttons_of(transfer)) <= set(acts)
    assert len(set(acts)) == len(acts)
    assert acts[0] is Act.DETAILS
    assert acts[-1] is Act.REMOVE


def test_what_is_for_certain_people_has_no_link_to_copy() -> None:
    assert Act.COPY_LINK not in menu_of(row())
    assert Act.COPY_LINK in menu_of(row(audience="link"))


@pytest.mark.parametrize("act", Act)
def test_every_act_has_a_name_and_a_picture(act: Act) -> None:
    assert name_of(act, ENGLISH)
    assert act in ICONS


@pytest.mark.parametrize("reason_type", get_args(reasons.AnyReason))
def test_every_trouble_has_a_button_that_mends_it(reason_type: Any) -> None:
    values = {"folder": "x", "missing": 1, "path": "x", "code": 1, "received": True, "finished": False}
    values |= {"size": 2, "said_size": 1, "files": 1, "said_files": 1}
    reason = reason_type(**{name: values[name] for name in reason_type.__struct_fields__})
    for role in ("get", "share"):
        tale = tale_of(failed(reason=reason, role=role), ALONE, ENGLISH)
        assert tale.buttons
        assert [button.is_primary for button in tale.buttons][-1]
        assert tale.spoken == tale.trouble.spoken if tale.trouble else False


@pytest.mark.parametrize(
    ("transfer", "kin", "tone"),
    [
        (row(), ALONE, Tone.MOVING),
        (row(state=TransferState.PAUSED), ALONE, Tone.RESTING),
        (shared(), ALONE, Tone.DONE),
        (shared(up=5), ALONE, Tone.MOVING),
        (shared(), Kin((offer(1, "Elif", Direction.OUT, online=False),)), Tone.WAITING_FOR_SOMEBODY),
        (shared(state=TransferState.PAUSED), ALONE, Tone.RESTING),
    ],
)
def test_how_the_bar_is_coloured(transfer: TransferRow, kin: Kin, tone: Tone) -> None:
    assert tale_of(transfer, kin, ENGLISH).tone is tone


@pytest.mark.parametrize(
    ("transfer", "kin", "part"),
    [
        (row(), ALONE, 0.25),
        (row(done=0, total=0), ALONE, 0.0),
        (shared(), ALONE, None),
        (shared(), Kin((offer(1, "Ben", Direction.OUT, state=OfferState.OFFERED),)), None),
        (shared(sent=2_000_000), Kin((offer(1, "Ben", Direction.OUT),)), 0.25),
        (shared(sent=8_000_000), Kin((offer(1, "Ben", Direction.OUT, state=OfferState.FINISHED),)), None),
        (shared(), Kin((offer(1, "Ben", Direction.OUT), offer(2, "Elif", Direction.OUT))), None),
        (shared(state=TransferState.CHECKING, done=2_000_000), ALONE, 0.25),
    ],
)
def test_a_bar_is_full_only_of_what_the_other_has(
    transfer: TransferRow, kin: Kin, part: float | None
) -> None:
    assert tale_of(transfer, kin, ENGLISH).part == part


@pytest.mark.parametrize("name", ["", " \u200b ", "\u3164", "\u2800\u0301"])
def test_a_share_whose_name_cannot_be_seen_is_called_something(name: str) -> None:
    assert tale_of(row(name=name), ALONE, ENGLISH).name == "Something without a name"
    stopped = tale_of(failed(name=name, reason=FULL), ALONE, ENGLISH).trouble
    assert stopped is not None
    assert stopped.title == "“Something without a name” stopped: the disk is full"


def test_a_name_that_reads_as_grammar_stands_in_quotes() -> None:
    said = tale_of(failed(name="Own files", reason=reasons.FilesChanged("/x", 1)), ALONE, ENGLISH).trouble
    assert said is not None
    assert said.title == "“Own files” rests: its files were changed"


def test_a_full_disk_goes_on_by_itself_once_there_is_room() -> None:
    said = tale_of(failed(reason=FULL), ALONE, ENGLISH).trouble
    assert said is not None
    assert "5 bytes more room" in said.text
    assert "by itself" in said.text


def test_the_folder_is_named_where_what_cannot_be_written_is_not_there_yet() -> None:
    told = [
        tale_of(failed(name="holiday.jpg", reason=reasons.NoPermission(path)), ALONE, ENGLISH).trouble
        for path in ("/media/stick/holiday.jpg", "/media/stick")
    ]
    assert [said is not None and "“stick”" in said.text for said in told] == [True, True]
