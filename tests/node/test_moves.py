"""A computer that came to another network is noticed once, when it has come to rest."""

from desktop.node.moves import Moves


class Computer:
    """One whose addresses are decided here."""

    def __init__(self) -> None:
        self.addresses, self.told = ["192.0.2.1"], 0
        self._moves = Moves(lambda: self.addresses, self._tell)

    def _tell(self) -> None:
        self.told += 1

    def look(self, times: int = 1) -> None:
        for _ in range(times):
            self._moves.look()


def test_who_stays_is_told_nothing() -> None:
    computer = Computer()
    computer.look(times=100)
    assert computer.told == 0


def test_another_address_is_told_once_when_it_has_come_to_rest() -> None:
    computer = Computer()
    computer.addresses = ["127.0.0.1"]
    computer.look()
    computer.addresses = ["198.51.100.1"]
    computer.look()
    assert computer.told == 0
    computer.look(times=10)
    assert computer.told == 1


def test_the_same_address_again_is_a_move_too() -> None:
    computer = Computer()
    for addresses in (["127.0.0.1"], ["192.0.2.1"]):
        computer.addresses = addresses
        computer.look()
    computer.look(times=10)
    assert computer.told == 1
