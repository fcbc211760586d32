"""A picture counts as seen after two seconds of being live, and each spell is told with its end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.domain.camera import CameraId
from console.domain.seen import SeenSpell, SeenSpells

_A, _B = CameraId("a"), CameraId("b")
_START = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


def _at(second: float) -> datetime:
    return _START + timedelta(seconds=second)


def _look(spells: SeenSpells, second: float, *live: CameraId) -> list[SeenSpell]:
    return spells.look(live, _at(second), second)


def test_two_seconds_live_are_seen_and_less_is_not() -> None:
    spells = SeenSpells()
    told = [_look(spells, 0, _A, _B), _look(spells, 1, _A, _B), _look(spells, 1.9, _A), _look(spells, 2, _A)]
    assert told == [[], [], [], [SeenSpell(_A, _at(0), _at(2))]]


def test_a_spell_that_goes_on_is_told_again_and_at_its_end() -> None:
    spells = SeenSpells()
    _look(spells, 0, _A)
    assert [len(_look(spells, second, _A)) for second in (2, 30, 61, 62)] == [1, 0, 0, 1]
    assert _look(spells, 70) == [SeenSpell(_A, _at(0), _at(70))]
    assert _look(spells, 71) == []


def test_a_break_begins_anew() -> None:
    spells = SeenSpells()
    _look(spells, 0, _A)
    _look(spells, 1)
    _look(spells, 2, _A)
    assert _look(spells, 3.5, _A) == []
    assert _look(spells, 4, _A) == [SeenSpell(_A, _at(2), _at(4))]


def test_a_wall_clock_that_jumps_changes_no_length() -> None:
    spells = SeenSpells()
    spells.look([_A], _at(0), 0)
    assert spells.look([], _at(-3600), 5) == [SeenSpell(_A, _at(0), _at(5))]
