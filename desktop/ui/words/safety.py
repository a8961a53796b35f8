"""What is said about the 24 words, the backup and the passphrase; any thread."""

from typing import Final

from desktop.ui.words.formats import size
from desktop.ui.words.language import Language

BACKUP_NAME: Final = "passalong-backup"
SHORT_PASSPHRASE: Final = 8
"""Shorter ones are advised against."""


def noted(language: Language, *, is_noted: bool) -> str:
    if is_noted:
        return language.say("Written down, as you have shown. Keep the paper as you would a passport.")
    return language.say(
        "Not written down yet. Until they are, nobody can bring you back if this computer is lost."
    )


def not_in_backup(language: Language) -> str:
    return language.say("Not in it: the files you share or got, and your passphrase.")


def saved(file: str, count: int, language: Language) -> str:
    return language.say(
        "Saved as “{file}”, {size}. Not in it: the files you share or got, and your passphrase. "
        "Keep it apart from your 24 words.",
        file=file,
        size=size(count, language),
    )


def sealed(language: Language, *, is_sealed: bool) -> str:
    if is_sealed:
        return language.say("Your keys are locked. Your list of transfers and your files are not.")
    return language.say("Not set: whoever can use this account on this computer can be you.")


def passphrase_protects(language: Language) -> str:
    return language.say(
        "It locks your keys, so that nobody who takes this disk can be you. It does not lock your list of "
        "transfers, nor your files. If you forget it, your 24 words and a backup bring you back."
    )


def words_are_for(language: Language) -> str:
    return language.say(
        "Write them on paper, in this order. Whoever has them can be you, so keep them where nobody "
        "looks, and make no photo."
    )


def words_asked(language: Language) -> str:
    return language.say("Type these two from your paper, to be sure that it can be read.")


def word_number(number: int, language: Language) -> str:
    return language.say("Word {number}", number=number)


def words_differ(language: Language) -> str:
    return language.say("That is not what stands there. Nothing is lost: look at the words once more.")
