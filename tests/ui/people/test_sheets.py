"""The sheets of people: adding, inviting, comparing words."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.errors import LinkOfOwn, NoCodeInPicture, NotALink, VerificationWrong
from desktop.node.protocol import (
    AddPerson,
    BlockPerson,
    Likeness,
    LinkedPersonResult,
    LookAtLink,
    ShowPerson,
    Standing,
    StandingResult,
    VerificationResult,
    VerifyPerson,
)
from desktop.share.codes.drawing import draw_code
from desktop.share.codes.looking import texts_in
from desktop.ui.look.theme import Shade
from desktop.ui.parts.labels import PlainLabel
from desktop.ui.parts.sheets import Question, Sheet
from desktop.ui.people.adding import AddSheet
from desktop.ui.people.inviting import InviteSheet
from desktop.ui.people.verifying import VerifySheet
from desktop.ui.scene import Scene
from tests.ui.fakes import AMBER, FakeHost, NotedErrands
from tests.ui.people.samples import HERON, HOSTILE_NAMES, MIRA, Lists, contact

LINK = "passalong:person/" + "Ab3_-" * 37
JO = LinkedPersonResult(person="id-of-jo", name="Jo", link=LINK)
WORDS = ("ladder", "october", "velvet", "crumble", "hazard", "session", "pigeon", "umbrella")


def visible_text(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel) if label.isVisibleTo(widget))


def button(widget: QWidget, name: str) -> QPushButton:
    return next(
        found
        for found in widget.findChildren(QPushButton)
        if found.accessibleName() == name and found.isVisibleTo(widget)
    )


def buttons(widget: QWidget) -> list[str]:
    return [found.accessibleName() for found in widget.findChildren(QPushButton) if found.isVisibleTo(widget)]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What sheets stand in front of, and go with."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def opened[S: Sheet](sheet: S) -> S:
    sheet.open()
    return sheet


# --- adding ---------------------------------------------------------------------------------------


@pytest.fixture
def adding(window: QWidget, scene: Scene, host: FakeHost, lists: Lists) -> AddSheet:
    host.answers[LookAtLink] = JO
    lists(nearby=[HERON])
    return opened(AddSheet(scene, window))


def until_found(qtbot: QtBot, sheet: AddSheet) -> None:
    qtbot.waitUntil(lambda: sheet._found is not None)


def test_a_pasted_link_shows_whom_it_leads_to_before_anybody_is_asked(
    qtbot: QtBot, adding: AddSheet, host: FakeHost
) -> None:
    adding._link.setText(f"  {LINK}\n")
    until_found(qtbot, adding)
    assert "Jo" in visible_text(adding)
    assert host.asked_for(LookAtLink) == [LookAtLink(LINK)]
    assert not host.asked_for(AddPerson)


def test_they_are_asked_with_a_sentence_and_their_yes_is_told(
    qtbot: QtBot, adding: AddSheet, host: FakeHost, lists: Lists
) -> None:
    host.answers[AddPerson] = StandingResult(JO.person, Standing.REQUESTED)
    adding._link.setText(LINK)
    until_found(qtbot, adding)
    adding._sentence.setText("We met at the party")
    button(adding, "Ask them").click()
    qtbot.waitUntil(lambda: "Jo is asked" in visible_text(adding))
    assert host.asked_for(AddPerson) == [AddPerson(LINK, "We met at the party")]
    lists(people=[contact("Jo", person=JO.person)])
    assert "You and Jo know each other now" in visible_text(adding)
    button(adding, "Done").click()
    qtbot.waitUntil(lambda: not isValid(adding))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": Standing.VERIFIED}, "You know each other already."),
        ({"state": Standing.REQUESTED}, "You have asked them already."),
        ({"state": Standing.BLOCKED}, "You have blocked them."),
    ],
)
def test_whoever_is_known_cannot_be_asked_again(
    qtbot: QtBot, adding: AddSheet, host: FakeHost, changes: dict[str, Standing], said: str
) -> None:
    host.answers[LookAtLink] = msgspec.structs.replace(JO, **changes)
    adding._link.setText(LINK)
    until_found(qtbot, adding)
    assert said in visible_text(adding)
    assert not adding._go_on.isVisibleTo(adding)


def test_an_imitation_is_warned_of_before_asking(qtbot: QtBot, adding: AddSheet, host: FakeHost) -> None:
    host.answers[LookAtLink] = msgspec.structs.replace(JO, alike=Likeness(known=False, name="Mira"))
    adding._link.setText(LINK)
    until_found(qtbot, adding)
    assert "this name looks like that of Mira" in visible_text(adding)


def test_whoever_asked_already_is_said_yes_to(qtbot: QtBot, adding: AddSheet, host: FakeHost) -> None:
    host.answers[LookAtLink] = msgspec.structs.replace(JO, asks=True)
    adding._link.setText(LINK)
    until_found(qtbot, adding)
    assert button(adding, "Say yes").isEnabled()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotALink(text="hello"), "This is not somebody's link."),
        (NoCodeInPicture(path="/x.png"), "There is no Passalong code to be read in this picture."),
        (LinkOfOwn(), "something of your own"),
    ],
)
def test_what_leads_to_nobody_is_said_and_another_can_be_tried(
    qtbot: QtBot, adding: AddSheet, host: FakeHost, error: Exception, said: str
) -> None:
    host.answers[LookAtLink] = error
    adding._link.setText("hello")
    button(adding, "Go on").click()
    qtbot.waitUntil(lambda: said in visible_text(adding))
    assert button(adding, "Go on").isEnabled()
    adding._link.setText("another")
    assert said not in visible_text(adding)


def test_somebody_nearby_needs_no_link(qtbot: QtBot, adding: AddSheet, host: FakeHost) -> None:
    button(adding, "Add Brisk Heron").click()
    until_found(qtbot, adding)
    assert host.asked_for(LookAtLink) == [LookAtLink(HERON.link)]
    button(adding, "Somebody else").click()
    assert adding._link.isVisibleTo(adding)


def picture_of(link: str, tmp_path: Path) -> QImage:
    draw_code(link, tmp_path / "code.png")
    image = QImage(str(tmp_path / "code.png"))
    assert not image.isNull()
    return image


def test_a_picture_on_the_clipboard_is_looked_at_in_a_file_that_can_be_read(
    qtbot: QtBot, adding: AddSheet, host: FakeHost, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setImage(picture_of(LINK, tmp_path))
    adding._link.setFocus()
    QTest.keyClick(adding._link, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (asked,) = host.asked_for(LookAtLink)
    assert texts_in(Path(asked.link)) == [LINK]
    until_found(qtbot, adding)


def test_a_huge_picture_is_made_smaller_and_can_still_be_read(
    adding: AddSheet, host: FakeHost, tmp_path: Path
) -> None:
    huge = picture_of(LINK, tmp_path).scaled(6_000, 6_000)
    data = QMimeData()
    data.setImageData(huge)
    assert adding.take_picture(adding._scratch.of(data))
    (asked,) = host.asked_for(LookAtLink)
    assert texts_in(Path(asked.link)) == [LINK]


@pytest.mark.parametrize("as_file", [True, False])
def test_a_dropped_picture_is_looked_at(
    adding: AddSheet, host: FakeHost, tmp_path: Path, *, as_file: bool
) -> None:
    data = QMimeData()
    image = picture_of(LINK, tmp_path)
    if as_file:
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / "code.png"))])
    else:
        data.setImageData(image)
    dropped = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    adding.dropEvent(dropped)
    (asked,) = host.asked_for(LookAtLink)
    assert texts_in(Path(asked.link)) == [LINK]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_makes_the_sheet_wider(qtbot: QtBot, adding: AddSheet, host: FakeHost, name: str) -> None:
    alike = Likeness(known=False, name=name)
    host.answers[LookAtLink] = msgspec.structs.replace(JO, name=name, alike=alike)
    host.answers[AddPerson] = StandingResult(JO.person, Standing.REQUESTED)
    adding._link.setText(LINK)
    until_found(qtbot, adding)
    assert adding.minimumSizeHint().width() <= 560
    button(adding, "Ask them").click()
    qtbot.waitUntil(lambda: adding._asked_for is not None)
    assert adding.minimumSizeHint().width() <= 560


# --- inviting -------------------------------------------------------------------------------------


@pytest.fixture
def inviting(qtbot: QtBot, window: QWidget, scene: Scene, host: FakeHost, lists: Lists) -> InviteSheet:
    host.answers[ShowPerson] = msgspec.structs.replace(AMBER, link=LINK)
    lists()
    scene.picture.look_at_me()
    qtbot.waitUntil(lambda: scene.picture.me is not None and scene.picture.me.link == LINK)
    return opened(InviteSheet(scene, window))


@pytest.mark.parametrize("dark", [False, True])
def test_the_code_on_the_window_is_read_by_a_camera(
    inviting: InviteSheet, scene: Scene, tmp_path: Path, *, dark: bool
) -> None:
    scene.around.theme.choose(Shade.DARK if dark else Shade.LIGHT)
    inviting.grab().save(str(tmp_path / "window.png"))
    assert texts_in(tmp_path / "window.png") == [LINK]


def test_the_link_is_copied_whole(inviting: InviteSheet) -> None:
    button(inviting, "Copy the link").click()
    assert QGuiApplication.clipboard().text() == LINK
    assert button(inviting, "Copied").isEnabled()


def test_the_code_is_saved_by_the_node(
    qtbot: QtBot, inviting: InviteSheet, host: FakeHost, errands: NotedErrands
) -> None:
    inviting.save_as("/pictures/me.png")
    assert host.asked_for(ShowPerson)[-1] == ShowPerson(picture="/pictures/me.png")
    qtbot.waitUntil(lambda: errands.done == [("tell", ("The code is saved as me.png.", ()))])


def test_a_new_link_is_asked_about_and_then_shown(
    qtbot: QtBot, inviting: InviteSheet, host: FakeHost
) -> None:
    button(inviting, "Make a new link").click()
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    host.answers[ShowPerson] = msgspec.structs.replace(AMBER, link=LINK[:-5])
    button(question, "Make a new one").click()
    assert ShowPerson(new_link=True) in host.asked_for(ShowPerson)
    qtbot.waitUntil(lambda: inviting._link.text() == LINK[:-5])


# --- comparing words ------------------------------------------------------------------------------


@pytest.fixture
def verifying(qtbot: QtBot, window: QWidget, scene: Scene, host: FakeHost, lists: Lists) -> VerifySheet:
    host.answers[VerifyPerson] = VerificationResult(MIRA.person, Standing.UNVERIFIED, WORDS)
    lists(people=[MIRA])
    sheet = opened(VerifySheet(scene, MIRA, window))
    qtbot.waitUntil(lambda: bool(sheet._words))
    return sheet


def test_all_eight_words_are_shown(verifying: VerifySheet) -> None:
    assert all(word in visible_text(verifying) for word in WORDS)


def test_the_same_words_verify(
    qtbot: QtBot, verifying: VerifySheet, host: FakeHost, errands: NotedErrands
) -> None:
    host.answers[VerifyPerson] = VerificationResult(MIRA.person, Standing.VERIFIED, WORDS)
    button(verifying, "They are the same").click()
    qtbot.waitUntil(lambda: not isValid(verifying))
    assert host.asked_for(VerifyPerson)[-1] == VerifyPerson(MIRA.person, WORDS)
    assert errands.done[0][0] == "tell"


def test_comparing_can_be_put_off_without_saying_that_they_differ(
    qtbot: QtBot, verifying: VerifySheet, host: FakeHost
) -> None:
    button(verifying, "Not now").click()
    qtbot.waitUntil(lambda: not isValid(verifying))
    assert host.asked_for(VerifyPerson) == [VerifyPerson(MIRA.person)]


def test_enter_alone_says_nothing_about_the_words(verifying: VerifySheet, host: FakeHost) -> None:
    QTest.keyClick(verifying, Qt.Key.Key_Return)
    assert host.asked_for(VerifyPerson) == [VerifyPerson(MIRA.person)]


def test_other_words_say_what_it_means_and_change_nothing(
    qtbot: QtBot, verifying: VerifySheet, host: FakeHost
) -> None:
    button(verifying, "They are not the same").click()
    assert "Nothing was changed." in visible_text(verifying)
    assert "ladder" not in visible_text(verifying)
    assert host.asked_for(VerifyPerson) == [VerifyPerson(MIRA.person)]
    host.answers[BlockPerson] = StandingResult(MIRA.person, Standing.BLOCKED)
    qtbot.waitUntil(lambda: "Block" in buttons(verifying))
    button(verifying, "Block").click()
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    button(question, "Block").click()
    qtbot.waitUntil(lambda: not isValid(verifying))


def test_typed_words_are_compared_by_the_node(qtbot: QtBot, verifying: VerifySheet, host: FakeHost) -> None:
    button(verifying, "Type their words instead").click()
    assert not button(verifying, "Compare").isEnabled()
    verifying._typed.setText("1. ladder 2. october wrong")
    host.answers[VerifyPerson] = VerificationWrong(person=MIRA.person)
    button(verifying, "Compare").click()
    qtbot.waitUntil(
        lambda: "These words are not the same, and nothing was changed" in visible_text(verifying)
    )
    assert host.asked_for(VerifyPerson)[-1].words == ("1.", "ladder", "2.", "october", "wrong")
    assert button(verifying, "They are not the same").isEnabled()
