"""The one place for what people are told when something is not as it should be; any thread.

Each text says what happened, what is safe and what to do next, in that order and in plain words. Names in
braces are fields of the error.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop import errors, reasons
from desktop.ui.words.formats import duration, size
from desktop.ui.words.language import ENGLISH, Language
from desktop.ui.words.reasons import sentence_of_reason


def sentence_of(error: errors.AppError, language: Language = ENGLISH) -> str:
    """Return what a person is told about `error`."""
    match error:
        case errors.TransferFailed(reason=reason):
            return sentence_of_reason(reason, language)
        case errors.NobodyInTime():
            return _sentence_of_timeout(error, language)
        case errors.BadArgument(fits=fits) if fits:
            return language.say(
                "“{text}” does not fit {name}. Nothing was begun. It must be {fits}.", **vars(error)
            )
        case errors.TooMuchToShare(limit=limit):
            return language.say(_template(error), limit=f"{limit:,}", size=size(limit, language))
        case _:
            return language.say(_template(error), **vars(error))


def _sentence_of_timeout(error: errors.NobodyInTime, language: Language) -> str:
    happened = language.say("It did not all arrive within {time}.", time=duration(error.seconds, language))
    why = _sentence_of_waiting(error.reason, language)
    goes_on = language.say("What is here so far is safe, and the same command goes on from there.")
    return " ".join(filter(None, (happened, why, goes_on)))


def _sentence_of_waiting(reason: reasons.AnyReason | None, language: Language) -> str:
    """Return why it did not arrive, without promising that it goes on by itself: nothing may run now."""
    match reason:
        case None:
            return ""
        case reasons.NobodyHasIt():
            return language.say("Nobody who has it could be reached.")
        case reasons.InQueue():
            return language.say("Others came first.")
        case _:
            return sentence_of_reason(reason, language)


def _template(error: errors.AppError) -> str:
    detail = getattr(error, "why", getattr(error, "what", getattr(error, "wanted", None)))
    return _BY_DETAIL.get((type(error), detail)) or _BY_TYPE[type(error)]


_BY_TYPE: Final[Mapping[type[errors.AppError], str]] = MappingProxyType(
    {
        errors.UsageWrong: "That command is not complete or not right: {detail}. Nothing was begun.",
        errors.BadArgument: "“{text}” does not fit {name}. Nothing was begun. "
        "Add --help to the command to see what fits.",
        errors.IdUnknown: "No {what} here goes by “{text}”. Nothing was changed. "
        "Use the whole id, or its first 8 characters or more.",
        errors.IdAmbiguous: "More than one {what} goes by “{text}”. Nothing was changed. "
        "Add a few more characters of the id.",
        errors.NotConfirmed: "Nothing was done, because “{action}” cannot be undone and was not confirmed. "
        "If you are sure, run it again with --yes.",
        errors.NotALink: "“{text}” is neither a link nor a torrent file that is here. Nothing was begun. "
        "A link starts with passalong: or magnet:, so look whether all of it was copied.",
        errors.LinkCut: "Some characters of this link are missing or changed. Nothing was begun. "
        "Copy it once more, from its first character to its last.",
        errors.LinkTooNew: "A newer Passalong made this link. Nothing was begun. "
        "Update Passalong, then use the link again.",
        errors.LinkForOther: "This link leads to something else than is needed here. Nothing was begun. "
        "Ask for the other link.",
        errors.LinkOfOwn: "This link leads to something of your own. It is safe, already here, "
        "and there is nothing to get.",
        errors.NoCodeInPicture: "There is no Passalong code to be read in “{path}”. Nothing was begun. "
        "Take the picture again, closer and straight, or ask for the link as text.",
        errors.ModelNotSeen: "“{path}” cannot be read: it is damaged, or no model at all. Nothing "
        "happened to it, and other models are fine. Save it anew from the program that made it.",
        errors.CodeNotWritten: "The code could not be written to “{path}”. Nothing was changed. "
        "Choose another place, with a name that ends in .svg or .png.",
        errors.VerificationWrong: "These words are not the same. Nothing was changed. Compare them once "
        "more, and if they still differ, somebody else may stand between you: meet, and add each other anew.",
        errors.DeviceStays: "This computer of yours cannot be ended ({why}). Nothing was changed. "
        "passalong devices shows which others there are.",
        errors.PersonBlocked: "You have blocked this person. Nothing was sent to them. "
        "Unblock them first if you want to hear of each other again.",
        errors.TorrentRefused: "This torrent cannot be used. Nothing was stored. "
        "Ask whoever made it for another one.",
        errors.PathMissing: "There is nothing at “{path}”. Nothing was begun. Look at the spelling and try "
        "again.",
        errors.PathUnreadable: "This computer does not let Passalong read “{path}”. Nothing was changed. "
        "Allow it in the settings of the file or folder, then try again.",
        errors.FilesLeft: "It was removed from the list, but “{path}” could not be deleted: some of its "
        "files may still be there. Nobody gets them from here any more. Delete them by hand.",
        errors.FilesKept: "It was removed, and its files deleted, but “{path}” was changed since it came "
        "or was shared, so it was kept. Delete it by hand if you want to.",
        errors.NothingToShare: "There is no file in “{path}” that could be passed on. Nothing was changed. "
        "Put something in and try again.",
        errors.KeysInside: "“{path}” belongs to a profile of Passalong, and whoever got it could be the "
        "person whose keys are there. Nothing was shared. Choose the files that you mean; passalong backup "
        "makes a sealed copy of a profile.",
        errors.NamesCollide: "“{first}” and “{second}” differ only in capital letters, and many computers "
        "could keep only one of them. Nothing was changed. Rename one and try again.",
        errors.NameNotText: "The name “{path}” has characters that no other computer can read. "
        "Nothing was changed. Rename the file and try again.",
        errors.TooMuchToShare: "This is more than one share can hold. Nothing was changed. "
        "Share it in several parts.",
        errors.ChangedWhileReading: "“{path}” changed while it was being read, so nothing was shared. "
        "The file itself was left alone. Try again once nothing writes to it.",
        errors.CannotCombine: "Things from several folders cannot be joined into one share on this computer. "
        "Nothing was changed. Put them into one folder and share that.",
        errors.NothingChosen: "That would leave nothing to get, so it was left as it was. "
        "Choose at least one file, or take the whole transfer off the list.",
        errors.PlaceTaken: "“{path}” belongs to another transfer as well, so nothing was written there. "
        "Take one of the two off the list with passalong remove (the files stay), then try again.",
        errors.HereAlready: "It is here already, in “{path}”, and was left alone. "
        "Leave out --to, or remove that transfer first.",
        errors.OfferOver: "Nothing comes of this offer any more. Nothing was changed. "
        "Ask them to offer it again.",
        errors.TorrentFileUnusable: "“{path}” cannot be written, so nothing was shared. "
        "Choose another place with --torrent.",
        errors.FolderUnusable: "Nothing can be put into “{path}”. Nothing was changed. "
        "Choose another folder with --to, or allow writing to this one.",
        errors.ProfileLocked: "Passalong is already open with the profile “{path}”. Everything in it is "
        "safe. Close the other one first, or choose another folder with --profile.",
        errors.ProfileTooNew: "A newer Passalong made the profile “{path}”. It was left as it is. "
        "Update Passalong, then open it again.",
        errors.ProfileDamaged: "The keys in “{path}” cannot be read, and neither can their copy. "
        "Your shared files are safe, and nothing was changed. "
        "Move this folder away and restore from a backup with your 24 words.",
        errors.ProfileUnusable: "The profile “{path}” cannot be used. Nothing was changed. "
        "Mend that, or choose another folder with --profile.",
        errors.NotAProfile: "There is no Passalong profile in “{path}”. What is there was left alone. "
        "Name the right folder with --profile.",
        errors.ProfileInUse: "There is already somebody in the profile “{path}”, who was left alone. "
        "Choose an empty folder with --profile.",
        errors.PassphraseNeeded: "The keys of this profile are locked with a passphrase. Everything is safe. "
        "Run this on a terminal to be asked for it, or give --passphrase-file.",
        errors.PassphraseWrong: "That passphrase does not open the keys. Everything is safe. Try again.",
        errors.PassphraseMismatch: "The two passphrases are not the same. Nothing was changed. Try again.",
        errors.WordsWrong: "These are not the 24 words. Nothing was changed. Compare them with your paper.",
        errors.NobodyRemembers: "You are yourself again, but your people could not be brought back. "
        "Nothing is lost. Try again with the link of somebody else whom you know.",
        errors.BackupRefused: "“{path}” cannot be restored. Nothing was changed. Try another copy of it.",
        errors.BackupNotWritten: "The backup could not be written to “{path}”. Everything you have is safe. "
        "Choose another place for it, with enough room.",
        errors.StoreTooNew: "A newer Passalong wrote “{path}”. It was left as it is. Update Passalong first.",
        errors.StoreForeign: "“{path}” was not written by Passalong. It was left as it is. "
        "Move it away, or choose another folder with --profile.",
        errors.StoreDamaged: "What Passalong keeps in “{path}” is damaged. It was put aside untouched as "
        "“{copy}”, and your shared files are safe. Restore from a backup with your 24 words.",
        errors.StoreFull: "The disk with “{path}” is full, so the last step was not kept. "
        "Everything before it is safe. Make room and try again.",
        errors.StoreUnwritable: "The disk does not take what Passalong writes to “{path}”, so the last step "
        "was not kept. Everything before it is safe. See that the disk is well and not write-protected.",
        errors.SqliteTooOld: "SQLite {version} on this computer is too old for Passalong. Nothing was "
        "changed. Install a newer Python, then try again.",
        errors.RecordRefused: "Something that arrived was not accepted. Nothing was changed. "
        "There is nothing you need to do.",
        errors.NodeRunning: "Passalong already runs for this profile with other network options ({options}). "
        "It was left alone. Leave these options out, or stop it first.",
        errors.NodeOfOtherVersion: "The Passalong that runs for this profile is another version than this "
        "one. Everything is safe. Close it, then try again.",
        errors.NodeBusy: "Another command of Passalong uses this profile and does not talk with people. "
        "Nothing was changed. Wait until it ends, or stop it, then try again.",
        errors.NotOnNetwork: "Passalong does not look around on the local network here. Nothing was changed. "
        "Leave out --no-lan, or ask with a link: passalong people add LINK.",
        errors.NoWindow: "Passalong runs here already, without a window. Everything is safe and goes on. "
        "End that one with Ctrl+C where it runs, then open the window.",
        errors.NoScreen: "There is no screen here on which a window could be shown. Nothing was begun. "
        "Add --help to see what can be done without one.",
        errors.NodeGone: "The Passalong that was doing this has stopped. What was done before is safe. Try "
        "again.",
        errors.PortUnusable: "Passalong cannot listen on {address}. Nothing was changed. "
        "Leave out --bind, or give an address of this computer.",
        errors.Interrupted: "Stopped. What is here so far is safe, and the same command goes on from there.",
        errors.AnswerNotWritten: "The answer could not be written where it was sent: the disk there may be "
        "full. What was done is done and safe. Make room or send it elsewhere, then try again.",
        errors.OwnMistake: "Something in Passalong itself went wrong. What was saved before is safe. "
        "Try it once more; if it happens again, the log in the profile folder tells its makers why.",
    }
)

_BY_DETAIL: Final[Mapping[tuple[type[errors.AppError], object], str]] = MappingProxyType(
    {
        (errors.DeviceStays, "this-one"): "A computer cannot end itself, and this is the one that you use. "
        "Nothing was changed. End it from another one of yours, or erase yourself here with passalong erase.",
        (
            errors.DeviceStays,
            "too-many",
        ): "Others remember at most {limit} ended computers of one person, and "
        "so many you have. Nothing was changed. If you still have it, use passalong erase on it.",
        (errors.CodeNotWritten, "kind"): "“{path}” can hold no code. Nothing was changed. "
        "Choose a name that ends in .svg or .png.",
        (
            errors.ProfileUnusable,
            "disk-trouble",
        ): "The disk with the profile “{path}” does not read or write. "
        "Nothing was changed. See that the disk is well, or choose another folder with --profile.",
        (
            errors.NotALink,
            "person",
        ): "“{text}” is no link to a person. Nothing was begun. Ask them for the link "
        "that passalong id shows them: look whether all of it was copied.",
        (errors.LinkForOther, "person"): "This link leads to something that is shared, not to a person. "
        "Nothing was begun. passalong get LINK gets it; passalong id shows the link to a person.",
        (errors.LinkForOther, "share"): "This link leads to a person, not to something that is shared. "
        "Nothing was begun. passalong people add LINK asks them to be your contact.",
        (errors.LinkOfOwn, "person"): "This link leads to yourself. Nothing was begun. "
        "Give it to others, who ask you with it, and use the one that they give you.",
        (errors.ModelNotSeen, "gone"): "“{path}” is not there any more. Other models are fine. "
        "Look at the folder again.",
        (
            errors.ModelNotSeen,
            "no-permission",
        ): "“{path}” may not be read by you. Nothing happened to it, and other models are fine. "
        "Give yourself permission to read it, then look again.",
        (
            errors.ModelNotSeen,
            "too-large",
        ): "“{path}” is too large to be drawn here. It is safe, can be passed on as it is, and other models "
        "are fine. A slicer may open it.",
        (
            errors.ModelNotSeen,
            "empty",
        ): "There is no surface in “{path}”. Nothing happened to it, and other models are fine. "
        "Save it anew from the program that made it.",
        (
            errors.ModelNotSeen,
            "too-much",
        ): "“{path}” takes too much time or memory to be drawn here. It is safe, can be passed on as it is, "
        "and other models are fine.",
        (errors.NoCodeInPicture, "drawing"): "“{path}” is a drawing, and codes are read from pictures only. "
        "Nothing was begun. Use the .png of it, or the link as text.",
        (
            errors.BackupNotWritten,
            "not-a-folder",
        ): "There is no folder for the backup at “{path}”. Everything "
        "you have is safe. Make it, or choose another place.",
        (errors.IdUnknown, "person"): "Nobody whom you know goes by “{text}”. Nothing was changed. passalong "
        "people lists everybody: use a name exactly as it stands there, or 8 characters of the id or more.",
        (errors.IdAmbiguous, "person"): "You know more than one who goes by “{text}”. Nothing was changed. "
        "Use the id, or more of it, from passalong people.",
        (errors.IdUnknown, "request"): "Nobody who asks you goes by “{text}”. Nothing was changed. passalong "
        "people requests lists them: use a name exactly as it stands there, or the id.",
        (errors.IdUnknown, "transfer"): "No transfer here goes by “{text}”. Nothing was changed. "
        "passalong transfers lists them: use the whole id, or its first 8 characters or more.",
        (errors.IdUnknown, "offer"): "No offer here goes by “{text}”. Nothing was changed. "
        "passalong offers lists them: use the whole id, or its first 8 characters or more.",
        (errors.Interrupted, "watching"): "You watch it no longer. The Passalong that runs goes on with it: "
        "passalong transfers tells how far it is, passalong pause lets it rest.",
        (errors.OfferOver, "declined"): "You have declined this, and they know. Nothing was changed. "
        "Ask them to offer it again.",
        (errors.OfferOver, "withdrawn"): "They have taken this back. Nothing was changed. "
        "Ask them to offer it again.",
        (errors.HereAlready, "part"): "A part of it is here already, in “{path}”, and was left alone. "
        "Leave out --to to go on there, or remove that transfer first.",
        (errors.TorrentRefused, "unreadable"): "This is not a torrent, or it is damaged. Nothing was stored. "
        "Ask whoever made it for another one.",
        (errors.TorrentRefused, "too-large"): "This torrent's description is larger than Passalong accepts. "
        "Nothing was stored. Ask for it in smaller parts.",
        (errors.TorrentRefused, "too-many-files"): "This torrent has more files than Passalong accepts. "
        "Nothing was stored. Ask for it in smaller parts, or as one archive.",
        (errors.TorrentRefused, "too-deep"): "This torrent has folders within folders beyond what Passalong "
        "accepts. Nothing was stored. Ask for it in a simpler form.",
        (
            errors.TorrentRefused,
            "links",
        ): "This torrent has links to other places in it, which Passalong does not "
        "follow. Nothing was stored. Ask for it without them.",
        (errors.TorrentRefused, "empty"): "There is no file in this torrent. Nothing was stored. "
        "Ask whoever made it for another one.",
        (
            errors.TooMuchToShare,
            "files",
        ): "These are more than {limit} files, the most that one share can hold. "
        "Nothing was changed. Share them in several parts, or as one archive.",
        (
            errors.TooMuchToShare,
            "depth",
        ): "There are more than {limit} folders within each other, the most that a "
        "share can hold. Nothing was changed. Share an inner folder, or one archive.",
        (
            errors.TooMuchToShare,
            "details",
        ): "The list of these files alone is larger than {size}, the most that a "
        "share can hold. Nothing was changed. Share them in several parts, or as one archive.",
        (
            errors.ProfileUnusable,
            "no-permission",
        ): "This computer does not let Passalong use the profile “{path}”. "
        "Nothing was changed. Allow it in the folder's settings, or choose another with --profile.",
        (errors.ProfileUnusable, "read-only"): "The disk with the profile “{path}” is write-protected. "
        "Nothing was changed. Unlock it, or choose another folder with --profile.",
        (errors.ProfileUnusable, "not-a-folder"): "“{path}” is not a folder, so it cannot be a profile. "
        "It was left as it is. Choose another place with --profile.",
        (errors.ProfileUnusable, "disk-full"): "The disk with the profile “{path}” is full. "
        "Everything in it is safe. Make room and try again.",
        (errors.WordsWrong, "count"): "There must be exactly 24 words. Nothing was changed. "
        "Look whether one is missing or stands there twice.",
        (errors.WordsWrong, "unknown-word"): "“{word}” is none of the words that Passalong uses. "
        "Nothing was changed. Look at its spelling.",
        (errors.WordsWrong, "checksum"): "Each of these is a right word, but not all together. "
        "Nothing was changed. Look at their order, and whether one was mistaken for another.",
        (
            errors.NobodyRemembers,
            "not-reached",
        ): "You are yourself again, but this contact could not be "
        "reached. Nothing is lost. Try again when their Passalong runs, or with the link of somebody else.",
        (
            errors.NobodyRemembers,
            "nothing-kept",
        ): "You are yourself again, but this contact has kept nothing "
        "of yours. Nothing is lost. Try again with the link of somebody else whom you know.",
        (errors.BackupRefused, "unreadable"): "“{path}” cannot be read. Nothing was changed. "
        "See that it is there and that you may open it.",
        (errors.BackupRefused, "not-a-backup"): "“{path}” is not a backup of Passalong. Nothing was changed. "
        "Choose the file that passalong backup made.",
        (errors.BackupRefused, "damaged"): "The backup “{path}” is damaged. Nothing was changed. "
        "Try another copy of it.",
        (errors.BackupRefused, "too-new"): "A newer Passalong made the backup “{path}”. Nothing was changed. "
        "Update Passalong, then try again.",
        (
            errors.BackupRefused,
            "other-words",
        ): "These words do not open the backup “{path}”. Nothing was changed. "
        "Use the words of the person who made it.",
    }
)
