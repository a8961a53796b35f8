"""Whether this computer runs on its battery, as far as its system says. Any thread; quick."""

import ctypes
import sys
from pathlib import Path
from typing import Any, Final

_SUPPLIES: Final = Path("/sys/class/power_supply")
_NO_BATTERY: Final = 128
_UNKNOWN: Final = 255


def on_battery(supplies: Path = _SUPPLIES) -> bool | None:
    """Return whether it runs on its battery, None if it has none or nobody can say."""
    if sys.platform == "win32":
        return _of_status(_status_of_windows())
    return _on_battery_of_linux(supplies)


def _on_battery_of_linux(supplies: Path) -> bool | None:
    """Read what the kernel says: https://www.kernel.org/doc/html/latest/power/power_supply_class.html."""
    try:
        found = sorted(supplies.iterdir())
    except OSError:
        return None
    # A battery of a mouse or a pen has the scope "Device".
    batteries = [one for one in found if _said(one, "type") == "Battery" and _said(one, "scope") != "Device"]
    if not batteries:
        return None
    if any(_said(one, "online") == "1" for one in found if _said(one, "type") in {"Mains", "USB"}):
        return False
    return any(_said(one, "status") == "Discharging" for one in batteries)


def _said(supply: Path, name: str) -> str:
    try:
        return (supply / name).read_text("ascii", "replace").strip()
    except OSError:
        return ""


class _Status(ctypes.Structure):
    """SYSTEM_POWER_STATUS of the Windows API."""

    _fields_ = (
        ("line", ctypes.c_ubyte),
        ("battery", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("seconds", ctypes.c_uint32),
        ("full_seconds", ctypes.c_uint32),
    )


def _of_status(status: Any) -> bool | None:
    if status.battery & _NO_BATTERY or status.line == _UNKNOWN:
        return None
    return bool(status.line == 0)


def _status_of_windows() -> _Status:
    status = _Status(line=_UNKNOWN)
    if sys.platform == "win32":
        ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status))
    return status
