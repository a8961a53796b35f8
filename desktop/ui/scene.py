"""What pages are made with: their surroundings, the node behind the window, what can be begun anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from desktop.errors import AppError
from desktop.ui.around import Around
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.bridge.picture import Picture
from desktop.ui.parts.states import Step
from desktop.ui.words.settings import Topic


class Place(StrEnum):
    """What the sidebar leads to."""

    HOME = "home"
    TRANSFERS = "transfers"
    PEOPLE = "people"
    SETTINGS = "settings"
    MODELS = "models"
    """Reached from Home."""


@runtime_checkable
class ShowsTransfer(Protocol):
    """A page that can show one transfer closely."""

    def show_transfer(self, transfer: str) -> None: ...


@runtime_checkable
class ShowsPerson(Protocol):
    """A page that can show one person closely."""

    def show_person(self, person: str) -> None: ...


@runtime_checkable
class ShowsModels(Protocol):
    """A page that can show the models in a folder."""

    def choose(self) -> None: ...
    def look_into(self, folder: Path) -> None: ...


@runtime_checkable
class ShowsMe(Protocol):
    """A page that can show what is about the person who sits here."""

    def show_me(self) -> None: ...


@runtime_checkable
class ShowsSetting(Protocol):
    """A page that can show one group of settings."""

    def show_setting(self, topic: Topic) -> None: ...


class Errands(Protocol):
    """What can be begun from any page, and how it is told. The window does it."""

    def go_to(self, place: Place) -> None: ...

    def share(self, paths: Sequence[Path] = (), to: Sequence[str] = ()) -> None:
        """Ask what to pass on, and to whom; `to` are ids of people who are chosen already."""

    def open_link(self, text: str = "") -> None:
        """Begin with whatever a link leads to, or ask for one."""

    def show_transfer(self, transfer: str) -> None: ...
    def show_person(self, person: str) -> None: ...
    def show_setting(self, topic: Topic) -> None: ...
    def add_person(self, link: str = "") -> None:
        """Ask somebody to be a contact."""

    def invite(self) -> None:
        """Show this person's own link and code."""

    def open_demo(self) -> None:
        """Open the sample neighbourhood in a window of its own."""

    def look_at_models(self, folder: Path | None = None) -> None:
        """Show the models for 3D printing in a folder, or ask for one."""

    def tell(self, text: str, *steps: Step) -> None:
        """Say something in passing."""

    def tell_trouble(self, error: AppError) -> None: ...


@dataclass(frozen=True, slots=True)
class Scene:
    """Handed to every page and sheet."""

    around: Around
    bridge: Bridge
    picture: Picture
    errands: Errands
