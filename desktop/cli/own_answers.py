"""What is said about oneself: who one is, the 24 words, the backup, and how this computer is doing."""

from collections.abc import Sequence
from typing import Final

from desktop.cli.answer import Answer, Look
from desktop.cli.mends import sentence_of_check
from desktop.cli.tables import columns, fold
from desktop.node import protocol
from desktop.node.protocol import AnyCommand
from desktop.ui.words.formats import duration, people, size
from desktop.ui.words.language import Language
from desktop.ui.words.plain import plain

_WORDS_IN_A_ROW: Final = 4


def ready_answer(news: protocol.ReadyNews, look: Look) -> Answer:
    say = look.language.say
    if news.people:
        return _neighbourhood_answer(news.people, look)
    return Answer(
        before=say("Passalong is running. Your link for people who want to know you:"),
        body=plain(news.link),
        after=say(
            "Things are given and got as long as this stays open. Ctrl+C ends it. "
            "passalong relay tells how routers are passed, passalong doctor whether all is well."
        ),
    )


def _neighbourhood_answer(people: tuple[protocol.DemoPerson, ...], look: Look) -> Answer:
    say = look.language.say
    rows = [(look.ink.strong(plain(who.name)), plain(who.profile)) for who in people]
    return Answer(
        before=say("These people live on this computer now, and know each other:"),
        body="\n".join(columns(rows)),
        after=say(
            "Be one of them with passalong --profile FOLDER and any command. "
            "Ctrl+C ends it and takes all of it away."
        ),
    )


def person_answer(command: AnyCommand, result: protocol.PersonResult, look: Look) -> Answer:
    say = look.language.say
    renewed = isinstance(command, protocol.ShowPerson) and command.new_link
    ids = columns([(say("Person"), plain(result.person)), (say("Device"), plain(result.device))])
    return Answer(
        before=say("Your link is new. The old one no longer works.") if renewed else "",
        body="\n".join(
            (
                look.ink.strong(plain(result.name)),
                *map(look.ink.muted, ids),
                "",
                say("Your link for people who want to know you:"),
                "",
                plain(result.link),
            )
        ),
        after=_drawn(command, look.language),
    )


def _drawn(command: AnyCommand, language: Language) -> str:
    if not isinstance(command, protocol.ShowPerson) or command.picture is None:
        return ""
    return language.say("It is drawn as a code in “{path}”.", path=plain(command.picture))


def restored_answer(command: AnyCommand, result: protocol.PersonResult, look: Look) -> Answer:
    answer = person_answer(command, result, look)
    return Answer(
        before=look.language.say(
            "Welcome back, {name}. This computer is one of yours now.", name=result.name
        ),
        body=answer.body,
        after=look.language.say("Your files are not part of a backup: copy them back to where they were."),
    )


def relay_answer(command: AnyCommand, result: protocol.RelayResult, look: Look) -> Answer:
    say = look.language.say
    assert isinstance(command, protocol.ChooseRelay)
    chosen = {
        "public": say("Where routers let nothing in, public relays of the iroh project pass packets on."),
        "own": say(
            "Where routers let nothing in, your own relay passes packets on: {url}",
            url=plain(result.url or ""),
        ),
        "none": say("No relay is used: some people behind routers cannot be reached."),
    }
    about = say(
        "A relay sees which computers talk and how much, never what. Through relays that are not your own, "
        "files pass at 256 KiB a second at most. passalong relay public, none or a URL chooses."
    )
    counts = say("It counts from the next start.")
    return Answer(before=chosen.get(result.relay, ""), after=counts if command.choice else about)


def recovered_answer(command: AnyCommand, result: protocol.RecoverResult, look: Look) -> Answer:
    answer = person_answer(command, result, look)
    return Answer(
        before=look.language.say(
            "Welcome back, {name}. This computer is one of yours now, and you know {people} again.",
            name=result.name,
            people=people(result.people, look.language),
        ),
        body=answer.body,
        after=look.language.say("Files and records are not brought back by words: a backup has the records."),
    )


def renamed_answer(command: AnyCommand, result: protocol.NameResult, look: Look) -> Answer:
    del command
    return Answer(before=look.language.say("Others see you as “{name}” now.", name=result.name))


def ended_answer(command: AnyCommand, result: None, look: Look) -> Answer:
    del command, result
    return Answer(before=look.language.say("Stopped in order. Everything is safe."))


def no_answer(command: AnyCommand, result: None, look: Look) -> Answer:
    del command, result, look
    return Answer()


def backup_answer(command: AnyCommand, result: protocol.BackupResult, look: Look) -> Answer:
    del command
    say = look.language.say
    return Answer(
        before=say("Saved, {size}. Only your 24 words open it.", size=size(result.bytes, look.language)),
        body=plain(result.file),
        after=say(
            "Not in it: the files you share or got, and your passphrase. "
            "Keep the files safe yourself, and the 24 words apart from this backup."
        ),
    )


def passphrase_answer(command: AnyCommand, result: protocol.PassphraseResult, look: Look) -> Answer:
    del command
    say = look.language.say
    if not result.sealed:
        return Answer(before=say("Your keys are no longer locked with a passphrase."))
    return Answer(
        before=say("Your keys are locked with the new passphrase now."),
        after=say("If you forget it, only your 24 words and a backup bring you back."),
    )


def words_answer(command: AnyCommand, result: protocol.WordsResult, look: Look) -> Answer:
    del command
    numbered = [f"{number:2} {plain(word)}" for number, word in enumerate(result.words, start=1)]
    return Answer(
        before=look.language.say("Write these words on paper, in this order:"),
        body="\n".join(columns(_in_rows(numbered, _WORDS_IN_A_ROW))),
        after=look.language.say(
            "Whoever has them can be you. They open your backups; nobody can give them to you again."
        ),
    )


def rebuilt_answer(command: AnyCommand, result: protocol.RebuildResult, look: Look) -> Answer:
    del command
    return Answer(
        before=look.language.say_number(
            "Worked out again from {number} record in {time}. In step with others who show the same:",
            "Worked out again from {number} records in {time}. In step with others who show the same:",
            result.records,
            time=duration(result.seconds, look.language),
        ),
        body=plain(result.state_hash),
    )


def state_answer(command: AnyCommand, result: protocol.StateResult, look: Look) -> Answer:
    del command
    return Answer(
        before=look.language.say_number(
            "{number} record. In step with others who show the same:",
            "{number} records. In step with others who show the same:",
            result.records,
        ),
        body=plain(result.state_hash),
    )


def examined_answer(command: AnyCommand, result: list[protocol.CheckResult], look: Look) -> Answer:
    del command
    lines: list[str] = []
    for check in result:
        said = sentence_of_check(check, look.language)
        mark = look.ink.good("✓") if check.ok else look.ink.warning("!")
        lines.append(fold(f"{mark} {said.text}", look.width, indent="  "))
        if said.fix is not None:
            lines.append(fold(f"  → {said.fix}", look.width, indent="    "))
    troubles = sum(not check.ok for check in result)
    verdict = (
        look.language.say_number(
            "{number} thing could be better.", "{number} things could be better.", troubles
        )
        if troubles
        else look.language.say("Everything is well.")
    )
    return Answer(body="\n".join(lines), after=verdict)


def checks_json(result: list[protocol.CheckResult], language: Language) -> object:
    said = [(check, sentence_of_check(check, language)) for check in result]
    return [
        {"check": check.check, "ok": check.ok, "text": text.text, "fix": text.fix, "data": check.data}
        for check, text in said
    ]


def erased_answer(command: AnyCommand, result: None, look: Look) -> Answer:
    del command, result
    return Answer(
        before=look.language.say(
            "Erased: your keys and records are gone from this computer. Files you shared or got stay."
        )
    )


def _in_rows(cells: Sequence[str], count: int) -> list[Sequence[str]]:
    return [cells[start : start + count] for start in range(0, len(cells), count)]
