"""Pictures of transfers are asked for once, newest wish first, and again when there may be more to see."""

from pytestqt.qtbot import QtBot

from desktop.errors import ModelNotSeen, NodeGone
from desktop.ids import id_text
from desktop.node.protocol import LookAtTransfer, PictureResult
from desktop.share.models.sights import Drawing
from desktop.share.photos.sights import Photo
from desktop.ui.bridge.bridge import Bridge
from desktop.ui.bridge.thumbnails import SIZE, Thumbnails
from desktop.ui.look.tokens import DARK, LIGHT
from tests.ui.fakes import FakeHost
from tests.ui.transfers.sample_rows import row, shared

WIDTH, HEIGHT = SIZE
RED = PictureResult("a.jpg", photo=Photo(WIDTH, HEIGHT, bytes((255, 0, 0)) * WIDTH * HEIGHT))
BLOCK = PictureResult(
    "a.stl", drawing=Drawing(WIDTH, HEIGHT, bytes(WIDTH * HEIGHT), bytes([255]) * WIDTH * HEIGHT, False)
)


def started(qtbot: QtBot, bridge: Bridge) -> Thumbnails:
    made = Thumbnails(bridge, bridge)
    bridge.start()
    qtbot.waitUntil(lambda: bridge.is_running)
    return made


def asked(host: FakeHost) -> list[str]:
    return [command.transfer for command in host.asked_for(LookAtTransfer)]


def test_a_photo_is_asked_for_once_and_shown_as_it_is(qtbot: QtBot, bridge: Bridge, host: FakeHost) -> None:
    host.answers[LookAtTransfer] = RED
    thumbnails, given = started(qtbot, bridge), shared(1)
    with qtbot.waitSignal(thumbnails.seen):
        assert thumbnails.of(given, LIGHT) is None
    picture = thumbnails.of(given, LIGHT)
    assert picture is not None
    assert picture.toImage().pixelColor(5, 5).getRgb() == (255, 0, 0, 255)
    assert thumbnails.of(given, LIGHT) is picture
    assert asked(host) == [id_text(given.transfer)]


def test_a_drawing_has_the_colours_of_the_theme(qtbot: QtBot, bridge: Bridge, host: FakeHost) -> None:
    host.answers[LookAtTransfer] = BLOCK
    thumbnails, given = started(qtbot, bridge), shared(1)
    with qtbot.waitSignal(thumbnails.seen):
        thumbnails.of(given, LIGHT)
    light, dark = thumbnails.of(given, LIGHT), thumbnails.of(given, DARK)
    assert light is not None
    assert dark is not None
    assert light.toImage().pixelColor(5, 5) != dark.toImage().pixelColor(5, 5)


def test_once_all_of_it_is_here_it_is_looked_at_again(qtbot: QtBot, bridge: Bridge, host: FakeHost) -> None:
    thumbnails = started(qtbot, bridge)
    assert thumbnails.of(row(1, done=5), LIGHT) is None
    qtbot.waitUntil(lambda: len(asked(host)) == 1)
    host.answers[LookAtTransfer] = RED
    with qtbot.waitSignal(thumbnails.seen):
        thumbnails.of(row(1, done=8_000_000, whole=True), LIGHT)
    assert thumbnails.of(row(1, whole=True), LIGHT) is not None


def test_of_what_has_not_begun_to_arrive_nothing_is_asked(
    qtbot: QtBot, bridge: Bridge, host: FakeHost
) -> None:
    thumbnails = started(qtbot, bridge)
    assert thumbnails.of(row(1, done=0), LIGHT) is None
    assert not asked(host)


def test_what_came_into_sight_last_is_asked_for_first(qtbot: QtBot, bridge: Bridge, host: FakeHost) -> None:
    host.never.add(LookAtTransfer)
    thumbnails = started(qtbot, bridge)
    rows = [shared(number) for number in range(5)]
    for each in rows:
        thumbnails.of(each, LIGHT)
    assert asked(host) == [id_text(rows[0].transfer), id_text(rows[1].transfer)]  # two at a time


def test_a_failure_is_not_asked_again_unless_the_node_went(
    qtbot: QtBot, bridge: Bridge, host: FakeHost
) -> None:
    host.answers[LookAtTransfer] = ModelNotSeen(path="/a", why="damaged")
    thumbnails, given = started(qtbot, bridge), shared(1)
    thumbnails.of(given, LIGHT)
    qtbot.waitUntil(lambda: not thumbnails._asked)
    thumbnails.of(given, LIGHT)
    assert len(asked(host)) == 1
    host.answers[LookAtTransfer] = NodeGone()
    other = shared(2)
    thumbnails.of(other, LIGHT)
    qtbot.waitUntil(lambda: not thumbnails._asked)
    thumbnails.of(other, LIGHT)
    assert len(asked(host)) == 3
