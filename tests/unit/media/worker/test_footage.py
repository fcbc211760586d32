"""What one file can hold of a stretch, and what is said to be missing in it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.domain.footage import GapReason
from console.media.worker.access_units import AccessUnit
from console.media.worker.footage import LEAST_GAP_NS, Hole, Wanted, footage
from console.media.worker.picture_group import PictureGroup
from console.media.worker.ring import RingUnit

SECOND_NS = 10**9
Seconds = tuple[float, float, GapReason]


def group(*at_s: float, epoch: int = 0, codec: str = "h264", gap: GapReason = GapReason.NO_PICTURES) -> PictureGroup:
    made = PictureGroup(codec, epoch, gap)
    for index, one in enumerate(at_s):
        made.append(RingUnit(AccessUnit(b"x", None, None, int(one * SECOND_NS), index == 0, epoch), 0, 0))
    return made


def every(seconds: float, from_s: float, until_s: float) -> list[float]:
    return [from_s + index * seconds for index in range(round((until_s - from_s) / seconds))]


def wanted(from_s: float, until_s: float, *, newest: bool = True) -> Wanted:
    return Wanted(int(from_s * SECOND_NS), int(until_s * SECOND_NS), newest)


def holes(groups: list[PictureGroup], asked: Wanted) -> list[Seconds]:
    found = footage(groups, asked, GapReason.MEMORY, GapReason.CLOSED).holes
    return [(hole.start_ns / SECOND_NS, hole.end_ns / SECOND_NS, hole.reason) for hole in found]


def test_a_whole_stretch_begins_with_the_key_picture_before_it_and_has_no_gap() -> None:
    groups = [group(*every(0.1, start_s, start_s + 2)) for start_s in (0.0, 2.0, 4.0, 6.0)]

    found = footage(groups, wanted(3, 5), GapReason.MEMORY, GapReason.CLOSED)

    assert found.units[0].unit.arrival_ns == 2 * SECOND_NS
    assert found.units[-1].unit.arrival_ns == 5 * SECOND_NS
    assert found.holes == []


def test_what_begins_later_and_ends_sooner_than_asked_says_why() -> None:
    assert holes([group(*every(0.1, 10, 20))], wanted(0, 30)) == [
        (0, 10, GapReason.MEMORY),
        (19.9, 30, GapReason.CLOSED),
    ]


def test_a_broken_connection_is_a_gap_with_its_reason() -> None:
    groups = [group(*every(0.1, 0, 5)), group(*every(0.1, 9, 15), gap=GapReason.CONNECTION)]

    assert holes(groups, wanted(0, 14)) == [(4.9, 9, GapReason.CONNECTION)]


def test_a_camera_that_stands_still_within_a_group_is_a_gap() -> None:
    assert holes([group(*every(0.1, 0, 5), *every(0.1, 8, 10))], wanted(1, 9.5)) == [(4.9, 8, GapReason.NO_PICTURES)]


def test_a_camera_of_few_pictures_has_no_gap_between_them() -> None:
    assert holes([group(*every(5, 0, 60))], wanted(2, 58)) == []


def test_of_a_stream_that_changed_one_kind_is_kept_and_the_rest_is_a_gap() -> None:
    groups = [group(*every(0.1, 0, 5)), group(*every(0.1, 5, 10), epoch=1)]

    assert holes(groups, wanted(0, 9)) == [(0, 5, GapReason.CHANGED)]
    assert holes(groups, wanted(0, 9, newest=False)) == [(4.9, 9, GapReason.CHANGED)]


def test_pictures_from_before_the_stretch_are_not_counted_as_of_it() -> None:
    found = footage([group(*every(0.1, 0, 5))], wanted(20, 30), GapReason.MEMORY, GapReason.CONNECTION)

    assert not found.reaches(20 * SECOND_NS)
    assert found.holes == [Hole(20 * SECOND_NS, 30 * SECOND_NS, GapReason.CONNECTION)]


def test_nothing_at_all_is_one_gap() -> None:
    assert holes([], wanted(0, 9)) == [(0, 9, GapReason.CLOSED)]


STEPS = st.lists(st.tuples(st.floats(0.01, 4), st.booleans(), st.integers(0, 1)), min_size=1, max_size=80)


@given(STEPS, st.floats(0, 60), st.floats(0.1, 60), st.booleans())
def test_every_moment_has_a_picture_near_or_lies_in_a_gap(
    steps: list[tuple[float, bool, int]], from_s: float, long_s: float, newest: bool
) -> None:
    groups: list[PictureGroup] = []
    at_s = 0.0
    for step_s, is_key, epoch in steps:
        at_s += step_s
        if is_key or not groups:
            groups.append(group(at_s, epoch=epoch))
        else:
            groups[-1].append(
                RingUnit(AccessUnit(b"x", None, None, int(at_s * SECOND_NS), False, groups[-1].epoch), 0, 0)
            )
    asked = wanted(from_s, from_s + long_s, newest=newest)
    found = footage(groups, asked, GapReason.MEMORY, GapReason.CLOSED)

    assert all(one.unit.arrival_ns <= asked.until_ns for one in found.units)
    assert not found.units or found.units[0].is_key
    ends = [asked.from_ns]
    for hole in found.holes:
        assert ends[-1] <= hole.start_ns < hole.end_ns <= asked.until_ns
        assert not [one for one in found.units if hole.start_ns < one.unit.arrival_ns < hole.end_ns]
        ends.append(hole.end_ns)
    times_ns = [one.unit.arrival_ns for one in found.units]
    usual_ns = max(LEAST_GAP_NS, *(3 * (later - sooner) for sooner, later in pairwise(times_ns)), 0)
    for moment in range(asked.from_ns, asked.until_ns, SECOND_NS // 3):
        near = any(abs(moment - at_ns) <= usual_ns for at_ns in times_ns)
        assert near or any(hole.start_ns <= moment <= hole.end_ns for hole in found.holes)
