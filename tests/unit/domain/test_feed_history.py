"""Changes are what differs between two looks, one for each feed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_history import GONE, FeedCondition, FeedSpell, best_of, changes
from console.domain.feed_state import FeedState
from tests.helpers.clock import START_UTC

_FEEDS = [FeedKey.of(CameraId(name), quality) for name in "ab" for quality in FeedQuality]
_conditions = st.builds(FeedCondition, st.sampled_from([state for state in FeedState if state is not FeedState.EMPTY]))
_looks = st.dictionaries(st.sampled_from(_FEEDS), _conditions)


@given(st.lists(_looks, max_size=6))
def test_changes_one_after_another_come_to_the_last_look(looks: list[dict[FeedKey, FeedCondition]]) -> None:
    told: dict[FeedKey, FeedCondition] = {}
    before: dict[FeedKey, FeedCondition] = {}
    for look in looks:
        for change in changes(before, look, START_UTC):
            assert told.get(change.feed, GONE) != change.condition, "a change that is none"
            told[change.feed] = change.condition
        before = look
    assert {feed: condition for feed, condition in told.items() if condition != GONE} == before


def test_a_feed_on_several_surfaces_is_as_well_as_the_best_of_them() -> None:
    stale, live = FeedCondition(FeedState.STALE), FeedCondition(FeedState.LIVE)
    assert best_of([(_FEEDS[0], stale), (_FEEDS[0], live), (_FEEDS[1], stale)]) == {_FEEDS[0]: live, _FEEDS[1]: stale}


def test_a_spell_that_lasts_grows_with_the_clock() -> None:
    spell = FeedSpell(_FEEDS[0], GONE, START_UTC, None)
    assert spell.lasted_s(START_UTC.replace(minute=4, second=12)) == 252
