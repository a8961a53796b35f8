"""The sheet of limits: how fast, how many at once, when slower, and when not at all. Window's thread."""

from typing import Final

from PySide6.QtCore import QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from desktop import limits
from desktop.errors import AppError
from desktop.node.protocol import LimitResult, SetLimits
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Line, boxed, row
from desktop.ui.parts.fields import give_room
from desktop.ui.parts.labels import on_button
from desktop.ui.parts.sheets import Sheet, field
from desktop.ui.scene import Scene
from desktop.ui.transfers.surroundings import can_tell_metered
from desktop.ui.words.messages import sentence_of

_MEGABYTE: Final = 1_000_000
_FASTEST: Final = 2000.0
_STEP: Final = 0.5
_MOST_AT_ONCE: Final = 100
_EVENING: Final = "18:00-23:00"
_TIME: Final = "HH:mm"


class LimitsSheet(Sheet):
    """Shows what is chosen, and has it changed as a whole."""

    def __init__(self, scene: Scene, parent: QWidget) -> None:
        say = scene.around.language.say
        super().__init__(scene.around, say("Limits"), parent, width=480)
        self._scene = scene
        self.down, self.up = self._rate(say("Getting")), self._rate(say("Giving"))
        self.slow_down, self.slow_up = self._rate(say("Getting then")), self._rate(say("Giving then"))
        self.at_once = QSpinBox()
        self.at_once.setRange(1, _MOST_AT_ONCE)
        give_room(self.at_once)
        self.slow = QCheckBox(on_button(say("Slower at certain hours of each day")))
        self.start, self.end = self._time(say("From")), self._time(say("Until"))
        self.on_battery = QCheckBox(on_button(say("Rest while this computer runs on its battery")))
        self.on_metered = QCheckBox(on_button(say("Rest in networks that cost by what goes through them")))
        self._hours = self._hours_box()
        self.slow.toggled.connect(self._hours.setVisible)
        self._lay_out()
        self.add_close(say("Leave it as it is"))
        self._save = self.add_button(say("Keep these"), part="primary")
        self._save.clicked.connect(self._keep)
        self._save.setEnabled(False)
        scene.bridge.ask(self, SetLimits(), self._show_limits, failed=self._tell)

    def _lay_out(self) -> None:
        say = self._scene.around.language.say
        self.body.addWidget(boxed(row(self.down, self.up, space=tokens.ROOMY)))
        hint = say("Others wait for their turn and start by themselves.")
        self.body.addWidget(field(say("How many arrive at once"), self.at_once, hint))
        self.body.addWidget(Line())
        self.body.addWidget(self.slow)
        self.body.addWidget(self._hours)
        self.body.addWidget(self.on_battery)
        self.body.addWidget(self.on_metered)
        self._hours.hide()
        self.on_battery.hide()
        self.on_metered.setVisible(can_tell_metered())

    def _hours_box(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(tokens.WIDE, 0, 0, 0)
        grid.setSpacing(tokens.SNUG)
        for place, widget in enumerate((self.start, self.end, self.slow_down, self.slow_up)):
            grid.addWidget(widget, place // 2, place % 2)
        return boxed(grid)

    def _rate(self, name: str) -> "RateField":
        return RateField(name, self._scene.around.language.say("no limit"))

    def _time(self, name: str) -> "TimeField":
        return TimeField(name)

    def _show_limits(self, found: LimitResult) -> None:
        self.down.set_kib(found.down)
        self.up.set_kib(found.up)
        self.slow_down.set_kib(found.slow_down)
        self.slow_up.set_kib(found.slow_up)
        self.at_once.setValue(found.at_once)
        start, end = (found.slow_hours or _EVENING).split("-")
        self.start.time.setTime(QTime.fromString(start, _TIME))
        self.end.time.setTime(QTime.fromString(end, _TIME))
        self.slow.setChecked(bool(found.slow_hours))
        self.on_battery.setVisible(found.battery is not None)
        self.on_battery.setChecked(found.rest_on_battery)
        self.on_metered.setChecked(found.rest_on_metered)
        self._save.setEnabled(True)

    def wished(self) -> SetLimits:
        """Return what is chosen on the sheet."""
        return SetLimits(
            up=self.up.kib(),
            down=self.down.kib(),
            at_once=self.at_once.value(),
            slow_hours=self._hours_text() if self.slow.isChecked() else "",
            slow_up=self.slow_up.kib(),
            slow_down=self.slow_down.kib(),
            rest_on_battery=self.on_battery.isChecked(),
            rest_on_metered=self.on_metered.isChecked(),
        )

    def _hours_text(self) -> str:
        return f"{self.start.time.time().toString(_TIME)}-{self.end.time.time().toString(_TIME)}"

    def _keep(self) -> None:
        say = self._scene.around.language.say
        if self.slow.isChecked() and self.start.time.time() == self.end.time.time():
            self.tell_trouble(say("The slower hours begin and end at the same time. Choose another end."))
            return
        self._save.setEnabled(False)
        self._scene.bridge.ask(self, self.wished(), lambda _found: self.accept(), failed=self._tell)

    def _tell(self, error: AppError) -> None:
        self._save.setEnabled(True)
        self.tell_trouble(sentence_of(error, self._scene.around.language))


class RateField(QWidget):
    """A speed in megabytes a second, 0 for no limit."""

    def __init__(self, name: str, no_limit: str) -> None:
        super().__init__()
        self.spin = QDoubleSpinBox()
        self.spin.setRange(0, _FASTEST)
        self.spin.setDecimals(2)
        self.spin.setSingleStep(_STEP)
        self.spin.setSuffix(" MB/s")
        self.spin.setSpecialValueText(no_limit)
        give_room(self.spin)
        self.setLayout(row(field(name, self.spin)))

    def set_kib(self, kib: int) -> None:
        self.spin.setValue(kib * limits.KIB / _MEGABYTE)

    def kib(self) -> int:
        """Return KiB a second; what is not quite nothing is not taken for no limit."""
        value = self.spin.value()
        return min(limits.LARGEST_RATE, max(1, round(value * _MEGABYTE / limits.KIB))) if value else 0


class TimeField(QWidget):
    """A time of the day."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.time = QTimeEdit()
        self.time.setDisplayFormat(_TIME)
        give_room(self.time)
        self.setLayout(row(field(name, self.time)))
