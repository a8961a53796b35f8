"""Coming back as somebody who was here before: from 24 words with a backup, or with a contact. Any thread."""

import tempfile
from pathlib import Path
from typing import Final

import msgspec

from desktop.clock import Clock
from desktop.errors import PathMissing, ProfileInUse, ProfileUnusable
from desktop.files import trouble_of
from desktop.keys import SigningKey
from desktop.node.commands.own import person_result
from desktop.node.protocol import PersonResult, Recover, Restore
from desktop.profile.backup import open_backup
from desktop.profile.folder import is_profile, put_aside, put_back
from desktop.profile.keyring import new_keyring
from desktop.profile.profile import Profile
from desktop.profile.settings import Settings, parse_settings
from desktop.profile.words import seed_of
from desktop.reach import Reach
from desktop.share.links import read_person_link

_KNOWS_THEIR_WORDS: Final = Settings(welcomed=True, words_noted=True)
"""Whoever comes back with their words has them, and need not be welcomed once more."""


def come_back(folder: Path, clock: Clock, command: Restore | Recover) -> None:
    """Make the profile of the person whose words these are, and keep the one that was here beside it.

    Raises AppError with the one that was here in its place again.
    """
    seed_of(command.words)  # before anything is moved
    aside = put_aside(folder)
    try:
        if isinstance(command, Restore):
            restore(folder, clock, None, command)
        else:
            become(folder, clock, None, command)
    finally:
        if aside is not None and not is_profile(folder):
            put_back(folder, aside)


def become(folder: Path, clock: Clock, passphrase: str | None, command: Recover) -> bool:
    """Make a new device of the person of these words; return False if an earlier try has made it."""
    seed = seed_of(command.words)
    read_person_link(command.link)
    if not is_profile(folder):
        keyring = new_keyring(clock, identity_seed=seed)
        Profile.create(folder, keyring, _KNOWS_THEIR_WORDS, passphrase=passphrase).close()
        return True
    with Profile.open(folder, clock=clock, passphrase=lambda: passphrase) as profile:
        if profile.keyring.identity.seed != seed:
            raise ProfileInUse(path=str(folder))
    return False


def restore(folder: Path, clock: Clock, passphrase: str | None, command: Restore) -> PersonResult:
    """Make a new device of the person whose backup and words these are."""
    if not Path(command.file).exists():
        raise PathMissing(path=command.file)
    seed = seed_of(command.words)
    if is_profile(folder):
        raise ProfileInUse(path=str(folder))
    parent = next((place for place in folder.parents if place.is_dir()), Path(folder.anchor))
    try:
        with tempfile.TemporaryDirectory(dir=parent, prefix=".passalong-") as scratch:
            store = Path(scratch) / "store.db"
            about = open_backup(Path(command.file), seed, store)
            keyring = new_keyring(clock, identity_seed=seed)
            settings = msgspec.structs.replace(parse_settings(about.settings), words_noted=True)
            with Profile.create(folder, keyring, settings, passphrase=passphrase, store=store) as profile:
                return person_result(profile, Reach(SigningKey(profile.keyring.endpoint_seed).public))
    except OSError as error:
        raise ProfileUnusable(path=str(parent), why=trouble_of(error)) from error
