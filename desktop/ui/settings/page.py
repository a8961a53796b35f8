"""The settings: a field that narrows them down, the topics at the left, and one section for each."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import AppError
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import Card, Scrolled, boxed, column
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.fields import SearchField
from desktop.ui.parts.pages import Page
from desktop.ui.parts.states import Banner, Notice, States, Step
from desktop.ui.scene import Scene
from desktop.ui.settings.about import AboutSection
from desktop.ui.settings.appearance import Appearance
from desktop.ui.settings.getting import GettingSection
from desktop.ui.settings.health import HealthSection
from desktop.ui.settings.looks import LookSection
from desktop.ui.settings.network import NetworkSection
from desktop.ui.settings.rows import Section
from desktop.ui.settings.safety import SafetySection
from desktop.ui.settings.storage import StorageSection
from desktop.ui.settings.you import YouSection
from desktop.ui.words.settings import Topic, anew_text, anew_title, beginning_anew

_SEARCH_WIDTH: Final = 300
_TOPICS_WIDTH: Final = 160
_TOPICS_FROM: Final = 780
"""How wide the page must be to have the topics beside what they hold."""


class SettingsPage(Page):
    """All sections below each other; the topics at the left lead to them."""

    def __init__(self, scene: Scene, appearance: Appearance) -> None:
        super().__init__(scene.around, scene.around.language.say("Settings"))
        self._scene = scene
        self.search = self._search_field()
        self.head.addWidget(self.search)
        self._you = YouSection(scene)
        self.sections: Sequence[Section] = (
            self._you,
            LookSection(scene, appearance),
            GettingSection(scene),
            NetworkSection(scene),
            StorageSection(scene),
            SafetySection(scene),
            HealthSection(scene),
            AboutSection(scene),
        )
        self._banner: Banner | None = None
        self._above = QVBoxLayout()
        self._above.setContentsMargins(0, 0, tokens.SCROLL_ROOM, 0)
        self._inside = boxed(column(*self.sections, None, space=tokens.VAST))
        self._scrolled = Scrolled(self._inside)
        self.topics = _Topics(scene, self.sections, self._go_to)
        self._states = States(self._scrolled, _Loading())
        self._lay_out()
        self._scrolled.verticalScrollBar().valueChanged.connect(self._mark_topic)
        scene.picture.settings_changed.connect(self._show)
        scene.bridge.began.connect(self._begin)
        scene.bridge.ended.connect(self._end)
        self._enable(running=scene.bridge.is_running)
        self._show()

    def _search_field(self) -> QLineEdit:
        say = self._scene.around.language.say
        field = SearchField(self._scene.around, say("Search the settings"))
        field.setFixedWidth(_SEARCH_WIDTH)
        field.textChanged.connect(self._narrow)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, activated=field.setFocus)  # type: ignore[call-overload]  # the stubs lack this form
        return field

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(tokens.WIDE)
        beside.addWidget(self.topics, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self._states, 1)
        self.body.addLayout(self._above)
        self.body.addLayout(beside, 1)

    # --- what is known ----------------------------------------------------------------------------

    def arrive(self) -> None:
        for section in self.sections:
            section.arrive()

    @Slot()
    def _show(self) -> None:
        settings = self._scene.picture.settings
        if settings is None:
            return
        for section in self.sections:
            section.show_settings(settings)
        self._states.show_full()
        language = self._scene.around.language
        title = anew_title(settings, language)
        again = Step(language.say("Begin anew"), self._begin_anew, part="primary")
        if title:
            self._say_above(Banner(self.around, title, anew_text(language), again, icon="refresh-cw"))
        else:
            self._say_above(None)

    def _begin_anew(self) -> None:
        language = self._scene.around.language
        self._say_above(Banner(self.around, beginning_anew(language), anew_text(language), icon="refresh-cw"))
        self._scene.bridge.restart()

    def _say_above(self, banner: Banner | None) -> None:
        old, self._banner = self._banner, banner
        if old is not None:
            self._above.removeWidget(old)
            old.deleteLater()
        if banner is not None:
            self._above.addWidget(banner)

    @Slot(object)
    def _begin(self, _began: object) -> None:
        self._enable(running=True)
        if self.isVisible():
            self.arrive()

    @Slot(object)
    def _end(self, _error: AppError | None) -> None:
        self._enable(running=False)

    def _enable(self, *, running: bool) -> None:
        for section in self.sections:
            section.setEnabled(running or not section.needs_node)

    # --- finding ----------------------------------------------------------------------------------

    @Slot(str)
    def _narrow(self, query: str) -> None:
        """Show only what fits."""
        found = [section.narrow(query) for section in self.sections]
        self.topics.show_only(
            [section.topic for section, is_any in zip(self.sections, found, strict=True) if is_any]
        )
        if any(found):
            if self._scene.picture.settings is not None:
                self._states.show_full()
            return
        say = self._scene.around.language.say
        nothing = Notice(
            self.around,
            "search",
            say("Nothing is called that"),
            say("Try another word, or look through all settings."),
            Step(say("Show all"), self.search.clear),
        )
        self._states.show_notice(nothing)

    def show_setting(self, topic: Topic) -> None:
        """Show one group of settings, once it is known how tall those before it are."""
        QTimer.singleShot(0, self, lambda: self._go_to(topic))

    def _go_to(self, topic: Topic) -> None:
        section = next(one for one in self.sections if one.topic is topic)
        self._scrolled.verticalScrollBar().setValue(section.mapTo(self._inside, QPoint(0, 0)).y())
        self.topics.mark(topic)

    def show_me(self) -> None:
        """Show how this person appears to others, and let them change it."""
        self.search.clear()
        self._go_to(Topic.YOU)
        self._you.take_keyboard()

    @Slot(int)
    def _mark_topic(self, value: int) -> None:
        """Mark where one is when the page is scrolled."""
        shown = [section for section in self.sections if not section.isHidden()]
        above = [one for one in shown if one.mapTo(self._inside, QPoint(0, 0)).y() <= value + tokens.VAST]
        if above:
            self.topics.mark(above[-1].topic)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.topics.setVisible(event.size().width() >= _TOPICS_FROM)


class _Topics(QWidget):
    """The list of topics; one of them is where one is."""

    def __init__(self, scene: Scene, sections: Sequence[Section], go: Callable[[Topic], None]) -> None:
        super().__init__()
        self.setFixedWidth(_TOPICS_WIDTH)
        self.setAccessibleName(scene.around.language.say("Topics"))
        self._group = QButtonGroup(self)
        self._buttons: dict[Topic, Button] = {}
        layout = column(space=2)
        for section in sections:
            button = Button(scene.around, section.name, part="topic")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, topic=section.topic: go(topic))
            self._group.addButton(button)
            self._buttons[section.topic] = button
            layout.addWidget(button)
        self.setLayout(layout)
        self.mark(sections[0].topic)

    def mark(self, topic: Topic) -> None:
        self._buttons[topic].setChecked(True)

    def show_only(self, topics: Sequence[Topic]) -> None:
        for topic, button in self._buttons.items():
            button.setVisible(topic in topics)


class _Loading(QWidget):
    """The shape of what comes."""

    def __init__(self) -> None:
        super().__init__()
        cards = [Card() for _ in range(3)]
        for card in cards:
            card.setFixedHeight(120)
        inside = column(*cards, None, space=tokens.VAST)
        inside.setContentsMargins(0, 0, tokens.SCROLL_ROOM, 0)
        self.setLayout(inside)
