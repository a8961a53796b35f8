"""Menus of what can be done with a transfer. Window's thread."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.around import Around
from desktop.ui.parts.labels import on_button
from desktop.ui.transfers.acts import ICONS, Act, name_of


def act_menu(around: Around, acts: Iterable[Act | None], do: Callable[[Act], None], parent: QWidget) -> QMenu:
    """Return a menu of these, parted where there is None; it goes when it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for act in acts:
        if act is None:
            menu.addSeparator()
            continue
        action = menu.addAction(on_button(name_of(act, around.language)))
        action.setIcon(around.theme.icon(ICONS[act], around.theme.palette.muted))
        action.triggered.connect(lambda _checked, act=act: do(act))
    return menu
