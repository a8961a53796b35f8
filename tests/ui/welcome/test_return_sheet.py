"""Who was here before comes back: from the first run, and from a profile that is damaged."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.clock import WallClock
from desktop.errors import NobodyRemembers
from desktop.ids import DeviceId, PersonId
from desktop.node.commands.carrying_out import carry_out
from desktop.node.host_news import HostNews
from desktop.node.protocol import MakeBackup, Recover, Rename
from desktop.profile.profile import Profile
from desktop.profile.words import words_of
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge, Return
from desktop.ui.parts.buttons import Button
from desktop.ui.scene import Place
from desktop.ui.welcome.return_sheet import ReturnSheet
from desktop.ui.window.gate import EndPage
from desktop.ui.window.window import Window
from tests.command_line import node, passalong
from tests.node.offers.circle import acquaint, circle, until
from tests.node.peers import run, running, unheard
from tests.ui.fakes import FakeHost
from tests.ui.welcome.opening import PATIENCE, Open, welcome_in

OTHER_WORDS = " ".join(words_of(bytes(32)))
MORE_WORDS = " ".join(words_of(b"more" * 8))


def seed_in(folder: Path) -> bytes:
    with Profile.open(folder, clock=WallClock(), passphrase=lambda: None) as profile:
        return profile.keyring.identity.seed


@pytest.fixture
def seed(tmp_path: Path) -> bytes:
    """The secret of somebody who has a backup."""

    async def work() -> None:
        async with running(tmp_path / "ann") as ann:
            await carry_out(ann, Rename("Ann"), unheard)
            await carry_out(ann, MakeBackup(str(tmp_path / "backup")), unheard)

    run(work())
    return seed_in(tmp_path / "ann" / "profile")


def sheet_in(qtbot: QtBot, window: Window) -> ReturnSheet:
    qtbot.waitUntil(lambda: window.findChild(ReturnSheet) is not None, timeout=PATIENCE)
    found = window.findChild(ReturnSheet)
    assert found is not None
    return found


def has_said(qtbot: QtBot, sheet: ReturnSheet, text: str) -> None:
    def said() -> str:
        return " ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet))

    qtbot.waitUntil(lambda: text in said(), timeout=PATIENCE)


def bring_back(sheet: ReturnSheet, words: str, backup: Path) -> None:
    sheet.words.setPlainText(words)
    sheet.take_file(str(backup))
    assert sheet.next.isEnabled()
    sheet.next.click()


def test_a_backup_brings_one_back_from_the_first_run(
    qtbot: QtBot, open_window: Open, home: Path, tmp_path: Path, seed: bytes
) -> None:
    with open_window() as window:
        welcome_in(qtbot, window).come_back.click()
        sheet = sheet_in(qtbot, window)
        bring_back(sheet, " ".join(words_of(seed)), tmp_path / "backup")
        has_said(qtbot, sheet, "Welcome back, Ann.")
        assert not sheet.words.toPlainText()
        sheet.next.click()
        qtbot.waitUntil(lambda: not window.is_covered, timeout=PATIENCE)
        assert window.place is Place.HOME
    assert seed_in(home) == seed
    assert seed_in(tmp_path / "profile-aside-1") != seed  # who was begun here is kept


def test_other_words_change_nothing_and_may_be_mended(
    qtbot: QtBot, open_window: Open, home: Path, tmp_path: Path, seed: bytes
) -> None:
    with open_window() as window:
        welcome = welcome_in(qtbot, window)
        before = (home / "keys").read_bytes()
        welcome.come_back.click()
        sheet = sheet_in(qtbot, window)
        bring_back(sheet, OTHER_WORDS, tmp_path / "backup")
        has_said(qtbot, sheet, "These words do not open the backup")
        assert (home / "keys").read_bytes() == before
        assert not (tmp_path / "profile-aside-1").exists()
        bring_back(sheet, " ".join(words_of(seed)), tmp_path / "backup")
        has_said(qtbot, sheet, "Welcome back, Ann.")


def test_a_backup_brings_one_back_from_a_damaged_profile(
    qtbot: QtBot, open_window: Open, home: Path, tmp_path: Path, seed: bytes
) -> None:
    home.mkdir()
    (home / "keys").write_bytes(b"not keys")
    with open_window() as window:
        qtbot.waitUntil(lambda: window.findChild(EndPage) is not None, timeout=PATIENCE)
        button = next(b for b in window.findChildren(Button) if b.accessibleName() == "I was here before")
        button.click()
        sheet = sheet_in(qtbot, window)
        bring_back(sheet, " ".join(words_of(seed)), tmp_path / "backup")
        has_said(qtbot, sheet, "Welcome back, Ann.")
        qtbot.waitUntil(lambda: window.findChild(EndPage) is None)
    assert seed_in(home) == seed
    assert (tmp_path / "profile-aside-1" / "keys").read_bytes() == b"not keys"


def test_somebody_who_knows_one_brings_back_whom_one_knew(
    qtbot: QtBot, open_window: Open, home: Path, tmp_path: Path
) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)

    async def be_together() -> None:
        async with circle(*homes) as (ann, ben):
            nobody = DeviceId(bytes(32))
            person = PersonId(ann.person)
            await until(ben, lambda: ben.store.people.book(person, nobody) is not None)

    run(be_together())
    seed = seed_in(tmp_path / "ann" / "profile")
    profile = homes[1] / "profile"
    with node(profile), open_window() as window:
        welcome_in(qtbot, window).come_back.click()
        sheet = sheet_in(qtbot, window)
        sheet.words.setPlainText(" ".join(words_of(seed)))
        sheet.ways.pick("contact")
        sheet.link.setText(passalong(profile, "id").result["link"])
        sheet.next.click()
        has_said(qtbot, sheet, "You know 1 person again")
    assert seed_in(home) == seed


def test_a_contact_who_knows_nobody_of_these_words_leaves_them_to_be_mended(
    qtbot: QtBot, around: Around, host: FakeHost
) -> None:
    backs: list[Return] = []

    def back(hear: Callable[[HostNews], None], how: Return) -> FakeHost:
        backs.append(how)
        return host.made(hear, None)

    def is_asked(times: int) -> bool:
        return len(host.asked_for(Recover)) == times and sheet.next.isEnabled()

    bridge = Bridge(host.made, make_return=back)
    host.answers[Recover] = NobodyRemembers(why="unknown")
    sheet = ReturnSheet(around, bridge, None)
    qtbot.addWidget(sheet)
    bridge.start()
    sheet.ways.pick("contact")
    sheet.link.setText("passalong:person/ben")
    for number, words in enumerate((OTHER_WORDS, OTHER_WORDS, MORE_WORDS), start=1):
        sheet.words.setPlainText(words)
        sheet.next.click()
        qtbot.waitUntil(partial(is_asked, number))
        has_said(qtbot, sheet, "know nobody with these words")
    assert [how.words for how in backs] == [OTHER_WORDS, MORE_WORDS]
