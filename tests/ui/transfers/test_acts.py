"""What can be done with each transfer."""

from typing import Any, get_args

import pytest

from desktop import reasons
from desktop.events import TransferRow, TransferState
from desktop.share.offers import Direction
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
        (failed(reason=FULL), (Act.ANOTHER_FOLDER, Act.TRY_AGAIN)),
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
