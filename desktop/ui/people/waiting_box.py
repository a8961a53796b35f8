"""All questions that wait, one card each; for the page of people, for Home, and for one person's page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.flows import Flow
from desktop.ui.parts.labels import PlainLabel
from desktop.ui.people.questions import QuestionCard, card_for
from desktop.ui.people.waiting import Waiting, Waits, key_of
from desktop.ui.scene import Scene
from desktop.ui.words.people import put_off_title


class WaitingBox(QWidget):
    """Keeps to what waits by itself, and takes no room when nothing does.

    `with_put_off` lets what was put off be looked at again; with `person`, only their questions are shown,
    without a heading.
    """

    def __init__(
        self, scene: Scene, waiting: Waiting, *, with_put_off: bool = False, person: str | None = None
    ) -> None:
        super().__init__()
        self._scene = scene
        self._waiting = waiting
        self._with_put_off = with_put_off
        self._person = person
        self._cards: dict[str, tuple[Waits, QuestionCard]] = {}
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(tokens.SNUG)
        say = scene.around.language.say
        self._heading = PlainLabel(say("Waits for you"), type="heading")
        self._put_off = PlainLabel(type="small", tone="muted")
        again = Button(scene.around, say("Look at them"), part="quiet")
        again.clicked.connect(waiting.take_up_again)
        self._later = boxed(Flow(self._put_off, again))
        self._inside.addWidget(self._heading)
        self._inside.addWidget(self._later)
        waiting.changed.connect(self._show)
        self._show()

    @property
    def cards(self) -> list[QuestionCard]:
        return [card for _, card in self._cards.values()]

    def show_only(self, person: str) -> None:
        """Show nothing but what this person asks."""
        self._person = person
        self._show()

    def _show(self) -> None:
        questions = self._waiting.questions(self._person)
        new: dict[str, tuple[Waits, QuestionCard]] = {}
        for at, question in enumerate(questions, start=1):
            key = key_of(question)
            old = self._cards.get(key)
            same = old is not None and old[0] == question
            card = old[1] if old is not None and same else card_for(self._scene, self._waiting, question)
            new[key] = (question, card)
            if self._inside.indexOf(card) != at:
                self._inside.insertWidget(at, card)
        kept = {id(card) for _, card in new.values()}
        for _, card in self._cards.values():
            if id(card) not in kept:
                card.hide()
                self._inside.removeWidget(card)
                card.deleteLater()
        self._cards = new
        self._show_put_off()
        self._heading.setVisible(self._person is None and bool(new))
        self.setVisible(bool(new) or self._later.isVisibleTo(self))

    def _show_put_off(self) -> None:
        count = len(self._waiting.put_off_questions()) if self._with_put_off else 0
        self._put_off.setText(put_off_title(count, self._scene.around.language))
        self._later.setVisible(bool(count))
