"""Doing what is asked for transfers, wherever it was asked: on a row, in its menu, in a closer look at it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.errors import AppError
from desktop.events import TransferRow
from desktop.ids import id_text
from desktop.node.protocol import (
    Command,
    MoveTransfer,
    Pause,
    Recheck,
    Remove,
    Resume,
    ShowTransfer,
    TransferDetails,
)
from desktop.share.shares import Role
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import column
from desktop.ui.parts.choosers import choose_folder
from desktop.ui.parts.folders import show_folder
from desktop.ui.parts.labels import ElidedLabel, WrappedLabel, on_button
from desktop.ui.parts.sheets import Sheet, add_answers
from desktop.ui.scene import Scene
from desktop.ui.transfers.acts import Act
from desktop.ui.words.removal import deletion_text, removal_text, removal_title
from desktop.ui.words.settings import Topic


class Deeds(QObject):
    """`asks_details` says which transfer one would like to see more of, or choose files of."""

    asks_details = Signal(object)
    busy_changed = Signal()

    def __init__(self, scene: Scene, window: QWidget) -> None:
        super().__init__(window)
        self._scene = scene
        self._window = window
        self._busy: set[bytes] = set()
        self._does: dict[Act, Callable[[TransferRow], None]] = {
            Act.PAUSE: partial(self._ask, Pause),
            Act.STOP: partial(self._ask, Pause),
            Act.RESUME: partial(self._ask, Resume),
            Act.GO_ON_SHARING: partial(self._ask, Resume),
            Act.TRY_AGAIN: partial(self._ask, Resume),
            Act.CHECK: self._check,
            Act.FREE_SPACE: lambda _row: scene.errands.show_setting(Topic.STORAGE),
            Act.ANOTHER_FOLDER: self._choose_folder,
            Act.SHOW_FOLDER: self._show_folder,
            Act.CHOOSE_FILES: lambda row: self.asks_details.emit(row.transfer),
            Act.DETAILS: lambda row: self.asks_details.emit(row.transfer),
            Act.COPY_LINK: self._copy_link,
            Act.SHARE_AGAIN: self._share_again,
        }

    def is_busy(self, transfer: bytes) -> bool:
        """Return whether something was asked for it that has not come about yet."""
        return transfer in self._busy

    def do(self, act: Act, rows: Iterable[TransferRow]) -> None:
        if act is Act.REMOVE:
            self._ask_whether_to_remove(list(rows))
            return
        for row in rows:
            self._does[act](row)

    # --- with the node ----------------------------------------------------------------------------

    def _ask(self, command: Callable[[str], Command[Any]], row: TransferRow) -> None:
        self._send(command(id_text(row.transfer)), row)

    def _check(self, row: TransferRow) -> None:
        # Answered only when all of it was looked through, which may take an hour: the row says how far it is.
        self._scene.bridge.ask(self, Recheck(id_text(row.transfer)))

    def _send(self, command: Command[Any], row: TransferRow) -> None:
        """Have it done, and take nothing else for this transfer until it is."""
        self._busy.add(row.transfer)
        self.busy_changed.emit()

        def done(answer: object) -> None:
            del answer
            self._busy.discard(row.transfer)
            self.busy_changed.emit()

        def failed(error: AppError) -> None:
            done(None)
            self._scene.errands.tell_trouble(error)

        self._scene.bridge.ask(self, command, done, failed=failed)

    def _copy_link(self, row: TransferRow) -> None:
        say = self._scene.around.language.say

        def done(details: TransferDetails) -> None:
            if details.link is None:
                self._scene.errands.tell(say("There is no link to this yet."))
                return
            QGuiApplication.clipboard().setText(details.link)
            self._scene.errands.tell(say("The link is copied. Paste it wherever you like."))

        self._scene.bridge.ask(self, ShowTransfer(id_text(row.transfer)), done)

    # --- with the person --------------------------------------------------------------------------

    def _choose_folder(self, row: TransferRow) -> None:
        title = self._scene.around.language.say("Choose another folder")
        choose_folder(self._window, title, "", lambda folder: self.move(row, folder))

    def move(self, row: TransferRow, folder: str) -> None:
        """Have it go on in another folder."""
        self._send(MoveTransfer(id_text(row.transfer), str(Path(folder).absolute())), row)

    def _show_folder(self, row: TransferRow) -> None:
        folder = _folder_of(row)
        if folder is None or not show_folder(folder):
            say = self._scene.around.language.say
            self._scene.errands.tell(say("The folder could not be shown. It may not be there any more."))

    def _share_again(self, row: TransferRow) -> None:
        if row.path is not None:
            self._scene.errands.share([Path(row.path)])

    def _ask_whether_to_remove(self, rows: list[TransferRow]) -> None:
        """Ask once, however many there are."""

        def remove() -> None:
            for row in rows:
                deletes = sheet.takes_files and row.role != Role.SHARE
                self._send(Remove(id_text(row.transfer), delete_files=deletes), row)

        sheet = RemoveSheet(self._scene, rows, self._window)
        sheet.accepted.connect(remove)
        sheet.open()


class RemoveSheet(Sheet):
    """Asks whether transfers go, and their files with them. One's own files that are shared never do."""

    def __init__(self, scene: Scene, rows: Sequence[TransferRow], parent: QWidget) -> None:
        language = scene.around.language
        say = language.say
        super().__init__(scene.around, removal_title(rows, language), parent, width=440)
        self.body.addWidget(WrappedLabel(removal_text(rows, language), tone="muted"))
        came = [row for row in rows if row.role != Role.SHARE and row.done]
        self._files = QCheckBox(on_button(deletion_text(came, language)))
        self._files.setVisible(bool(came))
        self.body.addWidget(self._files)
        folders = {str(Path(row.path).parent) for row in came if row.path is not None}
        where = ElidedLabel(
            ", ".join(sorted(folders)), type="small", tone="muted", where=Qt.TextElideMode.ElideMiddle
        )
        where.setVisible(bool(folders))
        below = column(where)
        below.setContentsMargins(tokens.WIDE + tokens.HAIR, 0, 0, 0)  # where the words of the choice begin
        self.body.addLayout(below)
        if len(rows) == 1:
            add_answers(self, yes=say("Take it off"), no=say("Keep it"))
        else:
            add_answers(self, yes=say("Take them off"), no=say("Keep them"))

    @property
    def takes_files(self) -> bool:
        return self._files.isChecked()


def _folder_of(row: TransferRow) -> Path | None:
    """Return the folder to show: the one that came, or the one that holds the file."""
    if row.path is None:
        return None
    path = Path(row.path)
    return path if path.is_dir() else path.parent
