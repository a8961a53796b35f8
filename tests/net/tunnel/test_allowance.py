"""What goes through lent relays is slowed to their due, and nothing else is."""

import pytest

from desktop.net.calls.endpoint import PathKind
from desktop.net.tunnel.allowance import RELAYED_RATE, Allowance
from tests.clocks import TestClock


def test_through_a_relay_each_second_has_its_share() -> None:
    allowance = Allowance(TestClock(), is_free=False)
    assert allowance.wait_for(PathKind.RELAY, RELAYED_RATE) == pytest.approx(1.0)
    assert allowance.wait_for(PathKind.RELAY, RELAYED_RATE // 2) == pytest.approx(1.5)


@pytest.mark.parametrize("kind", [PathKind.DIRECT, PathKind.NONE])
def test_whatever_goes_directly_waits_for_nothing(kind: PathKind) -> None:
    allowance = Allowance(TestClock(), is_free=False)
    allowance.wait_for(PathKind.RELAY, RELAYED_RATE)
    assert allowance.wait_for(kind, RELAYED_RATE) == 0


def test_ones_own_relay_may_carry_all() -> None:
    assert Allowance(TestClock(), is_free=True).wait_for(PathKind.RELAY, RELAYED_RATE) == 0
