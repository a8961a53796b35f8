"""Two people become contacts from their command lines, with real nodes on loopback."""

from pathlib import Path

from tests.command_line import node, passalong


def test_two_become_contacts_and_part_again(tmp_path: Path) -> None:
    ann, ben = tmp_path / "ann", tmp_path / "ben"
    passalong(ann, "name", "Ann")
    passalong(ben, "name", "Ben")
    with node(ann), node(ben) as bens:
        link = passalong(ben, "id").result["link"]
        asked = passalong(ann, "people", "add", link, "--text", "From the garden party").result
        assert asked["state"] == "requested"
        (row,) = passalong(ann, "people").result
        assert row.items() >= {"name": "Ben", "state": "requested", "online": False}.items()
        request = until_one(ben, "people", "requests")
        assert (request["name"], request["text"]) == ("Ann", "From the garden party")
        assert passalong(ben, "people", "accept", request["request"][:8]).result["state"] == "unverified"
        assert passalong(ben, "people", "requests").result == []
        added = passalong(ann, "people", "add", link, "--wait", "20").result
        assert (added["person"], added["state"]) == (asked["person"], "unverified")
        assert added["alike"] == {"known": True, "name": "Ben"}
        del bens
    with node(ann), node(ben):
        assert passalong(ben, "people", "block", "Ann").result["state"] == "blocked"
        assert passalong(ben, "people", "unblock", "Ann").result["state"] == "removed"
        assert passalong(ann, "people", "remove", "Ben").result["state"] == "removed"
        assert passalong(ann, "people").result == passalong(ben, "people").result == []


def test_ones_own_computer_is_listed_and_does_not_end_itself(tmp_path: Path) -> None:
    ann = tmp_path / "ann"
    with node(ann):
        (row,) = passalong(ann, "devices").result
        assert (row["this"], row["ended"]) == (True, None)
        assert row["device"] == passalong(ann, "id").result["device"]
        assert passalong(ann, "devices", "end", row["device"]).kind == "not-confirmed"
        assert passalong(ann, "devices", "end", row["device"], "--yes").kind == "device-stays"
    assert passalong(ann, "devices").result == [row]


def until_one(profile: Path, *words: str) -> dict[str, str]:
    """Ask again until there is one. Each asking takes a while, and somebody rings within two seconds."""
    for _ in range(40):
        found = passalong(profile, *words).result
        if found:
            (one,) = found
            return dict(one)
    raise AssertionError(words)
