"""What the child process gives up: memory, time, writing, and the network where that can be."""

import asyncio
import sys
import textwrap
from pathlib import Path

import pytest

from desktop.share.apart.child import Child

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows limits none of it here")

DOES = """
    import os, socket, sys
    from desktop.share.apart.means import answer_all

    def memory():
        return bytes(2 * 1024**3)

    def time():
        while True:
            pass

    def writing():
        with open(sys.argv[0] + ".out", "wb") as file:
            file.write(b"x")

    def network():
        with socket.create_connection(("127.0.0.1", int(os.environ["LANG"])), 5):
            pass

    def passphrase():
        return os.environ["PASSALONG_PASSPHRASE"]

    def nothing():
        pass

    def endless():
        sys.stdout.write("x" * 10_000_000)

    def answer(question):
        globals()[question.decode()]()
        return b"done"

    answer_all(answer, memory=1024**3, seconds=1)
"""


def asked(folder: Path, monkeypatch: pytest.MonkeyPatch, *questions: str) -> list[bytes]:
    (folder / "does.py").write_text(textwrap.dedent(DOES))
    root = Path(__file__).parents[3]
    monkeypatch.setenv("PYTHONPATH", f"{folder}:{root}")

    async def ask() -> list[bytes]:
        async with Child("does", 64 * 1024) as child:
            return [await child.ask(question.encode(), 20) for question in questions if child.is_running]

    return asyncio.run(ask())


def test_it_answers_one_question_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(tmp_path, monkeypatch, "nothing", "nothing") == [b"done\n", b"done\n"]


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param(
            "memory", marks=pytest.mark.skipif(sys.platform == "darwin", reason="no such limit there")
        ),
        "time",
        "writing",
        "passphrase",
        "endless",
    ],
)
def test_who_wants_too_much_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wish: str) -> None:
    monkeypatch.setenv("PASSALONG_PASSPHRASE", "tea for two")
    assert asked(tmp_path, monkeypatch, "nothing", wish, "nothing") == [b"done\n", b""]
    assert not (tmp_path / "does.py.out").exists() or not (tmp_path / "does.py.out").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_it_reaches_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    met = asyncio.run(_whether_met(tmp_path, monkeypatch))
    if met is None:
        pytest.skip("people may make no namespaces here")
    assert not met


async def _whether_met(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool | None:
    probe = "import os; os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)"
    may = await (await asyncio.create_subprocess_exec(sys.executable, "-c", probe)).wait()
    if may != 0:
        return None
    met = asyncio.Event()
    server = await asyncio.start_server(lambda _reader, _writer: met.set(), "127.0.0.1", 0)
    async with server:
        monkeypatch.setenv("LANG", str(server.sockets[0].getsockname()[1]))
        (folder / "does.py").write_text(textwrap.dedent(DOES))
        monkeypatch.setenv("PYTHONPATH", f"{folder}:{Path(__file__).parents[3]}")
        async with Child("does", 64 * 1024) as child:
            assert await child.ask(b"network", 20) == b""
    return met.is_set()
