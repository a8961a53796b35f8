"""Errands: what can be begun from anywhere in the window, done by the parts that know how."""

from collections.abc import Sequence
from pathlib import Path

from desktop.errors import AppError
from desktop.ui import later
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.bridge.picture import Picture
from desktop.ui.parts.states import Step
from desktop.ui.parts.toasts import Toasts, Told
from desktop.ui.scene import Place, Scene, ShowsModels, ShowsPerson, ShowsSetting, ShowsTransfer
from desktop.ui.window.demo import start_demo
from desktop.ui.window.window import Window
from desktop.ui.words.messages import sentence_of
from desktop.ui.words.settings import Topic


class WindowErrands:
    """Implements `scene.Errands` for one window."""

    def __init__(self, around: Around, bridge: Bridge, picture: Picture, window: Window) -> None:
        self._around = around
        self._window = window
        self._toasts = Toasts(around, window)
        self._scene = Scene(around, bridge, picture, self)
        bridge.trouble.connect(self.tell_trouble)

    @property
    def scene(self) -> Scene:
        return self._scene

    def go_to(self, place: Place) -> None:
        self._window.go_to(place)

    def share(self, paths: Sequence[Path] = (), to: Sequence[str] = ()) -> None:
        later.share_sheet(self._scene, paths, to, self._window).open()

    def open_link(self, text: str = "") -> None:
        later.link_sheet(self._scene, text, self._window).open()

    def show_transfer(self, transfer: str) -> None:
        page = self._window.go_to(Place.TRANSFERS)
        if isinstance(page, ShowsTransfer):
            page.show_transfer(transfer)

    def show_person(self, person: str) -> None:
        page = self._window.go_to(Place.PEOPLE)
        if isinstance(page, ShowsPerson):
            page.show_person(person)

    def show_setting(self, topic: Topic) -> None:
        page = self._window.go_to(Place.SETTINGS)
        if isinstance(page, ShowsSetting):
            page.show_setting(topic)

    def add_person(self, link: str = "") -> None:
        later.add_sheet(self._scene, link, self._window).open()

    def invite(self) -> None:
        later.invite_sheet(self._scene, self._window).open()

    def open_demo(self) -> None:
        say = self._around.language.say
        if start_demo():
            self.tell(say("The sample neighbourhood opens in a moment, in a window of its own."))
        else:
            self.tell(say("The sample neighbourhood could not be started. Nothing else is affected by that."))

    def look_at_models(self, folder: Path | None = None) -> None:
        page = self._window.go_to(Place.MODELS)
        if isinstance(page, ShowsModels):
            page.choose() if folder is None else page.look_into(folder)

    def tell(self, text: str, *steps: Step) -> None:
        self._toasts.show(Told(text, steps))

    def tell_trouble(self, error: AppError) -> None:
        self._toasts.show(Told(sentence_of(error, self._around.language), is_trouble=True))
