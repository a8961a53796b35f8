"""The page of all transfers: how fast it goes, what there is, and a closer look at each. Window's thread."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from desktop.errors import AppError
from desktop.events import TransferRow
from desktop.ids import id_bytes
from desktop.ui.look import tokens
from desktop.ui.parts.boxes import boxed, row
from desktop.ui.parts.buttons import Button, Chips, IconButton
from desktop.ui.parts.fields import SearchField
from desktop.ui.parts.labels import PlainLabel, on_button
from desktop.ui.parts.pages import Page
from desktop.ui.parts.states import Notice, States, Step
from desktop.ui.scene import Scene
from desktop.ui.transfers.acts import Act
from desktop.ui.transfers.deeds import Deeds
from desktop.ui.transfers.details.panel import DetailsPanel
from desktop.ui.transfers.labels import empty_text, order_text, pile_text
from desktop.ui.transfers.limits import LimitsSheet
from desktop.ui.transfers.listing import TransferList
from desktop.ui.transfers.model import TransfersModel
from desktop.ui.transfers.rows import Order, Pile, View
from desktop.ui.transfers.skeleton import Skeleton
from desktop.ui.words.formats import speed
from desktop.ui.words.transfers import share_name

_SEARCH_WIDTH: Final = 220
_TYPING_MILLISECONDS: Final = 120
_LONGEST_SEARCH: Final = 200


class TransfersPage(Page):
    """Shows the picture's transfers. `show_transfer` opens a closer look at one."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene.around, scene.around.language.say("Transfers"))
        self._scene = scene
        self._pile, self._order = Pile.ALL, Order.NEWEST
        self.deeds = Deeds(scene, self)
        self.model = TransfersModel(scene.around.language, self)
        self.list = TransferList(scene, self.model, self.deeds.is_busy)
        self.details = DetailsPanel(scene, self.deeds)
        self._states = States(self.list, Skeleton(scene.around))
        self._stack = QStackedWidget()
        self._make_head()
        self._make_tools()
        for widget in (self._states, self.details):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack)
        self._follow()

    # --- how it is made ---------------------------------------------------------------------------

    def _make_head(self) -> None:
        say = self._scene.around.language.say
        around = self._scene.around
        self._back = IconButton(around, say("Back to all transfers"), "chevron-left")
        self._back.clicked.connect(self.show_list)
        self._back.hide()
        self.head.insertWidget(0, self._back)
        self._speeds = PlainLabel(tone="muted")
        limits = Button(around, say("Limits"))
        limits.clicked.connect(lambda: LimitsSheet(self._scene, self).open())
        add = Button(around, say("Add a link"), part="primary", icon="plus")
        add.clicked.connect(lambda _checked: self._scene.errands.open_link())
        self._head_of_list = boxed(row(self._speeds, limits, add, space=tokens.SNUG))
        self.head.addWidget(self._head_of_list)

    def _make_tools(self) -> None:
        around = self._scene.around
        say = around.language.say
        self.chips = Chips(around, self._pick)
        for pile in Pile:
            self.chips.add(pile, pile_text(pile, 0, around.language))
        self.search = SearchField(around, say("Find by name"))
        self.search.setMaxLength(_LONGEST_SEARCH)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._typing.timeout.connect(self._look)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.search.setFocus)
        self.sort = Button(around, "", part="quiet", icon="chevron-down")
        self.sort.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.sort.clicked.connect(self._open_orders)
        tools = row(self.chips, self.search, self.sort)
        tools.setStretch(0, 1)
        tools.setAlignment(self.search, Qt.AlignmentFlag.AlignTop)
        tools.setAlignment(self.sort, Qt.AlignmentFlag.AlignTop)
        self._tools_of_list = boxed(tools)
        self.tools.addWidget(self._tools_of_list, 1)
        self._say_order()

    def _follow(self) -> None:
        picture, bridge = self._scene.picture, self._scene.bridge
        picture.transfers_changed.connect(self._take)
        picture.offers_changed.connect(self._take_offers)
        bridge.ended.connect(self._note_end)
        self.list.asked.connect(self.deeds.do)
        self.deeds.asks_details.connect(self.show_details)
        self.deeds.busy_changed.connect(self.list.viewport().update)
        self.details.closed.connect(self.show_list)
        self._take_offers()
        if bridge.is_running or picture.transfers:
            self._take()

    # --- what there is ----------------------------------------------------------------------------

    @Slot()
    def _take(self) -> None:
        transfers = self._scene.picture.transfers
        self.model.rows.take(transfers)
        self._say_figures()
        self._show_state()
        shown = self.details.transfer
        if shown is not None:
            self.details.take(transfers.get(shown), self.model.kin_of(shown))

    @Slot()
    def _take_offers(self) -> None:
        self.model.take_offers(self._scene.picture.offers)

    @Slot(object)
    def _note_end(self, error: AppError | None) -> None:
        """Say so only where there is nothing to show: the window says it across all pages."""
        if error is not None and not self._scene.picture.transfers:
            say = self._scene.around.language.say
            notice = self._notice(
                "wifi-off",
                say("The list cannot be shown right now"),
                say("Passalong stopped working behind this window. Your files and your list are safe."),
                Step(say("Start again"), self._scene.bridge.restart, part="primary"),
            )
            self._states.show_notice(notice)

    def _say_figures(self) -> None:
        language, rows = self._scene.around.language, self.model.rows
        for pile in Pile:
            self.chips.say(pile, pile_text(pile, rows.count(pile), language))
        down, up = speed(rows.down, language), speed(rows.up, language)
        self._speeds.setText(f"↓ {down}   ↑ {up}" if rows.down or rows.up else "")
        self._speeds.setAccessibleName(language.say("Getting {down}, giving {up}", down=down, up=up))

    def _show_state(self) -> None:
        if self.model.rows.shown:
            self._states.show_full()
        elif self.model.rows.count(Pile.ALL):
            is_search = bool(self.search.text().strip())
            self._states.keep_notice((is_search, self._pile), self._nothing_fits)
        else:
            self._states.keep_notice("nothing yet", self._nothing_yet)

    def _nothing_yet(self) -> QWidget:
        say, errands = self._scene.around.language.say, self._scene.errands
        return self._notice(
            "arrow-down-up",
            say("Nothing is on its way"),
            say("Here you see what comes to you and what others get from you, and how far it is."),
            Step(say("Share something"), errands.share, icon="send"),
            Step(say("Add a link"), errands.open_link, part="primary", icon="plus"),
        )

    def _nothing_fits(self) -> QWidget:
        say = self._scene.around.language.say
        if self.search.text().strip():
            title = say("Nothing here is called like that")
            text = say("Look at the spelling, or look through all of them.")
        else:
            title, text = empty_text(self._pile, self._scene.around.language)
        return self._notice("search", title, text, Step(say("Show all"), self._show_all))

    def _notice(self, icon: str, title: str, text: str, *steps: Step) -> QWidget:
        return Notice(self._scene.around, icon, title, text, *steps)

    # --- what is looked at ------------------------------------------------------------------------

    def _pick(self, pile: str) -> None:
        self._pile = Pile(pile)
        self._look()

    @Slot()
    def _look(self) -> None:
        self._typing.stop()
        self.model.look_at(View(self._pile, self._order, self.search.text()))
        if self._scene.picture.transfers:
            self._show_state()

    def _show_all(self) -> None:
        self.search.clear()
        self.chips.pick(Pile.ALL)

    def _open_orders(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for order in Order:
            action = menu.addAction(on_button(order_text(order, self._scene.around.language)))
            action.setCheckable(True)
            action.setChecked(order is self._order)
            action.triggered.connect(lambda _checked, order=order: self.sort_by(order))
        menu.popup(self.sort.mapToGlobal(self.sort.rect().bottomLeft()))

    def sort_by(self, order: Order) -> None:
        self._order = order
        self._say_order()
        self._look()
        self.list.scrollToTop()

    def _say_order(self) -> None:
        self.sort.say(order_text(self._order, self._scene.around.language))

    # --- a closer look ----------------------------------------------------------------------------

    def arrive(self) -> None:
        """Begin with the list: whoever wants to see one transfer says so after that."""
        if self.details.transfer is not None:
            self.show_list()

    def show_transfer(self, transfer: str) -> None:
        """Show more of a transfer, by its id as people see it."""
        try:
            self.show_details(id_bytes(transfer))
        except ValueError:
            return

    @Slot(object)
    def show_details(self, transfer: bytes) -> None:
        found = self._scene.picture.transfers.get(transfer)
        if found is None:
            return
        self._show_head(found)
        self.details.show_transfer(found, self.model.kin_of(transfer))
        self._stack.setCurrentWidget(self.details)
        self.details.setFocus()

    @Slot()
    def show_list(self) -> None:
        last = self.details.transfer
        self._show_head(None)
        self.details.leave()
        self._stack.setCurrentWidget(self._states)
        if last is not None and (index := self.model.index_of(last)).isValid():
            self.list.setCurrentIndex(index)
        self.list.setFocus()

    def _show_head(self, shown: TransferRow | None) -> None:
        self.heading.setText(
            share_name(shown.name, self._scene.around.language) if shown is not None else self.title
        )
        self._back.setVisible(shown is not None)
        for widget in (self._head_of_list, self._tools_of_list):
            widget.setVisible(shown is None)

    def do(self, act: Act, transfer: bytes) -> None:
        """Do something with a transfer, as if it had been asked for on its row."""
        found = self._scene.picture.transfers.get(transfer)
        if found is not None:
            self.deeds.do(act, [found])
