"""Work that is under way: a test goes on from where it waits for the first time."""

import asyncio
from collections.abc import Coroutine
from typing import Any


def begun[T](work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """Return a task for `work` that has run as far as it could without waiting."""
    return asyncio.Task(work, loop=asyncio.get_running_loop(), eager_start=True)
