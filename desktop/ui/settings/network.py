"""Settings: what Passalong tells the network, kind by kind, and what of it can be switched off."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.errors import AppError
from desktop.node.protocol import ChangeSettings, ListNearby, SettingsResult
from desktop.ui.around import Around
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, column
from desktop.ui.parts.folded import Folded
from desktop.ui.parts.labels import WrappedLabel
from desktop.ui.parts.switches import Switch
from desktop.ui.scene import Scene
from desktop.ui.settings.relay_choice import RelayChips
from desktop.ui.settings.rows import Panel, Row, Section
from desktop.ui.words.language import Language
from desktop.ui.words.packets import Channel, channel_told, packets_of
from desktop.ui.words.settings import Topic

_SWITCHES: Final = (Channel.DHT, Channel.LAN, Channel.NEARBY, Channel.ROUTER, Channel.DOORBELL)
_WIDTHS: Final = (4, 4, 6)
"""How wide the columns are beside each other."""


class NetworkSection(Section):
    """A panel for each channel: its switch, and folded away every kind of packet that goes by it."""

    topic = Topic.NETWORK

    def __init__(self, scene: Scene) -> None:
        language = scene.around.language
        self._switches = {channel: self._switch(scene, channel) for channel in _SWITCHES}
        self._relay = RelayChips(scene, channel_told(Channel.RELAY, language))
        self._tables = {channel: _folded_table(scene.around, channel) for channel in Channel}
        self._rows = {channel: self._row(channel, language) for channel in Channel}
        super().__init__(
            scene,
            [Panel(self._rows[channel]) for channel in Channel],
            about=language.say(
                "All that leaves this computer without your asking each time. "
                "Nothing goes to the makers of Passalong."
            ),
        )

    def narrow(self, query: str) -> bool:
        """Show what fits, also of what is folded away."""
        for table in self._tables.values():
            table.unfold(shown=bool(query.strip()))
        return super().narrow(query)

    def show_settings(self, settings: SettingsResult) -> None:
        for channel, switch in self._switches.items():
            switch.show_state(on=getattr(settings, channel.value))
        self._relay.show_settings(settings)
        language = self.scene.around.language
        for channel in (Channel.DHT, Channel.LAN, Channel.ROUTER, Channel.RELAY):
            is_given = channel.value in settings.given
            told = channel_told(channel, language).text
            forbidden = language.say("Off until Passalong is opened without the option that forbids it.")
            self._rows[channel].text.setText(forbidden if is_given else told)
            (self._switches.get(channel) or self._relay).setEnabled(not is_given)

    def _switch(self, scene: Scene, channel: Channel) -> Switch:
        switch = Switch(scene.around, channel_told(channel, scene.around.language).name)
        switch.toggled.connect(lambda on: self._turn(channel, on=on))
        return switch

    def _row(self, channel: Channel, language: Language) -> Row:
        packets = packets_of(channel, language)
        below: QWidget = self._tables[channel]
        if channel is Channel.RELAY:
            below = boxed(column(self._relay.address, below, space=tokens.SNUG))
        control = self._relay if channel is Channel.RELAY else self._switches.get(channel)
        made = Row(channel_told(channel, language), control, below)
        made.texts = (
            *made.texts,
            *(text for packet in packets for text in (packet.what, packet.whom, packet.why)),
        )
        return made

    def _turn(self, channel: Channel, *, on: bool) -> None:
        ask = self.scene.bridge.ask
        if channel is Channel.NEARBY:
            look = self.scene.picture.look_at_settings
            ask(self, ListNearby(show=on), lambda _found: look(), failed=self._take_back)
        else:
            ask(self, _change(channel, on=on), self.scene.picture.take_settings, failed=self._take_back)

    def _take_back(self, error: AppError) -> None:
        """Show what still is chosen, since it could not be changed."""
        if self.scene.picture.settings is not None:
            self.show_settings(self.scene.picture.settings)
        self.scene.errands.tell_trouble(error)


def _change(channel: Channel, *, on: bool) -> ChangeSettings:
    return {
        Channel.DHT: ChangeSettings(dht=on),
        Channel.LAN: ChangeSettings(lan=on),
        Channel.ROUTER: ChangeSettings(router=on),
        Channel.DOORBELL: ChangeSettings(doorbell=on),
    }[channel]


def _folded_table(around: Around, channel: Channel) -> Folded:
    language = around.language
    folded = Folded(around, language.say("What exactly"), _table(channel, language))
    folded.button.setAccessibleDescription(channel_told(channel, language).name)
    return folded


def _table(channel: Channel, language: Language) -> QWidget:
    """Return what is sent, to whom and why, line by line."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens.ROOMY)
    grid.setVerticalSpacing(tokens.TIGHT)
    for place, width in enumerate(_WIDTHS):
        grid.setColumnStretch(place, width)
    for line, packet in enumerate(packets_of(channel, language)):
        cells = (
            WrappedLabel(packet.what, type="small"),
            WrappedLabel(packet.whom, type="small", tone="muted"),
            WrappedLabel(packet.why, type="small", tone="muted"),
        )
        for place, cell in enumerate(cells):
            grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignTop)
    return boxed(grid)
