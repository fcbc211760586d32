"""Small graphs on the tiles: a key shows them and takes them away, and each tells of its own feed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.i18n.language import Language
from console.widgets.wall.spark import SECONDS
from tests.helpers.screen_room import Room

MakeRoom = Callable[..., Room]


def test_a_key_shows_the_last_minute_of_each_feed_and_hides_it_again(make_room: MakeRoom) -> None:
    room = make_room(language=Language.ENGLISH)
    room.health.known = {room.camera(0)}
    window = room.open()
    tiles = window.wall_view.tiles
    assert all(tile.look.spark is None for tile in tiles)
    QTest.keyClick(window.wall_view, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    known, unknown = tiles[0].look.spark, tiles[1].look.spark
    assert known is not None
    assert unknown is not None
    assert len(known.shown) == SECONDS
    assert known.shown[0] is None
    assert known.shown[-20] == 0
    assert known.words == "14 pictures/s · 384 kbit/s"
    assert unknown.words == "not counted yet"
    assert tiles[3].look.spark is None, "an empty tile has no feed"
    QTest.keyClick(window.wall_view, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    assert all(tile.look.spark is None for tile in tiles)


def test_a_camera_that_goes_takes_its_graph_along(make_room: MakeRoom) -> None:
    room = make_room(language=Language.ENGLISH)
    room.health.known = {room.camera(0)}
    window = room.open()
    window.health_intents.sparks.toggle()
    room.wall.remove(0)
    window.health_intents.sparks.toggle()
    window.health_intents.sparks.toggle()
    assert window.wall_view.tiles[0].look.spark is None
