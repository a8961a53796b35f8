"""One person on one device: the profile folder, its keys and its settings; used by one thread at a time."""

import dataclasses
import io
import logging
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

import msgspec
from filelock import BaseFileLock

from desktop import keys
from desktop.clock import Clock, Seconds
from desktop.errors import ProfileDamaged, ProfileInUse
from desktop.files import KEYS_FILE, open_ordinary, previous_generation, remove_leftovers, write_atomically
from desktop.keys import PASSPHRASE_COST, Label, PassphraseCost
from desktop.limits import KEYS_FILE_BYTES, PERSON_NAME_LENGTH
from desktop.profile.folder import (
    SETTINGS_FILE,
    STORE_FILE,
    claim_folder,
    holds_records,
    is_profile,
    unusable_on_trouble,
)
from desktop.profile.keyring import (
    AskPassphrase,
    Keyring,
    Seal,
    new_keyring,
    new_seal,
    pack_keyring,
    unpack_keyring,
    with_new_address,
)
from desktop.profile.names import friendly_name
from desktop.profile.settings import Settings, load_settings, save_settings
from desktop.text import clean_line

logger = logging.getLogger(__name__)


class Profile:
    """An open profile: nobody else uses its folder until `close`, or until this process ends."""

    def __init__(self, folder: Path, lock: BaseFileLock, keyring: Keyring, seal: Seal | None) -> None:
        self.folder = folder
        self.keyring = keyring
        self.settings = Settings()
        self._lock = lock
        self._seal = seal
        self._changing = Lock()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Clock,
        passphrase: AskPassphrase,
        cost: PassphraseCost = PASSPHRASE_COST,
    ) -> Self:
        """Return the profile in `folder`; if there is none, a new one, sealed if `passphrase` gives one.

        Raises ProfileLocked, ProfileUnusable, ProfileTooNew, ProfileDamaged, PassphraseNeeded or
        PassphraseWrong, with nothing changed on the disk.
        """
        with unusable_on_trouble(folder), ExitStack() as undo:
            lock = claim_folder(folder, undo)
            if is_profile(folder):
                profile = cls._read(folder, lock, passphrase)
            elif holds_records(folder):
                raise ProfileDamaged(path=str(folder))  # a new person must not come to somebody's records
            else:
                seal = _seal_for(passphrase(), cost)
                profile = cls._make(folder, lock, new_keyring(clock), seal, Settings())
            undo.pop_all()
        return profile

    @classmethod
    def create(
        cls,
        folder: Path,
        keyring: Keyring,
        settings: Settings,
        *,
        passphrase: str | None,
        cost: PassphraseCost = PASSPHRASE_COST,
        store: Path | None = None,
    ) -> Self:
        """Make a profile with these keys and, moved in from the same disk, this store.

        Raises ProfileInUse, ProfileLocked or ProfileUnusable, with nothing changed in `folder`.
        """
        with unusable_on_trouble(folder), ExitStack() as undo:
            lock = claim_folder(folder, undo)
            if is_profile(folder) or holds_records(folder):
                raise ProfileInUse(path=str(folder))
            if store is not None:
                store.replace(folder / STORE_FILE)
            profile = cls._make(folder, lock, keyring, _seal_for(passphrase, cost), settings)
            undo.pop_all()
        return profile

    @property
    def store_path(self) -> Path:
        return self.folder / STORE_FILE

    @property
    def is_sealed(self) -> bool:
        """Whether a passphrase locks the keys."""
        return self._seal is not None

    def change_settings(self, **changes: object) -> Settings:
        """Keep the settings with these changes, whatever else changes meanwhile, and return them.

        Any thread. Raises ProfileUnusable with those before still in force.
        """
        with self._changing:
            self._keep(msgspec.structs.replace(self.settings, **changes))
            return self.settings

    def renew_link(self) -> None:
        """Make every link to this person that was given away worthless. Any thread."""
        with self._changing, unusable_on_trouble(self.folder):
            keyring = dataclasses.replace(self.keyring, link_secret=keys.random_bytes(keys.KEY_BYTES))
            write_atomically(self._keys_path, pack_keyring(keyring, self._seal))
            self.keyring = keyring

    def renew_address(self, now: Seconds) -> None:
        """Be found under another address key from now on; the one before never comes back from the disk.

        Any thread.
        """
        with self._changing:
            keyring = with_new_address(self.keyring, now)
            self._write_both_generations(pack_keyring(keyring, self._seal))
            self.keyring = keyring

    def set_passphrase(self, passphrase: str | None, cost: PassphraseCost = PASSPHRASE_COST) -> None:
        """Seal the keys under `passphrase`, or leave them open; the one before opens nothing any more.

        Any thread.
        """
        seal = _seal_for(passphrase, cost)
        with self._changing:
            self._write_both_generations(pack_keyring(self.keyring, seal))
            self._seal = seal

    def close(self) -> None:
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _write_both_generations(self, packed: bytes) -> None:
        """Keep these keys and none of before: no old seal, no address that somebody knows who should not."""
        with unusable_on_trouble(self.folder):
            # The older first: each is whole at every moment.
            for path in (previous_generation(self._keys_path), self._keys_path):
                write_atomically(path, packed, keep_previous=False)

    def _keep(self, settings: Settings) -> None:
        with unusable_on_trouble(self.folder):
            save_settings(self.folder / SETTINGS_FILE, settings)
        self.settings = settings

    @property
    def _keys_path(self) -> Path:
        return self.folder / KEYS_FILE

    @classmethod
    def _read(cls, folder: Path, lock: BaseFileLock, passphrase: AskPassphrase) -> Self:
        keyring, seal = _read_keys(folder / KEYS_FILE, passphrase)
        profile = cls(folder, lock, keyring, seal)
        profile.settings = _named(load_settings(folder / SETTINGS_FILE), keyring)
        for file in (KEYS_FILE, SETTINGS_FILE):
            remove_leftovers(folder / file)
        return profile

    @classmethod
    def _make(
        cls, folder: Path, lock: BaseFileLock, keyring: Keyring, seal: Seal | None, settings: Settings
    ) -> Self:
        profile = cls(folder, lock, keyring, seal)
        profile._keep(_named(settings, keyring))
        # Last: with its keys the profile is there, without them it is not.
        write_atomically(folder / KEYS_FILE, pack_keyring(keyring, seal))
        return profile


def _seal_for(passphrase: str | None, cost: PassphraseCost) -> Seal | None:
    return None if passphrase is None else new_seal(passphrase, cost)


def _read_keys(path: Path, passphrase: AskPassphrase) -> tuple[Keyring, Seal | None]:
    """Return the newest keys that are whole; if they are the generation before, put them back in place."""
    try:
        return unpack_keyring(_read_start(path), passphrase, path)
    except (ProfileDamaged, FileNotFoundError):
        previous = previous_generation(path)
        if not previous.exists():
            raise
    data = _read_start(previous)
    found = unpack_keyring(data, passphrase, path)
    logger.warning("the keys in %s were damaged; the generation before them is used", path)
    write_atomically(path, data, keep_previous=False)
    return found


def _read_start(path: Path) -> bytes:
    with open_ordinary(path) as file:
        return file.read(KEYS_FILE_BYTES)


def _named(settings: Settings, keyring: Keyring) -> Settings:
    """Return `settings` with a name fit to be shown: if there is none, the one that belongs to these keys."""
    name = clean_line(settings.name, PERSON_NAME_LENGTH)
    if not name:
        seed = keys.digest(Label.FRIENDLY_NAME, keyring.identity.public)
        name = friendly_name(io.BytesIO(seed).read)
    return msgspec.structs.replace(settings, name=name)
