"""The larger parts: cards, sheets, pages, what stands where nothing is, rows, people. Window's thread."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.events import TransferRow
from desktop.ui.around import Around
from desktop.ui.gallery import samples
from desktop.ui.gallery.posing import Pose, posed
from desktop.ui.gallery.silence import silent_scene
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, GridBox, Line, Scrolled, boxed, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.codes import CodePicture
from desktop.ui.parts.columns import Columns
from desktop.ui.parts.fields import ShownText
from desktop.ui.parts.folded import Folded
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.parts.pages import Page
from desktop.ui.parts.sheets import Question, Sheet, field
from desktop.ui.parts.states import Banner, Notice, States, Step
from desktop.ui.parts.tiles import FolderTile, Tile
from desktop.ui.parts.toasts import Toasts, Told
from desktop.ui.parts.whole_button import WholeButton
from desktop.ui.people.cards import NearbyCard, PersonCard
from desktop.ui.transfers.listing import TransferList
from desktop.ui.transfers.model import TransfersModel
from desktop.ui.transfers.painting import ROW_HEIGHT, Brush, Hand, Type, paint_row, places_in
from desktop.ui.transfers.skeleton import Skeleton
from desktop.ui.transfers.tale import tale_of
from desktop.ui.words.transfers import ALONE

_CARD_WIDTH = 260
_BOX_HEIGHT = 300


def cards(around: Around) -> QWidget:
    kinds = [
        Card(
            column(PlainLabel(f"A {part}", type="strong"), WrappedLabel("What it says, in a sentence.")),
            part=part,
        )
        for part in ("card", "hint", "banner", "toast")
    ]
    tiles = GridBox(_CARD_WIDTH)
    takes = FolderTile(around, "box", "Takes a folder", "One may be dropped on it.", lambda _folder: None)
    tiles.fill([*(_tile(around, pose) for pose in Pose), takes])
    whole = GridBox(_CARD_WIDTH)
    whole.fill([_whole(around, pose) for pose in Pose])
    side = Card(column(WrappedLabel("At the side, or below where it is narrow.")))
    two = Columns(Card(column(WrappedLabel("What the page is about."))), side, side_width=_CARD_WIDTH)
    inside = GridBox(_CARD_WIDTH)
    inside.fill(list(kinds))
    folded = Folded(around, "What exactly", WrappedLabel("More than most people want to know."))
    return boxed(column(inside, Line(), tiles, whole, two, folded, space=tokens.ROOMY))


def _tile(around: Around, pose: Pose) -> QWidget:
    text = "One sentence about what one can begin with here."
    return posed(Tile, pose, lambda kind: kind(around, "send", pose.value, text, lambda: None))


def _whole(around: Around, pose: Pose) -> QWidget:
    del around
    inside = column(PlainLabel(pose.value, type="strong"), PlainLabel("A card as a button", tone="muted"))
    made = posed(WholeButton, pose, lambda kind: kind(inside, lambda: None))
    made.tell(pose.value, "A card as a button")
    return made


def states(around: Around) -> QWidget:
    def step(part: str = "primary") -> Step:
        return Step("Begin here", lambda: None, part=part, icon="plus")

    def boxed_in(full: QWidget) -> QWidget:
        full.setMinimumHeight(_BOX_HEIGHT)
        return Card(column(full), margin=0)

    empty = Notice(
        around, "arrow-down-up", "Nothing is on its way", "What this is for, and the first step.", step()
    )
    wrong = Notice(
        around, "wifi-off", "This cannot be shown", "What happened, and what is safe.", step("secondary")
    )
    loading = Skeleton(around)
    full = States(boxed(column(WrappedLabel("What there is"), margin=tokens.ROOMY)), QWidget())
    full.show_full()
    banner = Banner(around, "The disk is full", "Nothing is lost. Free some space, and it goes on.", step())
    box = GridBox(360)
    box.fill([boxed_in(part) for part in (empty, loading, wrong, full)])
    return boxed(column(banner, box, space=tokens.ROOMY))


def sheets(around: Around) -> QWidget:
    sheet = Sheet(around, "What do others call you?", None)
    sheet.body.addWidget(field("Name", ShownText("Amber Kettle", "Name"), "How others see you."))
    sheet.tell_trouble("There is no name yet. Nothing was changed.")
    sheet.add_close("Cancel")
    sheet.add_button("Keep it", part="primary")
    question = Question(
        around,
        "Stop passing “Summer” on?",
        "Others cannot get it any more. Your files stay.",
        yes="Stop",
        no="Go on",
        parent=None,
    )
    beside = row(space=tokens.WIDE)
    for part in (sheet, question):
        beside.addWidget(_inline(part), alignment=Qt.AlignmentFlag.AlignTop)
    beside.addStretch(1)
    return boxed(beside)


def _inline(sheet: Sheet) -> QWidget:
    """Return a sheet as a part of the page: it would come up in front of everything."""
    sheet.setModal(False)
    sheet.setWindowFlags(Qt.WindowType.Widget)
    return Card(column(sheet), margin=1)


def pages(around: Around) -> QWidget:
    page = Page(around, "A page, its heading and what can be done")
    page.head.addWidget(Button(around, "Do it", part="primary"))
    long = boxed(column(*(WrappedLabel(f"Line {number}") for number in range(20))))
    page.body.addWidget(Scrolled(long))
    page.setFixedHeight(_BOX_HEIGHT)
    ground = QWidget()
    ground.setFixedHeight(_BOX_HEIGHT // 2)
    toasts = Toasts(around, ground)
    again = Button(around, "Show a short message")

    def show() -> None:
        toasts.show(Told("“Summer” is on its way to Ben.", (Step("Look at it", lambda: None),)))
        toasts.show(Told("That could not be done. Nothing was changed.", is_trouble=True))

    again.clicked.connect(lambda _checked: show())
    show()
    first = row(again, None)
    code = CodePicture("A link as a code")
    code.show_link("passalong:person/abcdefghijklmnopqrstuvwxyz")
    return boxed(column(Card(column(page), margin=0), boxed(first), ground, code, space=tokens.ROOMY))


def transfers(around: Around) -> QWidget:
    rows = samples.transfers()
    owner = boxed(column(space=tokens.ROOMY))
    model = TransfersModel(around.language, owner)
    shown = TransferList(silent_scene(around, owner), model, lambda _transfer: False)
    model.rows.take(rows)
    shown.setFixedHeight(len(rows) * ROW_HEIGHT)
    first = tale_of(next(reversed(rows.values())), ALONE, around.language)
    act = first.buttons[-1].act
    hands = {
        "the row has the keyboard": Hand(is_current=True),
        "chosen": Hand(is_selected=True),
        "over a button": Hand(over=act),
        "a button is pressed": Hand(over=act, pressed=act),
        "a button has the keyboard": Hand(focused=act),
        "busy": Hand(is_busy=True),
    }
    layout = owner.layout()
    assert layout is not None
    layout.addWidget(shown)
    for name, hand in hands.items():
        layout.addWidget(PlainLabel(name, type="small", tone="muted"))
        layout.addWidget(_Row(around, rows, hand))
    return owner


class _Row(QWidget):
    """One row as if the pointer or the keyboard were on it: painted by what paints the list."""

    def __init__(self, around: Around, rows: dict[bytes, TransferRow], hand: Hand) -> None:
        super().__init__()
        self._around = around
        self._hand = hand
        self._tale = tale_of(next(reversed(rows.values())), ALONE, around.language)
        self.setFixedHeight(ROW_HEIGHT)
        around.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        return QSize(_CARD_WIDTH, ROW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        fonts = Type.of(self.font())
        places = places_in(QRect(1, 0, self.width() - 2 - tokens.SNUG, ROW_HEIGHT), self._tale, fonts)
        paint_row(QPainter(self), places, self._tale, self._hand, Brush(self._around.theme.palette, fonts))


def people(around: Around) -> QWidget:
    box = GridBox(_CARD_WIDTH)
    scene = silent_scene(around, box)
    known = samples.people(around.clock)
    in_poses = [posed(PersonCard, pose, lambda kind: kind(scene, known[0])) for pose in Pose]
    box.fill(
        [*(PersonCard(scene, contact) for contact in known), NearbyCard(scene, samples.nearby()), *in_poses]
    )
    return box
