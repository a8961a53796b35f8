"""What is opened of what came: the folder to look into, and nothing that a system would run."""

from pathlib import Path

import pytest

from desktop.ui.parts.folders import folder_to_show
from desktop.ui.transfers.deeds import _folder_of
from tests.ui.transfers.sample_rows import row


@pytest.mark.parametrize(
    ("folder", "shown"),
    [
        ("in/Holiday", "in/Holiday"),
        ("in/Linux 6.1", "in/Linux 6.1"),
        ("in/v1. draft two", "in/v1. draft two"),
        ("in/Photos.app", "in"),
        ("in/Photos.app/more.APP", "in"),
        ("in/Printers.{2227A280-3AEA-1069-A2DE-08002B30309D}", "in"),
    ],
)
def test_a_folder_that_a_system_would_run_is_shown_where_it_lies(folder: str, shown: str) -> None:
    assert folder_to_show(Path(folder)) == Path(shown)


def test_of_a_transfer_a_folder_is_opened_and_never_a_file(tmp_path: Path) -> None:
    (tmp_path / "invoice.pdf.exe").touch()
    for name in ("invoice.pdf.exe", "gone"):
        assert _folder_of(row(path=str(tmp_path / name))) == tmp_path
    assert _folder_of(row(path=str(tmp_path))) == tmp_path
