"""What two people passed each other, as a line of small events, newest first."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.around import Around
from desktop.ui.look import icons, tokens
from desktop.ui.parts.boxes import column, emptied, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.words.passing import Chapter

_AT_FIRST: Final = 20
_MARK: Final = 24
_ICON: Final = 14


class StoryBox(QWidget):
    """Shows the newest chapters, and the rest when asked."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self._scene = scene
        self._chapters: list[Chapter] = []
        self._count = _AT_FIRST
        say = scene.around.language.say
        self._nothing = WrappedLabel(say("Nothing was passed between you yet."), tone="muted")
        self._more = Button(scene.around, say("Show earlier"), part="quiet")
        self._more.clicked.connect(self._show_all)
        self._rows = column(space=0)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.TIGHT)
        inside.addWidget(self._nothing)
        inside.addLayout(self._rows)
        inside.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_story(self, chapters: list[Chapter], *, anew: bool = False) -> None:
        """Show these; `anew` is for another person."""
        if anew:
            self._count = _AT_FIRST
        elif chapters == self._chapters and self._rows.count():
            return
        self._chapters = chapters
        self._fill()

    def _show_all(self) -> None:
        self._count = len(self._chapters)
        self._fill()

    def _fill(self) -> None:
        emptied(self._rows)
        shown = self._chapters[: self._count]
        for at, chapter in enumerate(shown):
            self._rows.addWidget(_ChapterRow(self._scene, chapter, is_last=at == len(shown) - 1))
        self._nothing.setVisible(not shown)
        self._more.setVisible(len(self._chapters) > len(shown))


class _ChapterRow(QWidget):
    def __init__(self, scene: Scene, chapter: Chapter, *, is_last: bool) -> None:
        super().__init__()
        texts = column(
            WrappedLabel(chapter.title, type="strong"),
            WrappedLabel(chapter.about, type="small", tone="muted"),
            space=2,
        )
        texts.setContentsMargins(0, 0, 0, 0 if is_last else tokens.ROOMY)
        inside = row(_Mark(scene.around, chapter, is_last=is_last), space=tokens.SNUG)
        inside.addLayout(texts, 1)
        transfer = chapter.transfer
        if transfer is not None:
            show = Button(scene.around, scene.around.language.say("Show"), part="quiet")
            show.setAccessibleDescription(chapter.title)
            show.clicked.connect(lambda _checked: scene.errands.show_transfer(transfer))
            inside.addWidget(show, alignment=Qt.AlignmentFlag.AlignTop)
        self.setLayout(inside)
        self.setAccessibleName(chapter.title)
        self.setAccessibleDescription(chapter.about)


class _Mark(QWidget):
    """The sign of a chapter, on the line that leads to the one before it."""

    def __init__(self, around: Around, chapter: Chapter, *, is_last: bool) -> None:
        super().__init__()
        self._around = around
        self._chapter = chapter
        self._is_last = is_last
        self.setFixedWidth(_MARK)
        self.setMinimumHeight(_MARK)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        around.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        palette, painter = self._around.theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._is_last:
            painter.fillRect(QRectF(_MARK / 2 - 1, _MARK, 2, self.height() - _MARK), QColor(palette.line))
        ink = QColor(getattr(palette, self._chapter.colour))
        ground = getattr(palette, f"{self._chapter.colour}_wash", palette.page)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(QRectF(0, 0, _MARK, _MARK))
        edge = (_MARK - _ICON) / 2
        icons.draw_icon(painter, self._chapter.icon, ink.name(), QRectF(edge, edge, _ICON, _ICON))
