"""What is said when somebody looks before anything is begun."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop import limits
from desktop.cli.answer import Answer, Look
from desktop.node.protocol import AnyCommand, ContentsResult, LinkKind, LinkResult, ModelResult, ModelsResult
from desktop.ui.words.formats import files, size
from desktop.ui.words.models import facts_of, models_line
from desktop.ui.words.plain import brief

_KINDS: Final[Mapping[LinkKind, str]] = MappingProxyType(
    {
        LinkKind.SHARE: "Something that one computer passes on, encrypted:",
        LinkKind.PUBLIC: "Something that everybody can get and see:",
        LinkKind.PERSON: "A person who can be asked with passalong people add:",
    }
)


def contents_answer(command: AnyCommand, result: ContentsResult, look: Look) -> Answer:
    del command
    language = look.language
    left_out = ""
    if result.junk or result.left_out:
        left_out = language.say_number(
            "{number} thing would be left out.",
            "{number} things would be left out.",
            result.junk + result.left_out,
        )
    return Answer(
        before=language.say(
            "{files}, {size}:", files=files(result.files, language), size=size(result.bytes, language)
        ),
        body="\n".join(brief(name, limits.NAME_BYTES) for name in result.names),
        after=left_out,
    )


def link_answer(command: AnyCommand, result: LinkResult, look: Look) -> Answer:
    del command
    language = look.language
    known = [brief(result.title)]
    if result.files is not None:
        known.append(files(result.files, language))
    if result.bytes is not None:
        known.append(size(result.bytes, language))
    here = language.say("It is on your list already.") if result.here and result.bytes is not None else ""
    return Answer(before=language.say(_KINDS[result.kind]), body=", ".join(known), after=here)


def models_answer(command: AnyCommand, result: ModelsResult, look: Look) -> Answer:
    del command
    names = (f"{brief(model.path)}  {size(model.bytes, look.language)}" for model in result.models)
    return Answer(before=models_line(result, look.language), body="\n".join(names))


def model_answer(command: AnyCommand, result: ModelResult, look: Look) -> Answer:
    del command
    return Answer(body="\n".join(f"{name}: {value}" for name, value in facts_of(result, look.language)))
