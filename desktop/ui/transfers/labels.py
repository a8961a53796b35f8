"""What is on the chips, the sort menu and an empty list. Pure; no Qt."""

from desktop.ui.transfers.rows import Order, Pile
from desktop.ui.words.language import Language


def pile_text(pile: Pile, count: int, language: Language) -> str:
    """Return what is on a chip."""
    say, number = language.say, f"{count:,}"
    return {
        Pile.ALL: say("All {number}", number=number),
        Pile.ARRIVING: say("Arriving {number}", number=number),
        Pile.SHARING: say("Sharing {number}", number=number),
        Pile.NEEDS_YOU: say("Needs you {number}", number=number),
    }[pile]


def order_text(order: Order, language: Language) -> str:
    say = language.say
    return {
        Order.NEWEST: say("newest first"),
        Order.NAME: say("by name"),
        Order.SIZE: say("largest first"),
    }[order]


def empty_text(pile: Pile, language: Language) -> tuple[str, str]:
    say = language.say
    return {
        Pile.ALL: ("", ""),
        Pile.ARRIVING: (say("Nothing is arriving"), say("All that you asked for is here.")),
        Pile.SHARING: (say("Nothing is shared"), say("What is here and checked is shared from then on.")),
        Pile.NEEDS_YOU: (say("Nothing needs you"), say("Everything goes on by itself.")),
    }[pile]
