"""Gather every sentence that people read from the code, and bring the catalogues up to date.

    uv run python -m resources.translations.gather

Sentences are the literals given to `say` and `say_number`, and the values of the tables of sentences in
`desktop/ui/words` and `desktop/cli`. What was translated stays; what is new is left empty for a translator.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

_ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = Path(__file__).parent
_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""So that nothing changes where no sentence does."""
_TABLES: Final = ("desktop/ui/words", "desktop/cli")
NUMBER: Final = "1,234.5"
_SAYING: Final = frozenset({"say", "say_number"})


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence in English; `many` is its plural if it has one."""

    one: str
    many: str | None
    place: str


def messages() -> list[Message]:
    """Return every sentence, in the order of the files."""
    found: dict[tuple[str, str | None], Message] = {
        (NUMBER, None): Message(NUMBER, None, "desktop/ui/words/language.py")
    }
    for path in sorted((_ROOT / "desktop").rglob("*.py")):
        name = path.relative_to(_ROOT).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        said = [*_said(tree, name), *(_tabled(tree, name) if name.startswith(_TABLES) else ())]
        for message in said:
            found.setdefault((message.one, message.many), message)
    return list(found.values())


def _said(tree: ast.Module, name: str) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called not in _SAYING:
            continue
        texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        texts = [text for text in texts if isinstance(text, str)]
        if called == "say" and texts:
            yield Message(str(texts[0]), None, name)
        elif called == "say_number" and len(texts) > 1:
            yield Message(str(texts[0]), str(texts[1]), name)


def _tabled(tree: ast.Module, name: str) -> Iterator[Message]:
    """Yield the sentences of tables at the top of a module."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            for node in ast.walk(statement.value):
                if isinstance(node, ast.Dict):
                    yield from (Message(text, None, name) for value in node.values for text in _texts(value))


def _texts(value: ast.expr) -> list[str]:
    """Return the sentences of one entry: a literal, or those in a tuple or given to `Halves`."""
    match value:
        case ast.Constant(value=str(text)) if text:
            return [text]
        case ast.Tuple(elts=parts) | ast.Call(args=parts):
            texts = [text for part in parts for text in _texts(part)]
            return [text for text in texts if " " in text]  # the others are names of icons and colours
        case _:
            return []


def catalogue_of(language: str) -> Catalog:
    """Return the catalogue of a language as it is."""
    with (FOLDER / language / "LC_MESSAGES" / "passalong.po").open("rb") as file:
        return read_po(file, locale=language)


def updated(old: Catalog, wanted: list[Message]) -> Catalog:
    """Return a catalogue of exactly these sentences, with what is translated already."""
    new = Catalog(
        locale=old.locale,
        project="Passalong",
        charset="utf-8",
        header_comment="# Sentences of Passalong, gathered by resources/translations/gather.py.",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        fuzzy=False,
    )
    for message in wanted:
        key = (message.one, message.many) if message.many else message.one
        known = old.get(message.one)
        same = known is not None and bool(known.pluralizable) == bool(message.many)
        translated = known.string if known is not None and same else None
        new.add(key, translated, locations=[(message.place, 0)])
    return new


def save(catalogue: Catalog, language: str) -> None:
    """Write the catalogue for people, and the one for the program beside it."""
    folder = FOLDER / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "passalong.po").open("wb") as file:
        write_po(file, catalogue, width=110, omit_header=False, include_lineno=False, sort_by_file=False)
    with (folder / "passalong.mo").open("wb") as file:
        write_mo(file, catalogue)


def main() -> None:
    wanted = messages()
    for folder in sorted(path for path in FOLDER.iterdir() if (path / "LC_MESSAGES").is_dir()):
        there = (folder / "LC_MESSAGES" / "passalong.po").exists()
        old = catalogue_of(folder.name) if there else Catalog(folder.name)
        new = updated(old, wanted)
        save(new, folder.name)
        missing = [message for message in new if message.id and not _is_whole(message.string)]
        print(f"{folder.name}: {len(wanted)} sentences, {len(missing)} to be translated")  # noqa: T201


def _is_whole(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    main()
