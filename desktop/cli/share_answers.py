"""What is said about passing on and getting."""

from collections.abc import Callable

import msgspec

from desktop.cli.answer import Answer, Look
from desktop.cli.mends import sentence_of_reason
from desktop.cli.tables import columns
from desktop.cli.transfer_rows import transfer_lines
from desktop.node import protocol
from desktop.node.protocol import AnyCommand
from desktop.ui.words.formats import duration, files, local_time, size
from desktop.ui.words.language import Language
from desktop.ui.words.plain import plain


def shared_answer(news: protocol.SharedNews, look: Look) -> Answer:
    answer = _shared(news, look)
    closing = look.language.say("It can be got as long as this stays open. Ctrl+C ends it.")
    return Answer(body=answer.body, before=answer.before, after=_paragraphs(answer.after, closing))


def share_answer(command: AnyCommand, result: protocol.ShareResult, look: Look) -> Answer:
    answer = _shared(result, look)
    assert isinstance(command, protocol.AddShare)
    if command.until_sent != 0:
        return answer
    closing = look.language.say("It can be got while Passalong runs: passalong node runs it.")
    return Answer(body=answer.body, before=answer.before, after=_paragraphs(answer.after, closing))


def _shared(share: protocol.ShareResult | protocol.SharedNews, look: Look) -> Answer:
    return _link_answer(share, look) if share.link else _offered_answer(share, look)


def _offered_answer(share: protocol.ShareResult | protocol.SharedNews, look: Look) -> Answer:
    return Answer(
        before=look.language.say(
            "Offered: {files}, {size}. Nobody else can see it or get it. "
            "passalong offers tells how it stands.",
            files=files(share.files, look.language),
            size=size(share.bytes, look.language),
        )
    )


def _link_answer(share: protocol.ShareResult | protocol.SharedNews, look: Look) -> Answer:
    say = look.language.say
    for_others = say("The same for other BitTorrent programs:") if share.magnet else ""
    until = say("The link works until {time}.", time=local_time(share.ends)) if share.ends else ""
    return Answer(
        before=say(
            "Ready to pass on: {files}, {size}. Whoever has this link can get it:",
            files=files(share.files, look.language),
            size=size(share.bytes, look.language),
        ),
        body=plain(share.link or ""),
        after=_paragraphs(for_others, plain(share.magnet or ""), until),
    )


def got_answer(command: AnyCommand, result: protocol.GetResult, look: Look) -> Answer:
    del command
    return Answer(
        before=look.language.say(
            "Here and checked: {files}, {size}, in {time}.",
            files=files(result.files, look.language),
            size=size(result.bytes, look.language),
            time=duration(result.seconds, look.language),
        ),
        body=plain(result.path),
    )


def transfers_answer(command: AnyCommand, result: list[protocol.TransferResult], look: Look) -> Answer:
    say = look.language.say
    if isinstance(command, protocol.Remove):
        names = [say("Taken off the list: {name}.", name=row.name) for row in result]
        kept = "" if command.delete_files else say("Its files stay where they are.")
        return Answer(before="\n".join(filter(None, (*names, kept))))
    if not result:
        return Answer(
            before=say(
                "Nothing is given or got yet. "
                "passalong share PATH passes something on, passalong get LINK gets something."
            )
        )
    return Answer(body="\n".join(transfer_lines(result, look)))


def transfers_json(result: list[protocol.TransferResult], language: Language) -> object:
    return [
        {
            **msgspec.to_builtins(row),
            "reason": sentence_of_reason(row.reason, language) if row.reason is not None else None,
        }
        for row in result
    ]


def limits_answer(command: AnyCommand, result: protocol.LimitResult, look: Look) -> Answer:
    del command
    say = look.language.say

    def rate(kib: int) -> str:
        return look.language.say_number("{number} KiB a second", "{number} KiB a second", kib)

    no_limit = say("no limit")
    rows = (
        (say("Giving"), rate(result.up) if result.up else no_limit),
        (say("Getting"), rate(result.down) if result.down else no_limit),
        (say("At once"), str(result.at_once)),
        *_slow_rows(result, rate, look.language),
    )
    return Answer(body="\n".join(columns(rows)))


def _slow_rows(
    result: protocol.LimitResult, rate: Callable[[int], str], language: Language
) -> list[tuple[str, str]]:
    say = language.say
    rows = []
    if result.slow_hours:
        for name, limit in ((say("Giving"), result.slow_up), (say("Getting"), result.slow_down)):
            rows.append((f"{name}, {plain(result.slow_hours)}", rate(limit) if limit else say("no limit")))
    if result.rest_on_battery:
        rows.append((say("On the battery"), say("nothing moves")))
    if result.rest_on_metered:
        rows.append((say("In networks that cost"), say("nothing moves")))
    return rows


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))
