"""Models for 3D printing in a folder of this computer: what is asked, and what is answered."""

from typing import Annotated

import msgspec
from msgspec import Meta

from desktop.limits import MODEL_PICTURE_SIDE
from desktop.node.protocol.command import Command
from desktop.share.models.sights import Drawing

type _Side = Annotated[int, Meta(ge=0, le=MODEL_PICTURE_SIDE)]


class ModelFile(msgspec.Struct, frozen=True):
    """A file that may be a model; `path` begins in the folder. `changed` tells one version from another."""

    path: str
    bytes: int
    changed: int


class ModelsResult(msgspec.Struct, frozen=True):
    """The models of a folder, by name. `all` is false where there are more."""

    folder: str
    models: tuple[ModelFile, ...]
    all: bool


class ModelResult(msgspec.Struct, frozen=True):
    """What a model is. `watertight` and `volume_mm3` are None where they cannot be told or were not asked."""

    triangles: int
    size_mm: tuple[float, float, float]
    watertight: bool | None
    volume_mm3: float | None
    drawing: Drawing | None = None


class ListModels(Command[ModelsResult], frozen=True, tag="models"):
    """Say which models for 3D printing are in a folder, without opening any."""

    folder: str


class LookAtModel(Command[ModelResult], frozen=True, tag="model"):
    """Measure a model, and draw it if it is told how large; `closely`, with what takes a while."""

    path: str
    width: _Side = 0
    height: _Side = 0
    closely: bool = False


ModelCommand = ListModels | LookAtModel
