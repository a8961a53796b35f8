"""What is told on a terminal: the sentences of everybody, with what mends it said in commands. Any thread."""

from types import MappingProxyType
from typing import Final

from desktop import errors, reasons
from desktop.node.protocol import CheckResult
from desktop.ui.words import checks, messages
from desktop.ui.words.checks import UNNAMED, CheckText
from desktop.ui.words.halves import Mends
from desktop.ui.words.language import ENGLISH, Language
from desktop.ui.words.reasons import sentence_of_reason as reason_in_words


def sentence_of(error: errors.AppError, language: Language = ENGLISH) -> str:
    """Return what is told about `error`."""
    return messages.sentence_of(error, language, MENDS)


def sentence_of_reason(reason: reasons.AnyReason, language: Language = ENGLISH) -> str:
    """Return why a transfer is not simply running, and what would help."""
    return reason_in_words(reason, language, MENDS)


def sentence_of_check(check: CheckResult, language: Language = ENGLISH) -> CheckText:
    """Return what is told about one finding of the doctor."""
    return checks.sentence_of_check(check, language, MENDS)


MENDS: Final[Mends] = MappingProxyType(
    {
        errors.BadArgument: "Add --help to the command to see what fits.",
        errors.NotConfirmed: "If you are sure, run it again with --yes.",
        errors.DeviceStays: "passalong devices shows which others there are.",
        errors.KeysInside: (
            "Choose the files that you mean; passalong backup makes a sealed copy of a profile."
        ),
        errors.PlaceTaken: (
            "Take one of the two off the list with passalong remove (the files stay), then try again."
        ),
        errors.HereAlready: "Leave out --to, or remove that transfer first.",
        errors.TorrentFileUnusable: "Choose another place with --torrent.",
        errors.FolderUnusable: "Choose another folder, or allow writing to this one.",
        errors.ProfileLocked: "Close the other one first, or choose another folder with --profile.",
        errors.ProfileUnusable: "Mend that, or choose another folder with --profile.",
        errors.NotAProfile: "Name the right folder with --profile.",
        errors.ProfileInUse: "Choose an empty folder with --profile.",
        errors.PassphraseNeeded: "Run this on a terminal to be asked for it, or give --passphrase-file.",
        errors.StoreForeign: "Move it away, or choose another folder with --profile.",
        errors.NotOnNetwork: "Leave out --no-lan, or ask with a link: passalong people add LINK.",
        errors.NoWindow: "End that one with Ctrl+C where it runs, then open the window.",
        errors.NoScreen: "Add --help to see what can be done without one.",
        errors.PortUnusable: "Leave out --bind, or give an address of this computer.",
        (
            errors.DeviceStays,
            "this-one",
        ): "End it from another one of yours, or erase yourself here with passalong erase.",
        (errors.DeviceStays, "too-many"): "If you still have it, use passalong erase on it.",
        (
            errors.ProfileUnusable,
            "disk-trouble",
        ): "See that the disk is well, or choose another folder with --profile.",
        (
            errors.NotALink,
            "person",
        ): "Ask them for the link that passalong id shows them: look whether all of it was copied.",
        (
            errors.LinkForOther,
            "person",
        ): "passalong get LINK gets it; passalong id shows the link to a person.",
        (errors.LinkForOther, "share"): "passalong people add LINK asks them to be your contact.",
        (errors.IdUnknown, "person"): (
            "passalong people lists everybody: use a name exactly as it stands there, or 8 characters"
            " of the id or more."
        ),
        (errors.IdAmbiguous, "person"): "Use the id, or more of it, from passalong people.",
        (
            errors.IdUnknown,
            "request",
        ): "passalong people requests lists them: use a name exactly as it stands there, or the id.",
        (
            errors.IdUnknown,
            "transfer",
        ): "passalong transfers lists them: use the whole id, or its first 8 characters or more.",
        (
            errors.IdUnknown,
            "offer",
        ): "passalong offers lists them: use the whole id, or its first 8 characters or more.",
        (errors.HereAlready, "part"): "Leave out --to to go on there, or remove that transfer first.",
        (
            errors.ProfileUnusable,
            "no-permission",
        ): "Allow it in the folder's settings, or choose another with --profile.",
        (errors.ProfileUnusable, "read-only"): "Unlock it, or choose another folder with --profile.",
        (errors.ProfileUnusable, "not-a-folder"): "Choose another place with --profile.",
        (errors.BackupRefused, "not-a-backup"): "Choose the file that passalong backup made.",
        errors.NodeRunning: "Leave out {options}, or stop it first.",
        errors.Interrupted: "What is here so far is safe, and the same command goes on from there.",
        (errors.Interrupted, "watching"): (
            "The Passalong that runs goes on with it: passalong transfers tells how far it is, "
            "passalong pause lets it rest."
        ),
        errors.NobodyInTime: "What is here so far is safe, and the same command goes on from there.",
        (
            reasons.NotRunning,
            True,
        ): "Others can get it whenever Passalong runs: open it, or run passalong node.",
        (reasons.NotRunning, False): "Open Passalong, or run passalong node, and it goes on.",
        reasons.NothingFits: "Look at the pattern of --only, or leave it out to get everything.",
        reasons.NameNotAllowed: "Get it into a folder on another disk, or leave this file out with --only.",
        UNNAMED: "Update Passalong, then run passalong doctor again.",
        "book": "Make a backup with passalong backup, which holds everybody.",
        "relay": "Choose one with passalong relay, and leave out --no-relay.",
        "downloads": "Make the folder, allow writing to it, or choose another one with --to.",
    }
)
