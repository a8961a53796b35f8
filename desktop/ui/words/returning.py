"""What is said to somebody who was here before and comes back; any thread."""

from collections.abc import Sequence
from typing import Final

from desktop.errors import AppError, NobodyRemembers
from desktop.limits import WORD_COUNT
from desktop.ui.words.formats import people
from desktop.ui.words.language import Language
from desktop.ui.words.messages import sentence_of
from desktop.ui.words.plain import brief

_LISTED: Final = 3


def title(language: Language) -> str:
    return language.say("I was here before")


def about(language: Language) -> str:
    return language.say(
        "Your 24 words make you yourself again on this computer. A backup brings back whom you know and your "
        "list of transfers; without one, somebody who knows you can tell whom you knew."
    )


def words_hint(language: Language) -> str:
    return language.say("From your paper, in this order. You can type them, or paste all of them at once.")


def counted(count: int, language: Language) -> str:
    return language.say("{count} of {all} words", count=count, all=WORD_COUNT)


def none_of_them(wrong: Sequence[str], language: Language) -> str:
    """Return that these are no words of Passalong's; nothing if there are none."""
    if not wrong:
        return ""
    listed = ", ".join(language.say("“{word}”", word=brief(word)) for word in wrong[:_LISTED])
    return language.say_number(
        "{words} is none of the words that Passalong uses: look at its spelling.",
        "{words} are none of the words that Passalong uses: look at their spelling.",
        min(len(wrong), _LISTED),
        words=listed,
    )


def together_wrong(language: Language) -> str:
    return language.say(
        "Each of these is a right word, but not all together. Look at their order, and whether one was "
        "mistaken for another."
    )


def backup_hint(language: Language) -> str:
    return language.say("The file that you saved under Settings, Safety. It opens only with your words.")


def link_hint(language: Language) -> str:
    return language.say(
        "Ask anybody who had you on their list for their link. Their Passalong has to run just now."
    )


def opening(language: Language) -> str:
    return language.say("Opening your backup …")


def becoming(language: Language) -> str:
    return language.say("Making this computer one of yours …")


def asking(language: Language) -> str:
    return language.say("You are yourself again. Now they are asked whom you knew; that may take a minute …")


def welcome_back(name: str, language: Language) -> str:
    return language.say("Welcome back, {name}. This computer is one of yours now.", name=name)


def after_backup(language: Language) -> str:
    return language.say(
        "Whom you knew and your list of transfers are here again. Your files were not part of the backup: "
        "copy them back to where they were. If your keys had a passphrase, set one again in Settings."
    )


def after_contact(count: int, language: Language) -> str:
    return language.say(
        "You know {people} again. Files and your list of transfers cannot be brought back this way. "
        "If your keys had a passphrase, set one again in Settings.",
        people=people(count, language),
    )


def refused(error: AppError, language: Language) -> str:
    """Return why it could not be; here one stays who the words say, whether or not a contact knows them."""
    if isinstance(error, NobodyRemembers) and error.why == "unknown":
        return language.say(
            "They were reached, but know nobody with these words. Look whether the words are yours, or use "
            "the link of somebody else whom you know. What was here before is kept."
        )
    return sentence_of(error, language)
