"""What people are told about an error when more is known of it: its sort, and the detail. Any thread."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop import errors
from desktop.ui.words.halves import Halves

DETAILS: Final[Mapping[tuple[type[errors.AppError], object], str | Halves]] = MappingProxyType(
    {
        (errors.DeviceStays, "this-one"): Halves(
            "A computer cannot end itself, and this is the one that you use. Nothing was changed.",
            "End it from another one of yours.",
        ),
        (errors.DeviceStays, "too-many"): Halves(
            (
                "Others remember at most {limit} ended computers of one person, and so many you have. "
                "Nothing was changed."
            ),
            "If you still have it, erase yourself there.",
        ),
        (
            errors.CodeNotWritten,
            "kind",
        ): "“{path}” can hold no code. Nothing was changed. Choose a name that ends in .svg or .png.",
        (errors.ProfileUnusable, "disk-trouble"): Halves(
            "The disk with the profile “{path}” does not read or write. Nothing was changed.",
            "See that the disk is well, then try again.",
        ),
        (errors.NotALink, "person"): Halves(
            "“{text}” is no link to a person. Nothing was begun.",
            "Ask them for the link that invites others, and look whether all of it was copied.",
        ),
        (errors.LinkForOther, "person"): Halves(
            "This link leads to something that is shared, not to a person. Nothing was begun.",
            "Under “Transfers” it can be got. To know them, ask for the link that invites others.",
        ),
        (errors.LinkForOther, "share"): Halves(
            "This link leads to a person, not to something that is shared. Nothing was begun.",
            "Under “People” it asks them to be your contact.",
        ),
        (errors.LinkOfOwn, "person"): (
            "This link leads to yourself. Nothing was begun. Give it to others, who ask you with it, "
            "and use the one that they give you."
        ),
        (
            errors.ModelNotSeen,
            "gone",
        ): "“{path}” is not there any more. Other models are fine. Look at the folder again.",
        (errors.ModelNotSeen, "no-permission"): (
            "“{path}” may not be read by you. Nothing happened to it, and other models are fine. "
            "Give yourself permission to read it, then look again."
        ),
        (errors.ModelNotSeen, "too-large"): (
            "“{path}” is too large to be drawn here. It is safe, can be passed on as it is, and other models "
            "are fine. A slicer may open it."
        ),
        (errors.ModelNotSeen, "empty"): (
            "There is no surface in “{path}”. Nothing happened to it, and other models are fine. "
            "Save it anew from the program that made it."
        ),
        (errors.ModelNotSeen, "too-much"): (
            "“{path}” takes too much time or memory to be drawn here. It is safe, can be passed on as it is, "
            "and other models are fine."
        ),
        (errors.NoCodeInPicture, "drawing"): (
            "“{path}” is a drawing, and codes are read from pictures only. Nothing was begun. Use the"
            " .png of it, or the link as text."
        ),
        (errors.BackupNotWritten, "not-a-folder"): (
            "There is no folder for the backup at “{path}”. Everything you have is safe. Make it, or "
            "choose another place."
        ),
        (errors.IdUnknown, "person"): Halves(
            "Nobody whom you know goes by “{text}”. Nothing was changed.", "Look under “People” who is there."
        ),
        (errors.IdAmbiguous, "person"): Halves(
            "You know more than one who goes by “{text}”. Nothing was changed.",
            "Choose one of them under “People”.",
        ),
        (errors.IdUnknown, "request"): Halves(
            "Nobody who asks you goes by “{text}”. Nothing was changed.",
            "They may have taken it back: look under “People” who asks you.",
        ),
        (errors.IdUnknown, "transfer"): Halves(
            "No transfer here goes by “{text}”. Nothing was changed.",
            "It may have been taken off the list: look under “Transfers” what is there.",
        ),
        (errors.IdUnknown, "offer"): Halves(
            "No offer here goes by “{text}”. Nothing was changed.",
            "It may be over: Home shows what is offered to you.",
        ),
        (errors.Interrupted, "watching"): Halves(
            "You watch it no longer.", "The Passalong that runs goes on with it."
        ),
        (
            errors.OfferOver,
            "declined",
        ): "You have declined this, and they know. Nothing was changed. Ask them to offer it again.",
        (
            errors.OfferOver,
            "withdrawn",
        ): "They have taken this back. Nothing was changed. Ask them to offer it again.",
        (errors.HereAlready, "part"): Halves(
            "A part of it is here already, in “{path}”, and was left alone.",
            "Choose the folder that it is in to go on there, or take it off the list first.",
        ),
        (errors.TorrentRefused, "unreadable"): (
            "This is not a torrent, or it is damaged. Nothing was stored. Ask whoever made it for "
            "another one."
        ),
        (errors.TorrentRefused, "too-large"): (
            "This torrent's description is larger than Passalong accepts. Nothing was stored. Ask for"
            " it in smaller parts."
        ),
        (errors.TorrentRefused, "too-many-files"): (
            "This torrent has more files than Passalong accepts. Nothing was stored. Ask for it in "
            "smaller parts, or as one archive."
        ),
        (errors.TorrentRefused, "too-deep"): (
            "This torrent has folders within folders beyond what Passalong accepts. Nothing was "
            "stored. Ask for it in a simpler form."
        ),
        (errors.TorrentRefused, "links"): (
            "This torrent has links to other places in it, which Passalong does not follow. Nothing "
            "was stored. Ask for it without them."
        ),
        (errors.TorrentRefused, "empty"): (
            "There is no file in this torrent. Nothing was stored. Ask whoever made it for another one."
        ),
        (errors.TooMuchToShare, "files"): (
            "These are more than {limit} files, the most that one share can hold. Nothing was "
            "changed. Share them in several parts, or as one archive."
        ),
        (errors.TooMuchToShare, "depth"): (
            "There are more than {limit} folders within each other, the most that a share can hold. "
            "Nothing was changed. Share an inner folder, or one archive."
        ),
        (errors.TooMuchToShare, "details"): (
            "The list of these files alone is larger than {size}, the most that a share can hold. "
            "Nothing was changed. Share them in several parts, or as one archive."
        ),
        (errors.ProfileUnusable, "no-permission"): Halves(
            "This computer does not let Passalong use the profile “{path}”. Nothing was changed.",
            "Allow it in the settings of the folder, then try again.",
        ),
        (errors.ProfileUnusable, "read-only"): Halves(
            "The disk with the profile “{path}” is write-protected. Nothing was changed.",
            "Unlock it, then try again.",
        ),
        (errors.ProfileUnusable, "not-a-folder"): Halves(
            "“{path}” is not a folder, so it cannot be a profile. It was left as it is.",
            "Move it away, then try again.",
        ),
        (errors.ProfileUnusable, "disk-full"): (
            "The disk with the profile “{path}” is full. Everything in it is safe. Make room and try again."
        ),
        (errors.WordsWrong, "count"): (
            "There must be exactly 24 words. Nothing was changed. Look whether one is missing or "
            "stands there twice."
        ),
        (errors.WordsWrong, "unknown-word"): (
            "“{word}” is none of the words that Passalong uses. Nothing was changed. Look at its spelling."
        ),
        (errors.WordsWrong, "checksum"): (
            "Each of these is a right word, but not all together. Nothing was changed. Look at their "
            "order, and whether one was mistaken for another."
        ),
        (errors.NamesCollide, "letters"): (
            "“{first}” is there twice: the same letters, written in two ways that some computers take for "
            "one. Nothing was changed. Rename one of the two and try again."
        ),
        (errors.NobodyRemembers, "unknown"): (
            "This contact was reached, but knows nobody with these words. Look whether the words are yours, "
            "or use the link of somebody else whom you know. Nothing was kept here of this try."
        ),
        (errors.NobodyRemembers, "not-reached"): (
            "You are yourself again, but this contact could not be reached. Nothing is lost. Try "
            "again when their Passalong runs, or with the link of somebody else."
        ),
        (errors.NobodyRemembers, "nothing-kept"): (
            "You are yourself again, but this contact has kept nothing of yours. Nothing is lost. Try"
            " again with the link of somebody else whom you know."
        ),
        (errors.BackupRefused, "unreadable"): (
            "“{path}” cannot be read. Nothing was changed. See that it is there and that you may open it."
        ),
        (errors.BackupRefused, "not-a-backup"): Halves(
            "“{path}” is not a backup of Passalong. Nothing was changed.", "Choose the file of a backup."
        ),
        (
            errors.BackupRefused,
            "damaged",
        ): "The backup “{path}” is damaged. Nothing was changed. Try another copy of it.",
        (errors.BackupRefused, "too-new"): (
            "A newer Passalong made the backup “{path}”. Nothing was changed. Update Passalong, then "
            "try again."
        ),
        (errors.BackupRefused, "other-words"): (
            "These words do not open the backup “{path}”. Nothing was changed. Use the words of the "
            "person who made it."
        ),
    }
)
