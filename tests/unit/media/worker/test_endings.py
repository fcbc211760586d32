"""What goes off the screen is given nothing more at once, and ends when nothing is about to come onto it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import cast

from console.media.worker.endings import Endings
from console.media.worker.player import Player


class _FakePlayer:
    def __init__(self) -> None:
        self.retired = self.released = False

    def retire(self) -> None:
        self.retired = True

    def release(self) -> None:
        self.released = True


class _Room:
    def __init__(self) -> None:
        self.busy = False
        self.later: deque[Callable[[], None]] = deque()
        self.endings = Endings(self.later.append, lambda: self.busy)

    def add(self) -> _FakePlayer:
        player = _FakePlayer()
        self.endings.add(cast("Player", player))
        return player

    def run(self) -> None:
        while self.later:
            self.later.popleft()()


def test_a_player_is_given_nothing_more_at_once_and_ends_with_the_next_command() -> None:
    room = _Room()
    player = room.add()
    assert (player.retired, player.released) == (True, False)
    room.run()
    assert player.released


def test_while_others_begin_it_waits_and_ends_when_they_have_begun() -> None:
    room = _Room()
    room.busy = True
    players = [room.add() for _ in range(3)]
    room.run()
    assert not any(player.released for player in players)
    room.busy = False
    room.endings.go_on()
    room.run()
    assert all(player.released for player in players)


def test_other_commands_come_between_two_ends() -> None:
    room = _Room()
    first, second = room.add(), room.add()
    seen: list[tuple[bool, bool]] = []
    room.later.insert(1, lambda: seen.append((first.released, second.released)))
    room.run()
    assert seen == [(True, False)]
    assert second.released


def test_players_do_not_heap_up_however_long_others_begin() -> None:
    room = _Room()
    room.busy = True
    players = [room.add() for _ in range(40)]
    assert sum(not player.released for player in players) == 16
    assert all(player.released for player in players[:24])
