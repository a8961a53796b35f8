"""What stands in place of all pages while no node can begin: a question for the passphrase, or the reason."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.errors import AppError, ProfileDamaged, StoreDamaged
from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.parts.states import Notice, Step
from desktop.ui.words import ends
from desktop.ui.words import returning as said

_WIDTH: Final = 460
_PICTURE: Final = 30


class _Ground(QWidget):
    """The ground of a page, without a page."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class PassphrasePage(_Ground):
    """Asks for what opens the keys; `given` says it. Calm: nothing is lost, however often it is wrong."""

    given = Signal(str)

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        language = around.language
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(language.say("Passphrase"))
        self.field.setPlaceholderText(language.say("Passphrase"))
        self.field.returnPressed.connect(self._give)
        self.open = Button(around, language.say("Open"), part="primary")
        self.open.clicked.connect(lambda _checked: self._give())
        self._trouble = WrappedLabel(tone="warning")
        self._trouble.hide()
        heading = PlainLabel(ends.passphrase_title(language), type="heading")
        text = WrappedLabel(ends.passphrase_text(language), tone="muted")
        forgotten = WrappedLabel(ends.passphrase_forgotten(language), type="small", tone="muted")
        for label in (heading, text, self._trouble, forgotten):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        picture = Picture(around, "lock", colour="accent", side=_PICTURE, wash="accent_wash")
        line = row(self.field, self.open, space=tokens.TIGHT)
        line.setStretch(0, 1)
        inside = column(picture, heading, text, boxed(line), self._trouble, forgotten, space=tokens.SNUG)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignHCenter)
        middle = boxed(inside)
        middle.setFixedWidth(_WIDTH)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(row(None, middle, None))  # an alignment instead would forget how high wrapped text is
        whole.addStretch(2)

    def ask(self, *, again: bool) -> None:
        """Wait for it to be typed; `again` if the last one did not fit."""
        self._enable(on=True)
        self._trouble.setText(ends.passphrase_wrong(self._around.language) if again else "")
        self._trouble.setVisible(again)
        self.field.selectAll()
        self.field.setFocus()

    def _give(self) -> None:
        if self.field.text() and self.open.isEnabled():
            self._trouble.hide()
            self._enable(on=False)
            self.given.emit(self.field.text())

    def _enable(self, *, on: bool) -> None:
        say = self._around.language.say
        self.field.setEnabled(on)
        self.open.setEnabled(on)
        self.open.say(say("Open") if on else say("Opening …"))


class EndPage(_Ground):
    """Says why no node begins, what is safe, and what to do; `again` when it is to be tried once more."""

    again = Signal()
    left = Signal()
    returning = Signal()
    """Somebody wants to be who they were here."""

    def __init__(self, around: Around, error: AppError, *, can_come_back: bool = False) -> None:
        super().__init__()
        say = around.language.say
        told = ends.told_of_end(error, around.language)
        steps = [
            Step(say("Close Passalong"), self.left.emit),
            Step(say("Try again"), self.again.emit, part="primary"),
        ]
        if can_come_back and isinstance(error, ProfileDamaged | StoreDamaged):
            steps[-1:] = [
                Step(say("Try again"), self.again.emit),
                Step(said.title(around.language), self.returning.emit, part="primary"),
            ]
        if told.folder:
            steps.insert(0, Step(say("Open the folder"), lambda: _open_folder(told.folder)))
        self._notice = Notice(around, "triangle-alert", told.title, told.text, *steps, colour="warning")
        self.setLayout(column(self._notice))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Have the keyboard on what mends it, and not on what closes it."""
        super().showEvent(event)
        if self._notice.first is not None:
            self._notice.first.setFocus()


def _open_folder(path: str) -> None:
    place = Path(path)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place if place.is_dir() else place.parent)))
