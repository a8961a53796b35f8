"""Where words go on a row."""

import pytest
from PySide6.QtGui import QFontMetrics, QGuiApplication

from desktop.ui.transfers.painting import Type, reason_lines

REASON = "Nothing is lost. It needs 3.1 GB more room in “Videos”, and goes on by itself once there is."


@pytest.mark.parametrize("width", [2000, 420, 300])
def test_a_reason_has_two_lines_where_one_is_too_short(qapp: QGuiApplication, width: int) -> None:
    font = Type.of(qapp.font()).small
    lines = reason_lines(REASON, font, width)
    assert " ".join(lines) == REASON
    assert len(lines) == (1 if width > QFontMetrics(font).horizontalAdvance(REASON) else 2)
    assert QFontMetrics(font).horizontalAdvance(lines[0]) <= width
