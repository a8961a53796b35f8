"""How many may call at once."""

from contextlib import ExitStack

from hypothesis import given
from hypothesis import strategies as st

from desktop import limits
from desktop.net.tunnel.tunnels import ALPN as TUNNEL
from desktop.node.people.crowd import Crowd
from desktop.node.people.doorbell import ALPN as DOORBELL


def test_one_caller_has_few_places_and_gets_them_back() -> None:
    crowd = Crowd()
    with ExitStack() as calls:
        found = [
            calls.enter_context(crowd.place(b"ann", TUNNEL, is_known=True))
            for _ in range(limits.CALLS_OF_ONE + 3)
        ]
        assert found == [True] * limits.CALLS_OF_ONE + [False] * 3
        assert calls.enter_context(crowd.place(b"ben", TUNNEL, is_known=True))
    with crowd.place(b"ann", TUNNEL, is_known=True) as has_room:
        assert has_room


@given(st.lists(st.integers(0, 300), max_size=400))
def test_strangers_have_few_places_together_and_never_one_of_somebody_known(callers: list[int]) -> None:
    crowd = Crowd()
    with ExitStack() as calls:
        found = [
            calls.enter_context(crowd.place(caller.to_bytes(2), TUNNEL, is_known=False)) for caller in callers
        ]
        assert sum(found) <= limits.CALLS_OF_STRANGERS
        assert calls.enter_context(crowd.place(b"ann", TUNNEL, is_known=True))
        assert calls.enter_context(crowd.place(b"eve", DOORBELL, is_known=False))
    assert (crowd._strangers, crowd._calls) == ({}, {})
