"""What is said about what is chosen, and about the space that is taken."""

from desktop.cli.answer import Answer, Look
from desktop.cli.tables import columns
from desktop.node import protocol
from desktop.node.protocol import AnyCommand
from desktop.ui.words.formats import size
from desktop.ui.words.plain import plain


def settings_answer(command: AnyCommand, result: protocol.SettingsResult, look: Look) -> Answer:
    say = look.language.say
    switches = (
        (say("BitTorrent network (--dht)"), result.dht),
        (say("Local network (--lan)"), result.lan),
        (say("Router asked to let others in (--router)"), result.router),
        (say("Doorbell (--doorbell)"), result.doorbell),
        (say("Name shown nearby"), result.nearby),
        (say("Keys locked with a passphrase"), result.sealed),
    )
    rows = [
        (say("What you get goes to"), plain(result.downloads)),
        (say("Arriving at the same time"), str(result.downloads_at_once)),
        *((name, say("on") if is_on else say("off")) for name, is_on in switches),
        (say("Relay"), plain((result.relay_url if result.relay == "own" else None) or result.relay)),
    ]
    waits = say("What you changed of the network counts from the next start.") if result.waits else ""
    forbidden = say("This start was told to do without: {what}.", what=plain(", ".join(result.given)))
    after = [waits, forbidden if result.given and not isinstance(command, protocol.ChangeSettings) else ""]
    return Answer(body="\n".join(columns(rows)), after=" ".join(filter(None, after)))


def storage_answer(command: AnyCommand, result: protocol.StorageResult, look: Look) -> Answer:
    del command
    language = look.language
    say = language.say
    got = [(size(stored.bytes, language), plain(stored.name)) for stored in result.got]
    kept = [
        (size(result.records, language), say("Records")),
        (size(result.copies, language), say("Copies of the records from before updates")),
        (size(result.log, language), say("Log")),
    ]
    free = say("{size} are free where you get things.", size=size(result.free or 0, language))
    return Answer(body="\n".join(columns(got + kept)), after=free if result.free is not None else "")
