"""One XML file of a 3MF: its objects, and what is to be built of them. Child process only.

No entity is followed, and a document that declares any is refused.
"""

import posixpath
import zipfile
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from xml.parsers import expat

import numpy as np

from desktop import limits
from desktop.share.models.meshes import Numbers, Unreadable
from desktop.share.models.sights import Why

_MODEL_KIND: Final = "/3dmodel"
_RELATIONS: Final = "_rels/.rels"
_PIECE: Final = 1 * limits.MIB
_MILLIMETER: Final = "millimeter"
_UNITS: Final = MappingProxyType(
    {"micron": 0.001, _MILLIMETER: 1.0, "centimeter": 10.0, "inch": 25.4, "foot": 304.8, "meter": 1000.0}
)
_PRINTED: Final = frozenset({"model", "solidsupport"})
_NUMBERS: Final = 12

type Key = tuple[str, str]
"""The part of the package, and the object's id in it."""
type _Given = dict[str, str]


@dataclass(slots=True)
class Placed:
    """An object, and where it goes; None is where it is."""

    key: Key
    place: Numbers | None


@dataclass(slots=True)
class Object:
    corners: "array[float]" = field(default_factory=lambda: array("d"))
    triangles: "array[int]" = field(default_factory=lambda: array("q"))
    parts: list[Placed] = field(default_factory=list)
    is_printed: bool = True


@dataclass(slots=True)
class Part:
    """What one of them says."""

    unit: float = 1.0
    objects: dict[str, Object] = field(default_factory=dict)
    build: list[Placed] = field(default_factory=list)


def root_of(package: zipfile.ZipFile) -> str:
    """Return the name of the part that the package begins with. Raises Unreadable."""
    found: list[str] = []

    def begin(element: str, given: _Given) -> None:
        if _local(element) == "Relationship" and given.get("Type", "").endswith(_MODEL_KIND):
            found.append(posixpath.normpath(given["Target"]).lstrip("/"))

    _parse(package, _RELATIONS, begin, lambda _element: None)
    if not found:
        raise Unreadable(Why.DAMAGED)
    return found[0]


def read_part(package: zipfile.ZipFile, name: str) -> Part:
    """Read one part. Raises Unreadable, and what expat and zipfile raise."""
    reading = _Reading(name)
    _parse(package, name, reading.begin, reading.end)
    return reading.part


class _Reading:
    """Hears of each element of one part."""

    def __init__(self, name: str) -> None:
        self.part = Part()
        self._name = name
        self._depth = 0
        self._object = Object()
        """The one whose elements come now; before the first one, one that nobody builds."""

    def begin(self, element: str, given: _Given) -> None:
        self._depth += 1
        if self._depth > limits.MODEL_NESTING:
            raise Unreadable(Why.DAMAGED)
        match _local(element):
            case "vertex":
                self._object.corners.extend((float(given["x"]), float(given["y"]), float(given["z"])))
            case "triangle":
                self._object.triangles.extend((int(given["v1"]), int(given["v2"]), int(given["v3"])))
            case "component":
                self._object.parts.append(self._placed(given))
            case "item":
                self.part.build.append(self._placed(given))
            case "object":
                self._begin_object(given)
            case "model":
                self.part.unit = _UNITS.get(given.get("unit", _MILLIMETER), 1.0)

    def end(self, element: str) -> None:
        del element
        self._depth -= 1

    def _begin_object(self, given: _Given) -> None:
        self._object = self.part.objects[given["id"]] = Object()
        self._object.is_printed = given.get("type", "model") in _PRINTED
        if len(self.part.objects) > limits.MODEL_PARTS:
            raise Unreadable(Why.TOO_LARGE)

    def _placed(self, given: _Given) -> Placed:
        """Return what is named, in this part or by the production extension's `path` in another one."""
        path = next((value for name, value in given.items() if _local(name) == "path"), None)
        key = self._name if path is None else path.lstrip("/"), given["objectid"]
        numbers = given.get("transform", "").split()
        if not numbers:
            return Placed(key, None)
        if len(numbers) != _NUMBERS:
            raise Unreadable(Why.DAMAGED)
        return Placed(key, np.array(numbers, dtype=np.float64).reshape(4, 3))


def _parse(
    package: zipfile.ZipFile, name: str, begin: Callable[[str, _Given], None], end: Callable[[str], None]
) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        file = package.open(name)
    except KeyError as error:  # there is no such part
        raise Unreadable(Why.DAMAGED) from error
    with file:
        while piece := file.read(_PIECE):
            parser.Parse(piece, False)
    parser.Parse(b"", True)


def _local(name: str) -> str:
    """Return a name without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    """Stop where a document says what its words stand for: 3MF allows none, and they lead to bombs."""
    raise Unreadable(Why.DAMAGED)
