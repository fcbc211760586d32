"""Whatever lies on the tiles comes back as it was from every file, text and message that carries a wall."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId
from console.domain.layout import grid
from console.domain.screen import Area, ScreenIdentity
from console.domain.tile_content import (
    LONGEST_BOARD_TEXT,
    OtherContent,
    TileContent,
    board_text,
    by_name,
    named,
)
from console.domain.wall_state import WallState, tiles_of
from console.domain.wall_wanted import ScreenContent, with_layout
from console.wall.layout_text import as_text, from_text, plain, read_plain
from console.wall.saved_layouts import SavedLayouts
from console.wall.workspace import WindowState, Workspace, read, written
from console.wire.screen_layout import OtherTile
from console.wire.walls import ScreenBody
from tests.helpers.tile_contents import CONTENTS, OTHERS

_WALLS = st.builds(
    lambda side, tiles, locked: WallState(grid(side, side), tuple(tiles), locked),
    st.integers(1, 4),
    st.lists(CONTENTS, max_size=24),
    st.booleans(),
)
_SCREEN, _AREA = ScreenIdentity("AOC", "24B2", "", "HDMI-1"), Area(0, 0, 1920, 1080)


@given(_WALLS)
def test_a_wall_comes_back_from_files_and_texts(wall: WallState) -> None:
    saved, space = SavedLayouts(), Workspace((WindowState(1, wall, _SCREEN, _AREA, False, _AREA),))
    saved.save(wall)

    assert SavedLayouts(saved.content()).by_name == {wall.layout.name: wall}
    assert read(written(space)) == space
    assert from_text(as_text(wall)) == wall


@given(_WALLS, st.text(max_size=50))
def test_a_screen_comes_back_from_a_message(wall: WallState, text: str) -> None:
    content = with_layout(wall, text.strip())

    assert ScreenBody.model_validate_json(ScreenBody.of(content).model_dump_json()).content() == content


@given(_WALLS)
def test_who_knows_cameras_alone_reads_the_same_wall_with_the_other_tiles_empty(wall: WallState) -> None:
    known = plain(wall)
    known.pop("others", None)
    body = json.loads(ScreenBody.of(ScreenContent(wall)).model_dump_json())
    body["layout"].pop("others")

    assert read_plain(known) == WallState(wall.layout, wall.cameras, wall.locked)
    assert (
        ScreenBody.model_validate(body).content().state == with_layout(WallState(wall.layout, wall.cameras), "").state
    )


@given(_WALLS)
def test_cameras_and_others_are_two_halves_of_the_tiles(wall: WallState) -> None:
    assert tiles_of(wall.cameras, wall.others) == wall.tiles


@given(OTHERS)
def test_a_content_is_told_by_name(content: OtherContent) -> None:
    assert by_name(*named(content)) == content


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_name_gives_a_content_or_is_refused(name: str, detail: str) -> None:
    try:
        content = by_name(name, detail)
    except ValueError:
        return
    assert named(content)[0] == name


@given(st.text(max_size=3 * LONGEST_BOARD_TEXT))
def test_the_text_of_a_board_is_short_and_seen_or_refused(text: str) -> None:
    try:
        found = board_text(text)
    except ValueError:
        return
    assert 0 < len(found) <= LONGEST_BOARD_TEXT
    assert all(line.isprintable() for line in found.split("\n"))
    assert board_text(found) == found


@pytest.mark.parametrize("tile", [-1, 0, 2])
def test_two_things_on_one_tile_are_no_wall(tile: int) -> None:
    cameras: list[CameraId | None] = [CameraId("a"), None]
    with pytest.raises(ValueError, match="one tile"):
        tiles_of(cameras, {tile: by_name("clock")})


@pytest.mark.parametrize(
    "others",
    [
        [[0, "clock", ""]],
        [[1, "clock"]],
        [[1, "tv", ""]],
        [[1, "message", ""]],
        [[True, "clock", ""]],
        "clock",
        [["1"]],
    ],
)
def test_a_file_with_something_else_on_a_tile_is_refused(others: object) -> None:
    tiles: tuple[TileContent | None, ...] = (CameraId("a"), None)
    with pytest.raises(ValueError, match=r".+"):
        read_plain({**plain(WallState(grid(1, 2), tiles)), "others": others})


def test_a_message_with_an_unknown_content_is_refused() -> None:
    with pytest.raises(ValueError, match="content"):
        OtherTile(tile=1, show="tv")
