"""What Passalong sends without being asked each time, and to whom and why; the guide's table for a window.

Technical names stand here alone: this is where somebody looks for them. Any thread.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.ui.words.language import Language
from desktop.ui.words.settings import Told


class Channel(StrEnum):
    """What can be switched off as one, and what cannot be at all."""

    DHT = "dht"
    LAN = "lan"
    NEARBY = "nearby"
    ROUTER = "router"
    RELAY = "relay"
    DOORBELL = "doorbell"
    CALLS = "calls"
    SWARM = "swarm"


@dataclass(frozen=True, slots=True)
class Packet:
    """One kind of packet."""

    what: str
    whom: str
    why: str


def channel_told(channel: Channel, language: Language) -> Told:
    say = language.say
    return {
        Channel.DHT: lambda: Told(
            say("BitTorrent network"),
            say("Finds people whose address has changed, and who has what is public."),
        ),
        Channel.LAN: lambda: Told(
            say("Local network"),
            say("Finds people you know, and public things, without a detour through the internet."),
        ),
        Channel.NEARBY: lambda: Told(
            say("Your name nearby"),
            say("Shows your name and link to everybody in your local network, so that they can add you."),
        ),
        Channel.ROUTER: lambda: Told(
            say("Router"), say("Asks your router to let people in who want to reach you.")
        ),
        Channel.RELAY: lambda: Told(
            say("Relay"),
            say("Passes encrypted packets on where routers let nothing in. It never sees what is in them."),
        ),
        Channel.DOORBELL: lambda: Told(
            say("Doorbell"),
            say("Lets whoever has your link ask to know you. Off, nobody new can; people you know still do."),
        ),
        Channel.CALLS: lambda: Told(
            say("Calls to people you know"),
            say("Cannot be switched off as a whole: remove or block somebody, and they are called no more."),
        ),
        Channel.SWARM: lambda: Told(
            say("What you give and get"),
            say("Cannot be switched off as a whole: pause or remove a transfer, and nothing is sent for it."),
        ),
    }[channel]()


def packets_of(channel: Channel, language: Language) -> tuple[Packet, ...]:
    """Return the kinds of packets that go by this channel."""
    make = {
        Channel.DHT: _dht,
        Channel.LAN: _lan,
        Channel.NEARBY: _nearby,
        Channel.ROUTER: _router,
        Channel.RELAY: _relay,
        Channel.DOORBELL: _doorbell,
        Channel.CALLS: _calls,
        Channel.SWARM: _swarm,
    }[channel]
    return make(language)


def _dht(language: Language) -> tuple[Packet, ...]:
    say = language.say
    return (
        Packet(
            say("Question for a name (DNS)"),
            say("to your name server"),
            say("To find the way into the network: dht.libtorrent.org. At the start."),
        ),
        Packet(
            say("Messages (DHT)"),
            say("to computers in the BitTorrent network, addresses in links"),
            say("To take part. For what is public, what it is and your port, every 15 minutes."),
        ),
        Packet(
            say("Answers (DHT)"),
            say("to whoever asks in that network"),
            say("It works by everybody answering. Nothing about you is in them."),
        ),
        Packet(
            say("Address note"),
            say("to the BitTorrent network, under a random key"),
            say("So that people who know you find you again. Only their computers can read it."),
        ),
    )


def _lan(language: Language) -> tuple[Packet, ...]:
    say = language.say
    return (
        Packet(
            say("Presence (mDNS)"),
            say("to everybody in your local network"),
            say("So that people you know find you there. A number, new each time, and your addresses."),
        ),
        Packet(
            say("Search for what is public (LSD)"),
            say("to everybody in your local network"),
            say("To find who has the same next door. Never for what you share by link or with people."),
        ),
        Packet(
            say("Membership (IGMP, MLD)"),
            say("to your network"),
            say("Sent by your system, so that these searches are heard."),
        ),
    )


def _nearby(language: Language) -> tuple[Packet, ...]:
    say = language.say
    return (
        Packet(
            say("Your link, with your name in it (mDNS)"),
            say("to everybody in your local network"),
            say("So that somebody next to you can add you without typing."),
        ),
    )


def _router(language: Language) -> tuple[Packet, ...]:
    say = language.say
    return (
        Packet(
            say("Router search (UPnP)"),
            say("to your local network, then the router that answers"),
            say("To have your port opened. Nothing about you, then your port."),
        ),
        Packet(
            say("Router question (NAT-PMP, PCP)"),
            say("to your router"),
            say("The same, at the start and every hour. Your address at home, and your port."),
        ),
    )


def _relay(language: Language) -> tuple[Packet, ...]:
    say = language.say
    return (
        Packet(
            say("Standing line (HTTPS)"),
            say("to the nearest public relay of the iroh project, or your own"),
            say("To be reached through routers. It sees which computers talk and how much, never what."),
        ),
    )


def _doorbell(language: Language) -> tuple[Packet, ...]:
    say = language.say
    return (
        Packet(
            say("Answer to a ring"),
            say("to whoever rings with your link"),
            say("One byte: whether they were heard."),
        ),
    )


def _calls(language: Language) -> tuple[Packet, ...]:
    say = language.say
    return (
        Packet(
            say("Calls (QUIC)"),
            say("to people you know or have asked, and whoever gave you a link"),
            say("To be connected. Encrypted; who you are, your addresses, and your name when you ask."),
        ),
    )


def _swarm(language: Language) -> tuple[Packet, ...]:
    say = language.say
    return (
        Packet(
            say("Attempts to connect (TCP, uTP)"),
            say("to addresses in your links; for what is public, whoever has it"),
            say("To get what you asked for, and to pass it on."),
        ),
        Packet(
            say("Lists of others (PEX)"),
            say("to those you are connected to for something public"),
            say("So that they find each other. Never for what you share by link or with people."),
        ),
    )
