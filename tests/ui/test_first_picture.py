"""The first picture of a camera is on the screen with the round that brings it, and its words with it."""

from __future__ import annotations

from PySide6.QtGui import QColor

from console.domain.feed_state import FeedState
from console.wall.planning import tile_surface
from console.widgets.wall.tile import Tile
from tests.helpers.screen_fakes import FakeReader
from tests.helpers.screen_room import Room
from tests.ui.conftest import MakeRoom

RED = b"\x00\x00\xff\x00"
PICTURE = RED * 160 * 90


def _middle(tile: Tile) -> QColor:
    return tile.grab().toImage().pixelColor(tile.picture_rect().center())


def _red(tile: Tile) -> bool:
    colour = _middle(tile)
    return colour.red() > 200 and colour.blue() < 60


def _connecting_wall(make_room: MakeRoom) -> Room:
    room = make_room()
    view = room.open().wall_view
    view.refresh.stop()
    view.refresh.speak()
    assert view.tiles[0].look.state is FeedState.CONNECTING
    return room


def test_first_picture_of_a_camera_waits_for_no_words(make_room: MakeRoom) -> None:
    room = _connecting_wall(make_room)
    assert room.window is not None
    view = room.window.wall_view
    room.reader(0).show(bytearray(PICTURE), 160, 90)
    view.refresh.poll()
    assert view.tiles[0].look.state is FeedState.LIVE
    assert _red(view.tiles[0])


def test_reader_without_a_picture_leaves_the_tile_as_it_is(make_room: MakeRoom) -> None:
    room = _connecting_wall(make_room)
    assert room.window is not None
    view = room.window.wall_view
    room.reader(0)
    view.refresh.poll()
    assert view.tiles[0].look.state is FeedState.CONNECTING
    assert not _red(view.tiles[0])


def test_old_picture_in_new_memory_is_not_painted_as_a_living_one(make_room: MakeRoom) -> None:
    room = _connecting_wall(make_room)
    assert room.window is not None
    view = room.window.wall_view
    old = FakeReader(room.clock)
    old.show(bytearray(PICTURE), 160, 90)
    room.clock.advance(60.0)
    room.pictures.readers[tile_surface(room.wall.name, 0)] = old
    view.refresh.poll()
    assert view.tiles[0].look.state is FeedState.STALE
    assert not _red(view.tiles[0])
