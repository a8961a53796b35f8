"""The card that says what is passed on: how many files, how large, the first names, what is left out."""

from typing import Final

from PySide6.QtCore import Signal

from desktop.node.protocol import ContentsResult
from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import ElidedLabel, WrappedLabel
from desktop.ui.words.plain import plain
from desktop.ui.words.sharing import contents_line, left_out_line

_NAMES: Final = 3


class ContentsCard(Card):
    """Empty, looking, or known."""

    files_asked = Signal()
    folder_asked = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__()
        say = around.language.say
        self._around = around
        self.is_known = False
        self._picture = Picture(around, "folder", colour="file", side=22, wash="file_wash")
        self._name = ElidedLabel("", type="strong")
        self._line = ElidedLabel("", tone="muted")
        self._names = WrappedLabel("", type="small", tone="muted")
        self._left_out = WrappedLabel("", type="small", tone="muted")
        files = Button(around, say("Choose files"), icon="file")
        folder = Button(around, say("Choose a folder"), icon="folder")
        files.clicked.connect(self.files_asked)
        folder.clicked.connect(self.folder_asked)
        words = column(self._name, self._line, self._names, self._left_out, space=tokens.HAIR // 2)
        inside = row(self._picture, space=tokens.ROOMY)
        inside.addLayout(words, 1)
        whole = column(boxed(inside), boxed(row(files, folder, None)), space=tokens.SNUG)
        self.fill(whole)
        self.show_nothing()

    def show_nothing(self) -> None:
        self.is_known = False
        say = self._around.language.say
        self._say(say("Nothing chosen yet"), say("Drop files or folders here, or choose them."), "", "")

    def show_looking(self) -> None:
        self.is_known = False
        self._say(self._around.language.say("Looking what that is"), "", "", "")

    def show_found(self, name: str, found: ContentsResult) -> None:
        self.is_known = True
        names = [plain(path.removeprefix(f"{name}/")) for path in found.names[:_NAMES]]
        if found.files > len(names):
            names.append("…")
        language = self._around.language
        lines = "\n".join(names) if found.files > 1 else ""
        self._say(name, contents_line(found, language), lines, left_out_line(found, language))
        self._picture.show_icon("folder" if found.files > 1 else "file", "file")

    def _say(self, name: str, line: str, names: str, left_out: str) -> None:
        texts = ((self._name, name), (self._line, line), (self._names, names), (self._left_out, left_out))
        for label, text in texts:
            label.setText(text)
            label.setVisible(bool(text))
