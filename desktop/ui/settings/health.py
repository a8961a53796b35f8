"""Settings: the doctor as a list of what was looked at, what was found, and what mends it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import AppError
from desktop.node.protocol import CheckResult, Examine
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column, emptied, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.settings.rows import Panel, Row, Section
from desktop.ui.words.checks import sentence_of_check
from desktop.ui.words.health import verdict
from desktop.ui.words.settings import Told, Topic


class HealthSection(Section):
    """Looks when the page is first seen, and whenever the person wants."""

    topic = Topic.HEALTH

    def __init__(self, scene: Scene) -> None:
        say = scene.around.language.say
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(tokens.SNUG)
        self._again = Button(scene.around, say("Look again"), icon="refresh-cw")
        self._again.clicked.connect(lambda _checked: self._look())
        told = Told(say("Is everything well?"), say("Nothing was looked at yet."))
        self._row = Row(told, self._again, boxed(self._list))
        self._has_looked = False
        super().__init__(scene, [Panel(self._row)])

    def arrive(self) -> None:
        if not self._has_looked and self.scene.bridge.is_running:
            self._look()

    def _look(self) -> None:
        self._has_looked = True
        self._again.setEnabled(False)
        self._row.text.setText(self.scene.around.language.say("Looking …"))
        self.scene.bridge.ask(self, Examine(), self._show, failed=self._failed)

    def _show(self, checks: list[CheckResult]) -> None:
        language = self.scene.around.language
        self._again.setEnabled(True)
        self._row.text.setText(verdict(checks, language))
        worst_first = sorted(checks, key=lambda check: check.ok)
        self._row.texts = (
            *self._row.texts[:2],
            *(sentence_of_check(check, language).text for check in checks),
        )
        emptied(self._list)
        for check in worst_first:
            self._list.addWidget(self._line(check))

    def _failed(self, error: AppError) -> None:
        self._has_looked = False
        self._again.setEnabled(True)
        self._row.text.setText(self.scene.around.language.say("It could not be looked at."))
        self.scene.errands.tell_trouble(error)

    def _line(self, check: CheckResult) -> QWidget:
        around, language = self.scene.around, self.scene.around.language
        told = sentence_of_check(check, language)
        icon, colour = ("circle-check", "accent") if check.ok else ("triangle-alert", "warning")
        picture = Picture(around, icon, colour=colour)
        picture.setAccessibleName(language.say("well") if check.ok else language.say("could be better"))
        said = column(WrappedLabel(told.text), space=2)
        if told.fix is not None:
            said.addWidget(WrappedLabel(told.fix, type="small", tone="muted"))
        line = row(space=tokens.SNUG)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(said, 1)
        return boxed(line)
