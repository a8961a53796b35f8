"""The page of people: what waits, whom one knows, who is near; and each person's own page behind it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desktop.ui.parts.buttons import Button
from desktop.ui.parts.fields import SearchField
from desktop.ui.parts.pages import Page
from desktop.ui.people.adding import AddSheet
from desktop.ui.people.everybody import Everybody
from desktop.ui.people.person import PersonView
from desktop.ui.people.waiting import Waiting
from desktop.ui.scene import Scene

_SEARCH_WIDTH: Final = 280


class PeoplePage(Page):
    """Shows everybody, or one of them."""

    def __init__(self, scene: Scene, waiting: Waiting) -> None:
        say = scene.around.language.say
        super().__init__(scene.around, say("People"))
        self._scene = scene
        self._back = Button(scene.around, say("People"), part="link", icon="chevron-left")
        self._back.setAccessibleName(say("Back to everybody"))
        self._back.clicked.connect(lambda _checked: self.show_everybody())
        self.search = SearchField(scene.around, say("Search people"))
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self._invite = Button(scene.around, say("Invite"), icon="qr-code")
        self._invite.clicked.connect(lambda _checked: scene.errands.invite())
        self._add = Button(scene.around, say("Add somebody"), part="primary", icon="user-plus")
        self._add.clicked.connect(lambda _checked: self.add())
        self.head.insertWidget(0, self._back)
        for widget in (self.search, self._invite, self._add):
            self.head.addWidget(widget)
        self.everybody = Everybody(scene, waiting, self.add)
        self._waiting = waiting
        self._person: PersonView | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.everybody)
        self.body.addWidget(self._stack, 1)
        self.search.textChanged.connect(self.everybody.narrow)
        self._add_shortcuts()
        self.show_everybody()

    @property
    def person(self) -> PersonView:
        """The page of one person, made when it is needed first."""
        if self._person is None:
            self._person = PersonView(self._scene, self._waiting)
            self._person.gone.connect(self.show_everybody)
            self._stack.addWidget(self._person)
        return self._person

    def _add_shortcuts(self) -> None:
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.search.setFocus),
            (QKeySequence(QKeySequence.StandardKey.Back), self.show_everybody),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def arrive(self) -> None:
        """Begin with everybody, and with what may be different by now: moments, who is near, one's link."""
        self.show_everybody()
        self.everybody.refresh()
        if self._scene.bridge.is_running:
            self._scene.picture.look_nearby()
            self._scene.picture.look_at_me()

    def show_everybody(self) -> None:
        self._stack.setCurrentWidget(self.everybody)
        self.heading.setText(self.title)
        self._show_head(is_list=True)

    def show_person(self, person: str) -> None:
        """Show one person's page; everybody, if they are not known."""
        if not self.person.show_person(person):
            self.show_everybody()
            return
        self._stack.setCurrentWidget(self.person)
        self._show_head(is_list=False)
        self.heading.setText("")
        self._back.setFocus()

    def add(self, link: str = "") -> None:
        """Ask for somebody to add; `link` if it is known already."""
        AddSheet(self._scene, self.window(), link).open()

    def _show_head(self, *, is_list: bool) -> None:
        self._back.setVisible(not is_list)
        for widget in (self.search, self._invite, self._add):
            widget.setVisible(is_list)
