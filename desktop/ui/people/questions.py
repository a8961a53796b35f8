"""Cards that ask something, kindly: they can wait, be put off, or be answered."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from desktop.errors import AppError
from desktop.node.protocol import (
    AcceptOffer,
    AcceptPerson,
    BlockPerson,
    Command,
    DeclineOffer,
    DeclinePerson,
    OfferResult,
    RequestResult,
)
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, column, row
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.choosers import choose_folder
from desktop.ui.parts.faces import Face, Picture
from desktop.ui.parts.flows import Flow
from desktop.ui.parts.labels import ElidedLabel, PlainLabel, WrappedLabel, give_tip
from desktop.ui.parts.states import Step
from desktop.ui.people.answers import ask_to_block
from desktop.ui.people.speech import speech_of
from desktop.ui.people.waiting import Waiting, Waits
from desktop.ui.scene import Scene
from desktop.ui.words import passing
from desktop.ui.words import people as words
from desktop.ui.words.messages import sentence_of
from desktop.ui.words.plain import brief

_FACE: Final = 40
_NAMES_IN_TIP: Final = 20


class QuestionCard(Card):
    """A face, what is asked, and the answers. While an answer is on its way nothing can be pressed."""

    def __init__(self, scene: Scene, question: Waits, title: str) -> None:
        self._scene = scene
        self._speech = speech_of(scene.around)
        self._title = WrappedLabel(title, type="strong")
        self.words = column(self._title, space=tokens.HAIR)
        self.answers = Flow()
        self._trouble = WrappedLabel(type="small", tone="warning")
        self._trouble.hide()
        self._buttons: list[Button] = []
        face = Face(scene.around, question.person, _FACE)
        inside = row(face, space=tokens.SNUG + 2)
        inside.setAlignment(face, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(tokens.SNUG)
        right.addLayout(self.words)
        right.addWidget(self._trouble)
        right.addLayout(self.answers)
        inside.addLayout(right, 1)
        super().__init__(inside)
        self.setAccessibleName(title)

    def add_answer(
        self, text: str, act: Callable[[], None], *, part: str = "secondary", icon: str | None = None
    ) -> Button:
        button = Button(self._scene.around, text, part=part, icon=icon)
        button.setAccessibleDescription(self._title.text())
        button.clicked.connect(lambda _checked: act())
        self.answers.addWidget(button)
        self._buttons.append(button)
        return button

    def ask[R](self, command: Command[R], done: Callable[[R], None]) -> None:
        """Have the answer carried out; if it cannot be, say so here and let another be chosen."""
        self._set_busy(busy=True)
        self._trouble.hide()
        self._scene.bridge.ask(self, command, done, failed=self._fail)

    def _fail(self, error: AppError) -> None:
        self._set_busy(busy=False)
        self._trouble.setText(sentence_of(error, self._scene.around.language))
        self._trouble.show()

    def _set_busy(self, *, busy: bool) -> None:
        for button in self._buttons:
            button.setEnabled(not busy)


class RequestCard(QuestionCard):
    """Somebody would like to be known."""

    def __init__(self, scene: Scene, waiting: Waiting, request: RequestResult) -> None:
        language = scene.around.language
        super().__init__(scene, request, words.request_title(request, language))
        self._request = request
        if text := words.quoted(request.text):
            self.words.addWidget(WrappedLabel(text))
        about = words.request_about(request, self._speech)
        self.words.addWidget(WrappedLabel(about, type="small", tone="muted"))
        if warning := words.likeness(request.alike, language):
            self.words.addSpacing(tokens.HAIR)
            self.words.addWidget(_warning(scene, warning))
        say = language.say
        self.answers.go_to_end()
        self.add_answer(say("Block"), self._block, part="quiet")
        self.add_answer(say("Decline"), self._decline)
        self.add_answer(say("Not now"), lambda: waiting.put_off(request))
        self.add_answer(say("Accept"), self._accept, part="primary")

    def _accept(self) -> None:
        say, errands = self._scene.around.language.say, self._scene.errands
        person, name = self._request.person, words.called(self._request.name, self._scene.around.language)

        def done(_standing: object) -> None:
            errands.tell(
                say("You and {name} know each other now.", name=name),
                Step(say("Show"), lambda: errands.show_person(person)),
            )

        self.ask(AcceptPerson(self._request.request), done)

    def _decline(self) -> None:
        say = self._scene.around.language.say
        told = say("Forgotten. They are not told, and may ask again.")
        self.ask(DeclinePerson(self._request.request), lambda _standing: self._scene.errands.tell(told))

    def _block(self) -> None:
        ask_to_block(
            self._scene, self, self._request.name, lambda: self.ask(BlockPerson(self._request.person), _none)
        )


class OfferCard(QuestionCard):
    """Somebody would like to pass files."""

    def __init__(self, scene: Scene, waiting: Waiting, offer: OfferResult) -> None:
        language = scene.around.language
        super().__init__(scene, offer, passing.question(offer, language))
        self._offer = offer
        self._folder: str | None = None
        about = passing.amount_and_when(offer, self._speech)
        self.words.addWidget(PlainLabel(about, type="small", tone="muted"))
        if text := words.quoted(offer.text):
            self.words.addWidget(WrappedLabel(text))
        if names := passing.first_names(offer, language):
            self.words.addWidget(self._names(names))
        say = language.say
        self._place = self.add_answer(
            say("Into your downloads folder"), self._choose_folder, part="link", icon="folder"
        )
        give_tip(self._place, say("Choose where it goes"))
        self.answers.go_to_end()
        self.add_answer(say("No thanks"), self._decline)
        self.add_answer(say("Later"), lambda: waiting.put_off(offer))
        self.add_answer(say("Get it"), self._get, part="primary", icon="download")

    def _names(self, first: str) -> ElidedLabel:
        label = ElidedLabel(first, type="small", tone="muted", where=Qt.TextElideMode.ElideMiddle)
        shown = [brief(name) for name in self._offer.names[:_NAMES_IN_TIP]]
        label.setAccessibleDescription(", ".join(shown))
        return label

    def _choose_folder(self) -> None:
        choose_folder(self, self._scene.around.language.say("Where should it go?"), "", self.put_into)

    def put_into(self, folder: str) -> None:
        """Put it there instead of where everything goes."""
        self._folder = folder
        self._place.say(self._scene.around.language.say("Into {folder}", folder=folder))

    def _get(self) -> None:
        self.ask(AcceptOffer(self._offer.offer, self._folder), self._note_beginning)

    def _note_beginning(self, offers: list[OfferResult]) -> None:
        say, errands = self._scene.around.language.say, self._scene.errands
        title = passing.titled(self._offer, self._scene.around.language)
        transfer = next((offer.transfer for offer in offers if offer.transfer is not None), None)
        steps = [Step(say("Show"), lambda: errands.show_transfer(transfer))] if transfer is not None else []
        errands.tell(say("{title} is on its way to you.", title=title), *steps)

    def _decline(self) -> None:
        told = self._scene.around.language.say("They are told that you do not want it.")
        self.ask(DeclineOffer(self._offer.offer), lambda _offers: self._scene.errands.tell(told))


def card_for(scene: Scene, waiting: Waiting, question: Waits) -> QuestionCard:
    if isinstance(question, OfferResult):
        return OfferCard(scene, waiting, question)
    return RequestCard(scene, waiting, question)


def _warning(scene: Scene, text: str) -> Card:
    picture = Picture(scene.around, "triangle-alert", colour="warning", side=18)
    inside = row(picture, space=tokens.SNUG)
    inside.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
    inside.addWidget(WrappedLabel(text), 1)
    return Card(inside, part="banner", margin=tokens.SNUG)


def _none(_answer: object) -> None:
    """Do nothing: the card goes by itself once the node has told."""
