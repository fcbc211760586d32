"""Whatever is sent to a wall: one step back is what it was before, versions only rise, and a claimed screen is one person's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.layout import grid
from console.domain.tile_content import ClockBoard, TileContent
from console.domain.wall_right import (
    MOST_CLAIM_S,
    WallClaim,
    WallSender,
    check_may_end,
    check_right,
    new_claim,
    standing_claim,
)
from console.domain.wall_state import WallState
from console.domain.wall_wanted import (
    ScreenContent,
    ScreenWanted,
    Stamp,
    WallWanted,
    is_expired,
    with_layout,
    with_message,
    with_tile,
)

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
STAMP = Stamp(UUID(int=7), "Ratna", NOW, NOW + timedelta(seconds=30))
_TILES: st.SearchStrategy[TileContent | None] = st.none() | st.sampled_from(
    [*(CameraId(f"kam-{number}") for number in range(4)), ClockBoard()]
)
_CONTENTS = st.builds(
    lambda side, tiles, message: with_layout(WallState(grid(side, side), tuple(tiles)), message),
    st.integers(1, 3),
    st.lists(_TILES, max_size=9),
    st.sampled_from(["", "Rapat pukul 20"]),
)
_COUNT = 4
_STEPS = st.lists(st.dictionaries(st.integers(1, _COUNT), _CONTENTS, max_size=_COUNT), min_size=1, max_size=8)
_EMPTY = WallWanted((ScreenWanted(),) * _COUNT)


def _shown(wall: WallWanted) -> list[ScreenContent]:
    return [screen.content for screen in wall.screens]


@given(_STEPS)
def test_undo_is_one_step_back_on_every_screen_and_once_more_it_is_the_change_again(
    steps: list[dict[int, ScreenContent]],
) -> None:
    wall = before = _EMPTY
    for step in steps:
        changed = wall.with_contents(step, STAMP)
        before, wall = (wall, changed) if changed is not wall else (before, wall)
    if wall is _EMPTY:
        with pytest.raises(KnownError, match="nothing_to_undo"):
            wall.one_back()
        return
    undone = wall.with_contents(wall.one_back(), STAMP)
    assert _shown(undone) == _shown(before)
    assert undone.version == wall.version + 1
    assert _shown(undone.with_contents(undone.one_back(), STAMP)) == _shown(wall)


@given(_STEPS)
def test_a_step_gives_its_version_to_the_screens_that_it_changed_and_to_no_other(
    steps: list[dict[int, ScreenContent]],
) -> None:
    wall = _EMPTY
    for step in steps:
        changed = wall.with_contents(step, STAMP)
        for number in range(1, _COUNT + 1):
            old, new = wall.screen(number), changed.screen(number)
            assert new.content == step.get(number, old.content)
            assert new.version == (changed.version if new.content != old.content else old.version)
        assert changed.version == wall.version + (_shown(changed) != _shown(wall))
        wall = changed


@given(_CONTENTS, st.integers(-2, 12), _TILES)
def test_a_content_changes_its_own_tile_alone_and_an_unknown_tile_is_refused(
    content: ScreenContent, tile: int, shown: TileContent | None
) -> None:
    if not 0 <= tile < len(content.state.layout.cells):
        with pytest.raises(KnownError) as told:
            with_tile(content, tile, shown)
        assert (told.value.code, told.value.params) == ("wall.unknown_tile", {"tile": tile + 1})
        return
    after = with_tile(content, tile, shown)
    assert after.state.tile(tile) == shown
    assert with_tile(after, tile, content.state.tile(tile)) == content


@given(_CONTENTS, st.text(max_size=20))
def test_a_message_leaves_the_cameras(content: ScreenContent, text: str) -> None:
    told = with_message(content, text)
    assert (told.state, told.message) == (content.state, text.strip())


@given(_STEPS, st.integers(1, 6))
def test_a_wall_that_gets_other_screens_keeps_what_stays(steps: list[dict[int, ScreenContent]], count: int) -> None:
    wall = _EMPTY
    for step in steps:
        wall = wall.with_contents(step, STAMP)
    resized = wall.resized(count)
    assert len(resized.screens) == count
    assert resized.screens[:_COUNT] == wall.screens[:count]
    assert all(number <= count for number in resized.before or {})


@pytest.mark.parametrize("number", [0, -1, _COUNT + 1])
def test_a_screen_that_there_is_none_of_is_refused(number: int) -> None:
    with pytest.raises(KnownError, match="unknown_screen"):
        _EMPTY.with_contents({number: with_message(_EMPTY.screen(1).content, "?")}, STAMP)


@given(st.integers(-100, 100))
def test_a_command_is_expired_from_its_moment_on(late_s: int) -> None:
    assert is_expired(NOW, NOW + timedelta(seconds=late_s)) == (late_s >= 0)


_SENDERS = st.sampled_from(
    [
        WallSender("1", "Sari", sends=True),
        WallSender("2", "Budi", sends=True),
        WallSender("3", "Ratna", sends=True, steers=True),
        WallSender("4", "Wahyu", sends=True, steers=True),
        WallSender("5", "Tamu"),
    ]
)


@given(st.lists(st.tuples(_SENDERS, st.integers(0, 900), st.sampled_from(["send", "claim", "end"]), st.booleans())))
def test_a_claimed_screen_is_one_persons_until_its_time_is_over_or_it_is_rightly_ended(
    acts: list[tuple[WallSender, int, str, bool]],
) -> None:
    claim: WallClaim | None = None
    now = NOW
    for sender, pause_s, act, is_open in acts:
        now += timedelta(seconds=pause_s)
        standing = standing_claim(claim, now)
        is_others = standing is not None and standing.holder_id != sender.id
        reached = act == "end" or sender.steers or (sender.sends and is_open)
        refused = _refused(act, sender, claim, now, is_open=is_open)
        if is_others and not (act == "end" and sender.steers):
            assert refused == ("wall.claimed" if reached else "wall.not_open")
        else:
            assert refused == ("" if reached else "wall.not_open")
        if refused:
            continue
        if act == "claim":
            claim = new_claim(sender, "banjir", 600, now)
            assert claim.until_utc == now + timedelta(seconds=600)
        elif act == "end":
            claim = None


def _refused(act: str, sender: WallSender, claim: WallClaim | None, now: datetime, *, is_open: bool) -> str:
    try:
        if act == "end":
            check_may_end(sender, 1, claim, now)
        else:
            check_right(sender, 1, claim, now, open_to_operators=is_open)
    except KnownError as error:
        return error.code
    return ""


@given(st.integers(-10, 10**7))
def test_a_claim_ends_by_itself_within_a_shift(for_s: int) -> None:
    claim = new_claim(WallSender("3", "Ratna", steers=True), "banjir", for_s, NOW)
    assert NOW < claim.until_utc <= NOW + timedelta(seconds=MOST_CLAIM_S)
