"""What the kernel of Linux says of batteries and sockets."""

from pathlib import Path

import pytest

from desktop.node.power import on_battery

MAINS = {"type": "Mains", "online": "1"}
UNPLUGGED = {"type": "Mains", "online": "0"}
EMPTYING = {"type": "Battery", "status": "Discharging"}
FULL = {"type": "Battery", "status": "Full"}
MOUSE = {"type": "Battery", "scope": "Device", "status": "Discharging"}


@pytest.mark.parametrize(
    ("supplies", "found"),
    [
        ((), None),
        ((MAINS,), None),
        ((MAINS, MOUSE), None),
        ((MAINS, EMPTYING), False),
        ((UNPLUGGED, EMPTYING), True),
        ((UNPLUGGED, EMPTYING, {"type": "USB", "online": "1"}), False),
        ((EMPTYING,), True),
        ((FULL,), False),
        (({"type": "Battery"},), False),
    ],
)
def test_whether_it_runs_on_its_battery(
    tmp_path: Path,
    supplies: tuple[dict[str, str], ...],
    found: bool | None,  # noqa: FBT001
) -> None:
    for number, says in enumerate(supplies):
        supply = tmp_path / f"BAT{number}"
        supply.mkdir()
        for name, value in says.items():
            (supply / name).write_text(f"{value}\n")
    assert on_battery(tmp_path) is found


def test_a_system_that_says_nothing_is_taken_for_that(tmp_path: Path) -> None:
    assert on_battery(tmp_path / "nothing") is None
