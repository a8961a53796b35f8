"""What people are told about each error; names in braces are its fields. Any thread."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop import errors
from desktop.ui.words.halves import Halves

SENTENCES: Final[Mapping[type[errors.AppError], str | Halves]] = MappingProxyType(
    {
        errors.UsageWrong: "That command is not complete or not right: {detail}. Nothing was begun.",
        errors.BadArgument: Halves(
            "“{text}” does not fit {name}. Nothing was begun.", "Look at it once more, then try again."
        ),
        errors.IdUnknown: (
            "No {what} here goes by “{text}”. Nothing was changed. Use the whole id, or its first 8 "
            "characters or more."
        ),
        errors.IdAmbiguous: (
            "More than one {what} goes by “{text}”. Nothing was changed. Add a few more characters of the id."
        ),
        errors.NotConfirmed: Halves(
            "Nothing was done, because “{action}” cannot be undone and was not confirmed.",
            "Confirm it if you are sure.",
        ),
        errors.NotALink: (
            "“{text}” is neither a link nor a torrent file that is here. Nothing was begun. A link "
            "starts with passalong: or magnet:, so look whether all of it was copied."
        ),
        errors.LinkCut: (
            "Some characters of this link are missing or changed. Nothing was begun. Copy it once "
            "more, from its first character to its last."
        ),
        errors.LinkTooNew: (
            "A newer Passalong made this link. Nothing was begun. Update Passalong, then use the link again."
        ),
        errors.LinkForOther: (
            "This link leads to something else than is needed here. Nothing was begun. Ask for the "
            "other link."
        ),
        errors.LinkOfOwn: (
            "This link leads to something of your own. It is safe, already here, and there is nothing to get."
        ),
        errors.NoCodeInPicture: (
            "There is no Passalong code to be read in “{path}”. Nothing was begun. Take the picture "
            "again, closer and straight, or ask for the link as text."
        ),
        errors.ModelNotSeen: (
            "“{path}” cannot be read: it is damaged, or no model at all. Nothing happened to it, and other "
            "models are fine. Save it anew from the program that made it."
        ),
        errors.CodeNotWritten: (
            "The code could not be written to “{path}”. Nothing was changed. Choose another place, "
            "with a name that ends in .svg or .png."
        ),
        errors.VerificationWrong: (
            "These words are not the same. Nothing was changed. Compare them once more, and if they "
            "still differ, somebody else may stand between you: meet, and add each other anew."
        ),
        errors.DeviceStays: Halves(
            "This computer of yours cannot be ended ({why}). Nothing was changed.",
            "Look which others there are.",
        ),
        errors.PersonBlocked: (
            "You have blocked this person. Nothing was sent to them. Unblock them first if you want "
            "to hear of each other again."
        ),
        errors.TorrentRefused: (
            "This torrent cannot be used. Nothing was stored. Ask whoever made it for another one."
        ),
        errors.PathMissing: (
            "There is nothing at “{path}”. Nothing was begun. Look at the spelling and try again."
        ),
        errors.PathUnreadable: (
            "This computer does not let Passalong read “{path}”. Nothing was changed. Allow it in the"
            " settings of the file or folder, then try again."
        ),
        errors.FilesLeft: (
            "It was removed from the list, but “{path}” could not be deleted: some of its files may "
            "still be there. Nobody gets them from here any more. Delete them by hand."
        ),
        errors.FilesKept: (
            "It was removed, and its files deleted, but “{path}” was changed since it came or was "
            "shared, so it was kept. Delete it by hand if you want to."
        ),
        errors.NothingToShare: (
            "There is no file in “{path}” that could be passed on. Nothing was changed. Put something"
            " in and try again."
        ),
        errors.KeysInside: Halves(
            (
                "“{path}” belongs to a profile of Passalong, and whoever got it could be the person whose"
                " keys are there. Nothing was shared."
            ),
            "Choose the files that you mean; a backup is made in the settings.",
        ),
        errors.NamesCollide: (
            "“{first}” and “{second}” differ only in capital letters, and many computers could keep "
            "only one of them. Nothing was changed. Rename one and try again."
        ),
        errors.NameNotText: (
            "The name “{path}” has characters that no other computer can read. Nothing was changed. "
            "Rename the file and try again."
        ),
        errors.TooMuchToShare: (
            "This is more than one share can hold. Nothing was changed. Share it in several parts."
        ),
        errors.ChangedWhileReading: (
            "“{path}” changed while it was being read, so nothing was shared. The file itself was "
            "left alone. Try again once nothing writes to it."
        ),
        errors.CannotCombine: (
            "Things from several folders cannot be joined into one share on this computer. Nothing "
            "was changed. Put them into one folder and share that."
        ),
        errors.NothingChosen: (
            "That would leave nothing to get, so it was left as it was. Choose at least one file, or "
            "take the whole transfer off the list."
        ),
        errors.PlaceTaken: Halves(
            "“{path}” belongs to another transfer as well, so nothing was written there.",
            "Take one of the two off the list (the files can stay), then try again.",
        ),
        errors.HereAlready: Halves(
            "It is here already, in “{path}”, and was left alone.",
            "Choose the folder that it is in, or take it off the list first.",
        ),
        errors.OfferOver: (
            "Nothing comes of this offer any more. Nothing was changed. Ask them to offer it again."
        ),
        errors.TorrentFileUnusable: Halves(
            "“{path}” cannot be written, so nothing was shared.", "Choose another place for it."
        ),
        errors.FolderUnusable: Halves(
            "Nothing can be put into “{path}”. Nothing was changed.",
            "Choose another folder, or allow writing to this one.",
        ),
        errors.ProfileLocked: Halves(
            "Passalong is already open with the profile “{path}”. Everything in it is safe.",
            "Close the other one, then try again.",
        ),
        errors.ProfileTooNew: (
            "A newer Passalong made the profile “{path}”. It was left as it is. Update Passalong, "
            "then open it again."
        ),
        errors.ProfileDamaged: (
            "The keys in “{path}” cannot be read, and neither can their copy. Your shared files are "
            "safe, and nothing was changed. Move this folder away and restore from a backup with your"
            " 24 words."
        ),
        errors.ProfileUnusable: Halves(
            "The profile “{path}” cannot be used. Nothing was changed.",
            "See that its disk is there and may be written to, then try again.",
        ),
        errors.NotAProfile: Halves(
            "There is no Passalong profile in “{path}”. What is there was left alone.",
            "Choose the folder that has one.",
        ),
        errors.ProfileInUse: Halves(
            "There is already somebody in the profile “{path}”, who was left alone.",
            "Choose an empty folder.",
        ),
        errors.PassphraseNeeded: Halves(
            "The keys of this profile are locked with a passphrase. Everything is safe.",
            "Type the passphrase to go on.",
        ),
        errors.PassphraseWrong: "That passphrase does not open the keys. Everything is safe. Try again.",
        errors.PassphraseMismatch: "The two passphrases are not the same. Nothing was changed. Try again.",
        errors.WordsWrong: "These are not the 24 words. Nothing was changed. Compare them with your paper.",
        errors.NobodyRemembers: (
            "You are yourself again, but your people could not be brought back. Nothing is lost. Try "
            "again with the link of somebody else whom you know."
        ),
        errors.BackupRefused: "“{path}” cannot be restored. Nothing was changed. Try another copy of it.",
        errors.BackupNotWritten: (
            "The backup could not be written to “{path}”. Everything you have is safe. Choose another"
            " place for it, with enough room."
        ),
        errors.StoreTooNew: "A newer Passalong wrote “{path}”. It was left as it is. Update Passalong first.",
        errors.StoreForeign: Halves(
            "“{path}” was not written by Passalong. It was left as it is.", "Move it away, then try again."
        ),
        errors.StoreDamaged: (
            "What Passalong keeps in “{path}” is damaged. It was put aside untouched as “{copy}”, and"
            " your shared files are safe. Restore from a backup with your 24 words."
        ),
        errors.StoreFull: (
            "The disk with “{path}” is full, so the last step was not kept. Everything before it is "
            "safe. Make room and try again."
        ),
        errors.StoreUnwritable: (
            "The disk does not take what Passalong writes to “{path}”, so the last step was not kept."
            " Everything before it is safe. See that the disk is well and not write-protected."
        ),
        errors.SqliteTooOld: (
            "SQLite {version} on this computer is too old for Passalong. Nothing was changed. Install"
            " a newer Python, then try again."
        ),
        errors.RecordRefused: (
            "Something that arrived was not accepted. Nothing was changed. There is nothing you need to do."
        ),
        errors.NodeRunning: Halves(
            "Passalong already runs for this profile with other network options. It was left alone.",
            "Stop it first, then try again.",
        ),
        errors.NodeOfOtherVersion: (
            "The Passalong that runs for this profile is another version than this one. Everything is"
            " safe. Close it, then try again."
        ),
        errors.NodeBusy: (
            "Another command of Passalong uses this profile and does not talk with people. Nothing "
            "was changed. Wait until it ends, or stop it, then try again."
        ),
        errors.NotOnNetwork: Halves(
            "Passalong does not look around on the local network here. Nothing was changed.",
            "Ask with their link instead.",
        ),
        errors.NoWindow: Halves(
            "Passalong runs here already, without a window. Everything is safe and goes on.",
            "End that one where it runs, then open the window.",
        ),
        errors.NoScreen: Halves(
            "There is no screen here on which a window could be shown. Nothing was begun.",
            "Open it on a computer with a screen.",
        ),
        errors.NodeGone: (
            "The Passalong that was doing this has stopped. What was done before is safe. Try again."
        ),
        errors.PortUnusable: Halves(
            "Passalong cannot listen on {address}. Nothing was changed.",
            "See that this computer is online, then try again.",
        ),
        errors.Interrupted: Halves("Stopped.", "What is here so far is safe, and it can go on from there."),
        errors.AnswerNotWritten: (
            "The answer could not be written where it was sent: the disk there may be full. What was "
            "done is done and safe. Make room or send it elsewhere, then try again."
        ),
        errors.OwnMistake: (
            "Something in Passalong itself went wrong. What was saved before is safe. Try it once "
            "more; if it happens again, the log in the profile folder tells its makers why."
        ),
    }
)
