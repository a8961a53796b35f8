"""What is told in passing waits for its turn and goes; trouble stays until it is closed."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.around import Around
from desktop.ui.parts.states import Step
from desktop.ui.parts.toasts import Toast, Toasts, Told

TROUBLE = Told("That could not be done. Nothing was changed.", is_trouble=True)


@pytest.fixture
def toasts(around: Around, window: QWidget) -> Toasts:
    window.resize(900, 600)
    window.show()
    QTest.qWaitForWindowActive(window)
    QCursor.setPos(window.mapToGlobal(QPoint(1, 1)))
    return Toasts(around, window)


def shown(window: QWidget) -> list[str]:
    return [toast.told.text for toast in window.findChildren(Toast) if toast.isVisible()]


def run_out(window: QWidget) -> None:
    """Let the time of all that is shown be over."""
    for toast in window.findChildren(Toast):
        if toast.isVisible():
            toast._reading.timeout.emit()


def close(window: QWidget) -> None:
    toast = next(toast for toast in window.findChildren(Toast) if toast.told.is_trouble)
    toast.findChildren(QPushButton)[-1].click()


def test_what_is_told_in_passing_goes_by_itself(window: QWidget, toasts: Toasts) -> None:
    toasts.show(Told("The link is copied."))
    assert window.findChildren(Toast)[0]._reading.isActive()
    run_out(window)
    assert shown(window) == []


def test_trouble_stays_until_it_is_closed(window: QWidget, toasts: Toasts) -> None:
    toasts.show(TROUBLE)
    assert not window.findChildren(Toast)[0]._reading.isActive()
    close(window)
    assert shown(window) == []


def test_nothing_takes_the_place_of_another(window: QWidget, toasts: Toasts) -> None:
    done: list[str] = []
    toasts.show(Told("Ben asks something.", (Step("Look", lambda: done.append("look")),)))
    for number in range(4):
        toasts.show(Told(f"Thing {number} is on its way."))
    assert shown(window) == ["Ben asks something.", "Thing 0 is on its way.", "Thing 1 is on its way."]
    window.findChildren(Toast)[0].findChildren(QPushButton)[0].click()
    assert done == ["look"]
    assert shown(window)[-1] == "Thing 2 is on its way."
    run_out(window)
    run_out(window)
    assert shown(window) == []


def test_nothing_is_said_twice_at_a_time(window: QWidget, toasts: Toasts) -> None:
    for _ in range(5):
        toasts.show(TROUBLE)
    assert shown(window) == [TROUBLE.text]


def test_what_somebody_is_at_stays(window: QWidget, toasts: Toasts) -> None:
    toasts.show(Told("Ben asks something.", (Step("Look", lambda: None),)))
    (toast,) = window.findChildren(Toast)
    toast.findChildren(QPushButton)[0].setFocus()
    run_out(window)
    assert shown(window) == ["Ben asks something."]
    window.setFocus()
    QCursor.setPos(toast.mapToGlobal(toast.rect().center()))
    run_out(window)
    assert shown(window) == ["Ben asks something."]
    assert toast._reading.isActive()


def test_they_lie_above_each_other_inside_the_window(window: QWidget, toasts: Toasts) -> None:
    for told in (TROUBLE, Told("One."), Told("Two.")):
        toasts.show(told)
    boxes = [toast.geometry() for toast in window.findChildren(Toast)]
    assert all(window.rect().contains(box) for box in boxes)
    assert boxes[0].top() > boxes[1].bottom() > boxes[1].top() > boxes[2].bottom()


def test_it_is_read_out(window: QWidget, toasts: Toasts, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, object]] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: heard.append((event.message(), event.politeness()))
    )
    politeness = QAccessible.AnnouncementPoliteness
    toasts.show(Told("The link is copied."))
    toasts.show(TROUBLE)
    assert heard == [("The link is copied.", politeness.Polite), (TROUBLE.text, politeness.Assertive)]
    del window
