"""The small parts: buttons, fields, switches, labels, in every pose. Window's thread."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QTimeEdit,
    QWidget,
)

from desktop.ui.around import Around
from desktop.ui.gallery.posing import Pose, posed
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column, row
from desktop.ui.parts.buttons import Button, Chips, IconButton
from desktop.ui.parts.fields import Choice, Count, SearchField, ShownText, give_room
from desktop.ui.parts.labels import ElidedLabel, FittedLabel, PlainLabel, WrappedLabel
from desktop.ui.parts.named_switches import NamedSwitch
from desktop.ui.parts.sheets import field
from desktop.ui.parts.switches import Switch

type Make = Callable[[Pose], QWidget]

_KINDS = ("primary", "secondary", "quiet", "link", "row", "place", "topic", "chip")
_NARROW = 280
_TYPES = ("title", "heading", "strong", "body", "small", "word")
_TONES = ("text", "muted", "accent", "warning")
_LONG = "A sentence that is longer than the room that it has, so that some of it has to stay away"


def in_poses(rows: dict[str, Make]) -> QWidget:
    """Return a table: a line for each part, a column for each pose."""
    table = QGridLayout()
    table.setContentsMargins(0, 0, 0, 0)
    table.setHorizontalSpacing(tokens.WIDE)
    table.setVerticalSpacing(tokens.SNUG)
    for place, pose in enumerate(Pose, start=1):
        table.addWidget(PlainLabel(pose.value, type="small", tone="muted"), 0, place)
    for line, (name, make) in enumerate(rows.items(), start=1):
        table.addWidget(PlainLabel(name, type="small", tone="muted"), line, 0)
        for place, pose in enumerate(Pose, start=1):
            table.addWidget(
                make(pose), line, place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
    table.setColumnStretch(len(Pose) + 1, 1)
    return boxed(table)


def buttons(around: Around) -> QWidget:
    def of(part: str, icon: str | None = None, *, checked: bool = False) -> Make:
        def make(pose: Pose) -> QWidget:
            made = posed(Button, pose, lambda kind: kind(around, "Pass it on", part=part, icon=icon))
            made.setCheckable(checked)
            made.setChecked(checked)
            return made

        return make

    rows = {part: of(part) for part in _KINDS}
    rows["primary with an icon"] = of("primary", "send")
    rows["secondary with an icon"] = of("secondary", "plus")
    rows["quiet with an icon"] = of("quiet", "chevron-down")
    rows |= {f"{part}, chosen": of(part, checked=True) for part in ("chip", "place", "topic")}
    rows["icon"] = lambda pose: posed(IconButton, pose, lambda kind: kind(around, "Pass on", "send"))
    busy = Button(around, "Passing on …", part="primary")
    busy.setEnabled(False)
    chips = Chips(around, lambda _key: None)
    for key in ("All", "Arriving", "Given"):
        chips.add(key, key)
    beside = row(PlainLabel("busy", type="small", tone="muted"), busy, chips, None, space=tokens.WIDE)
    return boxed(column(in_poses(rows), boxed(beside), space=tokens.ROOMY))


def fields(around: Around) -> QWidget:
    def line(kind: type[QLineEdit]) -> QWidget:
        made = kind("Amber Kettle")
        made.setAccessibleName("Name")
        made.setFixedWidth(150)
        return made

    def posed_line(pose: Pose) -> QWidget:
        return posed(QLineEdit, pose, line)  # type: ignore[arg-type]  # any line edit will do

    def hinted(pose: Pose) -> QWidget:
        made = posed(SearchField, pose, lambda kind: kind(around, "Find by name"))
        made.setFixedWidth(150)
        return made

    def shown(pose: Pose) -> QWidget:
        made = posed(ShownText, pose, lambda kind: kind("passalong:s/abcdefghijklmnop", "Link"))
        made.setFixedWidth(150)
        return made

    def choice(pose: Pose) -> QWidget:
        made = posed(Choice, pose, lambda kind: kind(around, "Who may have it"))
        made.addItems(["Everybody", "Nobody"])
        return made

    def hours(pose: Pose) -> QWidget:
        made = posed(QTimeEdit, pose, lambda kind: kind(QTime(22, 30)))
        give_room(made)
        made.setAccessibleName("From")
        return made

    def count(pose: Pose) -> QWidget:
        made = Count(around, "At once", 1, 9)
        made.setEnabled(pose is not Pose.DISABLED)
        return made

    rows: dict[str, Make] = {
        "line": posed_line,
        "search": hinted,
        "to copy": shown,
        "choice": choice,
        "hours": hours,
        "count": count,
    }
    several = QPlainTextEdit("Some sentences, over\nmore than one line.")
    several.setFixedHeight(72)
    several.setAccessibleName("Words")
    wide = boxed(column(field("Name", QLineEdit(), "How others see you."), several, space=tokens.SNUG))
    wide.setFixedWidth(360)
    return boxed(column(in_poses(rows), wide, space=tokens.ROOMY))


def switches(around: Around) -> QWidget:
    rows: dict[str, Make] = {}
    for word, on in (("on", True), ("off", False)):
        rows[f"switch, {word}"] = _switch(lambda kind: kind(around, "Nearby"), Switch, on=on)
        rows[f"named switch, {word}"] = _switch(lambda kind: kind(around, "Nearby"), NamedSwitch, on=on)
        rows[f"box, {word}"] = _switch(lambda kind: kind("A choice"), QCheckBox, on=on)
        rows[f"one of several, {word}"] = _switch(lambda kind: kind("A choice"), QRadioButton, on=on)
    bars = [QProgressBar() for _ in range(3)]
    for bar, tone in zip(bars, ("accent", "warning", "muted"), strict=True):
        bar.setProperty("tone", tone)
        bar.setAccessibleName(tone)
        bar.setTextVisible(False)
        bar.setValue(60)
    return boxed(column(in_poses(rows), *bars, space=tokens.ROOMY))


def _switch[B: QAbstractButton](make: Callable[[type[B]], B], kind: type[B], *, on: bool) -> Make:
    def made(pose: Pose) -> QWidget:
        button = posed(kind, pose, make)
        button.setAutoExclusive(False)
        button.setCheckable(True)
        button.setChecked(on)
        return button

    return made


def labels(around: Around) -> QWidget:
    del around
    every = [
        boxed(
            row(*(PlainLabel(f"{kind}, {tone}", type=kind, tone=tone) for tone in _TONES), space=tokens.WIDE)
        )
        for kind in _TYPES
    ]
    narrow = boxed(column(WrappedLabel(_LONG), ElidedLabel(_LONG), FittedLabel("Fitted", tone="muted")))
    narrow.setFixedWidth(_NARROW)
    return boxed(column(*every, boxed(row(narrow, None)), space=tokens.SNUG))
