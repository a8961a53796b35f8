"""Being the node, the window, or a whole neighbourhood."""

import msgspec

from desktop.node.protocol.command import Command


class NetworkOptions(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a node uses the network; what the person did not say is None or False.

    Without the local network, the router is not asked for anything either.
    """

    bind: str | None = None
    no_dht: bool = False
    no_lan: bool = False
    no_relay: bool = False
    no_router: bool = False
    dht_bootstrap: str | None = None


class RunNode(Command[None], frozen=True, tag="node"):
    """Be the node that carries out the commands of others."""


class OpenWindow(Command[None], frozen=True, tag="open"):
    """Show the window, which begins with the link if there is one."""

    link: str | None = None
    in_background: bool = False
    """Show nothing yet: it was started with the session."""


class Demo(Command[None], frozen=True, tag="demo"):
    """Run a sample neighbourhood on this computer, and open the window of one of them unless `headless`."""

    people: int = 5
    """Two to eight; other numbers count as the nearest of these."""
    headless: bool = False


class Gallery(Command[None], frozen=True, tag="gallery"):
    """Show every part of the window in every state; with `pictures`, write them to this folder instead.

    `scale` is in hundredths; without it pictures are taken in each there is.
    """

    pictures: str | None = None
    scale: int | None = None
    shade: str | None = None
