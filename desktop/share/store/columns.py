"""How the values of a row and what SQLite keeps become each other."""

from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import BLOB, Dialect, Integer, Text, TypeDecorator

from desktop.reach import Reach
from desktop.share.store.failures import Unreadable


class TextsColumn(TypeDecorator[tuple[str, ...]]):
    """Several texts, as JSON."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002 - the signature is SQLAlchemy's
        try:
            return msgspec.json.decode(value, type=tuple[str, ...])
        except msgspec.DecodeError as error:
            raise Unreadable from error


class FlagColumn(TypeDecorator[bool]):
    """A boolean where STRICT tables have only integers."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> bool:  # noqa: ARG002 - likewise
        return bool(value)


class ChoiceColumn(TypeDecorator[StrEnum]):
    """One of a closed set, as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum:  # noqa: ARG002 - likewise
        try:
            return self.choices(value)
        except ValueError as error:
            raise Unreadable from error


class ReachColumn(TypeDecorator[Reach]):
    """Where a device can be called, as MessagePack."""

    impl = BLOB
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes:  # noqa: ARG002 - likewise
        return msgspec.msgpack.encode(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Reach | None:  # noqa: ARG002 - likewise
        try:
            return None if value is None else msgspec.msgpack.decode(value, type=Reach)
        except ValueError as error:
            raise Unreadable from error


def as_stored(value: object) -> object:
    """Return `value` as SQLite takes it: several texts as JSON, a reach as MessagePack, all else as it is."""
    match value:
        case tuple():
            return msgspec.json.encode(value).decode()
        case Reach():
            return msgspec.msgpack.encode(value)
        case _:
            return value
