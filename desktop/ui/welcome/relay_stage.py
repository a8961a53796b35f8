"""The question of the first run how to get through routers, in plain words."""

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desktop.node.protocol import ChooseRelay, RelayResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, boxed, column
from desktop.ui.parts.faces import Picture
from desktop.ui.parts.folded import Folded
from desktop.ui.parts.labels import WrappedLabel, on_button
from desktop.ui.scene import Scene
from desktop.ui.settings.relays import NONE, OWN, PUBLIC, is_relay_address
from desktop.ui.welcome.stages import Stage, Then
from desktop.ui.words import welcome as said
from desktop.ui.words.settings import Told

_PICTURE: Final = 34


class RelayStage(Stage):
    """Says what is done as it is; public relays, one's own, or none are folded away until somebody asks."""

    def __init__(self, scene: Scene) -> None:
        around, language = scene.around, scene.around.language
        picture = Picture(around, "route", colour="design", side=_PICTURE, wash="design_wash")
        super().__init__(scene, picture, said.through(language))
        self.body.setSpacing(tokens.TIGHT)
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://relay.example")
        self.address.setAccessibleName(language.say("Address of your relay"))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        self._told = {
            PUBLIC: said.public_relays(language),
            OWN: said.own_relay(language),
            NONE: said.no_relay(language),
        }
        self._now = WrappedLabel(type="strong")
        self._meaning = WrappedLabel(type="small", tone="muted")
        choices = column(space=tokens.TIGHT)
        for kind, told in self._told.items():
            choices.addWidget(self._choice(kind, told))
        self.change = Folded(around, language.say("Change"), boxed(choices))
        self.body.addWidget(Card(column(self._now, self._meaning, space=2), margin=tokens.SNUG))
        self.body.addWidget(self.change)
        self._group.buttonClicked.connect(lambda _button: self._show_address())
        scene.picture.settings_changed.connect(self._show)
        self.buttons[PUBLIC].setChecked(True)
        self._show()

    @property
    def chosen(self) -> str:
        return next(kind for kind, button in self.buttons.items() if button.isChecked())

    def arrive(self) -> None:
        self.change.button.setFocus()

    def keep(self, then: Then) -> None:
        settings, choice = self.scene.picture.settings, self.chosen
        address = self.address.text().strip()
        if choice == OWN and not is_relay_address(address):
            self.tell(said.address_refused(self.scene.around.language))
            self.change.unfold(shown=True)
            self.address.setFocus()
            return
        self.tell("")
        same = settings is not None and settings.relay == choice
        if same and (choice != OWN or settings is None or settings.relay_url == address):
            then()
            return

        def kept(_result: RelayResult) -> None:
            self.scene.picture.look_at_settings()
            then()

        self.scene.bridge.ask(
            self, ChooseRelay(address if choice == OWN else choice), kept, failed=self.refuse
        )

    def _choice(self, kind: str, told: Told) -> QWidget:
        button = QRadioButton(on_button(told.name))
        button.setAccessibleDescription(told.text)
        self.buttons[kind] = button
        self._group.addButton(button)
        inside = QVBoxLayout()
        inside.setSpacing(0)
        name = QHBoxLayout()
        name.addWidget(button, 1)
        inside.addLayout(name)
        about = WrappedLabel(told.text, type="small", tone="muted")
        about.setContentsMargins(tokens.WIDE, 0, 0, 0)
        inside.addWidget(about)
        if kind == OWN:
            inside.addSpacing(tokens.HAIR)
            inside.addWidget(self.address)
        return Card(inside, margin=tokens.SNUG)

    def _show(self) -> None:
        settings = self.scene.picture.settings
        if settings is not None:
            self.buttons[settings.relay].setChecked(True)
            if not self.address.isModified():
                self.address.setText(settings.relay_url or "")
        self._show_address()

    def _show_address(self) -> None:
        now = self._told[self.chosen]
        self._now.setText(now.name)
        self._meaning.setText(now.text)
        self.address.setVisible(self.chosen == OWN)
        if self.chosen == OWN and self.isVisible():
            self.address.setFocus()
