"""Whatever falls and comes back: every dead camera is in one line and in no other, and no line begins and ends in haste."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from console.domain.cause import Group
from tests.helpers.outages import BEGUN, City

_CAMERAS = 36
_STEPS = st.lists(
    st.tuples(st.sets(st.integers(0, _CAMERAS - 1), max_size=_CAMERAS), st.sampled_from((1, 7, 20, 45, 70, 400))),
    min_size=1,
    max_size=12,
)

_Steps = list[tuple[set[int], int]]

_MERGES_ONE_THAT_IS_BACK: _Steps = [
    (set(), 1),
    ({1}, 1),
    ({0, 1, 2, 3, 4, 17}, 1),
    ({0, 1, 2, 4, 6, 8}, 1),
    ({0, 1, 2, 3, 4, 5, 6, 7}, 1),
    ({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 29}, 1),
    ({0, 1, 2, 3, 4, 5, 35, 6, 8, 9, 10, 12, 14, 21, 22}, 1),
    ({0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15, 17, 18, 21}, 45),
    ({0, 1, 2, 3, 4, 5, 6, 7, 8, 33, 9, 10, 11, 17, 21}, 1),
    (set(), 45),
    (set(), 1),
    ({0, 1, 35}, 1),
]
"""A neighbourhood's line becomes its owner's; a camera of it that is back belongs to another owner."""

_ENDS_UNDER_A_NEW_GROUP: _Steps = [
    (set(), 1),
    ({1}, 7),
    ({0, 1, 2, 3, 14, 17}, 7),
    ({0, 1, 4, 8, 15, 26}, 1),
    ({0, 1, 2, 3, 4, 5, 7, 24}, 1),
    ({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 16, 29}, 1),
    ({0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 21, 34}, 1),
    ({0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15, 17, 18, 21}, 45),
    ({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 17, 21, 33}, 1),
    (set(), 45),
    (set(), 1),
    ({0, 1, 35}, 7),
]
"""A recorder's line ends with one camera down that a group explains which has only just been found."""

_FALLS_IN_TWO_WAVES: _Steps = [({6, 18}, 1), ({1, 24}, 400), ({0, 12, 30}, 45), (set(), 1)]
"""Half of a neighbourhood is down for long, one by one, when the other half falls together."""


def _city() -> City:
    city = City()
    for one in range(_CAMERAS):
        area = f"33.74.02.100{one % 2}/RW00{one % 3 + 1}"
        links = {"recorder": f"R{one // 4}" if one % 5 else "", "uplink": f"U{one // 12}", "power": f"P{one // 9}"}
        city.add([f"cam-{one}"], area, f"owner-{one % 4}", **links)
    return city


def _toggle(city: City, chosen: set[int], at_s: float) -> None:
    for camera in (f"cam-{one}" for one in chosen):
        if camera in city.down:
            city.come_back([camera])
        else:
            city.fall([camera], at_s)


def _check(city: City) -> None:
    dead = Counter(camera for line in city.book.lines for camera in line.cameras if camera in city.down)
    assert all(count == 1 for count in dead.values()), "no camera is in two lines"
    assert all(line.cameras for line in city.book.lines), "no line is without cameras"
    for line in city.book.lines:
        group = line.group
        assert all(group in city.groups[camera] or group[1] == camera for camera in line.cameras)


@given(_STEPS)
@example(_MERGES_ONE_THAT_IS_BACK)
@example(_ENDS_UNDER_A_NEW_GROUP)
@example(_FALLS_IN_TWO_WAVES)
@settings(max_examples=150)
def test_no_dead_camera_is_in_two_lines_or_for_long_in_none(steps: _Steps) -> None:
    city, at_s = _city(), 0.0
    for chosen, wait_s in steps:
        _toggle(city, chosen, at_s)
        city.look(at_s)
        _check(city)
        at_s += wait_s
        city.look(at_s)
        _check(city)
    city.look(at_s + city.rule.opens_after_s)
    _check(city)
    inside = {camera for line in city.book.lines for camera in line.cameras}
    assert city.down.keys() <= inside, "every dead camera has a line"


@given(_STEPS)
@settings(max_examples=100)
def test_a_line_of_a_group_begins_again_only_after_the_times_of_the_rule(steps: _Steps) -> None:
    city, at_s = _city(), 0.0
    closed: dict[Group, float] = {}
    for chosen, wait_s in steps:
        _toggle(city, chosen, at_s)
        for later_s in (0, wait_s / 2, wait_s):
            news = city.look(at_s + later_s)
            now = BEGUN + timedelta(seconds=at_s + later_s)
            for line in news.closed:
                if line.merged_into is None:
                    assert now - line.opened_utc >= timedelta(seconds=city.rule.closes_after_s)
                    closed[line.group] = at_s + later_s
            for line in news.opened:
                # Single cameras that are left over when their line ends go on without a pause.
                assert line.group not in closed or at_s + later_s - closed[line.group] >= city.rule.opens_after_s
        at_s += wait_s
