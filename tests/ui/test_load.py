"""A machine that cannot keep up says so, in both languages, for as long as it lasts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from console.base.ids import new_id
from console.domain.camera import FeedKey, FeedQuality
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_state import FlagState
from console.i18n.language import Language
from console.wall.planning import tile_surface
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _texts(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_slowed_tiles_are_counted_at_the_bottom_and_the_words_go_with_the_load(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    room.pictures.load.given_up = frozenset({FeedKey.of(room.camera(0), FeedQuality.SUB)})
    wait_until(lambda: "1 dengan gambar lebih jarang" in _texts(window))
    room.translator.set_language(Language.ENGLISH)
    wait_until(lambda: "1 with fewer pictures" in _texts(window))
    room.pictures.load.given_up = frozenset()
    wait_until(lambda: "fewer pictures" not in _texts(window))


def _bonus(room: Room, tile: int) -> int | None:
    """What its importance has beyond its size on the screen; None while nothing is wanted on the tile."""
    wish = room.pictures.plan.get(tile_surface("main", tile)) if room.pictures.plans else None
    return wish.importance - wish.box_width_px * wish.box_height_px if wish is not None else None


def test_tile_with_an_open_flag_gives_way_after_its_equals_until_the_flag_ends(make_room: MakeRoom) -> None:
    room = make_room()
    flag = EventEntry(new_id(), EventKind.FLAG, room.camera(1), START_UTC, "", EventWay.SAVED, "KAM-01", 1)
    room.events.entries = [flag]
    room.open()
    wait_until(lambda: (_bonus(room, 1) or 0) > 0 == _bonus(room, 2))

    room.events.entries = [replace(flag, stage=FlagState.RESOLVED)]
    room.events.changed.emit(None)
    wait_until(lambda: room.window is not None and room.window.events_panel.model.entries[0].stage)
    assert (_bonus(room, 1) or 0) > 0, "somebody still has to close it"
    room.events.entries = [replace(flag, stage=FlagState.CLOSED)]
    room.events.changed.emit(None)
    wait_until(lambda: _bonus(room, 1) == 0)
