"""Settings: how the window looks, and what it speaks."""

from desktop.ui.look.theme import Shade
from desktop.ui.parts.buttons import Chips
from desktop.ui.parts.fields import Choice
from desktop.ui.parts.labels import on_button
from desktop.ui.scene import Scene
from desktop.ui.settings.appearance import AS_SYSTEM, Appearance
from desktop.ui.settings.computer import computer_panel
from desktop.ui.settings.rows import Panel, Row, Section
from desktop.ui.words import settings as words
from desktop.ui.words.settings import Topic


class LookSection(Section):
    """Colours and language: the window's own, kept by no node."""

    topic = Topic.LOOK
    needs_node = False

    def __init__(self, scene: Scene, appearance: Appearance) -> None:
        self._appearance = appearance
        language = scene.around.language
        say = language.say
        self._shades = Chips(scene.around, lambda key: appearance.choose_shade(Shade(key)))
        for shade, name in (
            (Shade.SYSTEM, say("As the system")),
            (Shade.LIGHT, say("Light")),
            (Shade.DARK, say("Dark")),
        ):
            self._shades.add(shade.value, name)
        self._shades.show_chosen(appearance.shade.value)
        self._shades.setAccessibleName(words.shade(language).name)
        self._languages = Choice(scene.around, words.spoken(language).name)
        self._languages.addItem(say("As the system"), AS_SYSTEM)
        for code, name in appearance.languages.items():
            self._languages.addItem(on_button(name), code)
        self._languages.setCurrentIndex(max(0, self._languages.findData(appearance.language)))
        self._languages.activated.connect(self._speak)
        super().__init__(
            scene,
            [
                Panel(
                    Row(words.shade(language), self._shades),
                    Row(words.spoken(language), self._languages),
                ),
                computer_panel(scene, appearance),
            ],
        )

    def _speak(self, index: int) -> None:
        self._appearance.choose_language(str(self._languages.itemData(index)))
