"""What is said about passes of files between people."""

from typing import Final

from desktop import limits
from desktop.cli.answer import Answer, Look
from desktop.cli.tables import columns
from desktop.node import protocol
from desktop.node.protocol import AnyCommand
from desktop.ui.words.formats import files, size
from desktop.ui.words.language import Language
from desktop.ui.words.offers import standing_of_offer
from desktop.ui.words.plain import brief, plain

_NAME_LENGTH: Final = 24
_TITLE_LENGTH: Final = 40
_ID_LENGTH: Final = limits.ID_PREFIX_LENGTH


def offers_answer(command: AnyCommand, result: list[protocol.OfferResult], look: Look) -> Answer:
    say = look.language.say
    if not result:
        return Answer(before=say("Nothing is offered. passalong share PATH --to PERSON offers something."))
    rows = [
        (
            plain(offer.offer)[:_ID_LENGTH],
            _who(offer, look.language),
            brief(offer.title, _TITLE_LENGTH),
            f"{files(offer.files, look.language)}, {size(offer.bytes, look.language)}",
            standing_of_offer(offer, look.language),
        )
        for offer in result
    ]
    waiting = any((offer.direction, offer.state) == ("in", "offered") for offer in result)
    asks = isinstance(command, protocol.ListOffers) and waiting
    return Answer(
        body="\n".join(columns(rows)),
        after=say("passalong offers accept ID gets it, passalong offers decline ID says no.") if asks else "",
    )


def _who(offer: protocol.OfferResult, language: Language) -> str:
    name = brief(offer.name, _NAME_LENGTH)
    if offer.direction == "in":
        return language.say("from {name}", name=name)
    return language.say("to {name}", name=name)
