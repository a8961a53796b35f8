"""Who may have it: everybody with the link, people one knows, or everybody; and what others then see."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop import limits
from desktop.node.protocol import ContactResult, Standing
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, Scrolled, boxed, column, row
from desktop.ui.parts.labels import PlainLabel, WrappedLabel, on_button
from desktop.ui.parts.sheets import field
from desktop.ui.scene import Scene
from desktop.ui.words.sharing import Audience, what_others_see

_KNOWN: Final = frozenset({Standing.VERIFIED, Standing.UNVERIFIED})
_LIST_HEIGHT: Final = 150
_DAY_CHOICES: Final = (None, 1, 7, 30)


class AudienceChoice(QWidget):
    """Three choices, one sentence, and what belongs to the one that is chosen."""

    changed = Signal()

    def __init__(self, scene: Scene, to: Sequence[str]) -> None:
        super().__init__()
        self._scene = scene
        say = scene.around.language.say
        self._choices: dict[Audience, QRadioButton] = {}
        self._group = QButtonGroup(self)
        choices = QVBoxLayout()
        choices.setSpacing(0)
        for audience, text in (
            (Audience.LINK, say("Everybody who has the link")),
            (Audience.PEOPLE, say("People I know")),
            (Audience.EVERYBODY, say("Everybody, publicly")),
        ):
            button = QRadioButton(on_button(text))
            button.toggled.connect(self._show_choice)
            self._choices[audience] = button
            self._group.addButton(button)
            choices.addWidget(button)
        self._people: dict[str, QCheckBox] = {}
        self._known = self._people_list(to)
        self._days = self._days_choice()
        self._sentence = WrappedLabel("", type="small", tone="muted")
        hint = Card(column(self._sentence), part="hint", margin=tokens.SNUG)
        layout = column(PlainLabel(say("Who may have it?"), type="strong"), space=tokens.HAIR)
        layout.addLayout(choices)
        for widget in (self._known, self._days, hint):
            layout.addWidget(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self._choices[Audience.PEOPLE if to else Audience.LINK].setChecked(True)

    # --- what is chosen ---------------------------------------------------------------------------

    @property
    def chosen(self) -> Audience:
        return next(audience for audience, button in self._choices.items() if button.isChecked())

    @property
    def people(self) -> tuple[str, ...]:
        """Return the ids of those who are ticked."""
        return tuple(person for person, box in self._people.items() if box.isChecked())

    @property
    def names(self) -> tuple[str, ...]:
        """Return how they are called, in the same order."""
        if self.chosen is not Audience.PEOPLE:
            return ()
        return tuple(known.name for known in self._contacts() if known.person in set(self.people))

    @property
    def sentence(self) -> str:
        return self._text.text().strip()

    @property
    def days(self) -> int | None:
        return _DAY_CHOICES[self._day_box.currentIndex()]

    @property
    def is_complete(self) -> bool:
        return self.chosen is not Audience.PEOPLE or bool(self.people)

    # --- how it is made ---------------------------------------------------------------------------

    def _contacts(self) -> list[ContactResult]:
        known = [person for person in self._scene.picture.people if person.state in _KNOWN]
        return sorted(known, key=lambda person: (not person.online, person.name.casefold()))

    def _people_list(self, to: Sequence[str]) -> QWidget:
        say = self._scene.around.language.say
        boxes = QVBoxLayout()
        boxes.setSpacing(0)
        for person in self._contacts():
            box = QCheckBox(on_button(person.name))
            box.setChecked(person.person in to)
            box.toggled.connect(lambda _on: self.changed.emit())
            self._people[person.person] = box
            standing = PlainLabel(say("connected") if person.online else "", type="small", tone="accent")
            boxes.addWidget(boxed(row(box, None, standing)))
        boxes.addStretch(1)
        self._text = QLineEdit()
        self._text.setMaxLength(limits.OFFER_TEXT)
        self._text.setPlaceholderText(say("A sentence to go with it"))
        self._text.setAccessibleName(say("A sentence to go with it"))
        if not self._people:
            return WrappedLabel(say("You know nobody yet. Invite somebody on the People page."), tone="muted")
        people = Scrolled(boxed(boxes))
        people.setFixedHeight(min(_LIST_HEIGHT, 34 * len(self._people) + tokens.HAIR))
        return boxed(column(people, self._text))

    def _days_choice(self) -> QWidget:
        say = self._scene.around.language.say
        self._day_box = QComboBox()
        self._day_box.addItems(
            [say("until I take it back"), say("for a day"), say("for a week"), say("for a month")]
        )
        return field(say("The link works"), self._day_box)

    def _show_choice(self) -> None:
        if not any(button.isChecked() for button in self._choices.values()):
            return
        self._known.setVisible(self.chosen is Audience.PEOPLE)
        self._days.setVisible(self.chosen is Audience.LINK)
        self._sentence.setText(what_others_see(self.chosen, self._scene.around.language))
        self.changed.emit()
