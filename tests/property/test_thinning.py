"""For every camera that is well: at no pace does a tile look suspect, stale or like the same picture."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle, pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.domain.feed_pace import FeedPace
from console.domain.feed_state import FeedReport, FeedState, SignsOfLife, shown_state
from console.domain.picture_interval import PictureInterval
from console.media.worker.thinning import Thinning

_LATEST_S = 0.25
_LASTS_S = 60.0


def _pictures(fps: float, groups_s: list[float], seed: int) -> Iterator[tuple[float, bool]]:
    """Arrival and whether it is a key picture; each up to a quarter of a second late, in order."""
    late, at_s, lengths = random.Random(seed), 0.0, cycle(groups_s)
    key_at_s = last_s = 0.0
    while at_s < _LASTS_S:
        is_key = at_s >= key_at_s
        if is_key:
            key_at_s = at_s + next(lengths)
        last_s = max(last_s + 0.001, at_s + late.uniform(0, _LATEST_S))
        yield last_s, is_key
        at_s += 1 / fps


@given(
    st.sampled_from(FeedPace),
    st.floats(0.5, 30),
    st.lists(st.floats(0.3, 12), min_size=1, max_size=8),
    st.integers(0, 1000),
)
def test_a_camera_that_is_well_looks_live_at_every_pace(
    pace: FeedPace, fps: float, groups_s: list[float], seed: int
) -> None:
    thinning, interval = Thinning(), PictureInterval()
    thinning.pace = pace
    shown_s: list[float] = []
    interval_s, keys = 0.0, 0
    for at_s, is_key in _pictures(fps, groups_s, seed):
        interval_s = interval.note(round(at_s * 1e9)) / 1e9
        keys += is_key
        # The first time that its groups grow nobody can know.
        if thinning.lets_through(10**9 + round(at_s * 1e9), is_key=is_key) and keys > len(groups_s):
            shown_s.append(at_s)
    for before_s, after_s in pairwise(shown_s):
        signs = SignsOfLife(after_s - before_s, 0.0, after_s - before_s, interval_s)
        assert shown_state(FeedReport(FeedState.LIVE), signs) is FeedState.LIVE
