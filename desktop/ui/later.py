"""What is loaded only when somebody goes there, so that the first window is there sooner.

The one place in the window that imports inside functions: pages, sheets and their libraries take longer to
load than to show, and most starts need few of them.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.share.codes.drawing import Code
    from desktop.ui.around import Around
    from desktop.ui.bridge.bridge import Bridge
    from desktop.ui.parts.pages import Page
    from desktop.ui.parts.sheets import Sheet
    from desktop.ui.people.waiting import Waiting
    from desktop.ui.scene import Scene
    from desktop.ui.settings.appearance import Appearance
    from desktop.ui.system.belonging import Belonging
    from desktop.ui.welcome.return_sheet import ReturnSheet
    from desktop.ui.welcome.sequence import Welcome
    from desktop.ui.window.window import Window


def people_page(scene: "Scene", waiting: "Waiting") -> "Page":
    from desktop.ui.people.page import PeoplePage

    return PeoplePage(scene, waiting)


def settings_page(scene: "Scene", appearance: "Appearance") -> "Page":
    from desktop.ui.settings.page import SettingsPage

    return SettingsPage(scene, appearance)


def models_page(scene: "Scene") -> "Page":
    from desktop.ui.models.page import ModelsPage

    return ModelsPage(scene)


def transfers_page(scene: "Scene") -> "Page":
    from desktop.ui.transfers.page import TransfersPage

    return TransfersPage(scene)


def share_sheet(scene: "Scene", paths: Sequence[Path], to: Sequence[str], parent: "QWidget") -> "Sheet":
    from desktop.ui.sharing.share_sheet import ShareSheet

    return ShareSheet(scene, paths, to, parent)


def link_sheet(scene: "Scene", text: str, parent: "QWidget") -> "Sheet":
    from desktop.ui.sharing.link_sheet import LinkSheet

    return LinkSheet(scene, text, parent)


def add_sheet(scene: "Scene", link: str, parent: "QWidget") -> "Sheet":
    from desktop.ui.people.adding import AddSheet

    return AddSheet(scene, parent, link)


def invite_sheet(scene: "Scene", parent: "QWidget") -> "Sheet":
    from desktop.ui.people.inviting import InviteSheet

    return InviteSheet(scene, parent)


def words_sheet(scene: "Scene", parent: "QWidget") -> "Sheet":
    from desktop.ui.settings.words_sheet import WordsSheet

    return WordsSheet(scene, parent)


def return_sheet(around: "Around", bridge: "Bridge", parent: "QWidget") -> "ReturnSheet":
    from desktop.ui.welcome.return_sheet import ReturnSheet

    return ReturnSheet(around, bridge, parent)


def welcome(scene: "Scene") -> "Welcome":
    from desktop.ui.welcome.sequence import Welcome

    return Welcome(scene)


def this_system(icon: str) -> "Belonging":
    """Return what Passalong belongs to here; `icon` is the picture that menus show beside its name."""
    from desktop.ui.system.belonging import this_system as found

    return found(os.environ, Path.home(), icon)


def code_of(link: str) -> "Code":
    """Return the fields of a code that says `link`."""
    from desktop.share.codes.drawing import code_of as made

    return made(link)


def watch_network(bridge: "Bridge", window: "Window") -> None:
    """Tell the node that began whether the network costs by what goes through it."""
    from desktop.ui.transfers.surroundings import MeteredWatch

    known = window.findChild(MeteredWatch)
    (known or MeteredWatch(bridge, window)).begin()
