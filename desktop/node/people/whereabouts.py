"""Where people's computers are called, learnt from whoever says it; where we are, told when it changes."""

import logging
from dataclasses import replace

import msgspec

from desktop import limits
from desktop.clock import Seconds
from desktop.errors import RecordRefused
from desktop.ids import DeviceId, PersonId
from desktop.net.peering import Card
from desktop.node.people.conversation import Conversation
from desktop.node.people.directory import Directory
from desktop.node.people.introducing import Introducing
from desktop.node.people.register import Register
from desktop.node.people.switchboard import Switchboard
from desktop.node.people.tools import PeopleTools
from desktop.reach import Reach
from desktop.share.people import PeerDevice, Standing
from desktop.share.records.address_note import decode_address_note
from desktop.share.records.device import decode_device_record, newest_record

logger = logging.getLogger(__name__)


class Whereabouts:
    """Lives on the node's loop."""

    def __init__(
        self,
        tools: PeopleTools,
        directory: Directory,
        register: Register,
        switchboard: Switchboard,
        introducing: Introducing,
    ) -> None:
        self._tools = tools
        self._directory = directory
        self._register = register
        self._switchboard = switchboard
        self._introducing = introducing
        self._told = self._now()
        tools.presence.follow(self._tell)

    def of(self, person: PersonId) -> list[Reach]:
        """Return where somebody's computers are called."""
        return [self._directory.reach(endpoint) for endpoint in self._directory.endpoints_of(person)]

    def unreached(self) -> list[PeerDevice]:
        """Return the computers of contacts that no call goes to at this moment."""
        return [
            device
            for device in self._directory.devices()
            if self._directory.is_contact(device.person)
            and not self._switchboard.is_connected(device.endpoint)
        ]

    async def learn(self, device: DeviceId, reach: Reach, at: Seconds) -> None:
        """Know where a device says that it is called, unless we know better, and call there at once."""
        known = self._directory.device_of(device)
        if known is None or at <= known.said or reach.endpoint != known.endpoint:
            return

        def moved(known: PeerDevice) -> PeerDevice:
            return replace(known, reach=reach, said=at) if at > known.said else known

        await self._register.change_device(device, moved)
        if not self._switchboard.is_connected(known.endpoint):
            self._switchboard.keep(known.endpoint)

    def notice(self, endpoint: bytes, addresses: tuple[tuple[str, int], ...]) -> None:
        """Call a device where it was seen, first of all places, as soon as it is not connected."""
        known = self._directory.reach(endpoint)
        places = tuple(dict.fromkeys((*addresses, *known.addresses)))[: limits.LINK_ADDRESSES]
        self._directory.note_reach(msgspec.structs.replace(known, addresses=places))
        self._switchboard.keep(endpoint)  # which leaves a call alone that goes on

    async def hear(self, conversation: Conversation, card: Card) -> None:
        """Take in what the device at the other end of a call says of its keys, and of where it is called."""
        if card.device_record:
            await self._hear_record(conversation, card.device_record)
        try:
            said = decode_address_note(card.note).statement
        except RecordRefused as error:
            logger.info("an address note was refused: %s", error.why)
            return
        if said.device == conversation.peer.device:
            await self.learn(said.device, said.reach, said.at)

    async def _hear_record(self, conversation: Conversation, wire: bytes) -> None:
        """Find the device by what its newest record says, from now on."""
        try:
            said = decode_device_record(wire).statement
        except RecordRefused as error:
            logger.info("a device record was refused: %s", error.why)
            return

        def renewed(known: PeerDevice) -> PeerDevice:
            its_own = (known.person, known.endpoint) == (said.person, said.endpoint)
            return replace(known, record=newest_record(wire, known.record)) if its_own else known

        if said.endpoint == conversation.call.remote:
            await self._register.change_device(said.device, renewed)

    def tell_if_moved(self) -> None:
        """Tell everybody connected where we are called now, and what, if that has changed."""
        now = self._now()
        if now == self._told:
            return
        has_moved, self._told = now[0] != self._told[0], now
        self._tell()
        if has_moved:
            self._switchboard.doubt()

    def _now(self) -> tuple[Reach, str]:
        return self._tools.endpoint.reach(), self._tools.name()

    def _tell(self) -> None:
        """Tell everybody connected what this device is called, where, and what its keys are."""
        card = self._introducing.card()
        for contact in tuple(self._directory.contacts.values()):
            if contact.standing is not Standing.BLOCKED:
                self._switchboard.say(contact.person, card)
