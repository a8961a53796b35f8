"""The end of the share sheet: the link, to copy or to show, or whom was asked."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.node.protocol import ShareResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.codes import CodePicture
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.fields import ShownText
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.words.sharing import offered_line


class Given(QWidget):
    """Says that it is done, and what happens next."""

    def __init__(self, scene: Scene, result: ShareResult, names: Sequence[str]) -> None:
        super().__init__()
        self._scene = scene
        say = scene.around.language.say
        self.heading = say("Ready to pass on") if result.link else say("Asked")
        layout = column(space=tokens.SNUG)
        if result.link is not None:
            self._show_link(layout.addWidget, result.link)
        else:
            layout.addWidget(Picture(scene.around, "send", colour="accent", side=28, wash="accent_wash"))
            layout.addWidget(WrappedLabel(offered_line(names, scene.around.language)))
            layout.addWidget(WrappedLabel(say("Transfers shows how it stands."), tone="muted"))
        self.setLayout(layout)

    def _show_link(self, add: Callable[[QWidget], None], link: str) -> None:
        say = self._scene.around.language.say
        self.link = ShownText(link, say("The link"))
        self.copy = Button(self._scene.around, say("Copy the link"), part="primary", icon="copy")
        self.copy.clicked.connect(self._copy)
        line = row(self.link, self.copy)
        line.setStretch(0, 1)
        how = say("Send it to whom you like. It works while this computer is on and Passalong runs.")
        add(WrappedLabel(how, tone="muted"))
        add(boxed(line))
        code = CodePicture(say("The link as a code for a camera"))
        code.show_link(link)
        add(boxed(row(None, code, None)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.link.text())
        self.copy.say(self._scene.around.language.say("Copied"))
        self.copy.show_icon("check")
