"""Choosing who passes packets on where routers let nothing in: public relays, one's own, or none."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.errors import AppError
from desktop.node.protocol import ChooseRelay, SettingsResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column, row
from desktop.ui.parts.buttons import Button, Chips
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.settings.relays import NONE, OWN, PUBLIC, is_relay_address
from desktop.ui.words.settings import Told
from desktop.ui.words.welcome import address_refused


class RelayChips(Chips):
    """Which kind of relay; one's own needs an address, which the field asks for."""

    def __init__(self, scene: Scene, told: Told) -> None:
        super().__init__(scene.around, self._choose_kind)
        self._scene = scene
        say = scene.around.language.say
        self.setAccessibleName(told.name)
        for kind, name in ((PUBLIC, say("Public")), (OWN, say("My own")), (NONE, say("None"))):
            self.add(kind, name)
        self.address = OwnRelay(scene, self._take_back)

    def _take_back(self, error: AppError) -> None:
        """Show what still is chosen, since it could not be changed."""
        if self._scene.picture.settings is not None:
            self.show_settings(self._scene.picture.settings)
        self._scene.errands.tell_trouble(error)

    def show_settings(self, settings: SettingsResult) -> None:
        self.show_chosen(settings.relay)
        self.address.show_address(settings.relay_url or "")
        self.address.setVisible(settings.relay == OWN)

    def _choose_kind(self, kind: str) -> None:
        self.address.setVisible(kind == OWN)
        if kind != OWN:
            choose_relay(self._scene, self, kind, self._take_back)
        elif self.address.is_sound:
            self.address.use()
        else:  # chosen only with an address
            settings = self._scene.picture.settings
            if settings is not None:
                self.show_chosen(settings.relay)
            self.address.ask()


class OwnRelay(QWidget):
    """The address of one's own relay."""

    def __init__(self, scene: Scene, refused: Callable[[AppError], None]) -> None:
        super().__init__()
        self._scene = scene
        self._refused = refused
        say = scene.around.language.say
        self._field = QLineEdit()
        self._field.setPlaceholderText("https://relay.example")
        self._field.setAccessibleName(say("Address of your relay"))
        self._field.returnPressed.connect(self.use)
        self._wrong = WrappedLabel(address_refused(scene.around.language), tone="warning")
        self._wrong.hide()
        use = Button(scene.around, say("Use it"))
        use.clicked.connect(lambda _checked: self.use())
        line = row(self._field, use, space=tokens.TIGHT)
        line.setStretch(0, 1)
        self.setLayout(column(boxed(line), self._wrong))

    @property
    def is_sound(self) -> bool:
        return is_relay_address(self._field.text().strip())

    def show_address(self, address: str) -> None:
        if not self._field.hasFocus():
            self._field.setText(address)

    def ask(self) -> None:
        self._field.setFocus()

    def use(self) -> None:
        self._wrong.setVisible(not self.is_sound)
        if self.is_sound:
            choose_relay(self._scene, self, self._field.text().strip(), self._refused)


def choose_relay(scene: Scene, owner: QWidget, choice: str, failed: Callable[[AppError], None]) -> None:
    look = scene.picture.look_at_settings
    scene.bridge.ask(owner, ChooseRelay(choice), lambda _answer: look(), failed=failed)
