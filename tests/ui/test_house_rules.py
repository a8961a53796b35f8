"""What no part of the window may do, wherever it stands: found by reading the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "desktop" / "ui").rglob("*.py"))

FORBIDDEN = {
    "QLabel": ("parts/labels.py",),
    "QFileDialog": ("parts/choosers.py",),
    "QMessageBox": (),
    "QErrorMessage": (),
    "QTextBrowser": (),
    "QTextEdit": (),
    "QSortFilterProxyModel": (),
    "QTableWidget": (),
    "QTreeWidget": (),
    "QListWidget": (),
}
"""Names, and the only files that may use them: they show markup, block, or do not scale."""
FORBIDDEN_CALLS = {
    "setToolTip": ("parts/labels.py", "window/tray.py"),
    "setTextFormat": ("parts/labels.py",),
    "exec": ("start.py", "gallery/start.py"),
    "exec_": (),
    "setHtml": (),
    "processEvents": (),
}


def within(path: Path) -> str:
    return path.relative_to(ROOT / "desktop" / "ui").as_posix()


def names_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def calls_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


@pytest.mark.parametrize("path", SOURCES, ids=within)
def test_a_part_of_the_window_keeps_the_rules(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for name in names_in(tree):
        assert within(path) in FORBIDDEN.get(name, (within(path),)), (
            f"{name} stands only in {FORBIDDEN[name]}"
        )
    for call in calls_in(tree):
        allowed = FORBIDDEN_CALLS.get(call, (within(path),))
        assert within(path) in allowed, f"{call}() stands only in {allowed}"


@pytest.mark.parametrize("path", SOURCES, ids=within)
def test_colours_come_from_the_tokens(path: Path) -> None:
    if within(path) in {"look/tokens.py", "parts/codes.py"}:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            colour = re.fullmatch(r"#([0-9a-fA-F]{3}){1,2}", node.value.strip())
            assert colour is None, f"{colour} belongs into look/tokens.py"
