"""The local socket: only who may is answered, and hanging up cancels."""

import asyncio
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import IdUnknown, NodeGone, NodeOfOtherVersion, NodeRunning, OwnMistake
from desktop.node.control import answering, check_network
from desktop.node.door import find_door
from desktop.node.protocol import (
    PROTOCOL_VERSION,
    AnyNews,
    Erase,
    ListTransfers,
    LoneCommand,
    NetworkOptions,
    NodeCommand,
    Rename,
    Restore,
    RunNode,
    SentNews,
    Tell,
)
from desktop.node.reaching import reach_node
from tests.node.callers import LAB, MUCH, Clerk, ask, call, modes, open_door, run, say


def test_a_command_gets_its_news_and_its_result(tmp_path: Path) -> None:
    async def work() -> None:
        heard: list[AnyNews] = []
        async with open_door(tmp_path) as door:
            node = await reach_node(door)
            assert await node.carry_out(LAB, Rename("Ada"), heard.append) == {"name": "Ada"}
            node = await reach_node(door)
            assert await node.carry_out(NetworkOptions(), ListTransfers(), heard.append) is None
        assert heard == [SentNews(people=1)]

    run(work())


def test_an_error_arrives_as_what_it_is(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        async with open_door(tmp_path) as door:
            with pytest.raises(IdUnknown) as caught:
                await ask(door, "unknown")
            assert (caught.value.what, caught.value.text) == ("person", "x")
            with pytest.raises(OwnMistake):
                await ask(door, "mistake")

    run(work())
    assert "ZeroDivisionError" in caplog.text  # in the log, and nowhere else


def test_who_does_not_read_is_told_what_is_new_and_the_node_keeps_little(tmp_path: Path) -> None:
    async def work() -> None:
        clerk = Clerk()
        async with open_door(tmp_path, clerk) as door:
            assert door.path is not None
            reader, writer = await asyncio.open_unix_connection(door.path)
            writer.write(call(door, command={"command": "name", "name": "talkative"}))
            await clerk.begun.wait()
            said = [msgspec.json.decode(line) async for line in reader]
            writer.close()
        progress = [one["done"] for one in said if "step" in one]
        assert len(progress) < MUCH / 2
        assert progress == sorted(progress)
        assert progress[-1] == MUCH - 1
        assert [one["people"] for one in said if "people" in one] == [1, 2]
        assert said[-1]["result"] is None

    run(work())


def test_only_this_user_can_open_it(tmp_path: Path) -> None:
    async def work() -> None:
        async with open_door(tmp_path) as door:
            assert modes(Path(str(door.path)), tmp_path / "node.json") == [0o600, 0o600]

    run(work())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("token", ["", "0" * 64, "\u00e9", "x" * 1000])
def test_who_does_not_know_the_token_is_told_nothing(tmp_path: Path, token: str) -> None:
    async def work() -> None:
        async with open_door(tmp_path) as door:
            assert await say(door, call(door, token=token)) == b""
            with pytest.raises(NodeGone):
                await ask(msgspec.structs.replace(door, token=token), "Ada")

    run(work())


@pytest.mark.parametrize("command", [RunNode(), Erase(), Restore("file", "words")])
def test_what_needs_the_profile_alone_is_not_carried_out(tmp_path: Path, command: LoneCommand) -> None:
    async def work() -> None:
        async with open_door(tmp_path) as door:
            assert await say(door, call(door, command=msgspec.to_builtins(command))) == b""

    run(work())


@pytest.mark.parametrize("more", [{}, {"token": "wrong"}, {"command": {"command": "later"}, "network": 7}])
def test_another_version_is_told_so(tmp_path: Path, more: dict[str, object]) -> None:
    async def work() -> None:
        async with open_door(tmp_path) as door:
            answer = await say(door, call(door, version=PROTOCOL_VERSION + 1, **more))
            assert msgspec.json.decode(answer)["kind"] == NodeOfOtherVersion.kind

    run(work())


@pytest.mark.parametrize(
    ("asked", "differing"),
    [
        (NetworkOptions(), None),
        (NetworkOptions(bind="127.0.0.1"), None),
        (LAB, None),
        (NetworkOptions(bind="127.0.0.2"), "--bind"),
        (NetworkOptions(no_lan=True), "--no-lan"),
        (NetworkOptions(no_relay=True, dht_bootstrap="a:1"), "--no-relay, --dht-bootstrap"),
    ],
)
def test_network_options_may_not_differ(tmp_path: Path, asked: NetworkOptions, differing: str | None) -> None:
    async def work() -> None:
        async with open_door(tmp_path) as door:
            if differing is None:
                assert await ask(door, "Ada", asked) == {"name": "Ada"}
                return
            with pytest.raises(NodeRunning) as caught:
                await ask(door, "Ada", asked)
            assert caught.value.options == differing

    run(work())


@given(
    st.builds(
        NetworkOptions,
        bind=st.none() | st.just("127.0.0.1"),
        no_dht=st.booleans(),
        no_lan=st.booleans(),
        no_relay=st.booleans(),
    )
)
def test_what_was_not_said_differs_from_nothing(network: NetworkOptions) -> None:
    check_network(NetworkOptions(), network)
    check_network(network, network)


def test_hanging_up_cancels_the_command(tmp_path: Path) -> None:
    async def work() -> None:
        clerk = Clerk()
        async with open_door(tmp_path, clerk) as door:
            waiting = asyncio.ensure_future(ask(door, "forever"))
            await clerk.begun.wait()
            waiting.cancel()
            await clerk.cancelled.wait()

    run(work())


def test_the_end_of_the_node_cancels_the_command_and_says_so(tmp_path: Path) -> None:
    async def work() -> None:
        clerk = Clerk()
        async with open_door(tmp_path, clerk) as door:
            waiting = asyncio.ensure_future(ask(door, "forever"))
            await clerk.begun.wait()
        with pytest.raises(NodeGone):
            await waiting
        assert clerk.cancelled.is_set()
        with pytest.raises(ConnectionError):
            await ask(door, "Ada")

    run(work())


def test_nobody_is_let_in_while_the_node_hangs_up(tmp_path: Path) -> None:
    begun, late = asyncio.Event(), []

    async def knock_when_cancelled(command: NodeCommand, tell: Tell) -> object:
        del command, tell
        begun.set()
        try:
            return await asyncio.Event().wait()
        finally:
            late.append(await asyncio.gather(reach_node(doors[0]), return_exceptions=True))

    doors = []

    async def work() -> None:
        async with answering(tmp_path, LAB, knock_when_cancelled, lasting=True):
            door = find_door(tmp_path)
            assert door is not None
            doors.append(door)
            waiting = asyncio.ensure_future(ask(door, "Ada"))
            await begun.wait()
        with pytest.raises(NodeGone):
            await waiting

    run(work())
    assert isinstance(late[0][0], ConnectionError)


def test_several_are_answered_at_once(tmp_path: Path) -> None:
    async def work() -> None:
        clerk = Clerk()
        async with open_door(tmp_path, clerk) as door:
            waiting = asyncio.ensure_future(ask(door, "forever"))
            await clerk.begun.wait()
            names = [f"person {number}" for number in range(20)]
            results = await asyncio.gather(*(ask(door, name) for name in names))
            assert results == [{"name": name} for name in names]
            waiting.cancel()
            await clerk.cancelled.wait()

    run(work())


def test_a_profile_may_lie_deeper_than_a_socket_path_may_be_long(tmp_path: Path) -> None:
    deep = tmp_path / ("very-long-name-of-a-folder" * 4) / ("another" * 12)
    deep.mkdir(parents=True)

    async def work() -> None:
        async with open_door(deep) as door:
            assert door.path is not None
            assert len(door.path) < 100
            assert modes(Path(door.path).parent) == [0o700]
            assert await ask(door, "Ada") == {"name": "Ada"}
        assert not Path(door.path).parent.exists()

    run(work())
