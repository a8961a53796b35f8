"""The window around the pages: where one is, who one is, and how the node behind it does."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import AppError, PassphraseNeeded, PassphraseWrong
from desktop.ui import later
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.look import tokens
from desktop.ui.parts.pages import Page
from desktop.ui.parts.states import Banner, Step
from desktop.ui.scene import Place, ShowsMe
from desktop.ui.window.gate import EndPage, PassphrasePage
from desktop.ui.window.sidebar import Sidebar
from desktop.ui.words.ends import told_of_end

_SIZE: Final = (1180, 780)
_LEAST: Final = (900, 600)
_SHAPE: Final = "window/shape"

type MakePage = Callable[[], Page]


class Window(QMainWindow):
    """The one window of this start. Pages are made when somebody goes there first."""

    arrived = Signal(object)
    """Where one is now: a `Place`."""
    closing = Signal()
    """The person closed it."""
    left = Signal()
    """The person wants Passalong to end."""

    def __init__(self, around: Around, memory: QSettings) -> None:
        super().__init__()
        self._around = around
        self._memory = memory
        self._make: dict[Place, MakePage] = {}
        self._pages: dict[Place, Page] = {}
        self._banner: Banner | None = None
        self.place: Place | None = None
        self._is_ending = False
        self.setWindowTitle("Passalong")
        self.setMinimumSize(*_LEAST)
        self.sidebar = Sidebar(around)
        self._stack = QStackedWidget()
        self._standing = QVBoxLayout()
        self._whole = QStackedWidget()
        self._shortcuts: list[QShortcut] = []
        self._lay_out()
        self._name_places()
        self._take_shape()

    # --- how it is made ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self._standing.setContentsMargins(0, 0, 0, 0)
        right.addLayout(self._standing)
        right.addWidget(self._stack, 1)
        whole = QWidget()
        beside = QHBoxLayout(whole)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.sidebar)
        beside.addLayout(right, 1)
        self._whole.addWidget(whole)
        self.setCentralWidget(self._whole)

    def _name_places(self) -> None:
        say = self._around.language.say
        self.sidebar.add(Place.HOME, say("Home"), "house")
        self.sidebar.add(Place.TRANSFERS, say("Transfers"), "arrow-down-up")
        self.sidebar.add(Place.PEOPLE, say("People"), "user")
        self.sidebar.add(Place.SETTINGS, say("Settings"), "settings", at_foot=True)
        self.sidebar.went.connect(self.go_to)
        self.sidebar.asked_for_me.connect(self._show_me)
        for number, place in enumerate(Place, start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda place=place: self.go_to(place))
            self._shortcuts.append(shortcut)

    def has_page(self, place: Place) -> bool:
        return place in self._make

    def add_page(self, place: Place, make: MakePage) -> None:
        self._make[place] = make

    # --- where one is -----------------------------------------------------------------------------

    @Slot(object)
    def go_to(self, place: Place) -> Page:
        """Show a page and return it."""
        page = self._pages.get(place)
        if page is None:
            page = self._pages[place] = self._make[place]()
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.sidebar.show_place(place)
        self.place = place
        self.setWindowTitle(f"{page.title} · Passalong")
        page.arrive()
        self.arrived.emit(place)
        return page

    @Slot()
    def _show_me(self) -> None:
        page = self.go_to(Place.SETTINGS)
        if isinstance(page, ShowsMe):
            page.show_me()

    def raise_up(self) -> None:
        """Come in front of other windows."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    # --- how the node does ------------------------------------------------------------------------

    def warn(self, title: str, text: str, *steps: Step) -> None:
        """Say across all pages that something is not as it should be, until `unwarn`."""
        self.unwarn()
        self._banner = Banner(self._around, title, text, *steps)
        self._standing.setContentsMargins(tokens.WIDE + 4, tokens.ROOMY, tokens.WIDE + 4, 0)
        self._standing.addWidget(self._banner)

    def unwarn(self) -> None:
        if self._banner is not None:
            self._standing.removeWidget(self._banner)
            self._banner.deleteLater()
            self._banner = None
            self._standing.setContentsMargins(0, 0, 0, 0)

    # --- what comes before all pages --------------------------------------------------------------

    @property
    def is_covered(self) -> bool:
        return self._whole.count() > 1

    def cover(self, widget: QWidget) -> None:
        """Show this in place of everything else, until `uncover`; of several, the last one."""
        self._whole.addWidget(widget)
        self._show_topmost()

    def uncover(self, widget: QWidget) -> None:
        """Take it away for good, and show what was behind it."""
        self._whole.removeWidget(widget)
        widget.deleteLater()
        self._show_topmost()

    def _show_topmost(self) -> None:
        self._whole.setCurrentIndex(self._whole.count() - 1)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not self.is_covered)

    def give_way(self) -> None:
        """Be closed without a question by the end of Passalong, which closes all windows first."""
        self._is_ending = True

    # --- its shape --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's names
        super().resizeEvent(event)
        self.sidebar.fold(folded=event.size().width() < tokens.FOLDS_BELOW)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._memory.setValue(_SHAPE, self.saveGeometry())
        if self._is_ending:
            event.accept()
            return
        event.ignore()
        self.closing.emit()

    def _take_shape(self) -> None:
        """Be as large, and where, the person left it."""
        self.resize(*_SIZE)
        shape = self._memory.value(_SHAPE)
        if isinstance(shape, QByteArray):
            self.restoreGeometry(shape)


class NodeStanding(QObject):
    """Says in the window how the node behind it does, and has it begin again."""

    def __init__(self, around: Around, bridge: Bridge, window: Window) -> None:
        super().__init__(window)
        self._around = around
        self._bridge = bridge
        self._window = window
        self._has_begun = False
        self._gate: PassphrasePage | EndPage | None = None
        bridge.began.connect(self._note_beginning)
        bridge.ended.connect(self._note_end)

    def _note_beginning(self, _began: object) -> None:
        self._has_begun = True
        self._window.unwarn()
        self._show(None)

    def _note_end(self, error: AppError | None) -> None:
        if error is None:
            return
        if isinstance(error, PassphraseNeeded | PassphraseWrong):
            self._ask_for_passphrase(again=isinstance(error, PassphraseWrong))
        elif self._has_begun and not self._window.is_covered:
            told = told_of_end(error, self._around.language)
            again = Step(self._around.language.say("Start again"), self._bridge.restart, part="primary")
            self._window.warn(told.title, told.text, again)
        else:
            page = EndPage(self._around, error, can_come_back=self._bridge.can_come_back)
            page.returning.connect(self._come_back)
            page.again.connect(self._bridge.restart)
            page.left.connect(self._window.left)
            self._show(page)

    def _come_back(self) -> None:
        later.return_sheet(self._around, self._bridge, self._window).open()

    def _ask_for_passphrase(self, *, again: bool) -> None:
        page = self._gate
        if not isinstance(page, PassphrasePage):
            page = PassphrasePage(self._around)
            page.given.connect(self._bridge.start)
            self._show(page)
        page.ask(again=again)

    def _show(self, page: PassphrasePage | EndPage | None) -> None:
        old, self._gate = self._gate, page
        if page is not None:
            self._window.cover(page)
        if old is not None:
            self._window.uncover(old)
