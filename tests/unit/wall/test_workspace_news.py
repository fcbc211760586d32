"""News of a workspace that is open: asked about, applied at once where nobody is pulled away, or nothing at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.layout import layout_by_name
from console.domain.screen import Area, ScreenIdentity
from console.domain.tile_content import MessageBoard
from console.domain.wall_state import WallState
from console.wall.named_workspace import AtCentre, NamedWorkspace
from console.wall.workspace import WindowState, Workspace
from console.wall.workspace_news import News, Opened, for_reader, news_of

AREA = Area(0, 0, 1920, 1080)


def _wall(*cameras: str) -> WallState:
    return WallState(layout_by_name("2x2"), (*(CameraId(one) for one in cameras), *[None] * (4 - len(cameras))))


def _workspace(first: WallState, second: WallState) -> Workspace:
    windows = [
        WindowState(number, wall, ScreenIdentity(), AREA, True, AREA) for number, wall in enumerate((first, second), 1)
    ]
    return Workspace(tuple(windows))


OLD = _workspace(_wall("a"), _wall("b"))
NEW = _workspace(_wall("a"), _wall("c"))
PUT = {1: _wall("a"), 2: _wall("b")}
OPENED = Opened(new_id(), "Pagi", 3, OLD, PUT)
TOLD = NamedWorkspace(OPENED.id, "Pagi", NEW, "33.74", (), 4)


@pytest.mark.parametrize(
    ("told", "now", "at_once", "is_busy", "news"),
    [
        (None, PUT, False, False, News.GONE),
        (replace(TOLD, revision=3), PUT, True, False, News.NOTHING),
        (replace(TOLD, at_centre=AtCentre.CHANGED), PUT, True, False, News.NOTHING),
        (TOLD, PUT, False, False, News.ASK),
        (TOLD, PUT, True, False, News.APPLY),
        (TOLD, PUT, True, True, News.ASK),
        (TOLD, {**PUT, 1: _wall("x")}, True, False, News.ASK),
        (TOLD, {1: PUT[1]}, True, False, News.SAME),
        (TOLD, {1: _wall("x")}, True, False, News.ASK),
        (TOLD, {1: _wall("a"), 2: _wall("c"), 3: _wall("z")}, False, False, News.SAME),
        (replace(TOLD, workspace=OLD), {1: _wall("x")}, True, False, News.SAME),
    ],
)
def test_nobody_is_pulled_away_from_what_they_do(
    told: NamedWorkspace | None, now: dict[int, WallState], at_once: bool, is_busy: bool, news: News
) -> None:
    assert news_of(OPENED, told, now, at_once=at_once, is_busy=is_busy) is news


def test_a_tile_whose_camera_is_not_the_readers_says_so() -> None:
    shown = for_reader(replace(TOLD, left_out=((2, (1, 3)),)), "Di luar wilayah")

    board = MessageBoard("Di luar wilayah")
    assert shown.windows[0].wall == NEW.windows[0].wall
    assert shown.windows[1].wall.tiles == (CameraId("c"), board, None, board)
