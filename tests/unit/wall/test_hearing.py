"""A person hears one camera or none, from silence to as loud as the camera sends."""

from __future__ import annotations

from console.wall.hearing import LOUDEST_PERCENT, STEP_PERCENT, Hearing


def test_it_begins_in_silence_with_the_volume_of_last_time() -> None:
    hearing = Hearing(30)
    assert not hearing.on
    assert hearing.volume_percent == 30


def test_steps_stop_at_both_ends_and_every_change_is_told() -> None:
    hearing = Hearing(LOUDEST_PERCENT - STEP_PERCENT)
    told: list[None] = []
    hearing.changed.connect(told.append)
    hearing.louder()
    hearing.louder()
    assert hearing.volume_percent == LOUDEST_PERCENT
    for _ in range(12):
        hearing.quieter()
    assert hearing.volume_percent == 0
    hearing.toggle()
    assert hearing.on
    assert len(told) == 15
