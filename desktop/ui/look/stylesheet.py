"""The style sheet of the whole window, made of the tokens; parts say by properties what they are. Pure."""

from desktop.ui.look import tokens
from desktop.ui.look.tokens import Palette, mixed


def stylesheet(palette: Palette) -> str:
    buttons = (_buttons, _primary_buttons, _quiet_buttons, _chips, _places, _lines, _radio_buttons, _topics)
    parts = (_ground, _texts, *buttons, _menus, _fields, _marks, _lists, _bars)
    return "\n".join(part(palette) for part in parts)


def _faint(p: Palette) -> str:
    """Return the colour of words that cannot be chosen now."""
    return mixed(p.muted, p.page, 0.6)


def _ground(p: Palette) -> str:
    return f"""
* {{ font-size: {tokens.BODY}px; }}
QWidget {{ color: {p.text}; selection-background-color: {p.accent}; selection-color: {p.on_accent}; }}
QMainWindow, QDialog, #page {{ background: {p.page}; }}
#sidebar {{ background: {p.sidebar}; border-right: 1px solid {p.line}; }}
QFrame[part="card"] {{
    background: {p.panel}; border: 1px solid {p.line}; border-radius: {tokens.CARD_RADIUS}px;
}}
QFrame[part="banner"] {{ background: {p.warning_wash}; border: none; border-radius: {tokens.CARD_RADIUS}px; }}
QFrame[part="hint"] {{ background: {p.accent_wash}; border: none; border-radius: {tokens.CARD_RADIUS}px; }}
QFrame[part="toast"] {{ background: {p.text}; border: none; border-radius: {tokens.CARD_RADIUS}px; }}
QFrame[part="toast"] QLabel {{ color: {p.page}; }}
QFrame[part="trouble"] {{
    background: {p.warning_wash}; border: 1px solid {p.warning}; border-radius: {tokens.CARD_RADIUS}px;
}}
QFrame[part="line"] {{ background: {p.line}; border: none; max-height: 1px; min-height: 1px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QToolTip {{
    background: {p.text}; color: {p.page}; border: none; padding: {tokens.HAIR}px {tokens.TIGHT}px;
}}
"""


def _texts(p: Palette) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[tone="muted"] {{ color: {p.muted}; }}
QLabel[tone="accent"] {{ color: {p.accent}; }}
QLabel[tone="warning"] {{ color: {p.warning}; }}
QLabel:disabled, QLabel[tone="muted"]:disabled {{ color: {_faint(p)}; }}
QLabel[type="small"] {{ font-size: {tokens.SMALL}px; }}
QLabel[type="strong"] {{ font-weight: 600; }}
QLabel[type="word"] {{ font-size: 20px; font-weight: 600; }}
QLabel[type="heading"] {{ font-size: {tokens.HEADING}px; font-weight: 600; }}
QLabel[type="title"] {{ font-size: {tokens.TITLE}px; font-weight: 600; }}
"""


def _buttons(p: Palette) -> str:
    """Return how buttons look. With the ring around it, each is as large as without."""
    over, pressed = mixed(p.text, p.panel, 0.05), mixed(p.text, p.panel, 0.12)
    return f"""
QPushButton {{
    background: {p.panel}; border: 1px solid {p.line}; border-radius: {tokens.CONTROL_RADIUS}px;
    padding: 0 {tokens.ROOMY - 2}px; min-height: {tokens.CONTROL_HEIGHT - 4}px; font-weight: 500;
    outline: none;
}}
QPushButton:hover {{ background: {over}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:focus {{
    border: 2px solid {p.accent}; padding: 0 {tokens.ROOMY - 3}px; min-height: {tokens.CONTROL_HEIGHT - 6}px;
}}
QPushButton:disabled {{ color: {_faint(p)}; }}
"""


def _primary_buttons(p: Palette) -> str:
    over, pressed = mixed(p.text, p.accent, 0.12), mixed(p.text, p.accent, 0.28)
    return f"""
QPushButton[part="primary"] {{
    background: {p.accent}; color: {p.on_accent}; border: 2px solid {p.accent}; font-weight: 600;
    padding: 0 {tokens.ROOMY - 3}px; min-height: {tokens.CONTROL_HEIGHT - 6}px;
}}
QPushButton[part="primary"]:hover {{ background: {over}; border-color: {over}; }}
QPushButton[part="primary"]:pressed {{ background: {pressed}; border-color: {pressed}; }}
QPushButton[part="primary"]:focus {{ border-color: {p.text}; }}
QPushButton[part="primary"]:disabled {{
    background: {p.line}; border-color: {p.line}; color: {p.muted};
}}
"""


def _quiet_buttons(p: Palette) -> str:
    return f"""
QPushButton[part="quiet"], QPushButton[part="icon"] {{
    background: transparent; border: 2px solid transparent; min-height: {tokens.CONTROL_HEIGHT - 6}px;
}}
QPushButton[part="icon"] {{
    padding: 0; min-width: {tokens.CONTROL_HEIGHT - 6}px; max-width: {tokens.CONTROL_HEIGHT - 6}px;
}}
QPushButton[part="quiet"] {{ color: {p.accent}; padding: 0 {tokens.TIGHT - 2}px; }}
QPushButton[part="quiet"]:hover, QPushButton[part="icon"]:hover {{ background: {p.accent_wash}; }}
QPushButton[part="quiet"]:pressed, QPushButton[part="icon"]:pressed {{
    background: {mixed(p.accent, p.accent_wash, 0.16)};
}}
QPushButton[part="quiet"]:focus, QPushButton[part="icon"]:focus {{ border-color: {p.accent}; }}
QPushButton[part="quiet"]:disabled, QPushButton[part="icon"]:disabled {{
    color: {_faint(p)}; background: transparent;
}}
"""


def _chips(p: Palette) -> str:
    return f"""
QPushButton[part="chip"] {{
    border-radius: {tokens.CONTROL_HEIGHT // 2 - 3}px; min-height: {tokens.CONTROL_HEIGHT - 8}px;
    font-weight: 400;
}}
QPushButton[part="chip"]:checked {{ background: {p.text}; color: {p.page}; border-color: {p.text}; }}
QPushButton[part="chip"]:focus {{ min-height: {tokens.CONTROL_HEIGHT - 10}px; }}
QPushButton[part="chip"]:checked:disabled {{ background: {_faint(p)}; border-color: {_faint(p)}; }}
QPushButton[part="chip"]:checked:focus {{ border: 2px solid {p.accent}; }}
"""


def _places(p: Palette) -> str:
    """Return how the places of the sidebar look."""
    return f"""
QPushButton[part="place"] {{
    background: transparent; border: 2px solid transparent; text-align: left; color: {p.muted};
    padding: 0 {tokens.SNUG - 2}px; min-height: 32px;
}}
QPushButton[part="place"]:hover {{ background: {mixed(p.text, p.sidebar, 0.05)}; }}
QPushButton[part="place"]:pressed {{ background: {mixed(p.text, p.sidebar, 0.12)}; }}
QPushButton[part="place"]:checked {{ background: {p.panel}; color: {p.text}; }}
QPushButton[part="place"]:focus {{ border-color: {p.accent}; }}
"""


def _lines(p: Palette) -> str:
    """Return how buttons look that stand in for a line of text, a row or a tile."""
    over = mixed(p.text, p.panel, 0.05)
    return f"""
QPushButton[part="link"] {{
    background: transparent; border: 2px solid transparent; color: {p.accent}; padding: 0 {tokens.HAIR}px;
    min-height: {tokens.CONTROL_HEIGHT - 8}px; text-align: left;
}}
QPushButton[part="link"]:hover, QPushButton[part="link"]:pressed {{ text-decoration: underline; }}
QPushButton[part="link"]:pressed {{ color: {p.text}; }}
QPushButton[part="link"]:focus {{ border-color: {p.accent}; }}
QPushButton[part="row"] {{
    background: transparent; border: 2px solid transparent; text-align: left; font-weight: 400;
    padding: 0 {tokens.TIGHT - 2}px; min-height: {tokens.CONTROL_HEIGHT - 8}px;
}}
QPushButton[part="row"]:hover {{ background: {over}; }}
QPushButton[part="row"]:pressed {{ background: {mixed(p.text, p.panel, 0.12)}; }}
QPushButton[part="link"]:disabled, QPushButton[part="row"]:disabled {{
    color: {_faint(p)}; background: transparent;
}}
QPushButton[part="row"]:focus {{ border-color: {p.accent}; }}
QPushButton[part="step"] {{ padding: 0; }}
QPushButton[part="tile"] {{
    text-align: left; border-radius: {tokens.CARD_RADIUS}px; padding: {tokens.ROOMY}px;
}}
"""


def _radio_buttons(p: Palette) -> str:
    shade = "dark" if p.is_dark else "light"
    return f"""
QRadioButton::indicator {{
    width: 16px; height: 16px; background: {p.panel}; border: 1px solid {p.muted}; border-radius: 8px;
}}
QRadioButton::indicator:hover {{ border-color: {p.accent}; }}
QRadioButton::indicator:checked {{
    background: {p.accent}; border-color: {p.accent}; image: url(icons:drawn/dot-{shade}.svg);
}}
QRadioButton::indicator:disabled {{ border-color: {p.line}; background: {p.page}; }}
QRadioButton::indicator:checked:disabled {{ background: {_faint(p)}; border-color: {_faint(p)}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {_faint(p)}; }}
QCheckBox, QRadioButton {{
    spacing: {tokens.TIGHT}px; min-height: 26px; background: transparent; outline: none;
    border: 2px solid transparent; border-radius: 6px; padding: 0 {tokens.HAIR}px 0 2px;
}}
QCheckBox:focus, QRadioButton:focus {{ border-color: {p.accent}; }}
"""


def _topics(p: Palette) -> str:
    over = mixed(p.text, p.panel, 0.05)
    return f"""
QPushButton[part="topic"] {{
    background: transparent; border: 2px solid transparent; text-align: left; color: {p.muted};
    padding: 0 {tokens.SNUG - 2}px; min-height: 30px;
}}
QPushButton[part="topic"]:hover {{ background: {over}; }}
QPushButton[part="topic"]:pressed {{ background: {mixed(p.text, p.panel, 0.12)}; }}
QPushButton[part="topic"]:checked {{ background: {p.accent_wash}; color: {p.accent}; font-weight: 600; }}
QPushButton[part="topic"]:focus {{ border-color: {p.accent}; }}
"""


def _menus(p: Palette) -> str:
    return f"""
QMenu {{ background: {p.panel}; border: 1px solid {p.line}; padding: {tokens.HAIR}px; }}
QMenu::item {{
    padding: {tokens.TIGHT}px {tokens.WIDE}px {tokens.TIGHT}px {tokens.SNUG}px; border-radius: 6px;
}}
QMenu::item:selected {{ background: {p.accent_wash}; color: {p.text}; }}
QMenu::item:disabled {{ color: {_faint(p)}; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: {tokens.HAIR}px {tokens.TIGHT}px; }}
"""


def _fields(p: Palette) -> str:
    shade = "dark" if p.is_dark else "light"
    return f"""
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QTimeEdit, QComboBox {{
    background: {p.panel}; border: 1px solid {p.line}; border-radius: {tokens.CONTROL_RADIUS}px;
    padding: 0 {tokens.SNUG - 2}px; min-height: {tokens.CONTROL_HEIGHT - 2}px;
    placeholder-text-color: {p.muted};
}}
QLineEdit:hover, QPlainTextEdit:hover, QAbstractSpinBox:hover, QComboBox:hover {{ border-color: {p.muted}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{
    background: {p.page}; color: {_faint(p)}; border-color: {p.line};
}}
QPlainTextEdit {{ padding: {tokens.HAIR}px {tokens.HAIR + 2}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
    border: 2px solid {p.accent}; padding: 0 {tokens.SNUG - 3}px; min-height: {tokens.CONTROL_HEIGHT - 4}px;
}}
QPlainTextEdit:focus {{ padding: {tokens.HAIR - 1}px {tokens.HAIR + 1}px; }}
QLineEdit:read-only {{ background: {p.page}; }}
QComboBox::drop-down {{ border: none; width: 32px; }}
QComboBox::down-arrow {{ image: url(icons:drawn/arrow-{shade}.svg); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{ background: {p.panel}; border: 1px solid {p.line}; outline: none; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
"""


def _marks(p: Palette) -> str:
    """Return how what is ticked looks. The style sheet takes pictures from files only, so there are two."""
    shade = "dark" if p.is_dark else "light"
    marks = ("QCheckBox::indicator", "QTreeView::indicator")

    def each(state: str) -> str:
        return ", ".join(f"{mark}{state}" for mark in marks)

    return f"""
{each("")} {{
    width: 16px; height: 16px; border: 1px solid {p.muted}; border-radius: 4px; background: {p.panel};
}}
{each(":hover")} {{ border-color: {p.accent}; }}
{each(":checked")}, {each(":indeterminate")} {{ background: {p.accent}; border-color: {p.accent}; }}
{each(":checked:disabled")}, {each(":indeterminate:disabled")} {{
    background: {_faint(p)}; border-color: {_faint(p)};
}}
{each(":checked")} {{ image: url(icons:mark-check-{shade}.svg); }}
{each(":indeterminate")} {{ image: url(icons:mark-some-{shade}.svg); }}
"""


def _lists(p: Palette) -> str:
    return f"""
QAbstractItemView {{ background: transparent; border: none; outline: none; }}
QTreeView {{
    background: {p.panel}; border: 1px solid {p.line}; border-radius: {tokens.CONTROL_RADIUS}px;
    padding: {tokens.HAIR}px; alternate-background-color: {p.panel};
}}
QTreeView::item {{ min-height: 28px; }}
QTreeView::item:selected {{ background: {p.accent_wash}; color: {p.text}; }}
QTreeView:focus {{ border: 2px solid {p.accent}; }}
QHeaderView::section {{
    background: {p.panel}; color: {p.muted}; border: none; padding: {tokens.HAIR}px {tokens.TIGHT}px;
}}
"""


def _bars(p: Palette) -> str:
    handle = mixed(p.muted, p.page, 0.45)
    return f"""
QScrollBar:vertical {{ background: transparent; width: {tokens.SCROLL_ROOM}px; margin: 0 0 0 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{
    background: {handle}; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 1px;
}}
QScrollBar::handle:hover {{ background: {p.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {p.line}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {p.accent}; border-radius: 3px; }}
QProgressBar[tone="warning"]::chunk {{ background: {p.warning}; }}
QProgressBar[tone="muted"]::chunk {{ background: {p.muted}; }}
"""
