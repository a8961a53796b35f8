"""The node: holds the parts of one person's running peer, starts and stops them. Lives on its own loop."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, ExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop import limits
from desktop.clock import Clock
from desktop.errors import AppError
from desktop.ids import DeviceId, PersonId
from desktop.keys import SigningKey
from desktop.net.addresses import own_addresses
from desktop.net.torrent.engine import Engine
from desktop.net.torrent.names import System
from desktop.net.torrent.news import AnyNews, NoteFound
from desktop.net.torrent.session import SwarmOptions, free_port
from desktop.node.desk import Desk
from desktop.node.hub import Hub
from desktop.node.mark import Mark
from desktop.node.network import in_force, relay_in_use, swarm_options
from desktop.node.pacer import Pacer
from desktop.node.pacing import Pace
from desktop.node.power import on_battery
from desktop.node.protocol import NetworkOptions
from desktop.node.tasks import Tasks
from desktop.node.transfers.service import Transfers
from desktop.node.transfers.swarms import Swarms
from desktop.node.transfers.tools import Tools
from desktop.paths import default_downloads
from desktop.profile.keyring import AskPassphrase, Keyring
from desktop.profile.profile import Profile
from desktop.reach import Reach
from desktop.share.links import PersonLink, write_person_link
from desktop.share.models.viewing import Viewer
from desktop.share.photos.viewing import PhotoViewer
from desktop.share.records.device import DeviceRecord, DeviceStatement
from desktop.share.store.store import Store

if TYPE_CHECKING:
    from desktop.node.offers.service import OffersService
    from desktop.node.people.neighbourhood import Neighbourhood
    from desktop.node.people.rendezvous import Rendezvous
    from desktop.node.people.service import PeopleService
    from desktop.node.reading import Reading

logger = logging.getLogger(__name__)

_STOP_SECONDS: Final = 1.9


type Join = Callable[[Node, Tasks], AbstractAsyncContextManager[None]]
"""Begins calls, and ends them with its context."""


class Node:
    """One person on one computer.

    `transfers` is None while the node holds the store but does not use the network.
    """

    def __init__(self, profile: Profile, store: Store, clock: Clock, network: NetworkOptions) -> None:
        self.profile = profile
        self.store = store
        self.clock = clock
        self.said = network
        """What this start was told of the network; it wins over what is chosen."""
        self.network = in_force(network, profile.settings)
        """What counts from here on: what is chosen later does from the next start."""
        self.began_with = profile.settings
        self.desk = Desk()
        self.hub = Hub()
        self.transfers: Transfers | None = None
        self.swarms: Swarms | None = None
        self.pacer: Pacer | None = None
        self.people: PeopleService | None = None
        self.offers: OffersService | None = None
        self.rendezvous: Rendezvous | None = None
        self.neighbourhood: Neighbourhood | None = None
        """Those this person knows and what passes between them, while the node takes part in calls."""
        self.viewer: Viewer | None = None
        """Looks at models, while the node runs; who asks without that makes one."""
        self.photos: PhotoViewer | None = None
        """Likewise at photos."""
        self.has_window = False
        """Whether somebody sees what it tells, and can be asked to come forward."""
        self.begun_reading: Reading | None = None
        """Files that were begun to be read, for a share to come, before the node was there."""

    @classmethod
    def open(cls, folder: Path, passphrase: AskPassphrase, clock: Clock, network: NetworkOptions) -> "Node":
        """Open the profile, made on first use, and its store; choose once where others reach this computer.

        Raises what `errors` lists for both. Blocking.
        """
        profile = Profile.open(folder, clock=clock, passphrase=passphrase)
        with ExitStack() as on_failure:
            on_failure.callback(profile.close)
            keyring = profile.keyring
            _choose_ports(profile)
            store = Store.open(
                profile.store_path,
                clock=clock,
                person=PersonId(keyring.identity.public),
                device=keyring.device,
                device_record=_device_record(keyring),
            )
            on_failure.pop_all()
        return cls(profile, store, clock, network)

    def close(self) -> None:
        """Give the profile back. Blocking."""
        self.desk.close()
        self.store.close()
        self.profile.close()

    # --- who --------------------------------------------------------------------------------------

    @property
    def person(self) -> PersonId:
        return PersonId(self.profile.keyring.identity.public)

    @property
    def device(self) -> DeviceId:
        return DeviceId(self.profile.keyring.device.public)

    @property
    def device_record(self) -> bytes:
        return _device_record(self.profile.keyring)

    # --- where ------------------------------------------------------------------------------------

    def downloads(self) -> Path:
        """Return where what is got goes unless told otherwise."""
        chosen = self.profile.settings.downloads
        usable = chosen is not None and "\0" not in chosen and Path(chosen).is_absolute()
        return Path(chosen) if chosen and usable else default_downloads()

    def swarm_port(self) -> int:
        """Return the port that others reach us on: the same at every start, so that links stay good."""
        return self.swarms.public.port if self.swarms is not None else self.profile.settings.swarm_port

    def call_port(self) -> int:
        """Return the port that others call us on: likewise the same at every start."""
        return self.profile.settings.call_port

    def reach(self) -> Reach:
        """Return where this device is called, or will be once it runs."""
        if self.people is not None:
            return self.people.own_reach()
        port = self.call_port()
        addresses = own_addresses(self.network.bind)[: limits.LINK_ADDRESSES]
        endpoint = SigningKey(self.profile.keyring.endpoint_seed).public
        return Reach(endpoint, addresses=tuple((address, port) for address in addresses))

    def relay_in_use(self) -> str:
        """Return whose relay passes packets on, as far as this start allows it: public, own, or none."""
        return relay_in_use(self.network, self.profile.settings)

    def person_link(self) -> str:
        """Return the link by which others ask to know this person."""
        profile = self.profile
        return write_person_link(
            PersonLink(self.person, profile.keyring.link_secret, profile.settings.name, self.reach())
        )

    # --- running ----------------------------------------------------------------------------------

    @asynccontextmanager
    async def running(self, join: "Join | None" = None) -> AsyncIterator[None]:
        """Use the network as long as the context lasts, and take part in calls if told how to `join`.

        Leaves in order, as a rule within two seconds: what is late is waited for, and trusted no more.

        What breaks, inside the context or in a task of the node's, ends both and is raised as it is.
        """
        if self.store.frozen is not None:
            raise self.store.frozen
        mark = Mark(self.profile.folder)
        try:
            async with asyncio.TaskGroup() as group, AsyncExitStack() as parts:
                tasks = Tasks(group)
                self.swarms = self._make_swarms(tasks)
                parts.push_async_callback(self._stop, tasks, mark)
                self.swarms.start()
                clean = await self.desk.run(mark.set)
                self.transfers = Transfers(self._tools(self.swarms, tasks))
                await self.transfers.start(clean=clean)
                self.pacer = Pacer(lambda: self.profile.settings, self._keep_pace, on_battery, self.clock)
                self.pacer.start(tasks)
                self.viewer = await parts.enter_async_context(Viewer())
                self.photos = await parts.enter_async_context(PhotoViewer())
                if join is not None:
                    await parts.enter_async_context(join(self, tasks))
                parts.push_async_callback(self.transfers.say_goodbye)
                yield
        except ExceptionGroup as broken:
            raise _first_cause(broken) from broken
        finally:
            self.transfers = self.swarms = self.pacer = self.viewer = self.photos = None

    def _keep_pace(self, pace: Pace) -> None:
        assert self.swarms is not None
        assert self.transfers is not None
        self.swarms.limit(pace.upload, pace.download)
        self.transfers.hold(pace.rest)

    async def _stop(self, tasks: Tasks, mark: Mark) -> None:
        """Leave; take the mark away if all was in order and in time, so that the next start may trust it."""
        tasks.cancel_all()
        leaving = asyncio.ensure_future(self._leave(tasks))
        try:
            async with asyncio.timeout(_STOP_SECONDS):
                await asyncio.shield(leaving)
            if self.transfers is not None and self.transfers.is_sure:
                await self.desk.run(mark.take_away)
        except TimeoutError:
            logger.warning("not everything was saved in time; it is compared at the next start")
        finally:
            await asyncio.wait({leaving})  # late or not: it uses what is closed after this

    async def _leave(self, tasks: Tasks) -> None:
        transfers, swarms = self.transfers, self.swarms
        assert swarms is not None
        await tasks.finish()
        await (transfers.stop() if transfers is not None else swarms.stop())

    def _hear(self, news: AnyNews) -> None:
        if isinstance(news, NoteFound):
            if self.rendezvous is not None:
                self.rendezvous.hear(news)
        elif self.transfers is not None:
            self.transfers.hear(news)

    def _make_swarms(self, tasks: Tasks) -> Swarms:
        public = swarm_options(self.network, self.profile.settings)
        private = SwarmOptions.for_tunnels(
            public.upload_limit, public.download_limit, public.downloads_at_once
        )
        return Swarms(Engine(public, self._hear), Engine(private, self._hear), tasks.start)

    def _tools(self, swarms: Swarms, tasks: Tasks) -> Tools:
        return Tools(
            store=self.store,
            desk=self.desk,
            swarms=swarms,
            hub=self.hub,
            tasks=tasks,
            clock=self.clock,
            system=System.of(sys.platform),
        )


def _choose_ports(profile: Profile) -> None:
    """Choose the ports that are not chosen yet. At every address: which one is used may change."""
    swarm, call = profile.settings.swarm_port, profile.settings.call_port
    if swarm and call:
        return
    swarm = swarm or free_port(None, 0)
    while call in {0, swarm}:
        call = free_port(None, 0)
    profile.change_settings(swarm_port=swarm, call_port=call)


def _first_cause(broken: ExceptionGroup[Exception]) -> Exception:
    """Return what a person can act on if there is such a thing among what broke. The log has the rest."""
    first = next((error for error in broken.exceptions if isinstance(error, AppError)), broken.exceptions[0])
    for error in broken.exceptions:
        if error is not first:
            logger.error("something else broke with it", exc_info=error)
    return first


def _device_record(keyring: Keyring) -> bytes:
    """Return what the identity says of this device; the same bytes each time it is asked."""
    statement = DeviceStatement(
        person=PersonId(keyring.identity.public),
        device=DeviceId(keyring.device.public),
        endpoint=SigningKey(keyring.endpoint_seed).public,
        address=SigningKey(keyring.address_seed).public,
        created=keyring.renewed,
    )
    return DeviceRecord.signed_by(keyring.identity, statement).wire
