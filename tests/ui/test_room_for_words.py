"""Every page and sheet has room for a language whose sentences are much longer than ours."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.node.protocol import (
    ContentsResult,
    Examine,
    LimitResult,
    ListNearby,
    ListOffers,
    ListPeople,
    ListRequests,
    LookThrough,
    SetLimits,
    ShowStorage,
    ShowWords,
    VerificationResult,
    VerifyPerson,
    WordsResult,
)
from desktop.ui import later
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.gallery.samples import transfers
from desktop.ui.look.theme import Shade, Theme
from desktop.ui.parts.labels import PlainLabel
from desktop.ui.parts.sheets import Sheet
from desktop.ui.people.verifying import VerifySheet
from desktop.ui.scene import Place, Scene
from desktop.ui.settings.passphrase_sheet import PassphraseSheet
from desktop.ui.start import build
from desktop.ui.transfers.limits import LimitsSheet
from desktop.ui.welcome.greeting import WELCOMED
from desktop.ui.welcome.sequence import Welcome
from desktop.ui.window.errands import WindowErrands
from desktop.ui.window.window import Window
from tests.clocks import TestClock
from tests.ui.fakes import FakeHost
from tests.ui.longer import LONGER, cut_off, longer
from tests.ui.people.samples import BEN, HERON, KAYA, LANTERN, MALLORY, MIRA, SUMMER, TEO
from tests.ui.settings.conftest import CHECKS, STORED

_PATIENCE = 1000
SIZES = [(900, 600), (1280, 800)]
WORDS = tuple(f"word{number}" for number in range(24))
SHEETS: dict[str, Callable[[Scene, QWidget], Sheet]] = {
    "share": lambda scene, window: later.share_sheet(scene, [Path("/home/me/Summer")], [BEN.person], window),
    "link": lambda scene, window: later.link_sheet(scene, "", window),
    "add": lambda scene, window: later.add_sheet(scene, "", window),
    "invite": later.invite_sheet,
    "words": later.words_sheet,
    "passphrase": PassphraseSheet,
    "limits": LimitsSheet,
    "verify": lambda scene, window: VerifySheet(scene, MIRA, window),
}

type Shown = tuple[Window, WindowErrands]


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, bridge: Bridge, host: FakeHost, tmp_path: Path) -> Shown:
    """The window in the longer language, with something on every page."""
    host.keep_settings()
    host.transfers = tuple(reversed(transfers().values()))
    host.answers |= {
        ListPeople: [BEN, MIRA, KAYA, LANTERN],
        ListRequests: [TEO, MALLORY],
        ListOffers: [SUMMER],
        ListNearby: [HERON],
        ShowStorage: STORED,
        Examine: CHECKS,
        ShowWords: WordsResult(words=WORDS),
        VerifyPerson: VerificationResult(MIRA.person, MIRA.state, WORDS[:8]),
        SetLimits: LimitResult(up=0, down=0),
        LookThrough: ContentsResult(files=2, bytes=9, names=("a", "b"), junk=1, left_out=1),
    }
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    memory.setValue(WELCOMED, True)
    window, errands = build(Around(LONGER, Theme(qapp, Shade.LIGHT), TestClock()), bridge, memory)
    qtbot.addWidget(window)
    window.show()
    bridge.start()
    qtbot.waitUntil(lambda: errands.scene.picture.has(ListPeople, ListRequests, ListOffers, ListNearby))
    return window, errands


def cut(qtbot: QtBot, widget: QWidget) -> list[str]:
    """Return what is still cut once everything has found its place."""
    with suppress(TimeoutError):
        qtbot.waitUntil(lambda: not cut_off(widget), timeout=_PATIENCE)
    return cut_off(widget)


def test_a_longer_sentence_keeps_the_places_of_its_values() -> None:
    assert longer("Pass {name} something").startswith("[Pàss {name} sömé")
    assert LONGER.say("Pass {name} something", name="Ben").count("Ben") == 1
    assert longer("1,234.5") == "1,234.5"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", list(Place))
def test_a_page_has_room(qtbot: QtBot, shown: Shown, place: Place, size: tuple[int, int]) -> None:
    window, _ = shown
    window.resize(*size)
    window.go_to(place)
    assert not cut(qtbot, window)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_has_room(qtbot: QtBot, shown: Shown, name: str) -> None:
    window, errands = shown
    window.resize(*SIZES[0])
    QGuiApplication.clipboard().clear()  # a link left there by another test would be opened
    sheet = SHEETS[name](errands.scene, window)
    sheet.open()
    assert not cut(qtbot, sheet)


@pytest.mark.parametrize("size", SIZES)
def test_the_first_run_has_room(qtbot: QtBot, shown: Shown, size: tuple[int, int]) -> None:
    window, errands = shown
    window.resize(*size)
    welcome = Welcome(errands.scene)
    window.cover(welcome)
    for at in range(len(welcome.stages)):
        welcome._go_to(at)
        assert not cut(qtbot, welcome)


def test_what_is_cut_is_found(qtbot: QtBot, window: QWidget) -> None:
    label = PlainLabel("A sentence that has too little room")
    label.setParent(window)
    label.setFixedWidth(60)
    window.show()
    assert len(cut_off(window)) == 1
    label.setFixedWidth(label.sizeHint().width())
    window.resize(800, 100)
    assert not cut(qtbot, window)
