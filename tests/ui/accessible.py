"""What a screen reader finds in a widget, read in process."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_SPEAKS = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.PushButton,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.EditableText,
        QAccessible.Role.ComboBox,
        QAccessible.Role.SpinBox,
        QAccessible.Role.Slider,
        QAccessible.Role.List,
        QAccessible.Role.ListItem,
        QAccessible.Role.Tree,
        QAccessible.Role.TreeItem,
        QAccessible.Role.Table,
        QAccessible.Role.PageTab,
        QAccessible.Role.ProgressBar,
    }
)
"""Roles of what somebody acts on or reads the state of."""
_DEEP = 40


def nameless(widget: QWidget) -> list[str]:
    """Return what can be acted on below a widget and has no name, as paths of roles."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return list(_nameless(interface, widget.metaObject().className(), 0))


def _nameless(interface: QAccessibleInterface, path: str, depth: int) -> Iterator[str]:
    state = interface.state()
    if state.invisible:
        return
    if interface.role() in _SPEAKS and not interface.text(QAccessible.Text.Name).strip():
        yield f"{path} ({type(interface.object()).__name__})"
    if depth < _DEEP:
        for number in range(interface.childCount()):
            child = interface.child(number)
            yield from _nameless(child, f"{path} > {child.role().name}", depth + 1)
