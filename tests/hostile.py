"""Text and values that a stranger might send to break what shows them."""

import base64
import unicodedata
from typing import Any, Final

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

HOSTILE_TEXTS: Final = (
    "{0} {text} {} {{ }} %s %(x)d %",
    "line\nline\r\nline\u2028line\x85line\ttab",
    "\x1b[31mred\x1b[2J\x1b]8;;http://x\x07",
    "\x9b31m\x00\x08\x7f",
    "[bold red]markup[/] <b>html</b> &amp;",
    "\u202egpj.exe\u2066\u200f\ufeff",
    "x" * 10_000,
    "\ud800 lone",
    "",
)


def texts() -> st.SearchStrategy[str]:
    return st.sampled_from(HOSTILE_TEXTS) | st.text(max_size=300)


def harmful(text: str, allowed: str = "\n") -> list[str]:
    """Return the characters of `text` that could command a terminal or reorder what is read."""
    return [
        character
        for character in text
        if character not in f"{allowed}\u200c\u200d" and unicodedata.category(character) in {"Cc", "Cf", "Cs"}
    ]


def made(value_type: type[Any]) -> st.SearchStrategy[Any]:
    """Return values of a dataclass, a Struct or a list of one, with hostile text wherever there is text."""
    return _plain(msgspec.inspect.type_info(value_type)).map(lambda plain: msgspec.convert(plain, value_type))


def plain_json(value_type: type[Any]) -> st.SearchStrategy[Any]:
    """Return what `made` returns, as the plain JSON it travels as."""
    return made(value_type).map(msgspec.to_builtins)


def _plain(kind: inspect.Type) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.StructType(fields=fields) | inspect.DataclassType(fields=fields):
            tag_field = getattr(kind, "tag_field", None)
            tagged = {tag_field: st.just(getattr(kind, "tag", None))} if tag_field else {}
            return st.fixed_dictionaries(tagged | {field.name: _plain(field.type) for field in fields})
        case inspect.EnumType(cls=choices):
            return st.sampled_from([choice.value for choice in choices])
        case inspect.UnionType(types=types):
            return st.one_of(*map(_plain, types))
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            return st.lists(_plain(item), max_size=4)
        case inspect.TupleType(item_types=types):
            return st.tuples(*map(_plain, types))
        case _:
            return _SIMPLE[type(kind)]


_SIMPLE: Final[dict[type[inspect.Type], st.SearchStrategy[Any]]] = {
    inspect.StrType: texts(),
    inspect.IntType: st.integers(min_value=0, max_value=2**62),
    inspect.FloatType: st.floats(min_value=0, max_value=1e12),
    inspect.BoolType: st.booleans(),
    inspect.NoneType: st.none(),
    inspect.DictType: st.just({}),
    inspect.BytesType: st.binary(max_size=8).map(lambda data: base64.b64encode(data).decode()),
}
