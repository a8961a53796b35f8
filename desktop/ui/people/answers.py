"""Questions before what cannot simply be undone: to block somebody, or to know them no more."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.ui.parts.sheets import Question
from desktop.ui.scene import Scene
from desktop.ui.words.people import called


def ask_to_block(scene: Scene, parent: QWidget, name: str, act: Callable[[], None]) -> None:
    language = scene.around.language
    who = called(name, language)
    question = Question(
        scene.around,
        language.say("Block {name}?", name=who),
        language.say(
            "You hear nothing of them any more: no calls, no questions, and nothing that they pass. "
            "What is on its way between you stops. They are not told. You can unblock them on this page."
        ),
        yes=language.say("Block"),
        no=language.say("Leave it as it is"),
        parent=parent.window(),
    )
    question.accepted.connect(act)
    question.open()


def ask_to_remove(scene: Scene, parent: QWidget, name: str, act: Callable[[], None]) -> None:
    language = scene.around.language
    who = called(name, language)
    question = Question(
        scene.around,
        language.say("Take {name} off your list?", name=who),
        language.say(
            "You no longer see each other, and what is on its way between you stops. Files that you have "
            "already stay where they are. Your note and what you passed each other are forgotten. They may "
            "ask you again."
        ),
        yes=language.say("Take off"),
        no=language.say("Leave it as it is"),
        parent=parent.window(),
    )
    question.accepted.connect(act)
    question.open()


def ask_to_unblock(scene: Scene, parent: QWidget, name: str, act: Callable[[], None]) -> None:
    language = scene.around.language
    who = called(name, language)
    question = Question(
        scene.around,
        language.say("Unblock {name}?", name=who),
        language.say(
            "They leave this list, and may ask to know you again. You decide then, as you do about everybody."
        ),
        yes=language.say("Unblock"),
        no=language.say("Leave it as it is"),
        parent=parent.window(),
    )
    question.accepted.connect(act)
    question.open()
