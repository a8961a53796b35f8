"""Surroundings in which parts can be looked at and nothing comes of it: no node. Window's thread."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.errors import AppError, NodeGone
from desktop.node.host_news import HostNews
from desktop.node.protocol import Command, Tell
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.bridge.picture import Picture
from desktop.ui.parts.states import Step
from desktop.ui.scene import Place, Scene
from desktop.ui.words.settings import Topic


class _NoErrands:
    """Begins nothing."""

    def go_to(self, place: Place) -> None: ...
    def share(self, paths: Sequence[Path] = (), to: Sequence[str] = ()) -> None: ...
    def open_link(self, text: str = "") -> None: ...
    def show_transfer(self, transfer: str) -> None: ...
    def show_person(self, person: str) -> None: ...
    def add_person(self, link: str = "") -> None: ...
    def invite(self) -> None: ...
    def look_at_models(self, folder: Path | None = None) -> None: ...
    def open_demo(self) -> None: ...
    def show_setting(self, topic: Topic) -> None: ...
    def tell(self, text: str, *steps: Step) -> None: ...
    def tell_trouble(self, error: AppError) -> None: ...


class _NoNode:
    """Carries out nothing."""

    def start(self) -> None: ...
    def stop(self) -> None: ...

    def join(self, seconds: float) -> bool:
        del seconds
        return True

    def ask[R](self, command: Command[R], tell: Tell) -> Future[R]:
        del command, tell
        gone: Future[R] = Future()
        gone.set_exception(NodeGone())
        return gone


def silent_scene(around: Around, owner: QObject) -> Scene:
    def make(hear: Callable[[HostNews], None], passphrase: str | None) -> _NoNode:
        del hear, passphrase
        return _NoNode()

    bridge = Bridge(make, owner)
    return Scene(around, bridge, Picture(bridge, owner), _NoErrands())
