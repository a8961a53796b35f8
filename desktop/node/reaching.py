"""The command line's side of the local socket: a running node is reached, and carries out one command."""

import asyncio
from typing import Final

import msgspec

from desktop import limits
from desktop.errors import NodeGone, NodeOfOtherVersion, error_from
from desktop.node.door import Door
from desktop.node.protocol import (
    PROTOCOL_VERSION,
    AnyAnswer,
    Call,
    Done,
    Failed,
    NetworkOptions,
    NodeCommand,
    Tell,
)

_ANSWERS: Final[msgspec.json.Decoder[AnyAnswer]] = msgspec.json.Decoder(AnyAnswer)


class Reached:
    """A running node that a command line is connected to, for one command."""

    def __init__(self, door: Door, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.lasting = door.lasting
        self._token = door.token
        self._reader = reader
        self._writer = writer

    async def carry_out(self, network: NetworkOptions, command: NodeCommand, tell: Tell) -> object:
        """Have the node carry out the command and return its result as plain JSON. Cancelling hangs up.

        Raises NodeGone if the node ends before it has answered, NodeOfOtherVersion if what it answers makes
        no sense here, and what the command raises.
        """
        call = Call(PROTOCOL_VERSION, self._token, network, command)
        try:
            self._writer.write(msgspec.json.encode(call) + b"\n")
            while True:
                answer = await self._answer()
                if isinstance(answer, Done):
                    return answer.result
                if isinstance(answer, Failed):
                    raise error_from(answer.kind, answer.data)
                tell(answer)
        finally:
            self._writer.close()

    async def _answer(self) -> AnyAnswer:
        try:
            line = await self._reader.readline()
        except ConnectionError as error:
            raise NodeGone from error
        except ValueError as error:  # longer than any answer of ours
            raise NodeOfOtherVersion from error
        if not line.endswith(b"\n"):
            raise NodeGone
        try:
            return _ANSWERS.decode(line)
        except (ValueError, RecursionError) as error:
            raise NodeOfOtherVersion from error


async def reach_node(door: Door) -> Reached:
    """Connect to a running node, which begins nothing yet. Raises ConnectionError if none runs any more."""
    limit = limits.CONTROL_ANSWER_BYTES
    try:
        if door.path is not None:
            reader, writer = await asyncio.open_unix_connection(door.path, limit=limit)
        else:
            reader, writer = await asyncio.open_connection("127.0.0.1", door.port, limit=limit)
    except OSError as error:  # nothing there, or nothing that can be a socket
        raise ConnectionRefusedError from error
    return Reached(door, reader, writer)
