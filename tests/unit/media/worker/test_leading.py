"""Who begins with a key picture of an open group is spared its leading pictures."""

from __future__ import annotations

from console.media.worker.access_units import AccessUnit
from console.media.worker.intake import Intake
from console.media.worker.leading import without_leading
from console.media.worker.ring import RingUnit


def unit(pts_s: float | None, *, is_key: bool = False) -> RingUnit:
    return RingUnit(AccessUnit(b"picture", pts_s, None, 0, is_key, 0), 0, 0)


KEY = unit(10.0, is_key=True)


def test_pictures_shown_before_the_key_are_left_out_and_all_others_stay() -> None:
    trailing, late = unit(10.2), unit(10.1)
    assert without_leading([KEY, unit(9.8), unit(9.9), trailing, late]) == [KEY, trailing, late]
    assert without_leading([KEY, unit(9.9)]) == [KEY]
    assert without_leading([]) == []


def test_a_clock_that_leaps_or_is_missing_makes_nothing_leading() -> None:
    assert len(without_leading([KEY, unit(-5000.0)])) == 2
    assert len(without_leading([KEY, unit(None)])) == 2


def test_an_intake_that_begins_or_begins_anew_takes_no_leading_pictures() -> None:
    intake = Intake("h264")
    for _ in range(2):
        taken = intake.waiting
        for offered in (KEY, unit(9.9), unit(10.1)):
            assert intake.offer(offered, 0), "it was not dropped for want of time"
        assert intake.waiting == taken + 2
        intake.drop_to_key()


def test_an_intake_that_goes_on_takes_leading_pictures() -> None:
    intake = Intake("h264")
    for offered in (KEY, unit(10.1), unit(11.0, is_key=True), unit(10.9)):
        intake.offer(offered, 0)
    assert intake.waiting == 4
