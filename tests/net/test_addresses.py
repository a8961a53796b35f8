"""Where others are told to look for this computer."""

from ipaddress import ip_address

from desktop.net.addresses import likeliest_first, own_addresses


def test_the_address_we_listen_on_is_the_only_one() -> None:
    assert own_addresses("127.0.0.1") == ["127.0.0.1"]


def test_this_computer_has_addresses_that_others_could_use() -> None:
    addresses = own_addresses(None)
    assert addresses
    for address in map(ip_address, addresses):
        assert not address.is_link_local
        assert addresses == ["127.0.0.1"] or not address.is_loopback


def test_the_likeliest_come_first_and_useless_ones_not_at_all() -> None:
    found = likeliest_first(
        [
            "127.0.0.1",
            "192.168.1.5",
            ("fe80::1", 0, 2),
            ("2a00:1450::5", 0, 0),
            "169.254.1.1",
            "100.64.0.9",  # behind a provider's router: no more public than one's own network
            "8.8.4.4",
            ("fd00::5", 0, 0),
            ("::1", 0, 0),
            "192.168.1.5",
        ]
    )
    assert found == ["8.8.4.4", "2a00:1450::5", "100.64.0.9", "192.168.1.5", "fd00::5"]


def test_alone_there_is_only_oneself() -> None:
    assert likeliest_first(["127.0.0.1", ("::1", 0, 0)]) == ["127.0.0.1"]
