"""One model, closely: a large picture, what it is, and what one may do with it. Window's thread."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import limits
from desktop.errors import AppError, ModelNotSeen
from desktop.node.protocol import LookAtModel, ModelFile, ModelResult
from desktop.share.models.sights import Drawing
from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.look.pictures import coloured
from desktop.ui.models.painting import paint_ground
from desktop.ui.models.sights import Key, Seen
from desktop.ui.parts.badges import Badge
from desktop.ui.parts.boxes import Card, Line, Scrolled, boxed, column, emptied, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.folders import show_folder
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.words.formats import size
from desktop.ui.words.messages import sentence_of
from desktop.ui.words.models import ending_of, facts_of, name_of, story

if TYPE_CHECKING:
    from desktop.ui.bridge.questions import Asked

_SIDE: Final = 316
_LEAST_PICTURE: Final = 240
_PAUSE: Final = 120


class CloseView(QWidget):
    """Shows what is known at once, then what a closer look finds."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene
        self._key: Key | None = None
        self._model: ModelFile | None = None
        self._asked: Asked | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        """Whoever leafs through models asks for none; and how large a picture will be is known after it."""
        self._soon.timeout.connect(self._look_closely)
        around, say = scene.around, scene.around.language.say
        self.picture = BigPicture(around)
        self._name = WrappedLabel(type="title")
        self._badge = Badge(around, "box", colour="design")
        self._file = PlainLabel(tone="muted")
        self._facts = QVBoxLayout()
        self._facts.setSpacing(tokens.SNUG)
        self._trouble = WrappedLabel(tone="warning")
        self._place = WrappedLabel(type="small", tone="muted")
        self.share = Button(around, say("Share it"), part="primary", icon="send")
        self.share.clicked.connect(lambda _checked: self._share())
        self.folder = Button(around, say("Show in folder"), icon="folder-open")
        self.folder.clicked.connect(lambda _checked: self._show_folder())
        self._lay_out()

    def _lay_out(self) -> None:
        say = self._scene.around.language.say
        self._facts_card = Card(self._facts)
        where = Card(column(PlainLabel(say("Where it is"), type="strong"), self._place, space=tokens.HAIR))
        head = column(boxed(row(self._badge, self._file, None)), self._name, space=tokens.TIGHT)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, tokens.WIDE)
        side.setSpacing(tokens.ROOMY)
        side.addLayout(head)
        side.addWidget(boxed(column(self.share, self.folder)))  # beside each other, long words are cut
        for widget in (self._trouble, self._facts_card):
            side.addWidget(widget)
        side.addStretch(1)
        scrolled = Scrolled(boxed(side))
        scrolled.setFixedWidth(_SIDE)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.WIDE)
        left = column(self.picture, where, space=tokens.ROOMY)
        left.setStretch(0, 1)
        left.setContentsMargins(0, 0, 0, tokens.WIDE)
        whole.addLayout(left, 1)
        whole.addWidget(scrolled)

    # --- what it shows ----------------------------------------------------------------------------

    def show_model(self, key: Key, model: ModelFile, seen: Seen | None) -> None:
        self.leave()
        self._key, self._model = key, model
        language = self._scene.around.language
        self._name.setText(name_of(model))
        self._badge.say(ending_of(model))
        self._file.setText(size(model.bytes, language))
        self._place.setText(key[0])
        self.picture.setAccessibleName(story(model, seen, language))
        self._show(seen)
        if not isinstance(seen, ModelNotSeen):
            self._soon.start()

    def _look_closely(self) -> None:
        key, model = self._key, self._model
        if key is None or model is None:
            return

        def done(result: ModelResult) -> None:
            if key == self._key:
                self.picture.setAccessibleName(story(model, result, self._scene.around.language))
                self._show(result, is_close=True)

        def failed(error: AppError) -> None:
            if key == self._key:
                self._show_trouble(error)

        wide, high = self.picture.wanted()
        command = LookAtModel(key[0], wide, high, closely=True)
        self._asked = self._scene.bridge.ask(self, command, done, failed=failed)

    def leave(self) -> None:
        """Want no closer look any more."""
        self._key = None
        self._soon.stop()
        if self._asked is not None:
            self._asked.give_up()
            self._asked = None

    def _show(self, seen: Seen | None, *, is_close: bool = False) -> None:
        if isinstance(seen, ModelNotSeen):
            self._show_trouble(seen)
            return
        self._trouble.hide()
        self.picture.show_drawing(seen.drawing if seen is not None else None)
        self._show_facts(seen, is_close=is_close)

    def _show_trouble(self, error: AppError) -> None:
        self.picture.show_wrong()
        self._facts_card.hide()
        if isinstance(error, ModelNotSeen):  # its name says enough: where it is stands below
            error = ModelNotSeen(path=Path(error.path).name, why=error.why)
        self._trouble.setText(sentence_of(error, self._scene.around.language))
        self._trouble.show()

    def _show_facts(self, result: ModelResult | None, *, is_close: bool) -> None:
        language = self._scene.around.language
        emptied(self._facts)
        facts = facts_of(result, language) if result is not None else []
        if not is_close:  # of the rest nothing is known yet
            facts = facts[:2]
        for number, (name, value) in enumerate(facts):
            if number:
                self._facts.addWidget(Line())
            self._facts.addWidget(_fact(name, value))
        if not is_close:
            self._facts.addWidget(WrappedLabel(language.say("Looking closely"), tone="muted"))
        elif result is not None and result.drawing is not None and result.drawing.is_approximate:
            words = language.say("It has so much surface that the picture shows only part of it.")
            self._facts.addWidget(WrappedLabel(words, type="small", tone="muted"))
        self._facts_card.show()

    # --- what one may do --------------------------------------------------------------------------

    def _share(self) -> None:
        if self._key is not None:
            self._scene.errands.share([Path(self._key[0])])

    def _show_folder(self) -> None:
        if self._key is None:
            return
        folder = Path(self._key[0]).parent
        if not folder.is_dir() or not show_folder(folder):
            say = self._scene.around.language.say
            self._scene.errands.tell(say("The folder could not be shown. It may not be there any more."))


def _fact(name: str, value: str) -> QWidget:
    shown = PlainLabel(value)
    shown.setAccessibleName(f"{name}: {value}")
    return boxed(row(PlainLabel(name, tone="muted"), None, shown))


class BigPicture(QWidget):
    """A drawing on its ground, as large as there is room."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._drawing: Drawing | None = None
        self._pixmap: QPixmap | None = None
        self._is_wrong = False
        self.setMinimumSize(_LEAST_PICTURE, _LEAST_PICTURE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        around.theme.changed.connect(self._colour)

    def wanted(self) -> tuple[int, int]:
        """Return how large a drawing should be to be sharp here."""
        scale = self.devicePixelRatioF()
        most = limits.MODEL_PICTURE_SIDE
        room = QSize(round(self.width() * scale), round(self.height() * scale)).boundedTo(QSize(most, most))
        return max(4, room.width() // 4 * 4), max(4, room.height() // 4 * 4)

    def show_drawing(self, drawing: Drawing | None) -> None:
        self._drawing, self._is_wrong = drawing, False
        self._colour()

    def show_wrong(self) -> None:
        self._drawing, self._is_wrong = None, True
        self._colour()

    def _colour(self) -> None:
        drawing = self._drawing
        self._pixmap = None if drawing is None else coloured(drawing, self._around.theme.palette)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        box = QRectF(self.rect())
        shape.addRoundedRect(box, tokens.CARD_RADIUS, tokens.CARD_RADIUS)
        painter.setClipPath(shape)
        paint_ground(painter, box, self._pixmap, self._around.theme.palette, is_wrong=self._is_wrong)
