"""The page shows what is chosen, is narrowed by words, and offers to begin anew where that is needed."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import NodeGone
from desktop.node.protocol import ChangeSettings, Examine, NameResult, Rename, ShowSettings, ShowStorage
from desktop.ui.look.theme import Shade
from desktop.ui.parts.folded import Folded
from desktop.ui.parts.states import Banner, Notice
from desktop.ui.scene import Scene
from desktop.ui.settings.appearance import AS_SYSTEM, Appearance, remembered_shade
from desktop.ui.settings.network import NetworkSection
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.rows import Row
from desktop.ui.words.packets import Channel
from desktop.ui.words.settings import Topic
from tests.ui.fakes import CHOSEN, FakeHost, NotedErrands


def rows_shown(page: SettingsPage) -> list[str]:
    return [row.texts[0] for row in page.findChildren(Row) if row.isVisibleTo(page)]


def button(page: SettingsPage, name: str) -> QAbstractButton:
    return next(one for one in page.findChildren(QAbstractButton) if one.accessibleName() == name)


def field(page: SettingsPage, name: str) -> QLineEdit:
    return next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == name)


def press(widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClick(widget, key)


def noted(scene: Scene) -> list[tuple[str, object]]:
    assert isinstance(scene.errands, NotedErrands)
    return scene.errands.done


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("passphrase", ["Backup", "Passphrase"]),
        ("DHT", ["BitTorrent network"]),
        ("keys LOCKS", ["Passphrase"]),
        ("upnp", ["Router"]),
    ],
)
def test_words_of_a_name_or_a_sentence_find_a_setting(
    page: SettingsPage, query: str, found: list[str]
) -> None:
    page.search.setText(query)
    assert set(found) >= set(rows_shown(page)) != set()


def test_a_topic_is_found_as_a_whole(page: SettingsPage) -> None:
    page.search.setText("look")
    assert {"Colours", "Language"} <= set(rows_shown(page))


def test_what_is_not_there_is_said_and_all_of_it_comes_back(page: SettingsPage) -> None:
    everything = rows_shown(page)
    page.search.setText("zebra")
    assert not rows_shown(page)
    assert page.findChild(Notice) is not None
    button(page, "Show all").click()
    assert rows_shown(page) == everything


def test_a_thousand_characters_are_a_query_like_any_other(page: SettingsPage) -> None:
    page.search.setText("<b>\u202e" + "x" * 1000)
    assert not rows_shown(page)


def test_a_topic_leads_to_its_section_and_is_marked_by_scrolling(qtbot: QtBot, page: SettingsPage) -> None:
    button(page, "Health").click()
    bar = page._scrolled.verticalScrollBar()
    assert bar.value() > 0
    bar.setValue(0)
    qtbot.waitUntil(lambda: button(page, "You").isChecked())


def test_a_narrow_page_does_without_topics(qtbot: QtBot, page: SettingsPage) -> None:
    page.resize(700, 600)
    qtbot.waitUntil(lambda: not page.topics.isVisible())


def test_every_control_has_a_name(page: SettingsPage) -> None:
    for one in page.findChildren(QAbstractButton):
        assert one.accessibleName() or not one.isVisibleTo(page) or one.parent() is page.search, one
    for line in page.findChildren(QLineEdit):
        assert line.accessibleName() or line.objectName() == "qt_spinbox_lineedit"


def test_a_change_that_waits_is_said_and_the_connection_begins_anew(
    qtbot: QtBot, scene: Scene, host: FakeHost, page: SettingsPage
) -> None:
    assert page.findChild(Banner) is None
    button(page, "BitTorrent network").click()
    qtbot.waitUntil(lambda: page.findChild(Banner) is not None)
    assert host.asked_for(ChangeSettings) == [ChangeSettings(dht=False)]

    host.keep_settings(replace(CHOSEN, dht=False))
    button(page, "Begin anew").click()
    qtbot.waitUntil(lambda: scene.picture.settings == replace(CHOSEN, dht=False))
    assert len(host.passphrases) == 2
    qtbot.waitUntil(lambda: page.findChild(Banner) is None)


def test_while_no_node_runs_only_the_look_can_be_changed(
    qtbot: QtBot, host: FakeHost, page: SettingsPage
) -> None:
    host.break_down(NodeGone())
    qtbot.waitUntil(lambda: not button(page, "Router").isEnabled())
    assert button(page, "Dark").isEnabled()


def test_before_the_node_has_answered_there_is_nothing_to_change(
    qtbot: QtBot, scene: Scene, host: FakeHost, appearance: Appearance
) -> None:
    host.never.add(ShowSettings)
    host.never |= {ShowStorage, Examine}
    waiting = SettingsPage(scene, appearance)
    qtbot.addWidget(waiting)
    waiting.show()
    scene.bridge.start()
    qtbot.waitUntil(lambda: scene.picture.me is not None)
    assert not rows_shown(waiting)


def test_colours_count_at_once_and_are_remembered(page: SettingsPage, appearance: Appearance) -> None:
    button(page, "Dark").click()
    assert page.around.theme.palette.is_dark
    assert remembered_shade(appearance._memory) is Shade.DARK
    button(page, "Light").click()
    assert not page.around.theme.palette.is_dark


def test_a_language_that_is_not_there_counts_as_none(appearance: Appearance) -> None:
    appearance.choose_language("de")
    assert appearance.language == "de"
    appearance._memory.setValue("window/language", "xx")
    assert appearance.language == AS_SYSTEM


def test_a_name_is_changed_by_typing_it(
    qtbot: QtBot, scene: Scene, host: FakeHost, page: SettingsPage
) -> None:
    host.answers[Rename] = lambda command: NameResult(command.name)
    name = field(page, "Name")
    assert name.text() == "Amber Kettle"
    name.setText("Ann")
    press(name)
    qtbot.waitUntil(lambda: ("tell", ("Others see you as “Ann” now.", ())) in noted(scene))
    assert host.asked_for(Rename) == [Rename("Ann")]


def test_an_empty_name_is_no_name(host: FakeHost, page: SettingsPage) -> None:
    name = field(page, "Name")
    name.setText("   ")
    press(name)
    assert name.text() == "Amber Kettle"
    assert not host.asked_for(Rename)


def test_the_link_is_shown_by_the_window(scene: Scene, page: SettingsPage) -> None:
    button(page, "Show").click()
    assert ("invite", None) in noted(scene)


def test_all_topics_have_a_section(page: SettingsPage) -> None:
    assert [section.topic for section in page.sections] == list(Topic)


def test_what_goes_by_each_channel_is_folded_away_until_it_is_asked_or_searched_for(
    page: SettingsPage,
) -> None:
    tables = next(one for one in page.sections if isinstance(one, NetworkSection)).findChildren(Folded)
    assert len(tables) == len(Channel)
    assert not any(table._inside.isVisibleTo(table) for table in tables)
    page.search.setText("UDP")
    assert all(table._inside.isVisibleTo(table) for table in tables)
