"""The share sheet: what, under which title, who may have it; then how far it is, and the link."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from desktop.errors import AppError
from desktop.node.protocol import AddShare, AnyNews, ContentsResult, LookThrough, ProgressNews, ShareResult
from desktop.ui.parts.boxes import boxed, column
from desktop.ui.parts.choosers import choose_files, choose_folder
from desktop.ui.parts.labels import PlainLabel
from desktop.ui.parts.sheets import Sheet, field
from desktop.ui.scene import Scene
from desktop.ui.sharing.audience import AudienceChoice
from desktop.ui.sharing.contents_card import ContentsCard
from desktop.ui.sharing.given import Given
from desktop.ui.window.incoming import Incoming
from desktop.ui.words.formats import share_of
from desktop.ui.words.messages import sentence_of
from desktop.ui.words.sharing import Audience

if TYPE_CHECKING:
    from desktop.ui.bridge.questions import Asked

_WIDTH: Final = 600


class ShareSheet(Sheet):
    """Begins with what was dropped, or asks for it."""

    def __init__(
        self, scene: Scene, paths: Sequence[Path], to: Sequence[str], parent: QWidget | None
    ) -> None:
        say = scene.around.language.say
        super().__init__(scene.around, say("Pass something on"), parent, width=_WIDTH)
        Incoming(scene.around, self, takes_links=False).paths_came.connect(self.take)
        self._scene = scene
        self._paths: tuple[str, ...] = ()
        self._work: Asked | None = None
        self.contents = ContentsCard(scene.around)
        self.contents.files_asked.connect(self._choose_files)
        self.contents.folder_asked.connect(self._choose_folder)
        self.title = QLineEdit()
        self.title.setMaxLength(200)
        self.audience = AudienceChoice(scene, to)
        self._asking = boxed(
            column(self.contents, field(say("Title"), self.title), self.audience, space=self.body.spacing())
        )
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._how_far = PlainLabel(say("Reading the files"), tone="muted")
        self._reading = boxed(column(self._how_far, self._bar))
        for step in (self._asking, self._reading):
            self.body.addWidget(step)
        self._reading.hide()
        self.cancel = self.add_close(say("Not now"))
        self.go = self.add_button(say("Pass it on"), part="primary")
        self.go.clicked.connect(self._begin)
        self.go.setEnabled(False)
        self.audience.changed.connect(self._look_whether_complete)
        if paths:
            self.take(paths)

    # --- what -------------------------------------------------------------------------------------

    def take(self, paths: Sequence[Path]) -> None:
        """Pass on these and nothing else."""
        self._paths = tuple(map(str, paths))
        self.contents.show_looking()
        self.tell_trouble("")
        self._look_whether_complete()
        self._scene.bridge.ask(
            self, LookThrough(self._paths), self._show_contents, failed=self._tell_contents_wrong
        )

    def _show_contents(self, found: ContentsResult) -> None:
        first = Path(self._paths[0]).name
        more = len(self._paths) - 1
        shown = first if not more else f"{Path(first).stem} + {more}"
        self.contents.show_found(shown, found)
        self.title.setText(shown)
        self._look_whether_complete()
        self.go.setFocus()

    def _tell_contents_wrong(self, error: AppError) -> None:
        self._paths = ()
        self.contents.show_nothing()
        self.tell_trouble(sentence_of(error, self.around.language))
        self._look_whether_complete()

    def _choose_files(self) -> None:
        choose_files(self, self.around.language.say("Choose files"), self.take)

    def _choose_folder(self) -> None:
        title = self.around.language.say("Choose a folder")
        choose_folder(self, title, "", lambda folder: self.take([Path(folder)]))

    def _look_whether_complete(self) -> None:
        self.go.setEnabled(bool(self._paths) and self.contents.is_known and self.audience.is_complete)

    # --- passing it on ----------------------------------------------------------------------------

    def _begin(self) -> None:
        chosen = self.audience.chosen
        command = AddShare(
            self._paths,
            title=self.title.text().strip() or None,
            public=chosen is Audience.EVERYBODY,
            to=self.audience.people if chosen is Audience.PEOPLE else (),
            text=self.audience.sentence if chosen is Audience.PEOPLE else "",
            days=self.audience.days if chosen is Audience.LINK else None,
        )
        self._asking.hide()
        self._reading.show()
        self.go.hide()
        self.tell_trouble("")
        self._work = self._scene.bridge.ask(
            self, command, self._show_given, failed=self._tell_failed, news=self._show_progress
        )

    def _show_progress(self, news: AnyNews) -> None:
        if isinstance(news, ProgressNews) and news.total:
            say = self.around.language.say
            self._bar.setMaximum(1000)
            self._bar.setValue(news.done * 1000 // news.total)
            self._how_far.setText(say("Reading the files: {part}", part=share_of(news.done, news.total)))

    def _tell_failed(self, error: AppError) -> None:
        self._reading.hide()
        self._asking.show()
        self.go.show()
        self.tell_trouble(sentence_of(error, self.around.language))

    def _show_given(self, result: ShareResult) -> None:
        self._work = None
        given = Given(self._scene, result, self.audience.names)
        self._reading.hide()
        self.body.addWidget(given)
        self.heading.setText(given.heading)
        self.cancel.hide()
        has_link = result.link is not None
        done = self.add_button(self.around.language.say("Done"), part="secondary" if has_link else "primary")
        done.clicked.connect(self.accept)
        first = given.copy if has_link else done
        first.setDefault(True)
        first.setFocus()

    def reject(self) -> None:
        """Close it; what is being read is given up."""
        if self._work is not None:
            self._work.give_up()
        super().reject()
