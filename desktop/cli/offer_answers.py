"""What is said about passes of files between people."""

from typing import Final

from desktop import limits
from desktop.cli.answer import Answer, Look
from desktop.cli.tables import columns, fold
from desktop.node import protocol
from desktop.node.protocol import AnyCommand
from desktop.ui.words.formats import files, size
from desktop.ui.words.language import Language
from desktop.ui.words.offers import standing_of_offer
from desktop.ui.words.plain import brief, plain

_NAME_LENGTH: Final = 24
_TITLE_LENGTH: Final = 40
_NAMES: Final = 5
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
    lines = [
        "\n".join((line, *_more(offer, look))) for line, offer in zip(columns(rows), result, strict=True)
    ]
    return Answer(
        body="\n".join(lines),
        after=say("passalong offers accept ID gets it, passalong offers decline ID says no.") if asks else "",
    )


def _more(offer: protocol.OfferResult, look: Look) -> list[str]:
    """Return what else helps to decide: what they say to it, and the first names in it."""
    indent = " " * (_ID_LENGTH + 2)
    text = look.language.say("“{text}”", text=plain(offer.text)) if offer.text else ""
    names = ", ".join(brief(name, _TITLE_LENGTH) for name in offer.names[:_NAMES])
    if offer.files > _NAMES and names:
        names = look.language.say("{names}, …", names=names)
    # One file is called what the offer is.
    told = (text, names if offer.names != (offer.title,) else "")
    return [look.ink.muted(fold(indent + line, look.width, indent)) for line in told if line]


def _who(offer: protocol.OfferResult, language: Language) -> str:
    name = brief(offer.name, _NAME_LENGTH)
    if offer.direction == "in":
        return language.say("from {name}", name=name)
    return language.say("to {name}", name=name)
