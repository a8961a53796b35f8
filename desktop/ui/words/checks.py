"""What the doctor says: for each check its finding and, where something is not well, what mends it.

Any thread. Names in braces are the data of the check, which `Examine` gives: `sqlite` version; `disk` folder
and free (bytes); `clock` seconds (off by); `ports` and `calls` port; `book` people; `dht` nodes;
`relay` relay; `path-direct`, `path-relay` and `path-none` name; `downloads` and `profile` folder.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.node.protocol import CheckResult
from desktop.ui.words.formats import duration, size
from desktop.ui.words.halves import NO_MENDS, Mends
from desktop.ui.words.language import ENGLISH, Language
from desktop.ui.words.plain import plain


@dataclass(frozen=True, slots=True)
class CheckText:
    """What was found, and what to do about it; None when it is well."""

    text: str
    fix: str | None


def sentence_of_check(check: CheckResult, language: Language = ENGLISH, mends: Mends = NO_MENDS) -> CheckText:
    """Return what a person is told about one finding of the doctor."""
    known = _TEXTS.get((check.check, check.ok))
    text, fix = known or _UNNAMED[check.ok]
    if fix is not None:
        fix = mends.get(check.check if known else UNNAMED, fix)
    values = {name: _value(name, value, language) for name, value in check.data.items()}
    return CheckText(
        text=language.say(text, **{**values, "check": check.check}),
        fix=language.say(fix, **values) if fix is not None else None,
    )


def _value(name: str, value: str | int, language: Language) -> str:
    as_people_say_it = _NUMBERS.get(name)
    if as_people_say_it is not None and isinstance(value, int):
        return as_people_say_it(value, language)
    return plain(str(value))  # a name is somebody else's text


_NUMBERS: Final[Mapping[str, Callable[[int, Language], str]]] = MappingProxyType(
    {"free": size, "seconds": duration}
)

UNNAMED: Final = "unnamed"
"""By what those are mended that only a later version knows."""

_UNNAMED: Final[Mapping[bool, tuple[str, str | None]]] = MappingProxyType(
    {
        True: ("{check} is well.", None),
        False: ("{check} is not well.", "Update Passalong, then look again."),
    }
)

_TEXTS: Final[Mapping[tuple[str, bool], tuple[str, str | None]]] = MappingProxyType(
    {
        ("sqlite", True): ("What you share and get is kept with SQLite {version}.", None),
        ("sqlite", False): (
            (
                "SQLite {version} can damage a database that two programs open at once. "
                "Yours is safe as long as only Passalong opens it."
            ),
            "Open the profile with no other program, and install a Python with SQLite 3.51.3 or newer.",
        ),
        ("disk", True): ("{free} are free on the disk with your profile.", None),
        ("disk", False): (
            "Only {free} are free on the disk with your profile. What is stored is safe.",
            "Make room on the disk with “{folder}”.",
        ),
        ("clock", True): (
            "The clock of this computer is not years behind. Minutes and hours were not looked at.",
            None,
        ),
        ("clock", False): (
            (
                "The clock of this computer is wrong by {seconds}, so others may not accept what you share. "
                "What is stored is safe."
            ),
            "Let the system set date and time by itself.",
        ),
        ("ports", True): (
            "BitTorrent programs reach this computer on port {port}: the one by which a peer is named.",
            None,
        ),
        ("ports", False): (
            (
                "Another program uses the port on which others reach this computer, so links made before may "
                "lead nobody here. Passalong takes another port; what is stored is safe."
            ),
            "End that other program, then start Passalong again.",
        ),
        ("dht", True): ("People far away can be found. Computers that help with it: {nodes}.", None),
        ("dht", False): (
            "People far away cannot be found right now. Links that carry an address still work.",
            "See that this computer is online.",
        ),
        ("calls", True): ("Passalong on other computers can call this one on port {port} (UDP).", None),
        ("calls", False): (
            "Others cannot call this computer: it has no address. What is stored is safe.",
            "See that this computer is online.",
        ),
        ("answering", False): (
            "Calls to this computer do not work right now; you can call others. What is stored is safe.",
            "Start Passalong again. If that does not help, start the computer again.",
        ),
        ("book", False): (
            (
                "{people} of the people you know have no room in the address book contacts keep for you. "
                "What is stored here is safe."
            ),
            "Save a backup, which holds everybody.",
        ),
        ("ipv6", True): ("This computer can be reached by IPv6, past most routers.", None),
        ("ipv6", False): (
            "This computer has no IPv6 address of its own. Nothing is lost; IPv4 is used.",
            "Ask whoever gives you your connection, if others cannot reach you.",
        ),
        ("mapping", True): ("Others can reach this computer from outside.", None),
        ("mapping", False): (
            "The router opens no port for this computer. Calls find a way through most routers all the same.",
            "Allow UPnP or NAT-PMP in the settings of the router, if others cannot reach you.",
        ),
        ("relay", True): (
            "Where routers let nothing in, a relay helps. This computer is connected with it ({relay}).",
            None,
        ),
        ("relay-away", False): (
            "The relay chosen ({relay}) is not connected. Direct ways are still tried, and nothing is lost.",
            "See that this computer is online, or choose another relay.",
        ),
        ("relay", False): (
            "No relay is used, so people behind strict routers may not be reached.",
            "Choose a relay above, under “What Passalong tells the network”.",
        ),
        ("path-direct", True): ("“{name}” is connected directly.", None),
        ("path-relay", True): ("“{name}” is connected through a relay; files pass slowly there.", None),
        ("path-none", False): (
            "“{name}” is not connected. What you pass to them waits and is safe.",
            "See that their Passalong runs and is online.",
        ),
        ("downloads", True): ("What you get is put into “{folder}”.", None),
        ("downloads", False): (
            "Nothing can be put into “{folder}”. What is stored elsewhere is safe.",
            "Choose another folder above, under “Getting”, or allow writing to this one.",
        ),
        ("profile", True): ("Your keys in “{folder}” can be read by nobody else.", None),
        ("profile", False): (
            "Others on this computer may read your keys in “{folder}”.",
            "Allow the folder and the files in it for yourself only.",
        ),
    }
)
