"""Tells the node what only a desktop knows: whether the network costs by volume. Window's thread."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QNetworkInformation

from desktop.errors import AppError
from desktop.node.protocol import SetLimits
from desktop.ui.bridge.bridge import Bridge

_METERED = QNetworkInformation.Feature.Metered


def can_tell_metered() -> bool:
    """Return whether this system says so at all."""
    if not QNetworkInformation.loadBackendByFeatures(_METERED):
        return False
    return QNetworkInformation.instance().supports(_METERED)


class MeteredWatch(QObject):
    """Says nothing at all where nobody knows."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._follows = False

    def begin(self) -> None:
        """Tell a node that has just begun, and from then on whenever it is otherwise."""
        if not can_tell_metered():
            return
        known = QNetworkInformation.instance()
        if not self._follows:
            self._follows = True
            known.isMeteredChanged.connect(self.tell)
        self.tell(known.isMetered())

    @Slot(bool)
    def tell(self, metered: bool) -> None:  # noqa: FBT001 - a slot of Qt's
        self._bridge.ask(self, SetLimits(metered=metered), failed=_be_quiet)


def _be_quiet(error: AppError) -> None:
    del error  # the node has ended, which the window says; it is told again at its next start
