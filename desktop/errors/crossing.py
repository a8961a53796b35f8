"""Errors on their way across the local socket, from node to command line. Any thread."""

from collections.abc import Iterator, Mapping

import msgspec

from desktop.errors.root import AppError
from desktop.errors.running import NodeOfOtherVersion


def error_data(error: AppError) -> dict[str, object]:
    """Return the fields of `error` as plain JSON; `error_from` with its kind makes it again."""
    data: dict[str, object] = msgspec.to_builtins(error)
    return data


def error_from(kind: str, data: Mapping[str, object]) -> AppError:
    """Return the error that `error_data` took apart.

    What this version does not know was said by another one: NodeOfOtherVersion.
    """
    for error_type in error_types():
        if error_type.kind == kind:
            try:
                return msgspec.convert(data, error_type)
            except msgspec.ValidationError:
                break
    return NodeOfOtherVersion()


def error_types(root: type[AppError] = AppError) -> Iterator[type[AppError]]:
    """Yield every type of error that can be raised: those with a kind."""
    for child in root.__subclasses__():
        if "kind" in vars(child):
            yield child
        yield from error_types(child)
