"""What a row says that needs the person: what happened, and what is safe. Its buttons say what mends it.

Any thread.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Final

from desktop import reasons
from desktop.ui.words.formats import size
from desktop.ui.words.language import Language
from desktop.ui.words.reasons import amounts
from desktop.ui.words.transfers import share_name


@dataclass(frozen=True, slots=True)
class Trouble:
    """`title` is what happened to what; `text` what is safe and what would help."""

    title: str
    text: str

    @property
    def spoken(self) -> str:
        return f"{self.title}. {self.text}"


def trouble_of(name: str, reason: reasons.AnyReason | None, language: Language) -> Trouble:
    """Return what a person is told of a transfer that cannot go on."""
    tell = _WORDS.get(type(reason), _unknown)
    return tell(share_name(name, language), reason, language)


def _folder(path: str) -> str:
    """Return how people call a folder: by its last name."""
    return PurePath(path).name or path


def _place(name: str, path: str) -> str:
    """Return the folder of `path` where that is the transfer itself: it need not be there yet."""
    where = PurePath(path)
    return where.parent.name or str(where.parent) if where.name == name else _folder(path)


def _disk_full(name: str, reason: reasons.DiskFull, language: Language) -> Trouble:
    return Trouble(
        language.say("“{name}” stopped: the disk is full", name=name),
        language.say(
            "Nothing is lost. It needs {size} more room in “{folder}”, and goes on by itself once there is.",
            size=size(reason.missing, language),
            folder=_folder(reason.folder),
        ),
    )


def _folder_gone(name: str, reason: reasons.FolderGone, language: Language) -> Trouble:
    return Trouble(
        language.say("“{name}” stopped: its folder is not there", name=name),
        language.say(
            "Nothing was changed. Connect the disk with “{folder}” or put the folder back.",
            folder=_folder(reason.folder),
        ),
    )


def _no_permission(name: str, reason: reasons.NoPermission, language: Language) -> Trouble:
    return Trouble(
        language.say("“{name}” stopped: this computer does not let Passalong in", name=name),
        language.say(
            "Nothing was changed. Allow Passalong to use “{folder}”, or choose another folder.",
            folder=_place(name, reason.path),
        ),
    )


def _files_changed(name: str, reason: reasons.FilesChanged, language: Language) -> Trouble:
    del reason
    return Trouble(
        language.say("“{name}” rests: its files were changed", name=name),
        language.say("Your changes are safe. It is not passed on until the files are as they were."),
    )


def _name_not_allowed(name: str, reason: reasons.NameNotAllowed, language: Language) -> Trouble:
    return Trouble(
        language.say("“{name}” stopped: a file has a name that cannot be kept here", name=name),
        language.say(
            "The rest is safe. Leave “{file}” out, or choose a folder on another disk.",
            file=_folder(reason.path),
        ),
    )


def _not_promised(name: str, reason: reasons.NotWhatWasPromised, language: Language) -> Trouble:
    del reason
    return Trouble(
        language.say("“{name}” stopped: what came is not what the link promises", name=name),
        language.say("None of it was kept, and nothing else was touched. Ask for a new link."),
    )


def _more_than_said(name: str, reason: reasons.MoreThanSaid, language: Language) -> Trouble:
    found, said = amounts(reason, language)
    return Trouble(
        language.say("“{name}” stopped: it is more than was said", name=name),
        language.say(
            "It is {found} instead of {said}. Nothing of it was written. Ask them what it is.",
            found=found,
            said=said,
        ),
    )


def _nothing_fits(name: str, reason: reasons.NothingFits, language: Language) -> Trouble:
    del reason
    return Trouble(
        language.say("“{name}” waits: no file of it is chosen", name=name),
        language.say("Nothing was fetched. Choose the files that you would like."),
    )


def _same(name: str, reason: reasons.SameAsAnother, language: Language) -> Trouble:
    del reason
    return Trouble(
        language.say("“{name}” is on the list twice", name=name),
        language.say("Nothing is lost: it was asked for by two links. Take one of the two off the list."),
    )


def _disk_trouble(name: str, reason: reasons.DiskTrouble, language: Language) -> Trouble:
    return Trouble(
        language.say("“{name}” stopped: the disk does not answer as it should", name=name),
        language.say(
            "What was checked before is safe. It happened at “{file}”; see that the disk is well.",
            file=_folder(reason.path),
        ),
    )


def _own_fault(name: str, reason: reasons.OwnFault, language: Language) -> Trouble:
    del reason
    return Trouble(
        language.say("“{name}” stopped by a mistake of ours", name=name),
        language.say("What is here so far is safe, and everything else goes on."),
    )


def _unknown(name: str, reason: object, language: Language) -> Trouble:
    del reason
    return Trouble(language.say("“{name}” stopped", name=name), language.say("What is here so far is safe."))


_WORDS: Final[Mapping[type[Any], Callable[[str, Any, Language], Trouble]]] = MappingProxyType(
    {
        reasons.DiskFull: _disk_full,
        reasons.FolderGone: _folder_gone,
        reasons.NoPermission: _no_permission,
        reasons.FilesChanged: _files_changed,
        reasons.NameNotAllowed: _name_not_allowed,
        reasons.NotWhatWasPromised: _not_promised,
        reasons.MoreThanSaid: _more_than_said,
        reasons.NothingFits: _nothing_fits,
        reasons.SameAsAnother: _same,
        reasons.DiskTrouble: _disk_trouble,
        reasons.OwnFault: _own_fault,
    }
)
