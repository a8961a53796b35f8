"""What is said before transfers are taken off the list; any thread."""

from collections.abc import Sequence

from desktop.events import TransferRow
from desktop.share.shares import Role
from desktop.ui.words.formats import files, size
from desktop.ui.words.language import Language
from desktop.ui.words.transfers import share_name


def removal_title(rows: Sequence[TransferRow], language: Language) -> str:
    if len(rows) == 1:
        return language.say("Take “{name}” off the list?", name=share_name(rows[0].name, language))
    return language.say_number("Take {number} off the list?", "Take all {number} off the list?", len(rows))


def removal_text(rows: Sequence[TransferRow], language: Language) -> str:
    is_own = all(row.role == Role.SHARE for row in rows)
    if len(rows) == 1:
        return (
            language.say("Nobody can get it from you any more. Your files stay where they are.")
            if is_own
            else language.say("Nobody can get it from you any more, and what is missing does not come.")
        )
    return (
        language.say("Nobody can get them from you any more. Your files stay where they are.")
        if is_own
        else language.say(
            "Nobody can get them from you any more, and what is missing does not come. "
            "Files that are your own stay where they are."
        )
    )


def deletion_text(came: Sequence[TransferRow], language: Language) -> str:
    """Return the choice to delete what came, and how much that is."""
    return language.say(
        "Also delete the files that came ({files}, {size}) from this computer",
        files=files(sum(row.files for row in came), language),
        size=size(sum(row.done for row in came), language),
    )
