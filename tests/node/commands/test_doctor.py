"""What the doctor says of the network: what works, and how each contact is reached."""

from pathlib import Path

from desktop.node.commands.carrying_out import carry_out
from desktop.node.node import Node
from desktop.node.protocol import CheckResult, Examine
from tests.node.offers.circle import acquaint, people_of, until
from tests.node.peers import run, running, unheard


async def examined(node: Node) -> dict[str, CheckResult]:
    found = await carry_out(node, Examine(), unheard)
    assert isinstance(found, list)
    return {check.check: check for check in found}


def test_it_says_how_each_contact_is_reached(tmp_path: Path) -> None:
    homes = [tmp_path / "ann", tmp_path / "ben"]
    acquaint(homes)

    async def work() -> None:
        async with running(homes[0]) as ann:
            async with running(homes[1]) as ben:
                await until(ann, lambda: people_of(ann).is_online(ben.person))
                checks = await examined(ann)
                assert checks["path-direct"].data == {"name": ben.profile.settings.name}
                assert checks["calls"].ok
            await until(ann, lambda: not people_of(ann).is_online(ben.person))
            assert not (await examined(ann))["path-none"].ok
            assert "dht" not in checks  # not asked for, so nothing to say

    run(work())
