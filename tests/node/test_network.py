"""How the network is used: what a start was told forbids, what is chosen forbids more, nothing allows."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.node.network import given as told_to_do_without
from desktop.node.network import in_force, waits
from desktop.node.protocol import NetworkOptions
from desktop.profile.settings import Relay, Settings

SAID = st.builds(
    NetworkOptions,
    no_dht=st.booleans(),
    no_lan=st.booleans(),
    no_router=st.booleans(),
    no_relay=st.booleans(),
)
CHOSEN = st.builds(
    Settings,
    use_dht=st.booleans(),
    use_lan=st.booleans(),
    use_router=st.booleans(),
    relay=st.sampled_from([Relay.DEFAULT, Relay.NONE]),
)


@given(SAID, CHOSEN)
def test_what_is_said_is_never_undone(said: NetworkOptions, settings: Settings) -> None:
    counts = in_force(said, settings)
    assert counts.no_dht or not said.no_dht
    assert counts.no_lan or not said.no_lan
    assert counts.no_router or not (said.no_router or said.no_lan)


@given(SAID)
def test_without_anything_chosen_only_what_is_said_counts(said: NetworkOptions) -> None:
    counts = in_force(said, Settings())
    assert (counts.no_dht, counts.no_lan) == (said.no_dht, said.no_lan)
    assert ("router" in told_to_do_without(said)) == counts.no_router


@given(SAID, CHOSEN, CHOSEN)
def test_only_what_would_make_a_difference_waits(
    said: NetworkOptions, before: Settings, after: Settings
) -> None:
    waiting = waits(said, before, after)
    assert not set(waiting) & set(told_to_do_without(said))
    assert waits(said, after, after) == ()
    if in_force(said, before) != in_force(said, after):
        assert waiting
