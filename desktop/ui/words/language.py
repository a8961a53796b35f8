"""How a sentence gets into a person's language, and how values get into a sentence; any thread.

English is what stands in the code; a translation is anything with the two methods of the standard library's
gettext.
"""

import gettext
from dataclasses import dataclass, field
from typing import Final, Protocol

from desktop.ui.words.plain import brief, isolated


class Translations(Protocol):
    """A catalogue of sentences in one language."""

    def gettext(self, message: str, /) -> str:
        """Return `message` in this language."""

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """Return the form of the sentence that fits `number`."""


@dataclass(frozen=True, slots=True)
class Language:
    """Says sentences. Whatever is filled into one is shortened and made plain first.

    `isolates`: a value that is read from right to left turns only itself round, not the sentence. The window
    shows what that takes; terminals and what reads JSON may not.
    """

    translations: Translations = field(default_factory=gettext.NullTranslations)
    isolates: bool = False

    def say(self, sentence: str, /, **values: object) -> str:
        """Return `sentence` translated, with `values` in the place of their names in braces."""
        return self._filled(self.translations.gettext(sentence), values)

    def say_number(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return `one` or `many`, whichever fits; `{number}` in it becomes the number as people write it."""
        sentence = self.translations.ngettext(one, many, number)
        return self._filled(sentence, {**values, "number": self.written(f"{number:,}")})

    def written(self, number: str) -> str:
        """Return a number, written as in English, as this language writes it: "1,234.5" as "1.234,5"."""
        sample = self.translations.gettext(_NUMBER)
        return number.translate(str.maketrans(",.", sample[1] + sample[5]))

    def _filled(self, sentence: str, values: dict[str, object]) -> str:
        return sentence.format_map({name: self._value(str(value)) for name, value in values.items()})

    def _value(self, text: str) -> str:
        shown = brief(text)
        return isolated(shown) if self.isolates else shown


_NUMBER: Final = "1,234.5"
"""What a translator writes for it shows what stands between thousands, and before tenths."""

ENGLISH: Final = Language()
