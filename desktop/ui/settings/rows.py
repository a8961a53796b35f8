"""What settings are laid out with: a row for each, panels of rows, and sections of panels."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.node.protocol import SettingsResult
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, Line, boxed, column, row
from desktop.ui.parts.labels import PlainLabel, WrappedLabel
from desktop.ui.scene import Scene
from desktop.ui.words.settings import Told, Topic, fits, topic_heading, topic_name


class Row(QWidget):
    """A name and a sentence, what changes it at the right, and what there is to see of it below."""

    def __init__(self, told: Told, control: QWidget | None = None, more: QWidget | None = None) -> None:
        super().__init__()
        self.texts: Sequence[str] = (told.name, told.text)
        self.text = WrappedLabel(told.text, tone="muted")
        words = column(None, WrappedLabel(told.name, type="strong"), self.text, None, space=2)
        inside = row(space=tokens.WIDE)
        inside.addLayout(words, 1)
        if control is not None:
            control.setAccessibleDescription(told.text)
            inside.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = column(space=tokens.SNUG, margin=0)
        whole.setContentsMargins(tokens.ROOMY, tokens.SNUG + 2, tokens.ROOMY, tokens.SNUG + 2)
        whole.addLayout(inside)
        if more is not None:
            whole.addWidget(more)
        self.setLayout(whole)


class Panel(Card):
    """A card of rows with lines between them."""

    def __init__(self, *rows: Row) -> None:
        layout = QVBoxLayout()
        layout.setSpacing(0)
        super().__init__(layout, margin=0)
        self._rows = rows
        self._lines: list[QWidget] = []
        for number, one in enumerate(rows):
            if number:
                line = Line()
                self._lines.append(line)
                layout.addWidget(line)
            layout.addWidget(one)

    def narrow(self, query: str, topic: str) -> bool:
        """Show the rows that fit; return whether there are any."""
        fitting = [fits(query, topic, *one.texts) for one in self._rows]
        for one, is_fit in zip(self._rows, fitting, strict=True):
            one.setVisible(is_fit)
        for number, line in enumerate(self._lines, start=1):
            line.setVisible(fitting[number] and any(fitting[:number]))
        self.setVisible(any(fitting))
        return any(fitting)


class Section(QWidget):
    """The panels of one topic under its heading. Shows what it is told; asks by commands."""

    topic: Topic
    needs_node = True
    """Whether there is nothing to be done in it while the node does not run."""

    def __init__(self, scene: Scene, panels: Sequence[Panel], *, about: str = "") -> None:
        super().__init__()
        self.scene = scene
        self._panels = panels
        language = scene.around.language
        self.name = topic_name(self.topic, language)
        heading = PlainLabel(topic_heading(self.topic, language), type="heading")
        self.setAccessibleName(heading.text())
        head: list[QWidget | None] = [heading]
        if about:
            head.append(WrappedLabel(about, tone="muted"))
        self.setLayout(column(boxed(column(*head, space=2)), *panels, space=tokens.SNUG))

    def narrow(self, query: str) -> bool:
        """Show what fits a query; return whether there is anything."""
        fitting = [panel.narrow(query, self.name) for panel in self._panels]
        self.setVisible(any(fitting))
        return any(fitting)

    def show_settings(self, settings: SettingsResult) -> None:
        """Show what is chosen."""

    def arrive(self) -> None:
        """Do what is due each time the page comes into sight."""
