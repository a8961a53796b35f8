"""What each section asks for, and what it says when that cannot be."""

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from desktop.errors import BackupNotWritten, FilesKept, FolderUnusable, NodeGone, StoreFull
from desktop.node.protocol import (
    BackupResult,
    ChangeSettings,
    ChooseRelay,
    Examine,
    FreeStorage,
    ListNearby,
    MakeBackup,
    Remove,
    SetPassphrase,
    ShowStorage,
)
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.sheets import Question
from desktop.ui.scene import Place, Scene
from desktop.ui.settings.getting import GettingSection
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.passphrase_sheet import PassphraseSheet
from desktop.ui.settings.relays import is_relay_address
from desktop.ui.settings.safety import SafetySection
from tests.ui.fakes import CHOSEN, FakeHost
from tests.ui.settings.conftest import STORED
from tests.ui.settings.test_page import button, field, noted


def said(page: SettingsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def answer(question: Question, name: str) -> None:
    next(one for one in question.findChildren(Button) if one.accessibleName() == name).click()


def names(page: SettingsPage) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(QAbstractButton)]


# --- getting --------------------------------------------------------------------------------------


def test_a_folder_is_chosen_and_given_up_again(qtbot: QtBot, host: FakeHost, page: SettingsPage) -> None:
    section = page.findChild(GettingSection)
    assert section is not None
    section._go_to("/somewhere")
    qtbot.waitUntil(lambda: "/somewhere" in said(page))
    section._go_to("")
    assert host.asked_for(ChangeSettings)[-1] == ChangeSettings(downloads="")


def test_a_folder_that_takes_nothing_is_said_where_it_was_chosen(
    qtbot: QtBot, host: FakeHost, page: SettingsPage
) -> None:
    host.answers[ChangeSettings] = FolderUnusable(path="/read/only")
    section = page.findChild(GettingSection)
    assert section is not None
    section._go_to("/read/only")
    qtbot.waitUntil(lambda: any("“/read/only”" in text for text in said(page)))
    assert CHOSEN.downloads in said(page)


def test_how_many_at_once(qtbot: QtBot, host: FakeHost, page: SettingsPage) -> None:
    button(page, "One less").click()
    qtbot.waitUntil(lambda: host.asked_for(ChangeSettings) == [ChangeSettings(downloads_at_once=4)])
    number = page.findChild(QSpinBox)
    assert number is not None
    assert number.value() == 4


# --- network --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("BitTorrent network", ChangeSettings(dht=False)),
        ("Local network", ChangeSettings(lan=False)),
        ("Router", ChangeSettings(router=False)),
        ("Doorbell", ChangeSettings(doorbell=False)),
        ("Your name nearby", ListNearby(show=True)),
    ],
)
def test_each_switch_asks_for_its_own(host: FakeHost, page: SettingsPage, name: str, asked: object) -> None:
    button(page, name).click()
    assert asked in host.asked


def test_a_switch_that_could_not_be_turned_shows_what_is(
    qtbot: QtBot, host: FakeHost, page: SettingsPage, scene: Scene
) -> None:
    host.answers[ChangeSettings] = NodeGone()
    switch = button(page, "Doorbell")
    switch.click()
    qtbot.waitUntil(lambda: any(name == "tell_trouble" for name, _ in noted(scene)))
    assert switch.isChecked()


def test_what_this_start_forbids_cannot_be_switched_on(
    qtbot: QtBot, host: FakeHost, page: SettingsPage, scene: Scene
) -> None:
    host.keep_settings(replace(CHOSEN, given=("dht", "relay")))
    scene.picture.look_at_settings()
    qtbot.waitUntil(lambda: not button(page, "BitTorrent network").isEnabled())
    assert not button(page, "Public").isEnabled()
    assert button(page, "Router").isEnabled()


def test_ones_own_relay_needs_an_address(qtbot: QtBot, host: FakeHost, page: SettingsPage) -> None:
    button(page, "My own").click()
    line = field(page, "Address of your relay")
    assert line.isVisibleTo(page)
    line.setText("relay.example")
    button(page, "Use it").click()
    assert not host.asked_for(ChooseRelay)
    assert any("no address of a relay" in text for text in said(page))
    line.setText("https://relay.example")
    button(page, "Use it").click()
    assert host.asked_for(ChooseRelay) == [ChooseRelay("https://relay.example")]
    button(page, "None").click()
    assert host.asked_for(ChooseRelay)[-1] == ChooseRelay("none")
    qtbot.waitUntil(lambda: not line.isVisibleTo(page))


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("https://relay.example", True),
        ("http://192.0.2.1:3340/", True),
        ("", False),
        ("relay.example", False),
        ("ftp://relay.example", False),
        ("https://", False),
        ("https://a b", False),
        ("https://relay.example:99999", False),
        ("https://[", False),
    ],
)
def test_what_an_address_of_a_relay_is(text: str, *, fits: bool) -> None:
    assert is_relay_address(text) is fits


# --- storage --------------------------------------------------------------------------------------


def test_what_takes_space_is_listed_largest_first(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.waitUntil(lambda: "Street party" in said(page))
    texts = said(page)
    assert texts.index("Street party") < texts.index("Vase")
    assert any("41 GB are free" in text for text in texts)


def test_removing_is_asked_about_and_deletes_the_files(
    qtbot: QtBot, host: FakeHost, page: SettingsPage, scene: Scene
) -> None:
    qtbot.waitUntil(lambda: "Street party" in said(page))
    host.answers[Remove] = FilesKept(path="/got/Street party")
    before = len(host.asked_for(ShowStorage))
    button(page, "Remove “Street party”").click()
    question = page.findChild(Question)
    assert question is not None
    assert not host.asked_for(Remove)
    answer(question, "Remove and delete")
    qtbot.waitUntil(lambda: len(host.asked_for(ShowStorage)) > before)
    assert host.asked_for(Remove) == [Remove("large", delete_files=True)]
    assert any(name == "tell_trouble" for name, _ in noted(scene))


def test_what_only_lies_there_is_freed(qtbot: QtBot, host: FakeHost, page: SettingsPage) -> None:
    qtbot.waitUntil(lambda: button(page, "Free it").isEnabled() and "Vase" in said(page))
    host.answers[FreeStorage] = replace(STORED, copies=0, log=0)
    button(page, "Free it").click()
    qtbot.waitUntil(lambda: not button(page, "Free it").isEnabled())


def test_many_are_cut_short_with_a_way_to_all(
    qtbot: QtBot, host: FakeHost, page: SettingsPage, scene: Scene
) -> None:
    host.answers[ShowStorage] = replace(STORED, got=STORED.got * 5000)
    page.arrive()
    qtbot.waitUntil(lambda: any("9,994 more" in text for text in said(page)))
    button(page, "Show all transfers").click()
    assert ("go_to", Place.TRANSFERS) in noted(scene)


# --- safety ---------------------------------------------------------------------------------------


def test_a_backup_says_where_it_is_and_what_is_not_in_it(
    qtbot: QtBot, host: FakeHost, page: SettingsPage
) -> None:
    host.answers[MakeBackup] = lambda command: BackupResult(command.file, 5_000, 3)
    section = page.findChild(SafetySection)
    assert section is not None
    section._save("/stick/me")
    qtbot.waitUntil(lambda: any("“/stick/me”, 5 kB. Not in it" in text for text in said(page)))


def test_a_backup_that_could_not_be_written_is_said(
    qtbot: QtBot, host: FakeHost, page: SettingsPage, scene: Scene
) -> None:
    host.answers[MakeBackup] = BackupNotWritten(path="/stick/me", why="disk-full")
    section = page.findChild(SafetySection)
    assert section is not None
    section._save("/stick/me")
    qtbot.waitUntil(lambda: any(name == "tell_trouble" for name, _ in noted(scene)))
    assert not any("Saving" in text for text in said(page))


def test_a_passphrase_is_typed_twice(qtbot: QtBot, host: FakeHost, page: SettingsPage, scene: Scene) -> None:
    button(page, "Set …").click()
    sheet = page.findChild(PassphraseSheet)
    assert sheet is not None
    sheet.lock.click()
    sheet.first.setText("tea for two")
    sheet.second.setText("tea for too")
    sheet.lock.click()
    assert not host.asked_for(SetPassphrase)
    sheet.second.setText("tea for two")
    sheet.lock.click()
    qtbot.waitUntil(lambda: "Change …" in names(page))
    assert host.asked_for(SetPassphrase) == [SetPassphrase("tea for two")]
    scene.bridge.restart()  # and nobody is asked for what they have just typed
    qtbot.waitUntil(lambda: host.passphrases == [None, "tea for two"])


def test_a_passphrase_is_taken_away_after_a_question(
    qtbot: QtBot, host: FakeHost, page: SettingsPage, scene: Scene
) -> None:
    host.keep_settings(replace(CHOSEN, sealed=True))
    scene.picture.look_at_settings()
    qtbot.waitUntil(lambda: button(page, "Remove …").isVisibleTo(page))
    button(page, "Remove …").click()
    question = page.findChild(Question)
    assert question is not None
    answer(question, "Remove the passphrase")
    qtbot.waitUntil(lambda: not button(page, "Remove …").isVisibleTo(page))
    assert host.asked_for(SetPassphrase) == [SetPassphrase(None)]


# --- health ---------------------------------------------------------------------------------------


def test_the_doctor_looks_when_the_page_is_seen_and_again_when_asked(
    qtbot: QtBot, host: FakeHost, page: SettingsPage
) -> None:
    qtbot.waitUntil(lambda: "1 thing could be better." in said(page))
    texts = said(page)
    assert texts.index("Nothing can be put into “/got”. What is stored elsewhere is safe.") < texts.index(
        "The clock of this computer is not years behind. Minutes and hours were not looked at."
    )
    assert not any("--" in text for text in texts)
    button(page, "Look again").click()
    assert len(host.asked_for(Examine)) == 2


def test_a_relay_that_is_refused_is_not_shown_as_chosen(
    qtbot: QtBot, host: FakeHost, page: SettingsPage, scene: Scene
) -> None:
    host.answers[ChooseRelay] = StoreFull(path="/x")
    button(page, "None").click()
    qtbot.waitUntil(lambda: any(name == "tell_trouble" for name, _ in noted(scene)))
    assert button(page, "Public").isChecked()


def test_ones_own_relay_is_chosen_only_with_an_address(host: FakeHost, page: SettingsPage) -> None:
    button(page, "My own").click()
    assert button(page, "Public").isChecked()
    assert field(page, "Address of your relay").isVisibleTo(page)
    assert not host.asked_for(ChooseRelay)
