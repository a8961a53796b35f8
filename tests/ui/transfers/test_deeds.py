"""What is opened of a transfer: the folder to look into, and nothing that a system would run."""

from pathlib import Path

import pytest

from desktop.ui.transfers.deeds import _folder_of
from tests.ui.transfers.sample_rows import row


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        ("Holiday", "Holiday"),
        ("Linux 6.1", "Linux 6.1"),
        ("v1. draft two", "v1. draft two"),
        ("Photos.app", ""),
        ("Printers.{2227A280-3AEA-1069-A2DE-08002B30309D}", ""),
    ],
)
def test_a_folder_that_a_system_would_run_is_shown_where_it_lies(
    tmp_path: Path, name: str, opened: str
) -> None:
    (tmp_path / name).mkdir()
    assert _folder_of(row(path=str(tmp_path / name))) == (tmp_path / opened)


def test_a_file_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "invoice.pdf.exe").touch()
    assert _folder_of(row(path=str(tmp_path / "invoice.pdf.exe"))) == tmp_path
    assert _folder_of(row(path=str(tmp_path / "gone"))) == tmp_path
