"""The page of models: what is in a folder, as pictures; and each model closely, in their place."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desktop.errors import AppError
from desktop.node.protocol import ListModels, ModelsResult
from desktop.ui.models.closeup import CloseView
from desktop.ui.models.rows import ModelRows
from desktop.ui.models.shelf import Shelf
from desktop.ui.models.sights import Sights
from desktop.ui.models.skeleton import Skeleton
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.choosers import choose_folder
from desktop.ui.parts.drops import dropped_folder
from desktop.ui.parts.fields import SearchField
from desktop.ui.parts.labels import ElidedLabel
from desktop.ui.parts.pages import Page
from desktop.ui.parts.states import Notice, States, Step
from desktop.ui.scene import Place, Scene
from desktop.ui.words.messages import sentence_of
from desktop.ui.words.models import models_line

if TYPE_CHECKING:
    from desktop.ui.bridge.questions import Asked

_SEARCH_WIDTH: Final = 220


class ModelsPage(Page):
    """Implements `scene.ShowsModels`."""

    def __init__(self, scene: Scene) -> None:
        say = scene.around.language.say
        super().__init__(scene.around, say("Models"))
        self._scene = scene
        self._folder: Path | None = None
        self._result: ModelsResult | None = None
        self._asked: Asked | None = None
        self._open = -1
        self.sights = Sights(scene.bridge, QGuiApplication.primaryScreen().devicePixelRatio(), self)
        self.rows = ModelRows(self.sights, scene.around.language, self)
        self.shelf = Shelf(scene.around, self.rows, self.sights)
        self.shelf.opened.connect(self.open)
        self.closeup = CloseView(scene)
        self._states = States(self.shelf, Skeleton(scene.around))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._states)
        self._stack.addWidget(self.closeup)
        self.body.addWidget(self._stack, 1)
        self.setAcceptDrops(True)
        self._make_head()
        self._add_shortcuts()
        scene.bridge.began.connect(lambda _began: self._list())
        self._show_first()

    def _make_head(self) -> None:
        around, say = self._scene.around, self._scene.around.language.say
        self._back = Button(around, "", part="link", icon="chevron-left")
        self._back.clicked.connect(lambda _checked: self.go_back())
        self.search = SearchField(around, say("Search models"))
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.search.textChanged.connect(self._search)
        self.share = Button(around, say("Share this folder"), part="primary", icon="send")
        self.share.clicked.connect(lambda _checked: self._share())
        self._before = IconButton(around, say("The model before"), "chevron-left")
        self._after = IconButton(around, say("The model after"), "chevron-right")
        self._before.clicked.connect(lambda _checked: self.open(self._open - 1))
        self._after.clicked.connect(lambda _checked: self.open(self._open + 1))
        self.head.insertWidget(0, self._back)
        for widget in (self.search, self.share, self._before, self._after):
            self.head.addWidget(widget)
        self._line = ElidedLabel(tone="muted", where=Qt.TextElideMode.ElideMiddle)
        self._other = Button(around, say("Another folder"), part="quiet", icon="folder")
        self._other.clicked.connect(lambda _checked: self.choose())
        self.tools.addWidget(self._line, 1)
        self.tools.addWidget(self._other)

    def _add_shortcuts(self) -> None:
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.search.setFocus),
            (QKeySequence(QKeySequence.StandardKey.Back), self.go_back),
            (QKeySequence(QKeySequence.StandardKey.Refresh), self.arrive),
            (QKeySequence(Qt.Key.Key_Escape), self._leave_closeup),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- which folder -----------------------------------------------------------------------------

    def arrive(self) -> None:
        """Look again: files come and go."""
        self.sights.forget_failures()
        self.shelf.look_again()
        self._list()

    def choose(self) -> None:
        """Ask for a folder."""
        start = str(self._folder or Path.home())
        title = self.around.language.say("Choose a folder with models")
        choose_folder(self, title, start, lambda folder: self.look_into(Path(folder)))

    def look_into(self, folder: Path) -> None:
        """Show the models of a folder."""
        self._folder, self._result = folder, None
        self.search.clear()
        self._leave_closeup()
        self._states.show_loading()
        self._list()
        self._show_head()

    def _list(self) -> None:
        if self._folder is None or not self._scene.bridge.is_running:
            return
        if self._asked is not None:
            self._asked.give_up()
        command = ListModels(str(self._folder.absolute()))
        self._asked = self._scene.bridge.ask(self, command, self._show_models, failed=self._show_wrong)

    def _show_models(self, result: ModelsResult) -> None:
        self._result = result
        self.rows.show_models(Path(result.folder), result.models)
        self._show_full()
        self._show_head()

    def _show_full(self) -> None:
        """Show the wall, or in its place why there is nothing on it."""
        if self._result is None:
            return
        language = self.around.language
        if not self._result.models:
            self._states.show_notice(
                self._notice(language.say("No models in this folder"), self._what_counts())
            )
        elif not self.rows.shown:
            missing = language.say("Nothing here has “{words}” in its name.", words=self.search.text())
            self._states.show_notice(Notice(self.around, "search", language.say("Nothing found"), missing))
        else:
            self._states.show_full()

    def _show_first(self) -> None:
        title = self.around.language.say("Look at a folder of models")
        self._states.show_notice(self._notice(title, self._what_counts()))
        self._show_head()

    def _show_wrong(self, error: AppError) -> None:
        self._result = None
        title = self.around.language.say("This folder cannot be looked at")
        self._states.show_notice(self._notice(title, sentence_of(error, self.around.language)))
        self._show_head()

    def _what_counts(self) -> str:
        return self.around.language.say(
            "STL, 3MF, OBJ and PLY files count as models for 3D printing, also in the folders within. "
            "Each is shown as a picture with its size. They stay where they are, and nobody else sees them."
        )

    def _notice(self, title: str, text: str) -> Notice:
        say = self.around.language.say
        return Notice(
            self.around,
            "box",
            title,
            text,
            Step(say("Choose a folder"), self.choose, part="primary", icon="folder"),
        )

    def _search(self, text: str) -> None:
        self.rows.search(text)
        self._show_full()

    # --- one of them ------------------------------------------------------------------------------

    def open(self, place: int) -> None:
        """Show one model closely."""
        if not 0 <= place < len(self.rows.shown):
            return
        self._open = place
        self._stack.setCurrentWidget(self.closeup)
        self._show_head()
        self.closeup.show_model(self.rows.key_at(place), self.rows.shown[place], self.rows.seen_at(place))
        if not self._before.hasFocus() and not self._after.hasFocus():
            self.closeup.share.setFocus()

    def go_back(self) -> None:
        """Go back to all models, or from them to Home."""
        if self._is_close:
            self._leave_closeup()
        else:
            self._scene.errands.go_to(Place.HOME)

    def _leave_closeup(self) -> None:
        if not self._is_close:
            return
        self.closeup.leave()
        self._stack.setCurrentWidget(self._states)
        self._show_head()
        self.shelf.setCurrentIndex(self.rows.index(self._open))
        self.shelf.setFocus()

    @property
    def _is_close(self) -> bool:
        return self._stack.currentWidget() is self.closeup

    # --- around it --------------------------------------------------------------------------------

    def _show_head(self) -> None:
        say, is_close = self.around.language.say, self._is_close
        has_models = self._result is not None and bool(self._result.models)
        self._back.say(say("All models") if is_close else say("Home"))
        self._back.setAccessibleName(say("Back to all models") if is_close else say("Back to Home"))
        self.heading.setText("" if is_close else self._folder.name if self._folder else self.title)
        self.search.setVisible(has_models and not is_close)
        self.share.setVisible(has_models and not is_close)
        for widget, place in ((self._before, self._open - 1), (self._after, self._open + 1)):
            widget.setVisible(is_close)
            widget.setEnabled(0 <= place < len(self.rows.shown))
        for tool in (self._line, self._other):
            tool.setVisible(has_models and not is_close)
        if self._result is not None:
            self._line.setText(f"{models_line(self._result, self.around.language)} · {self._result.folder}")

    def _share(self) -> None:
        if self._folder is not None:
            self._scene.errands.share([self._folder])

    # --- a folder that is dropped here ------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's names
        """Take one folder; everything else is for the window, which passes it on."""
        event.setAccepted(dropped_folder(event.mimeData()) is not None)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        folder = dropped_folder(event.mimeData())
        if folder is not None:
            event.acceptProposedAction()
            self.look_into(folder)
