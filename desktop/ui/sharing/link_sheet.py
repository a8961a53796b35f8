"""Opening a link: what it leads to, where it goes, and the button that gets it."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.errors import AppError
from desktop.node.protocol import BeginGet, LinkKind, LinkResult, ReadLink, TransferResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.choosers import choose_folder
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import ElidedLabel, WrappedLabel
from desktop.ui.parts.sheets import Sheet, field
from desktop.ui.parts.states import Step
from desktop.ui.scene import Scene
from desktop.ui.window.links import link_in
from desktop.ui.words.messages import sentence_of
from desktop.ui.words.sharing import link_line
from desktop.ui.words.transfers import share_name

_QUIET_MILLISECONDS: Final = 150


class LinkSheet(Sheet):
    """Begins with the link it is given, or the one that was copied last."""

    def __init__(self, scene: Scene, text: str, parent: QWidget | None) -> None:
        say = scene.around.language.say
        super().__init__(scene.around, say("Open a link"), parent)
        self._scene = scene
        self._found: LinkResult | None = None
        self._folder: str | None = None
        self.link = QLineEdit(text or link_in(QGuiApplication.clipboard().text()) or "")
        self.link.setCursorPosition(0)
        self.link.setPlaceholderText(say("passalong:… or magnet:…"))
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MILLISECONDS)
        self._quiet.timeout.connect(self._read)
        self.link.textChanged.connect(self._wait_until_typed)
        self._card = _LinkCard(scene)
        self._where = ElidedLabel(
            say("It goes into your folder for what you get."), type="small", tone="muted"
        )
        elsewhere = Button(scene.around, say("Another folder"), part="quiet")
        elsewhere.clicked.connect(self._choose_folder)
        place = row(self._where, elsewhere)
        place.setStretch(0, 1)
        self._place = boxed(place)
        self.body.addWidget(field(say("Link"), self.link))
        for widget in (self._card, self._place):
            widget.hide()
            self.body.addWidget(widget)
        self.add_close(say("Not now"))
        self.go = self.add_button(say("Get it"), part="primary")
        self.go.setEnabled(False)
        self.go.clicked.connect(self._go_on)
        self.link.setFocus()
        if self.link.text():
            self._read()

    # --- what it leads to -------------------------------------------------------------------------

    def _wait_until_typed(self) -> None:
        self._found = None
        self.go.setEnabled(False)
        self._quiet.start()

    def _read(self) -> None:
        text = self.link.text().strip()
        if text:
            self._scene.bridge.ask(
                self,
                ReadLink(text),
                lambda found: self._show(text, found),
                failed=lambda error: self._tell_wrong(text, error),
            )

    def _show(self, text: str, found: LinkResult) -> None:
        if text != self.link.text().strip():
            return  # it was typed on meanwhile
        say = self.around.language.say
        self._found = found
        self.tell_trouble("")
        self._card.show_link(found)
        self._card.show()
        self._place.setVisible(found.kind is not LinkKind.PERSON and found.here is None)
        self.go.say(self._what_to_do(found))
        self.go.setEnabled(True)
        self.go.setFocus()
        if found.here is not None and found.kind is not LinkKind.PERSON:
            self.tell_trouble(say("This is on your list already."))

    def _what_to_do(self, found: LinkResult) -> str:
        say = self.around.language.say
        if found.kind is LinkKind.PERSON:
            return say("Ask to know them")
        return say("Show it") if found.here is not None else say("Get it")

    def _tell_wrong(self, text: str, error: AppError) -> None:
        if text == self.link.text().strip():
            self._card.hide()
            self._place.hide()
            self.tell_trouble(sentence_of(error, self.around.language))

    # --- what is done -----------------------------------------------------------------------------

    def _choose_folder(self) -> None:
        choose_folder(self, self.around.language.say("Where should it go?"), "", self._take_folder)

    def _take_folder(self, folder: str) -> None:
        self._folder = folder
        self._where.setText(self.around.language.say("It goes into “{folder}”.", folder=folder))

    def _go_on(self) -> None:
        found, text = self._found, self.link.text().strip()
        if found is None:
            return
        if found.kind is LinkKind.PERSON:
            self._scene.errands.add_person(text)
            self.accept()
        elif found.here is not None:
            self._scene.errands.show_transfer(found.here)
            self.accept()
        else:
            self.go.setEnabled(False)
            command = BeginGet(text, self._folder)
            self._scene.bridge.ask(self, command, self._tell_begun, failed=self._tell_failed)

    def _tell_failed(self, error: AppError) -> None:
        self.go.setEnabled(True)
        self.tell_trouble(sentence_of(error, self.around.language))

    def _tell_begun(self, rows: list[TransferResult]) -> None:
        say, errands, row = self.around.language.say, self._scene.errands, rows[0]
        errands.tell(
            say("“{name}” is on its way.", name=share_name(row.name, self.around.language)),
            Step(say("Show it"), lambda: errands.show_transfer(row.transfer)),
        )
        self.accept()


class _LinkCard(Card):
    """What a link says of itself."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._around = scene.around
        self._picture = Picture(scene.around, "folder", colour="file", side=22, wash="file_wash")
        self._title = ElidedLabel("", type="strong")
        self._line = WrappedLabel("", tone="muted")
        inside = row(self._picture, space=tokens.ROOMY)
        inside.addLayout(column(self._title, self._line, space=tokens.HAIR // 2), 1)
        self.fill(inside)

    def show_link(self, found: LinkResult) -> None:
        self._title.setText(found.title)
        self._line.setText(link_line(found, self._around.language))
        self._picture.show_icon("user" if found.kind is LinkKind.PERSON else "folder", "file")
