"""A profile's keys open to their passphrase only, survive damage to one generation, or say what is wrong."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from desktop.clock import Seconds
from desktop.errors import (
    AppError,
    PassphraseNeeded,
    PassphraseWrong,
    ProfileDamaged,
    ProfileTooNew,
    ProfileUnusable,
)
from desktop.files import previous_generation
from desktop.profile.keyring import unpack_keyring
from tests.profile.opening import CHEAP, contents, never_asked, no_passphrase, open_profile, says


def assert_refused(
    folder: Path, error: type[AppError], passphrase: Callable[[], str | None] = no_passphrase
) -> None:
    """Opening raises `error`, changes nothing on the disk and leaves the profile unlocked."""
    before = contents(folder)
    for _ in range(2):
        with pytest.raises(error):
            open_profile(folder, passphrase)
    assert contents(folder) == before


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an ordinary profile is, closed."""
    path = tmp_path / "profile"
    open_profile(path).close()
    return path


def test_a_passphrase_given_at_the_start_seals(tmp_path: Path) -> None:
    with open_profile(tmp_path / "profile", says("kettle")) as first:
        pass
    with open_profile(tmp_path / "profile", says("kettle")) as second:
        assert second.keyring == first.keyring
    assert first.keyring.identity.seed not in (tmp_path / "profile" / "keys").read_bytes()


@pytest.mark.parametrize(
    ("passphrase", "error"), [(no_passphrase, PassphraseNeeded), (says("Kettle"), PassphraseWrong)]
)
def test_a_sealed_profile_stays_shut(
    tmp_path: Path, passphrase: Callable[[], str | None], error: type[AppError]
) -> None:
    folder = tmp_path / "profile"
    open_profile(folder, says("kettle")).close()
    assert_refused(folder, error, passphrase)


def test_a_passphrase_set_later_leaves_no_open_key_behind(folder: Path) -> None:
    with open_profile(folder) as profile:
        profile.renew_link()
        profile.set_passphrase("kettle", CHEAP)
        seed = profile.keyring.identity.seed
    assert not [file for file in folder.iterdir() if seed in file.read_bytes()]
    with open_profile(folder, says("kettle")) as again:
        assert again.keyring == profile.keyring


def test_the_passphrase_before_opens_neither_generation(folder: Path) -> None:
    with open_profile(folder) as profile:
        profile.set_passphrase("old", CHEAP)
        profile.set_passphrase("new", CHEAP)
    assert_refused(folder, PassphraseWrong, says("old"))
    (folder / "keys").unlink()
    assert_refused(folder, PassphraseWrong, says("old"))
    open_profile(folder, says("new")).close()


def test_a_passphrase_can_be_taken_off(folder: Path) -> None:
    with open_profile(folder) as profile:
        profile.set_passphrase("kettle", CHEAP)
        profile.set_passphrase(None)
    open_profile(folder, never_asked).close()


def test_a_renewed_link_stays_under_the_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with open_profile(folder, says("kettle")) as profile:
        before = profile.keyring
        profile.renew_link()
        assert profile.keyring.link_secret != before.link_secret
        assert profile.keyring.identity == before.identity
        assert profile.keyring.device == before.device
    assert_refused(folder, PassphraseNeeded)
    with open_profile(folder, says("kettle")) as again:
        assert again.keyring == profile.keyring


@pytest.mark.parametrize("torn", [b"", None], ids=["empty", "gone"])
def test_an_address_of_before_does_not_come_back_with_the_generation_before(
    tmp_path: Path, torn: bytes | None
) -> None:
    folder = tmp_path / "profile"
    with open_profile(folder, says("kettle")) as profile:
        before = profile.keyring
        profile.renew_address(Seconds(5))
        renewed = profile.keyring
    assert (renewed.renewed, renewed.former_address_seeds) == (before.renewed + 1, (before.address_seed,))
    (folder / "keys").unlink() if torn is None else (folder / "keys").write_bytes(torn)
    with open_profile(folder, says("kettle")) as again:
        assert again.keyring == renewed
        again.set_passphrase(None)
    with open_profile(folder) as open_again:
        assert open_again.keyring == renewed


@pytest.mark.parametrize("torn", [b"", b"\0" * 300, None], ids=["empty", "zeros", "gone"])
def test_torn_keys_fall_back_to_the_generation_before(folder: Path, torn: bytes | None) -> None:
    with open_profile(folder) as profile:
        before = profile.keyring
        profile.renew_link()
    if torn is None:
        (folder / "keys").unlink()
    else:
        (folder / "keys").write_bytes(torn)
    with open_profile(folder) as again:
        assert again.keyring == before
        # Two whole generations again, before anything else is written over the only one.
        whole = previous_generation(folder / "keys").read_bytes()
        assert (folder / "keys").read_bytes() == whole


def test_keys_that_are_damaged_twice_are_said(folder: Path) -> None:
    with open_profile(folder) as profile:
        profile.renew_link()
    for file in folder.glob("keys*"):
        file.write_bytes(file.read_bytes()[:-1])
    assert_refused(folder, ProfileDamaged)


def test_a_wrong_passphrase_is_no_reason_to_go_back(folder: Path) -> None:
    with open_profile(folder) as profile:
        profile.set_passphrase("kettle", CHEAP)
    previous_generation(folder / "keys").unlink()
    assert_refused(folder, PassphraseWrong, says("Kettle"))


def test_a_newer_profile_is_left_alone(folder: Path) -> None:
    (folder / "keys").write_bytes(msgspec.msgpack.encode(["passalong-keys", 2, "what comes then"]))
    assert_refused(folder, ProfileTooNew, never_asked)


def test_records_without_keys_do_not_get_a_new_person(folder: Path) -> None:
    (folder / "keys").unlink()
    (folder / "store.db").write_bytes(b"records")
    assert_refused(folder, ProfileDamaged, never_asked)


def test_a_new_link_and_a_new_passphrase_at_once_are_both_kept(folder: Path) -> None:
    with open_profile(folder) as profile, ThreadPoolExecutor(2) as threads:
        for number in range(20):
            works = (
                threads.submit(profile.renew_link),
                threads.submit(profile.set_passphrase, f"kettle {number}", CHEAP),
            )
            for work in works:
                work.result()
            with_both, _ = unpack_keyring((folder / "keys").read_bytes(), says(f"kettle {number}"), folder)
            assert with_both == profile.keyring
    with open_profile(folder, says("kettle 19")) as again:
        assert again.keyring == profile.keyring


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes that have names there")
def test_a_pipe_in_place_of_the_keys_is_not_waited_for(folder: Path) -> None:
    (folder / "keys").unlink()
    os.mkfifo(folder / "keys")
    assert_refused(folder, ProfileUnusable)
