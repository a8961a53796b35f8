"""What is said about one transfer that was looked at closely."""

from pathlib import Path

from desktop.cli.answer import Answer, Look
from desktop.cli.tables import columns
from desktop.node.protocol import (
    AnyCommand,
    FileRank,
    FileResult,
    PictureResult,
    TakerResult,
    TransferDetails,
    Way,
)
from desktop.ui.words.formats import share_of, size, speed
from desktop.ui.words.language import Language
from desktop.ui.words.plain import brief, plain

_THOUSAND = 1000


def details_answer(command: AnyCommand, result: TransferDetails, look: Look) -> Answer:
    del command
    language = look.language
    known = list(zip(result.files or (), result.done, strict=False))
    whole = all(done >= file.bytes for file, done in known if file.rank is not FileRank.OUT)
    files = [
        _file_cells(file, done, _lies_at(file, result.path), language, whole=whole) for file, done in known
    ]
    takers = [_taker_cells(taker, language) for taker in result.takers]
    blocks = [plain(result.path or result.folder), "\n".join(columns(files)), "\n".join(columns(takers))]
    return Answer(body="\n\n".join(filter(None, blocks)))


def picture_answer(command: AnyCommand, result: PictureResult, look: Look) -> Answer:
    del command
    say = look.language.say
    if result.file is None:
        return Answer(body=say("Nothing in it can be shown as a picture."))
    return Answer(body=say("Its picture is that of {file}.", file=plain(result.file)))


def _lies_at(file: FileResult, top: str | None) -> str:
    """Return the name by which a file is found on the disk, which may not be that in the share."""
    if file.disk is None or top is None:
        return file.path
    disk, folder = Path(file.disk), Path(top).parent
    return str(disk.relative_to(folder)) if disk.is_relative_to(folder) else file.disk


def _file_cells(
    file: FileResult, done: int, path: str, language: Language, *, whole: bool
) -> tuple[str, ...]:
    say = language.say
    ranks = {
        FileRank.OUT: say("left out"),
        FileRank.LAST: say("last"),
        FileRank.NORMAL: "",
        FileRank.FIRST: say("first"),
    }
    amount = size(file.bytes, language)
    # There is nothing of an empty file to come: it is here once all the others are.
    is_empty_here = whole and not file.bytes and file.rank is not FileRank.OUT
    part = share_of(1, 1) if is_empty_here else share_of(done, file.bytes)
    return (str(file.file), part.rjust(5), amount, plain(path), ranks[file.rank])


def _taker_cells(taker: TakerResult, language: Language) -> tuple[str, ...]:
    say = language.say
    ways = {
        Way.DIRECT: say("direct"),
        Way.RELAY: say("through a relay"),
        Way.PUBLIC: plain(taker.address),
        Way.NEARBY: "",
    }
    name = brief(taker.name or taker.client) or say("somebody with the link")
    down, up = speed(taker.down, language), speed(taker.up, language)
    return (name, share_of(taker.has, _THOUSAND).rjust(5), ways[taker.way], f"↓ {down}", f"↑ {up}")
