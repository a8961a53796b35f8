"""What can be done with a transfer, and which of it stands on its row: pure, from the row alone."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from desktop import reasons
from desktop.events import TransferRow, TransferState
from desktop.share.shares import Audience, Role
from desktop.ui.words.language import Language
from desktop.ui.words.transfers import is_given


class Act(StrEnum):
    """One thing to do."""

    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    GO_ON_SHARING = "go on sharing"
    TRY_AGAIN = "try again"
    CHECK = "check"
    FREE_SPACE = "free space"
    ANOTHER_FOLDER = "another folder"
    SHOW_FOLDER = "show folder"
    CHOOSE_FILES = "choose files"
    COPY_LINK = "copy link"
    SHARE_AGAIN = "share again"
    REMOVE = "remove"
    DETAILS = "details"


_MENDING: Final[Mapping[type[Any], tuple[Act, ...]]] = MappingProxyType(
    {
        reasons.DiskFull: (Act.ANOTHER_FOLDER, Act.FREE_SPACE),
        reasons.FolderGone: (Act.ANOTHER_FOLDER, Act.TRY_AGAIN),
        reasons.NoPermission: (Act.ANOTHER_FOLDER, Act.TRY_AGAIN),
        reasons.FilesChanged: (Act.SHOW_FOLDER, Act.CHECK),
        reasons.NameNotAllowed: (Act.ANOTHER_FOLDER, Act.CHOOSE_FILES),
        reasons.NotWhatWasPromised: (Act.REMOVE,),
        reasons.MoreThanSaid: (Act.REMOVE,),
        reasons.NothingFits: (Act.CHOOSE_FILES,),
        reasons.SameAsAnother: (Act.REMOVE,),
        reasons.DiskTrouble: (Act.SHOW_FOLDER, Act.CHECK),
        reasons.OwnFault: (Act.TRY_AGAIN,),
    }
)
"""What mends what is wrong, the likeliest last: it stands out at the right."""


def needs_person(row: TransferRow) -> bool:
    """Return whether it goes on only if the person does something."""
    return row.state is TransferState.FAILED


def buttons_of(row: TransferRow) -> tuple[Act, ...]:
    """Return what stands on the row itself; the last is what Space does."""
    if needs_person(row):
        acts = _MENDING.get(type(row.reason), (Act.TRY_AGAIN,))
        if row.role == Role.SHARE:  # one's own files stay where they are
            acts = tuple(act for act in acts if act is not Act.ANOTHER_FOLDER)
        return acts
    is_paused = row.state is TransferState.PAUSED
    if is_given(row):
        return (Act.GO_ON_SHARING,) if is_paused else (Act.STOP,)
    return (Act.RESUME,) if is_paused else (Act.PAUSE,)


def menu_of(row: TransferRow) -> tuple[Act | None, ...]:
    """Return all that can be done, in groups parted by None."""
    acts: list[Act | None] = [Act.DETAILS, None]
    acts += reversed(buttons_of(row))
    acts.append(None)
    if needs_person(row) and Act.TRY_AGAIN not in acts:
        acts.append(Act.TRY_AGAIN)
    if Act.CHECK not in acts:
        acts.append(Act.CHECK)
    if row.path is not None and Act.SHOW_FOLDER not in acts:
        acts.append(Act.SHOW_FOLDER)
    if row.audience != Audience.PEOPLE:
        acts.append(Act.COPY_LINK)
    if is_given(row) and row.path is not None:
        acts.append(Act.SHARE_AGAIN)
    if row.role == Role.GET and Act.ANOTHER_FOLDER not in acts:
        acts.append(Act.ANOTHER_FOLDER)
    if Act.REMOVE not in acts:
        acts += [None, Act.REMOVE]
    return tuple(acts)


def name_of(act: Act, language: Language) -> str:
    """Return what is on its button."""
    say = language.say
    return {
        Act.PAUSE: say("Pause"),
        Act.RESUME: say("Resume"),
        Act.STOP: say("Stop"),
        Act.GO_ON_SHARING: say("Share on"),
        Act.TRY_AGAIN: say("Try again"),
        Act.CHECK: say("Check again"),
        Act.FREE_SPACE: say("Free up space"),
        Act.ANOTHER_FOLDER: say("Choose another folder"),
        Act.SHOW_FOLDER: say("Show folder"),
        Act.CHOOSE_FILES: say("Choose files"),
        Act.COPY_LINK: say("Copy link"),
        Act.SHARE_AGAIN: say("Share again"),
        Act.REMOVE: say("Remove …"),
        Act.DETAILS: say("Show more"),
    }[act]


ICONS: Final[Mapping[Act, str]] = MappingProxyType(
    {
        Act.PAUSE: "pause",
        Act.RESUME: "play",
        Act.STOP: "pause",
        Act.GO_ON_SHARING: "play",
        Act.TRY_AGAIN: "rotate-cw",
        Act.CHECK: "scan-line",
        Act.FREE_SPACE: "hard-drive",
        Act.ANOTHER_FOLDER: "folder",
        Act.SHOW_FOLDER: "folder-open",
        Act.CHOOSE_FILES: "file-text",
        Act.COPY_LINK: "copy",
        Act.SHARE_AGAIN: "send",
        Act.REMOVE: "trash-2",
        Act.DETAILS: "info",
    }
)
