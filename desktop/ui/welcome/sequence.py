"""The first run, from its first question to Home: forth, back, and past what one does not want to answer."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import AppError
from desktop.node.protocol import ChangeSettings, SettingsResult
from desktop.ui import later
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Scrolled, row
from desktop.ui.parts.buttons import Button
from desktop.ui.scene import Scene
from desktop.ui.welcome.dots import Dots
from desktop.ui.welcome.relay_stage import RelayStage
from desktop.ui.welcome.stages import Stage, WhereStage, WhoStage, WordsStage
from desktop.ui.words import returning

_WIDTH: Final = 560
_SIDE: Final = 230
"""Of what is beside the dots."""


class Welcome(QWidget):
    """Says `finished` at the end. Enter goes on from wherever one is."""

    finished = Signal()

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._scene = scene
        say = scene.around.language.say
        self.words = WordsStage(scene)
        self.stages: tuple[Stage, ...] = (WhoStage(scene), WhereStage(scene), RelayStage(scene), self.words)
        self._stack = QStackedWidget()
        for stage in self.stages:
            self._stack.addWidget(stage)
        self._dots = Dots(scene.around, len(self.stages))
        self.back = Button(scene.around, say("Back"))
        self.come_back = Button(scene.around, returning.title(scene.around.language), part="quiet")
        self.come_back.clicked.connect(lambda _checked: self._come_back())
        self.skip = Button(scene.around, say("Skip"), part="quiet")
        self.next = Button(scene.around, say("Next"), part="primary")
        self._lay_out()
        self.back.clicked.connect(lambda _checked: self._go_to(self.at - 1))
        self.skip.clicked.connect(lambda _checked: self._go_on())
        self.next.clicked.connect(lambda _checked: self._keep())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(key), self).activated.connect(self._keep)
        scene.picture.settings_changed.connect(self._name_buttons)
        self._go_to(0)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if not event.spontaneous():
            self.stages[self.at].arrive()  # a widget that no window shows takes no keyboard

    @property
    def at(self) -> int:
        return self._stack.currentIndex()

    def _lay_out(self) -> None:
        foot = QWidget()
        beside = QGridLayout(foot)  # with sides as wide as each other, so that the dots are in the middle
        beside.setContentsMargins(0, 0, 0, 0)
        for place, layout in enumerate(
            (
                row(self.back, self.come_back, None),
                row(None, self._dots, None),
                row(None, self.skip, self.next),
            )
        ):
            beside.addLayout(layout, 0, place)
            at_side = place != 1
            beside.setColumnStretch(place, int(at_side))
            beside.setColumnMinimumWidth(place, _SIDE if at_side else 0)
        middle = QWidget()
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(0, tokens.WIDE, 0, tokens.TIGHT)
        inside.addWidget(self._stack)
        for widget in (middle, foot):
            widget.setFixedWidth(_WIDTH)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, tokens.WIDE)
        held = QWidget()
        across = row(None, middle, None)
        across.setContentsMargins(tokens.SCROLL_ROOM, 0, 0, 0)  # as at the right: it stays in the middle
        held.setLayout(across)
        whole.addWidget(Scrolled(held), 1)
        whole.addWidget(foot, alignment=Qt.AlignmentFlag.AlignHCenter)

    # --- forth and back ---------------------------------------------------------------------------

    def _go_to(self, at: int) -> None:
        stage = self.stages[at]
        self._stack.setCurrentWidget(stage)
        self._dots.show_step(at)
        self._name_buttons()
        self._enable(on=True)
        stage.arrive()

    def _go_on(self) -> None:
        if self.at + 1 < len(self.stages):
            self._go_to(self.at + 1)
        else:
            self._finish()

    def _keep(self) -> None:
        """Go on once what was answered is kept; the stage says so if it is not."""
        if self.next.isEnabled():
            at = self.at
            # Once, however often Enter was pressed until it was kept.
            self.stages[at].keep(lambda: self._go_on() if self.at == at else None)

    def _come_back(self) -> None:
        """Ask how one was here; who is back has answered all of these questions before."""
        sheet = later.return_sheet(self._scene.around, self._scene.bridge, self.window())
        sheet.finished.connect(lambda _result: self._finish() if sheet.is_back else None)
        sheet.open()

    def _name_buttons(self) -> None:
        say = self._scene.around.language.say
        is_last = self.at == len(self.stages) - 1
        self.back.setVisible(self.at > 0)
        self.come_back.setVisible(self.at == 0 and self._scene.bridge.can_come_back)
        self.skip.setVisible(not is_last)
        if not is_last:
            self.next.say(say("Next"))
        else:
            self.next.say(say("Done") if self.words.is_done else say("Later"))

    def _enable(self, *, on: bool) -> None:
        for button in (self.back, self.come_back, self.skip, self.next):
            button.setEnabled(on)

    def _finish(self) -> None:
        self._enable(on=False)
        self._scene.bridge.ask(self, ChangeSettings(welcomed=True), self._end, failed=self._end_all_the_same)

    def _end(self, settings: SettingsResult) -> None:
        self._scene.picture.take_settings(settings)
        if settings.waits:  # nothing has been begun yet that this could disturb
            self._scene.bridge.restart()
        self.finished.emit()

    def _end_all_the_same(self, error: AppError) -> None:
        self._scene.errands.tell_trouble(error)
        self.finished.emit()
