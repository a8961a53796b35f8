"""What is said about models for 3D printing. Any thread."""

import math
from collections.abc import Sequence
from typing import Final

from desktop.errors import ModelNotSeen
from desktop.node.protocol import ModelFile, ModelResult, ModelsResult
from desktop.ui.words.formats import size
from desktop.ui.words.language import ENGLISH, Language

_FINE_BELOW: Final = 10.0
_MOST: Final = 1e12
_CUBIC_MILLIMETRES: Final = 1000.0


def millimetres(size_mm: Sequence[float], language: Language = ENGLISH) -> str:
    """Return width, depth and height: "72 × 40 × 18 mm"."""  # noqa: RUF002 - as people write it
    across, deep, high = (_figure(side, language) for side in size_mm)
    return language.say("{across} × {deep} × {high} mm", across=across, deep=deep, high=high)  # noqa: RUF001


def name_of(model: ModelFile) -> str:
    """Return what a model is called: the file without its folders and its ending."""
    name = model.path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def ending_of(model: ModelFile) -> str:
    """Return which kind of file it is: "STL"."""
    return model.path.rpartition(".")[2].upper()


def file_line(model: ModelFile, language: Language = ENGLISH) -> str:
    """Return which file it is: "STL · 1.2 MB"."""
    return f"{ending_of(model)} · {size(model.bytes, language)}"


def folder_of(model: ModelFile) -> str:
    """Return in which folder within the one that is looked at; empty if in that itself."""
    return model.path.rpartition("/")[0]


def seen_line(seen: ModelResult | ModelNotSeen | None, language: Language) -> str:
    """Return what a look at it found, in a few words."""
    match seen:
        case None:
            return language.say("being drawn")
        case ModelNotSeen(why="too-large" | "too-much"):
            return language.say("too large to be drawn")
        case ModelNotSeen(why="gone"):
            return language.say("not there any more")
        case ModelNotSeen():
            return language.say("cannot be read")
        case ModelResult():
            return millimetres(seen.size_mm, language)


def story(model: ModelFile, seen: ModelResult | ModelNotSeen | None, language: Language) -> str:
    """Return all that a card says, as it is read out."""
    parts = [name_of(model), seen_line(seen, language), ending_of(model), size(model.bytes, language)]
    if folder := folder_of(model):
        parts.append(language.say("in {folder}", folder=folder))
    return ", ".join(parts)


def models_line(result: ModelsResult, language: Language = ENGLISH) -> str:
    """Return how many models there are: "24 models, 312 MB"."""
    if not result.models:
        return language.say("No models in it")
    total = sum(model.bytes for model in result.models)
    count = language.say_number("{number} model", "{number} models", len(result.models))
    if not result.all:
        return language.say("the first {models}, {size}", models=count, size=size(total, language))
    return language.say("{models}, {size}", models=count, size=size(total, language))


def facts_of(result: ModelResult, language: Language = ENGLISH) -> list[tuple[str, str]]:
    """Return what is known of a model closely looked at, as names and values."""
    say = language.say
    facts = [
        (say("Size"), millimetres(result.size_mm, language)),
        (say("Triangles"), language.written(f"{result.triangles:,}")),
        (say("Watertight"), _closeness(result, language)),
    ]
    if result.volume_mm3 is not None:
        volume = _figure(result.volume_mm3 / _CUBIC_MILLIMETRES, language)
        facts.append((say("Volume"), say("{volume} cm³", volume=volume)))
    return facts


def _closeness(result: ModelResult, language: Language) -> str:
    if result.watertight is None:
        return language.say("too many triangles to say")
    return language.say("yes") if result.watertight else language.say("no, it has gaps")


def _figure(value: float, language: Language) -> str:
    """Return one decimal where it matters, none where it would only be noise."""
    if not math.isfinite(value) or abs(value) > _MOST:
        return "?"
    fine = f"{value:.1f}".removesuffix(".0")
    return language.written(fine if abs(float(fine)) < _FINE_BELOW else f"{value:,.0f}")
