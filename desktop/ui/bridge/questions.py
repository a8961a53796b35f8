"""What was asked of the node, and by whom. Window's thread."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop.errors import AppError
from desktop.node.protocol import AnyNews


@dataclass(frozen=True, slots=True)
class Question[R]:
    """What was asked, and what is done with the answer, unless by then nobody waits for it."""

    owner: QObject
    asked: "Asked"
    done: Callable[[R], None] | None
    failed: Callable[[AppError], None] | None
    news: Callable[[AnyNews], None] | None

    @property
    def is_open(self) -> bool:
        """Whether there is still somebody who waits for an answer."""
        return not self.asked.is_given_up and isValid(self.owner)


class Asked:
    """Something that was asked and may be given up."""

    def __init__(self) -> None:
        self.is_given_up = False
        self.future: Future[Any] = Future()

    def give_up(self) -> None:
        """End it: neither answer nor error will come."""
        self.is_given_up = True
        self.future.cancel()
