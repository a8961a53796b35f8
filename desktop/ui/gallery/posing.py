"""Parts that stand as if the pointer or the keyboard were on them, drawn by themselves. Window's thread."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QStyle, QWidget


class Pose(StrEnum):
    """What is being done with a part."""

    REST = "rest"
    HOVER = "hover"
    PRESSED = "pressed"
    FOCUSED = "focused"
    DISABLED = "disabled"


_HELD = {
    Pose.HOVER: QStyle.StateFlag.State_MouseOver,
    Pose.FOCUSED: QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange,
}


def posed[W: QWidget](kind: type[W], pose: Pose, make: Callable[[type[W]], W]) -> W:
    """Return what `make` makes of this kind of part, in a pose that it keeps.

    Only one part at a time has the keyboard, so the others are told so where they ask.
    """
    held = _HELD.get(pose)
    widget = make(kind if held is None else _holding(kind, held))
    if pose is Pose.PRESSED and isinstance(widget, QAbstractButton):
        widget.setDown(True)
    widget.setEnabled(pose is not Pose.DISABLED)
    if held is not None:
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return widget


def _holding[W: QWidget](kind: type[W], held: QStyle.StateFlag) -> type[W]:
    def init_style_option(self: Any, option: Any) -> None:
        super(made, self).initStyleOption(option)
        option.state |= held

    def has_focus(self: Any) -> bool:
        del self
        return bool(held & QStyle.StateFlag.State_HasFocus)

    def under_mouse(self: Any) -> bool:
        del self
        return bool(held & QStyle.StateFlag.State_MouseOver)

    names = {"initStyleOption": init_style_option, "hasFocus": has_focus, "underMouse": under_mouse}
    meta: Any = type(kind)
    made = cast("type[W]", meta(kind.__name__, (kind,), names))
    return made
