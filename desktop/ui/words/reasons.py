"""What people are told about why a transfer is not simply running; any thread.

Said like errors are: what happened, what is safe and what to do next.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, assert_never

import msgspec

from desktop import reasons
from desktop.ui.words.formats import files, size
from desktop.ui.words.halves import NO_MENDS, Halves, Mends, told
from desktop.ui.words.language import ENGLISH, Language

_HALVES: Final[Mapping[object, Halves]] = MappingProxyType(
    {
        (reasons.NotRunning, True): Halves(
            "All of it is here.", "Others can get it whenever Passalong is open."
        ),
        (reasons.NotRunning, False): Halves(
            "Passalong is not running, so nothing moves. What is here is safe.",
            "Open Passalong, and it goes on.",
        ),
        reasons.NothingFits: Halves(
            "No file in it is among those that were chosen, so nothing was fetched.",
            "Choose the files that you would like.",
        ),
        reasons.NameNotAllowed: Halves(
            "This computer cannot keep a file called “{path}”. The rest is safe.",
            "Get it into a folder on another disk, or leave this file out.",
        ),
    }
)


def sentence_of_reason(
    reason: reasons.AnyReason, language: Language = ENGLISH, mends: Mends = NO_MENDS
) -> str:
    """Return why a transfer is not simply running, and what would help."""
    match reason:
        case reasons.NotRunning() | reasons.NothingFits() | reasons.NameNotAllowed():
            return _sentence_in_halves(reason, language, mends)
        case reasons.OnBattery() | reasons.OnMetered():
            return _sentence_of_resting(reason, language)
        case reasons.InQueue() | reasons.FetchingDetails() | reasons.NobodyHasIt():
            return _sentence_of_waiting(reason, language)
        case (
            reasons.FilesChanged()
            | reasons.NotWhatWasPromised()
            | reasons.MoreThanSaid()
            | reasons.SameAsAnother()
        ):
            return _sentence_of_contents(reason, language)
        case reasons.NoPermission() | reasons.DiskFull() | reasons.FolderGone() | reasons.DiskTrouble():
            return _sentence_of_disk(reason, language)
        case reasons.OwnFault():
            return language.say(
                "Something went wrong inside Passalong. What is here so far is safe, and other transfers go "
                "on. Resume it; if it happens again, send us the log."
            )
        case _:
            assert_never(reason)


def _sentence_in_halves(
    reason: reasons.NotRunning | reasons.NothingFits | reasons.NameNotAllowed,
    language: Language,
    mends: Mends,
) -> str:
    known: object = type(reason)
    if isinstance(reason, reasons.NotRunning):
        known = (reasons.NotRunning, reason.finished)
    return told(_HALVES[known], mends.get(known), language, msgspec.structs.asdict(reason))


def _sentence_of_resting(reason: reasons.OnBattery | reasons.OnMetered, language: Language) -> str:
    match reason:
        case reasons.OnBattery():
            return language.say(
                "Resting, because this computer runs on its battery. It goes on when it is plugged in."
            )
        case reasons.OnMetered():
            return language.say(
                "Resting, because this network costs by what goes through it. It goes on in another one."
            )
        case _:
            assert_never(reason)


def _sentence_of_waiting(
    reason: reasons.InQueue | reasons.FetchingDetails | reasons.NobodyHasIt, language: Language
) -> str:
    match reason:
        case reasons.InQueue():
            return language.say("Waiting for its turn. It starts by itself when another one is done.")
        case reasons.FetchingDetails():
            return language.say("Somebody who has it is there. Finding out what is in it.")
        case reasons.NobodyHasIt():
            return language.say(
                "Nobody who has it can be reached right now, or they have changed it and pass it on no "
                "longer. It goes on by itself as soon as somebody is there."
            )
        case _:
            assert_never(reason)


def _sentence_of_contents(
    reason: reasons.FilesChanged | reasons.NotWhatWasPromised | reasons.MoreThanSaid | reasons.SameAsAnother,
    language: Language,
) -> str:
    match reason:
        case reasons.FilesChanged():
            return _sentence_of_changes(reason, language)
        case reasons.NotWhatWasPromised():
            return language.say(
                "What the others sent is not what the link promises, so it was not kept. "
                "Nothing else was touched. Ask for a new link."
            )
        case reasons.MoreThanSaid():
            found, said = amounts(reason, language)
            return language.say(
                "It is {found} instead of the {said} that were announced, so it was stopped. Nothing of it "
                "was written. Remove it, ask whoever passes it on what it is, and have it offered anew.",
                found=found,
                said=said,
            )
        case reasons.SameAsAnother():
            return language.say(
                "This is the same as another one on the list, which was asked for by another link. Nothing "
                "is lost. Remove one of the two, then resume the other."
            )
        case _:
            assert_never(reason)


def _sentence_of_changes(reason: reasons.FilesChanged, language: Language) -> str:
    match reason:
        case reasons.FilesChanged(folder=folder, missing=0):
            return language.say(
                "Files in “{folder}” were changed since they came, and getting more would write over them, "
                "so nothing was done. Move your own files elsewhere, then try again.",
                folder=folder,
            )
        case reasons.FilesChanged(folder=folder, missing=missing, received=True):
            return language.say(
                "Files in “{folder}” are no longer as they came ({missing} differ), so it is not passed on. "
                "They were left as they are. Resume it to have the original fetched again, over yours.",
                folder=folder,
                missing=size(missing, language),
            )
        case reasons.FilesChanged(folder=folder, missing=missing):
            return language.say(
                "Files in “{folder}” are no longer what was shared ({missing} differ), so it is not passed "
                "on. The files were left as they are. Put the old ones back and recheck, or share the folder "
                "anew.",
                folder=folder,
                missing=size(missing, language),
            )
        case _:
            assert_never(reason)


def amounts(reason: reasons.MoreThanSaid, language: Language) -> tuple[str, str]:
    """Return how much it is, and how much was said: of the one that differs most plainly."""
    if reason.size > reason.said_size:
        return size(reason.size, language), size(reason.said_size, language)
    return files(reason.files, language), files(reason.said_files, language)


def _sentence_of_disk(
    reason: reasons.NoPermission | reasons.DiskFull | reasons.FolderGone | reasons.DiskTrouble,
    language: Language,
) -> str:
    match reason:
        case reasons.NoPermission(path=path):
            return language.say(
                "This computer does not let Passalong use “{path}”. Nothing was changed. "
                "Allow it in the settings of the file or folder, then resume.",
                path=path,
            )
        case reasons.DiskFull(folder=folder, missing=missing):
            return language.say(
                "There is not enough room on the disk with “{folder}”: {missing} more are needed. "
                "What is here so far is safe. Make room, and it goes on by itself while Passalong runs.",
                folder=folder,
                missing=size(missing, language),
            )
        case reasons.FolderGone(folder=folder, received=True):
            return language.say(
                "“{folder}” is not there any more. Nothing was changed. "
                "Put it back and recheck, or resume to have it fetched again.",
                folder=folder,
            )
        case reasons.FolderGone(folder=folder):
            return language.say(
                "“{folder}” is not there. Nothing was changed. "
                "Connect the disk or put it back where it was, then resume.",
                folder=folder,
            )
        case reasons.DiskTrouble(path=path, code=code):
            return language.say(
                "The disk did not read or write “{path}” (error {code}). What was checked before is safe. "
                "See that the disk is well, then recheck.",
                path=path,
                code=code,
            )
        case _:
            assert_never(reason)
