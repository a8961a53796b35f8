"""What is said about people: whom one knows, and who asks."""

from typing import Final

from desktop import limits
from desktop.cli.answer import Answer, Look
from desktop.cli.tables import columns
from desktop.node import protocol
from desktop.node.protocol import AnyCommand, Standing
from desktop.ui.words.language import Language
from desktop.ui.words.plain import brief, plain

_NAME_LENGTH: Final = 32
_ID_LENGTH: Final = limits.ID_PREFIX_LENGTH


def people_answer(command: AnyCommand, result: list[protocol.ContactResult], look: Look) -> Answer:
    del command
    say = look.language.say
    if not result:
        return Answer(before=say("You know nobody here yet. passalong people add LINK asks somebody."))
    rows = [
        (
            plain(contact.person)[:_ID_LENGTH],
            brief(contact.name, _NAME_LENGTH),
            _state(contact.state, look.language),
            _note(contact, look.language),
            _rename(contact, look.language),
        )
        for contact in result
    ]
    return Answer(body="\n".join(columns(rows)))


def linked_answer(command: AnyCommand, result: protocol.LinkedPersonResult, look: Look) -> Answer:
    del command
    say = look.language.say
    row = (plain(result.person)[:_ID_LENGTH], brief(result.name, _NAME_LENGTH))
    asks = say("They wait for an answer of yours: passalong people requests.") if result.asks else ""
    return Answer(
        body="\n".join(columns([row])),
        after=_likeness(result.alike, look.language) or asks or say("They were not asked yet."),
    )


def _note(contact: protocol.ContactResult, language: Language) -> str:
    if contact.wrong_link:
        return language.say("their link does not hold any more: ask them for a new one")
    return language.say("connected") if contact.online else ""


def _rename(contact: protocol.ContactResult, language: Language) -> str:
    if not contact.name_before:
        return ""
    before = brief(contact.name_before, _NAME_LENGTH)
    renamed = language.say("You knew them as “{name}”: compare 8 words again.", name=before)
    return " ".join(filter(None, (renamed, _likeness(contact.alike, language))))


def nearby_answer(command: AnyCommand, result: list[protocol.NearbyResult], look: Look) -> Answer:
    say = look.language.say
    assert isinstance(command, protocol.ListNearby)
    told = {
        None: "",
        True: say("Everybody on this local network sees your name now, and may ask you."),
        False: say("Only people who know you see you on this local network now."),
    }[command.show]
    if not result:
        return Answer(before=told or say("Nobody new shows themselves on this local network."))
    rows = [(plain(found.person)[:_ID_LENGTH], brief(found.name, _NAME_LENGTH)) for found in result]
    return Answer(
        before=told,
        body="\n".join(columns(rows)),
        after=say("passalong people add ID asks one of them."),
    )


def requests_answer(command: AnyCommand, result: list[protocol.RequestResult], look: Look) -> Answer:
    del command
    say = look.language.say
    if not result:
        return Answer(before=say("Nobody is waiting for an answer of yours."))
    rows = [
        (
            plain(asked.person)[:_ID_LENGTH],
            brief(asked.name, _NAME_LENGTH),
            plain(asked.text),
            _likeness(asked.alike, look.language),
        )
        for asked in result
    ]
    return Answer(
        body="\n".join(columns(rows)),
        after=say("passalong people accept ID says yes, passalong people decline ID forgets it."),
    )


def verify_answer(command: AnyCommand, result: protocol.VerificationResult, look: Look) -> Answer:
    say = look.language.say
    assert isinstance(command, protocol.VerifyPerson)
    if command.words:
        return Answer(before=say("Verified: nobody stands between you."))
    return Answer(
        before=say("Read these words to each other, best face to face. Both must see the same:"),
        body=plain(" ".join(result.words)),
        after=say(
            "If they are the same: passalong people verify {who} and the words.", who=plain(command.who)
        ),
    )


def standing_answer(command: AnyCommand, result: protocol.StandingResult, look: Look) -> Answer:
    say = look.language.say
    match result.state:
        case _ if isinstance(command, protocol.ChangePerson):
            sentence = _changed(command, look.language)
        case Standing.REQUESTED:
            sentence = _asked(result, look.language)
        case Standing.UNVERIFIED | Standing.VERIFIED:
            sentence = _known(result, look.language)
        case Standing.BLOCKED:
            sentence = say("Blocked. You hear nothing of them any more, and they are not told.")
        case Standing.DECLINED:
            sentence = say("Forgotten. They are not told.")
        case Standing.REMOVED:
            sentence = say("You know them no more. They may ask again.")
    return Answer(before=sentence, after=_likeness(result.alike, look.language))


def _asked(result: protocol.StandingResult, language: Language) -> str:
    if result.wrong_link:
        return language.say(
            "Their link does not hold any more, so they were not asked. Ask them for a new one."
        )
    if result.heard:
        return language.say("Asked, and they have heard it. You know each other as soon as they say yes.")
    return language.say("Asked. Passalong goes on until they have heard it, whenever it runs.")


def _known(result: protocol.StandingResult, language: Language) -> str:
    if not result.asked_again:
        return language.say("You are contacts.")
    if result.heard:
        return language.say(
            "They were not connected, so they were asked again, and have heard it. "
            "If they have removed you, it is for them to say yes."
        )
    return language.say(
        "They are not connected, so they are asked again for as long as Passalong runs: "
        "if they have removed you, it is for them to say yes."
    )


def _changed(command: protocol.ChangePerson, language: Language) -> str:
    say = language.say
    told = []
    if command.note is not None:
        told.append(say("Noted, for your eyes only.") if command.note else say("Your note is gone."))
    if command.auto_accept is not None:
        told.append(
            say("What they offer is got without asking you from now on.")
            if command.auto_accept
            else say("You are asked first about what they offer from now on.")
        )
    return " ".join(told)


def _likeness(alike: protocol.Likeness | None, language: Language) -> str:
    if alike is None:
        return ""
    name = brief(alike.name, _NAME_LENGTH)
    if alike.known:
        return language.say("You know this person already, as “{name}”.", name=name)
    return language.say(
        "Take care: the name looks like that of “{name}”, and this is somebody else. Compare 8 words first.",
        name=name,
    )


def _state(state: Standing, language: Language) -> str:
    words = {
        Standing.REQUESTED: language.say("asked"),
        Standing.UNVERIFIED: language.say("contact"),
        Standing.VERIFIED: language.say("contact, verified"),
        Standing.BLOCKED: language.say("blocked"),
    }
    return words.get(state, "")
