"""A closer look at one transfer, in the place of the list. Window's thread."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from desktop.errors import AppError
from desktop.events import TransferRow
from desktop.ids import id_text
from desktop.node.protocol import ChooseFiles, FileRank, FileResult, ShowTransfer, TransferDetails
from desktop.share.shares import Role
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, Scrolled, boxed, column, emptied, row
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import ElidedLabel, PlainLabel, WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.transfers.acts import ICONS, Act, buttons_of, menu_of, name_of, needs_person
from desktop.ui.transfers.deeds import Deeds
from desktop.ui.transfers.details.files import FilesModel, FilesView
from desktop.ui.transfers.details.history import History
from desktop.ui.transfers.details.people import Takers
from desktop.ui.transfers.details.strip import PieceStrip
from desktop.ui.transfers.details.tree import ranked
from desktop.ui.transfers.menus import act_menu
from desktop.ui.transfers.tale import Tale, tale_of
from desktop.ui.words.closeup import passages
from desktop.ui.words.formats import files, size
from desktop.ui.words.language import Language
from desktop.ui.words.transfers import Kin

if TYPE_CHECKING:
    from desktop.ui.bridge.questions import Asked

_PULL_MILLISECONDS: Final = 1000
_SIDE_WIDTH: Final = 312
_BAR_PARTS: Final = 1000
_LEFT_OUT: Final = frozenset({Act.DETAILS, Act.CHOOSE_FILES})
_OFTEN: Final = (Act.SHOW_FOLDER, Act.COPY_LINK)


class DetailsPanel(QWidget):
    """Looks again once a second as long as it is in sight."""

    closed = Signal()

    def __init__(self, scene: Scene, deeds: Deeds) -> None:
        super().__init__()
        self._scene = scene
        self._deeds = deeds
        self._row: TransferRow | None = None
        self._kin = Kin()
        self._asked: Asked | None = None
        self._acts: tuple[Act, ...] = ()
        self._has_bar = True
        around = scene.around
        self.model = FilesModel(around, self)
        self.model.asked.connect(self._choose)
        self.files = FilesView(around, self.model)
        self.takers = Takers(around)
        self.history = History(around)
        self.strip = PieceStrip(around)
        self._lay_out()
        self._pull = QTimer(self, interval=_PULL_MILLISECONDS)
        self._pull.timeout.connect(self._look_again)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.closed)
        deeds.busy_changed.connect(self._show_busy)

    # --- how it is made ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, tokens.WIDE)
        left.setSpacing(tokens.ROOMY)
        left.addWidget(self._story_card())
        left.addWidget(self._files_card(), 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, tokens.WIDE)
        right.setSpacing(tokens.ROOMY)
        say = self._scene.around.language.say
        for title, widget in ((say("Who takes part"), self.takers), (say("How it went"), self.history)):
            heading = PlainLabel(title, type="heading")
            right.addWidget(Card(column(heading, widget, space=tokens.SNUG)))
        right.addStretch(1)
        side = Scrolled(boxed(right))
        side.setFixedWidth(_SIDE_WIDTH)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.ROOMY)
        whole.addLayout(left, 1)
        whole.addWidget(side)

    def _story_card(self) -> QWidget:
        self._title = WrappedLabel(type="strong")
        self._story = WrappedLabel(tone="muted")
        self._figures = ElidedLabel(tone="muted")
        self._bar = QProgressBar()
        self._bar.setMaximum(_BAR_PARTS)
        self._bar.setTextVisible(False)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(tokens.TIGHT)
        inside = column(self._title, self._story, self._figures, self._bar, self.strip, space=tokens.TIGHT)
        inside.addSpacing(tokens.HAIR)
        inside.addLayout(self._buttons)
        return Card(inside)

    def _files_card(self) -> QWidget:
        around = self._scene.around
        say = around.language.say
        self._files_heading = PlainLabel(say("Files"), type="heading")
        self._files_count = PlainLabel(tone="muted")
        self._order = Button(around, say("Order"), part="quiet", icon="chevron-down")
        self._order.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._order.clicked.connect(self._open_order)
        self._no_files = WrappedLabel(tone="muted")
        self._no_files.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._files_stack = QStackedLayout()
        self._files_stack.addWidget(self._no_files)
        self._files_stack.addWidget(self.files)
        self.files.selectionModel().selectionChanged.connect(self._show_order)
        head = row(self._files_heading, self._files_count, None, self._order)
        inside = column(space=tokens.TIGHT)
        inside.addLayout(head)
        inside.addLayout(self._files_stack, 1)
        return Card(inside)

    # --- what is shown ----------------------------------------------------------------------------

    @property
    def transfer(self) -> bytes | None:
        """Which transfer is looked at."""
        return self._row.transfer if self._row is not None else None

    def show_transfer(self, shown: TransferRow, kin: Kin) -> None:
        """Begin to look at a transfer."""
        self.leave()
        self.model.show_files((), (), may_choose=False)
        self.takers.show_takers(())
        self.strip.show_parts(b"")
        self._show_strip(is_known=False)
        self._no_files.setText("")
        self._files_stack.setCurrentWidget(self._no_files)
        self.take(shown, kin)
        self._look(with_files=True)

    def take(self, shown: TransferRow | None, kin: Kin) -> None:
        """Take over how it stands now; None if it is gone."""
        if shown is None:
            self.closed.emit()
            return
        self._row, self._kin = shown, kin
        language = self._scene.around.language
        self._show_tale(tale_of(shown, kin, language))
        self._show_buttons(shown)
        self.history.show_passages(passages(shown, kin, self._scene.around.clock.now(), language))

    def leave(self) -> None:
        """Look at nothing any more."""
        self._row = None
        if self._asked is not None:
            self._asked.give_up()
            self._asked = None

    def _show_tale(self, tale: Tale) -> None:
        trouble = tale.trouble
        self._title.setVisible(trouble is not None)
        self._title.setText(trouble.title if trouble else "")
        self._story.setText(trouble.text if trouble else tale.story)
        self._figures.setText(tale.figures)
        self._figures.setVisible(bool(tale.figures) and trouble is None)
        self._has_bar = tale.part is not None
        self._bar.setValue(int((tale.part or 0.0) * _BAR_PARTS))
        self._bar.setVisible(self._has_bar and self.strip.isHidden())
        self._bar.setAccessibleName(tale.figures)

    def _show_buttons(self, shown: TransferRow) -> None:
        """Show what is done most; all else is in a menu."""
        first = buttons_of(shown)
        acts = first if needs_person(shown) else (*first, *_OFTEN)
        acts = tuple(act for act in acts if act in menu_of(shown) and act not in _LEFT_OUT)
        if acts == self._acts:
            return
        self._acts = acts
        emptied(self._buttons)
        around = self._scene.around
        for act in acts:
            part = "primary" if needs_person(shown) and act is first[-1] else "secondary"
            button = Button(around, name_of(act, around.language), part=part, icon=ICONS[act])
            button.clicked.connect(lambda _checked, act=act: self._do(act))
            self._buttons.addWidget(button)
        more = IconButton(around, around.language.say("What else can be done"), "ellipsis")
        more.clicked.connect(lambda _checked: self._open_menu(more))
        self._buttons.addWidget(more)
        self._buttons.addStretch(1)
        self._show_busy()

    def _open_menu(self, button: QWidget) -> None:
        if self._row is None:
            return
        left_out = {*_LEFT_OUT, *self._acts}
        acts = [act for act in menu_of(self._row) if act is not None and act not in left_out]
        menu = act_menu(self._scene.around, acts, self._do, self)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _show_busy(self) -> None:
        busy = self._row is not None and self._deeds.is_busy(self._row.transfer)
        for place in range(self._buttons.count()):
            item = self._buttons.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setEnabled(not busy)

    def _do(self, act: Act) -> None:
        if self._row is not None:
            self._deeds.do(act, [self._row])

    # --- looking ----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's names
        super().showEvent(event)
        self._pull.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._pull.stop()

    def _look_again(self) -> None:
        if self._asked is None:
            unknown = self._row is not None and not self.model.tree.files and self._row.files > 0
            self._look(with_files=unknown)

    def _look(self, *, with_files: bool) -> None:
        if self._row is None:
            return
        transfer = self._row.transfer

        def done(details: TransferDetails) -> None:
            self._asked = None
            if self._row is not None and self._row.transfer == transfer:
                self._take_details(details)

        def failed(error: AppError) -> None:
            del error  # removed a moment ago, or the node has ended: both are said elsewhere
            self._asked = None

        question = ShowTransfer(id_text(transfer), files=with_files)
        self._asked = self._scene.bridge.ask(self, question, done, failed=failed)

    def _take_details(self, details: TransferDetails) -> None:
        assert self._row is not None
        if details.files is not None:
            may_choose = self._row.role == Role.GET
            self.model.show_files(details.files, details.done, may_choose=may_choose)
            self._show_files()
        else:
            self.model.take_done(details.done)
        self.strip.show_parts(details.parts)
        self._show_strip(is_known=bool(details.parts) and not self._row.whole)
        self.takers.show_takers(details.takers)

    def _show_strip(self, *, is_known: bool) -> None:
        """Show the pieces where there are some to come, else the plain bar."""
        self.strip.setVisible(is_known)
        self._bar.setVisible(self._has_bar and not is_known)

    def _show_files(self) -> None:
        language, known = self._scene.around.language, self.model.tree.files
        self._files_stack.setCurrentWidget(self.files if known else self._no_files)
        self._no_files.setText(
            language.say("What is in it is known as soon as somebody who has it is there.")
        )
        total = sum(file.bytes for file in known)
        self._files_count.setText(_count_text(len(known), total, language) if known else "")
        self._show_order()

    # --- choosing ---------------------------------------------------------------------------------

    def _show_order(self) -> None:
        may_choose = self._row is not None and self._row.role == Role.GET and not self._row.whole
        self._order.setVisible(bool(may_choose and self.model.tree.files))
        self._order.setEnabled(self.files.selectionModel().hasSelection())

    def _open_order(self) -> None:
        menu = self.files.order_menu()
        if menu is not None:
            menu.popup(self._order.mapToGlobal(self._order.rect().bottomLeft()))

    def _choose(self, rank: FileRank, numbers: list[int]) -> None:
        """Have files ranked otherwise; they are shown so at once, and as they were if it cannot be."""
        if self._row is None or not numbers:
            return
        before = tuple(self.model.tree.files)
        field = {
            FileRank.OUT: "leave_out",
            FileRank.LAST: "last",
            FileRank.NORMAL: "get",
            FileRank.FIRST: "first",
        }[rank]
        transfer = self._row.transfer
        self._rank(ranked(before, numbers, rank))

        def failed(error: AppError) -> None:
            if self._row is not None and self._row.transfer == transfer:
                self._rank(before)
            self._scene.errands.tell_trouble(error)

        command = ChooseFiles(id_text(transfer), **{field: tuple(numbers)})
        self._scene.bridge.ask(self, command, failed=failed)

    def _rank(self, known: Sequence[FileResult]) -> None:
        self.model.show_files(known, self.model.tree.done, may_choose=True)


def _count_text(count: int, total: int, language: Language) -> str:
    return f"{files(count, language)} · {size(total, language)}"
