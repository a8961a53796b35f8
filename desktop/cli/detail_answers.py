"""What is said about one transfer that was looked at closely."""

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
    files = [
        _file_cells(file, done, language) for file, done in zip(result.files or (), result.done, strict=False)
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


def _file_cells(file: FileResult, done: int, language: Language) -> tuple[str, ...]:
    say = language.say
    ranks = {
        FileRank.OUT: say("left out"),
        FileRank.LAST: say("last"),
        FileRank.NORMAL: "",
        FileRank.FIRST: say("first"),
    }
    amount = size(file.bytes, language)
    return (str(file.file), share_of(done, file.bytes).rjust(5), amount, plain(file.path), ranks[file.rank])


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
