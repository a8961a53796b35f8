"""Settings: what takes space on this computer, and having it back."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import AppError
from desktop.node.protocol import (
    FreeStorage,
    Remove,
    ShowStorage,
    StorageResult,
    StoredResult,
    TransferResult,
)
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column, emptied, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.labels import ElidedLabel, PlainLabel
from desktop.ui.parts.sheets import Question
from desktop.ui.scene import Place, Scene
from desktop.ui.settings.rows import Panel, Row, Section
from desktop.ui.words import settings as words
from desktop.ui.words.formats import size
from desktop.ui.words.plain import brief
from desktop.ui.words.settings import Topic
from desktop.ui.words.storage import free_text, got_text, rest_text

_SHOWN: Final = 6


class StorageSection(Section):
    """What was got, largest first; what the profile keeps."""

    topic = Topic.STORAGE

    def __init__(self, scene: Scene) -> None:
        around, language = scene.around, scene.around.language
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(tokens.TIGHT)
        self._total, self._records, self._left = (PlainLabel(type="strong") for _ in range(3))
        self._free = Button(around, language.say("Free it"))
        self._free.clicked.connect(lambda _checked: self._tidy())
        self._got = Row(words.got(language), self._total, boxed(self._list))
        super().__init__(
            scene,
            [
                Panel(
                    self._got,
                    Row(words.records(language), self._records),
                    Row(words.leftovers(language), boxed(row(self._left, self._free, space=tokens.SNUG))),
                )
            ],
        )

    def arrive(self) -> None:
        if self.scene.bridge.is_running:
            self.scene.bridge.ask(self, ShowStorage(), self._show)

    def _show(self, found: StorageResult) -> None:
        language = self.scene.around.language
        self._total.setText(size(sum(stored.bytes for stored in found.got), language))
        self._records.setText(size(found.records, language))
        self._left.setText(size(found.copies + found.log, language))
        self._free.setEnabled(found.copies + found.log > 0)
        self._got.text.setText(" ".join((words.got(language).text, free_text(found.free, language))).strip())
        self._fill([self._line(stored) for stored in found.got[:_SHOWN]] + self._rest(found))

    def _fill(self, lines: list[QWidget]) -> None:
        emptied(self._list)
        for line in lines:
            self._list.addWidget(line)

    def _line(self, stored: StoredResult) -> QWidget:
        around, language = self.scene.around, self.scene.around.language
        remove = Button(around, language.say("Remove …"), part="quiet")
        remove.setAccessibleName(language.say("Remove “{name}”", name=stored.name))
        remove.clicked.connect(lambda _checked: self._ask_whether(stored))
        names = column(
            ElidedLabel(brief(stored.name), where=Qt.TextElideMode.ElideMiddle),
            ElidedLabel(stored.folder, type="small", tone="muted"),
            space=0,
        )
        line = row(Picture(around, "folder", colour="file"), space=tokens.SNUG)
        line.addLayout(names, 1)
        line.addWidget(PlainLabel(size(stored.bytes, language), tone="muted"))
        line.addWidget(remove)
        return boxed(line)

    def _rest(self, found: StorageResult) -> list[QWidget]:
        """Return how many more there are, and the way to them."""
        more = found.got[_SHOWN:]
        if not more:
            return [] if found.got else [PlainLabel(got_text(self.scene.around.language), tone="muted")]
        language = self.scene.around.language
        go = Button(self.scene.around, language.say("Show all transfers"), part="quiet")
        go.clicked.connect(lambda _checked: self.scene.errands.go_to(Place.TRANSFERS))
        taken = sum(stored.bytes for stored in more)
        return [boxed(row(PlainLabel(rest_text(len(more), taken, language), tone="muted"), None, go))]

    def _ask_whether(self, stored: StoredResult) -> None:
        say = self.scene.around.language.say
        question = Question(
            self.scene.around,
            say("Remove “{name}” and delete its files?", name=stored.name),
            say(
                "They are deleted from this computer only. Files that you changed since stay where they are."
            ),
            yes=say("Remove and delete"),
            no=say("Keep it"),
            parent=self,
        )
        question.accepted.connect(lambda: self._remove(stored))
        question.open()

    def _remove(self, stored: StoredResult) -> None:
        command = Remove(stored.transfer, delete_files=True)
        self.scene.bridge.ask(self, command, self._removed, failed=self._not_all)

    def _removed(self, _rows: list[TransferResult]) -> None:
        self.arrive()

    def _not_all(self, error: AppError) -> None:
        self.arrive()
        self.scene.errands.tell_trouble(error)

    def _tidy(self) -> None:
        self.scene.bridge.ask(self, FreeStorage(), self._show)
