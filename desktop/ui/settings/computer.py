"""Settings: how Passalong belongs to this computer: whether it goes on, starts with it, and opens links."""

from desktop.ui.parts.buttons import Button
from desktop.ui.parts.switches import Switch
from desktop.ui.scene import Scene
from desktop.ui.settings.appearance import Appearance
from desktop.ui.settings.rows import Panel, Row
from desktop.ui.system.belonging import Linux, Windows
from desktop.ui.system.entries import Opens
from desktop.ui.words import settings as words


def computer_panel(scene: Scene, appearance: Appearance) -> Panel:
    language = scene.around.language
    stays = Switch(scene.around, words.stays(language).name)
    stays.show_state(on=appearance.stays)
    stays.toggled.connect(lambda on: appearance.choose_to_stay(on=on))
    begins = Switch(scene.around, words.begins(language).name)
    begins.show_state(on=appearance.system.starts_with_session())
    begins.toggled.connect(lambda on: _begin_with_session(scene, appearance, begins, on=on))
    rows = [Row(words.stays(language), stays), Row(words.begins(language), begins)]
    system = appearance.system
    if isinstance(system, Linux | Windows):  # elsewhere it stands in the application's own bundle
        take = Button(scene.around, language.say("Set up"))
        take.clicked.connect(lambda _checked: _open_links(scene, system))
        rows.append(Row(words.opens(language), take))
    return Panel(*rows)


def _begin_with_session(scene: Scene, appearance: Appearance, switch: Switch, *, on: bool) -> None:
    try:
        appearance.system.start_with_session(on=on)
    except OSError:
        switch.show_state(on=not on)
        scene.errands.tell(scene.around.language.say("This computer does not let Passalong change that."))


def _open_links(scene: Scene, system: Linux | Windows) -> None:
    say = scene.around.language.say
    try:
        for kind in Opens:
            system.open_from_now_on(kind)
    except OSError:
        scene.errands.tell(say("This computer does not let Passalong change that."))
    else:
        scene.errands.tell(say("Links open here from now on."))
