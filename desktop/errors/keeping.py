"""What goes wrong with what is kept: the profile, backups, the store, records. Any thread."""

from dataclasses import dataclass

from desktop.errors.root import AppError, WrongUse


@dataclass(eq=False)
class ProfileLocked(AppError):
    """Another process uses this profile."""

    kind = "profile-locked"
    path: str


@dataclass(eq=False)
class ProfileTooNew(AppError):
    """A newer Passalong wrote this profile."""

    kind = "profile-too-new"
    path: str


@dataclass(eq=False)
class ProfileDamaged(AppError):
    """The profile's keys cannot be read, and neither can the copy kept beside them."""

    kind = "profile-damaged"
    path: str


@dataclass(eq=False)
class ProfileUnusable(AppError):
    """The system does not let us use the profile folder.

    `why`: no-permission, read-only, not-a-folder, disk-full, disk-trouble.
    """

    kind = "profile-unusable"
    path: str
    why: str


@dataclass(eq=False)
class NotAProfile(WrongUse):
    """The folder holds other things than a profile."""

    kind = "not-a-profile"
    path: str


@dataclass(eq=False)
class ProfileInUse(AppError):
    """A new identity would overwrite the one this profile has."""

    kind = "profile-in-use"
    path: str


@dataclass(eq=False)
class PassphraseNeeded(AppError):
    """The keys are sealed and no passphrase was given."""

    kind = "passphrase-needed"


@dataclass(eq=False)
class PassphraseWrong(AppError):
    """The passphrase does not open the keys."""

    kind = "passphrase-wrong"


@dataclass(eq=False)
class PassphraseMismatch(AppError):
    """The new passphrase was not typed the same way twice."""

    kind = "passphrase-mismatch"


@dataclass(eq=False)
class WordsWrong(WrongUse):
    """These are not 24 recovery words. `why`: count, unknown-word, checksum; `word` where one is to blame."""

    kind = "words-wrong"
    why: str
    word: str | None = None


@dataclass(eq=False)
class NobodyRemembers(AppError):
    """The identity is back, and the people are not. `why`: not-reached, nothing-kept.

    Or nobody is back, as the contact was reached and knows nobody of that identity: unknown.
    """

    kind = "nobody-remembers"
    why: str


@dataclass(eq=False)
class BackupNotWritten(AppError):
    """No backup was made; one that stood at `path` before still does.

    `why`: no-permission, read-only, not-a-folder, not-a-file, disk-full, disk-trouble.
    """

    kind = "backup-not-written"
    path: str
    why: str


@dataclass(eq=False)
class BackupRefused(AppError):
    """Nothing was restored. `why`: unreadable, not-a-backup, damaged, too-new, other-words."""

    kind = "backup-refused"
    path: str
    why: str


@dataclass(eq=False)
class StoreTooNew(AppError):
    """A newer Passalong wrote this database."""

    kind = "store-too-new"
    path: str


@dataclass(eq=False)
class StoreForeign(AppError):
    """The file is no database, or not one of ours."""

    kind = "store-foreign"
    path: str


@dataclass(eq=False)
class StoreDamaged(AppError):
    """The database failed its check; `copy` is where it was put aside, untouched."""

    kind = "store-damaged"
    path: str
    copy: str


@dataclass(eq=False)
class StoreFull(AppError):
    """The disk is full: what was being stored was not, everything before it is safe."""

    kind = "store-full"
    path: str


@dataclass(eq=False)
class StoreUnwritable(AppError):
    """The disk refuses to write (read-only, failing): what was being stored was not."""

    kind = "store-unwritable"
    path: str


@dataclass(eq=False)
class SqliteTooOld(AppError):
    """This Python's SQLite lacks what the store needs."""

    kind = "sqlite-too-old"
    version: str


@dataclass(eq=False)
class RecordRefused(AppError):
    """Somebody's record was refused before anything was stored. `why` names the check that failed."""

    kind = "record-refused"
    why: str
