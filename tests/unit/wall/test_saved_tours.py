"""Saved tours: what is written is read exactly, and nothing else is; those that are on are known by their window."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.patrol import HOURS_OFFERED, Emphasis
from console.wall.saved_tours import MOST_MEMBERS, MOST_SAVED, SavedTours, TourPlan

_words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)
_members = st.lists(_words, max_size=5, unique=True).map(tuple)
_plans = st.builds(
    TourPlan,
    _words,
    st.integers(3, 600),
    st.lists(_words, min_size=1, max_size=5, unique=True).map(tuple),
    _members.map(lambda names: tuple(CameraId(name) for name in names)),
    _members,
    st.none() | st.sampled_from(HOURS_OFFERED),
    st.sampled_from(Emphasis),
    st.none() | st.integers(0, 143),
)
PLAN = TourPlan("Pasar", 10, areas=("33.74.02",), hours=4)


@given(st.lists(_plans, max_size=8), st.dictionaries(st.integers(1, 64), _plans, max_size=4))
def test_what_is_written_is_read_exactly(saved: list[TourPlan], running: dict[int, TourPlan]) -> None:
    tours = SavedTours()
    for plan in saved:
        tours.save(plan)
    for number, plan in running.items():
        tours.note_running(number, plan)
    again = SavedTours(tours.content())
    assert again.by_name == tours.by_name == {plan.name: plan for plan in saved}
    assert again.running == running


@pytest.mark.parametrize(
    "change",
    [{"step_s": 1}, {"hours": 3}, {"emphasis": "never"}, {"areas": []}, {"name": " "}, {"only": -1}, {"cameras": [7]}],
)
def test_what_is_no_tour_is_refused(change: dict[str, object]) -> None:
    tours = SavedTours()
    tours.save(PLAN)
    content = json.loads(tours.content())
    content["saved"][0] |= change
    with pytest.raises(ValueError):  # noqa: PT011  whatever is wrong
        SavedTours(json.dumps(content).encode())
    for other in (b"[]", b'{"saved": []}', b'{"saved": [], "running": [[1]]}'):
        with pytest.raises(ValueError):  # noqa: PT011
            SavedTours(other)


def test_too_many_and_too_large_ones_are_not_saved_and_the_large_are_not_gone_on_with() -> None:
    tours = SavedTours()
    large = TourPlan("Besar", 10, cameras=tuple(CameraId(f"c{index}") for index in range(MOST_MEMBERS + 1)))
    with pytest.raises(KnownError) as too_large:
        tours.save(large)
    tours.note_running(1, PLAN)
    tours.note_running(1, large)
    assert (too_large.value.code, tours.running) == ("tour.too_large", {})
    for index in range(MOST_SAVED):
        tours.save(TourPlan(f"Tur {index}", 10, areas=("33",)))
    with pytest.raises(KnownError) as too_many:
        tours.save(PLAN)
    assert too_many.value.code == "tour.too_many"
    tours.remove("Tur 0")
    tours.save(PLAN)
    assert "Pasar" in tours.by_name


def test_only_what_changes_is_told() -> None:
    tours, told = SavedTours(), list[None]()
    tours.changed.connect(told.append)
    tours.note_running(1, None)
    tours.note_running(2, PLAN)
    tours.note_running(2, PLAN)
    tours.note_running(2, None)
    assert (len(told), tours.running) == (2, {})
