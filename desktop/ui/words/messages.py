"""The one place for what people are told when something is not as it should be; any thread.

Each text says what happened, what is safe and what to do next, in that order and in plain words.
"""

from desktop import errors, reasons
from desktop.ui.words.details import DETAILS
from desktop.ui.words.formats import duration, size
from desktop.ui.words.halves import NO_MENDS, Mends, told
from desktop.ui.words.language import ENGLISH, Language
from desktop.ui.words.reasons import sentence_of_reason
from desktop.ui.words.sentences import SENTENCES


def sentence_of(error: errors.AppError, language: Language = ENGLISH, mends: Mends = NO_MENDS) -> str:
    """Return what a person is told about `error`."""
    match error:
        case errors.TransferFailed(reason=reason):
            return sentence_of_reason(reason, language, mends)
        case errors.NobodyInTime():
            return _sentence_of_timeout(error, language, mends)
        case errors.BadArgument(fits=fits) if fits:
            return language.say(
                "“{text}” does not fit {name}. Nothing was begun. It must be {fits}.", **vars(error)
            )
        case errors.TooMuchToShare(limit=limit):
            return _said(error, language, mends, limit=f"{limit:,}", size=size(limit, language))
        case _:
            return _said(error, language, mends, **vars(error))


def _sentence_of_timeout(error: errors.NobodyInTime, language: Language, mends: Mends) -> str:
    happened = language.say("It did not all arrive within {time}.", time=duration(error.seconds, language))
    why = _sentence_of_waiting(error.reason, language, mends)
    goes_on = mends.get(errors.NobodyInTime)
    goes_on = language.say(goes_on or "What is here so far is safe, and it can go on from there.")
    return " ".join(filter(None, (happened, why, goes_on)))


def _sentence_of_waiting(reason: reasons.AnyReason | None, language: Language, mends: Mends) -> str:
    """Return why it did not arrive, without promising that it goes on by itself: nothing may run now."""
    match reason:
        case None:
            return ""
        case reasons.NobodyHasIt():
            return language.say("Nobody who has it could be reached.")
        case reasons.InQueue():
            return language.say("Others came first.")
        case _:
            return sentence_of_reason(reason, language, mends)


def _said(error: errors.AppError, language: Language, mends: Mends, **values: object) -> str:
    detail = getattr(error, "why", getattr(error, "what", getattr(error, "wanted", None)))
    exactly, sort = (type(error), detail), type(error)
    if exactly in DETAILS:
        return told(DETAILS[exactly], mends.get(exactly), language, values)
    return told(SENTENCES[sort], mends.get(sort), language, values)
