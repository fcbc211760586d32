"""Replay on the wall: keys, menu and bar ask for it, and a tile in replay can never be taken for live."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from console.domain.feed_state import FeedState
from console.domain.replay import ReplayStatus
from console.domain.roles import Role
from console.domain.wall_plan import SurfaceId
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.windows.main_window import MainWindow
from console.wall.planning import tile_surface
from console.widgets.theme.colours import Colours
from console.widgets.wall.freshness_tally import FreshnessTally
from tests.helpers.screen_fakes import FakeReader
from tests.helpers.screen_room import Room
from tests.ui.conftest import MakeRoom

BLUE, RED = b"\xff\x00\x00\x00", b"\x00\x00\xff\x00"
FIRST = tile_surface("main", 0)
SHIFT, ALT, NONE = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


def _replay(room: Room, surface: SurfaceId = FIRST, *, paused: bool = False, speed: float = 1.0) -> None:
    """The surface shows a red picture of twelve seconds ago."""
    reader = FakeReader(room.clock)
    reader.show(bytearray(RED * 160 * 90), 160, 90)
    at_utc = room.clock.now_utc() - timedelta(seconds=12)
    room.pictures.replay.readers[surface] = reader
    room.pictures.replay.statuses[surface] = ReplayStatus(at_utc, 12.3, paused, speed)
    _look(room)


def _look(room: Room) -> MainWindow:
    assert room.window is not None
    room.window.wall_view.refresh.poll()
    room.window.wall_view.refresh.speak()
    return room.window


def _live_blue(room: Room) -> MainWindow:
    room.open()
    room.reader(0).show(bytearray(BLUE * 160 * 90), 160, 90)
    return _look(room)


def _colour(window: MainWindow, x_share: float, y_share: float) -> QColor:
    image = window.wall_view.tiles[0].grab().toImage()
    return image.pixelColor(round(image.width() * x_share), round(image.height() * y_share))


@pytest.mark.parametrize(
    ("key", "modifiers", "asked"),
    [
        (Qt.Key.Key_J, NONE, [("start", FIRST, 10)]),
        (Qt.Key.Key_J, SHIFT, [("start", FIRST, 30)]),
        (Qt.Key.Key_J, ALT, [("start", FIRST, 5)]),
        (Qt.Key.Key_K, NONE, [("start", FIRST, 0.5), ("pause", FIRST)]),
        (Qt.Key.Key_K, SHIFT, [("start", FIRST, 5.0), ("speed", FIRST, 0.5)]),
        (Qt.Key.Key_Comma, NONE, [("start", FIRST, 0.5), ("step", FIRST, -1)]),
        (Qt.Key.Key_L, NONE, [("live", FIRST)]),
    ],
)
def test_keys_on_a_live_tile(
    make_room: MakeRoom, key: Qt.Key, modifiers: Qt.KeyboardModifier, asked: list[tuple[object, ...]]
) -> None:
    room = make_room()
    QTest.keyClick(room.open().wall_view, key, modifiers)
    assert room.pictures.replay.asked == asked


@pytest.mark.parametrize(
    ("key", "modifiers", "asked"),
    [
        (Qt.Key.Key_K, NONE, ("resume", FIRST)),
        (Qt.Key.Key_K, SHIFT, ("speed", FIRST, 0.25)),
        (Qt.Key.Key_Comma, NONE, ("step", FIRST, -1)),
        (Qt.Key.Key_Period, NONE, ("step", FIRST, 1)),
    ],
)
def test_keys_in_a_paused_replay(
    make_room: MakeRoom, key: Qt.Key, modifiers: Qt.KeyboardModifier, asked: tuple[object, ...]
) -> None:
    room = make_room()
    window = room.open()
    _replay(room, paused=True, speed=0.5)
    QTest.keyClick(window.wall_view, key, modifiers)
    assert room.pictures.replay.asked == [asked]


def test_keys_typed_into_the_search_are_letters(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    window.find_panel.focus_search()
    QTest.keyClicks(window.find_panel.field, "jl., K")
    assert window.find_panel.field.text() == "jl., K"
    assert room.pictures.replay.asked == []


def test_an_empty_tile_says_so_and_asks_nothing(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    QTest.keyClick(room.open().wall_view, Qt.Key.Key_J)
    assert room.pictures.replay.asked == []
    assert room.notices.current is not None


def test_replayed_picture_is_framed_badged_and_not_counted_as_live(make_room: MakeRoom) -> None:
    room = make_room(layout="1x1", cameras=1)
    window = _live_blue(room)
    assert window.wall_view.refresh.tally == FreshnessTally(live=1)

    _replay(room)

    look, rect = window.wall_view.tiles[0].look, window.wall_view.tiles[0].picture_rect()
    assert _colour(window, 0.5, 0.5).red() > 200
    edge = window.wall_view.tiles[0].grab().toImage().pixelColor(rect.left() + 1, rect.center().y())
    assert edge.name() == Colours().replay
    assert (look.state, look.age) == (FeedState.REPLAY, "")
    assert look.badges[0] == "TAYANGAN ULANG −12 dtk · 21.13.57"
    assert look.badges[0] in window.wall_view.tiles[0].accessibleName()
    assert window.wall_view.refresh.tally == FreshnessTally(replay=1)


def test_badge_says_pause_and_speed_in_english_too(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    room.translator.set_language(Language.ENGLISH)
    _replay(room, paused=True)
    assert window.wall_view.tiles[0].look.badges[0] == "REPLAY −12 s · 21:13:57 · paused"
    _replay(room, speed=0.25)
    assert window.wall_view.tiles[0].look.badges[:3] == (
        "REPLAY −12 s · 21:13:57 · 0.25×",
        "REPLAY −12 s · 21:13:57",
        "REPLAY −12 s",
    )


def test_back_to_live_shows_the_live_picture_and_its_age_at_once(make_room: MakeRoom) -> None:
    room = make_room()
    window = _live_blue(room)
    _replay(room)

    QTest.keyClick(window.wall_view, Qt.Key.Key_L)

    assert window.wall_view.tiles[0].look.state is FeedState.LIVE
    assert _colour(window, 0.5, 0.6).blue() > 200


def test_replayed_picture_never_becomes_the_last_picture_of_a_stale_tile(make_room: MakeRoom) -> None:
    room = make_room()
    window = _live_blue(room)
    _replay(room)
    room.clock.advance(12)
    room.pictures.replay.live(FIRST)
    window.wall_view.refresh.speak()

    colour = _colour(window, 0.2, 0.75)
    assert window.wall_view.tiles[0].look.state is FeedState.STALE
    # Dimmed, the grey of blue is 35 and that of red 51.
    assert max(colour.red(), colour.green(), colour.blue()) < 42


def test_flag_during_a_replay_shows_the_picture_of_its_own_moment(make_room: MakeRoom) -> None:
    room = make_room()
    window = _live_blue(room)
    _replay(room)
    assert window.wall_view.masks.selected_still().pixelColor(80, 45).red() > 200


def test_bar_lies_on_the_selected_tile_and_its_buttons_ask(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open(1600, 900)
    bar = window.wall_view.replay_bar
    assert not bar.isVisible()
    _replay(room)
    assert bar.isVisible()
    assert window.wall_view.tiles[0].geometry().contains(bar.geometry())
    assert len(bar.buttons) == 8

    QTest.mouseClick(bar.buttons[-1], Qt.MouseButton.LeftButton)

    assert room.pictures.replay.asked == [("live", FIRST)]
    assert not bar.isVisible()
    assert window.wall_view.hasFocus()


def test_bar_of_a_small_tile_keeps_what_is_needed_most(make_room: MakeRoom) -> None:
    room = make_room(layout="4x4")
    window = room.open(1000, 600)
    _replay(room)
    bar = window.wall_view.replay_bar
    actions = [button.defaultAction() for button in bar.buttons]
    needed = (ActionId.REPLAY_BACK_10, ActionId.REPLAY_PAUSE, ActionId.REPLAY_LIVE)
    assert actions == [window.actions_of[action] for action in needed]


def test_menu_offers_the_replay(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    menu = QMenu(window)
    window.tile_intents.replay.fill_menu(menu, window.actions_of)
    sub = menu.actions()[0].menu()
    assert isinstance(sub, QMenu)
    assert sub.title() == "Tayangan ulang"
    offered = [action.text() for action in sub.actions() if not action.isSeparator()]
    assert offered[0] == "Mundur 5 detik"
    assert offered[-1] == "Kembali ke langsung"
    assert len(offered) == 8


def test_who_may_not_see_video_may_not_replay_it(make_room: MakeRoom) -> None:
    room = make_room(role=Role.ADMIN)
    window = room.open()
    QTest.keyClick(window.wall_view, Qt.Key.Key_J)
    assert room.pictures.replay.asked == []
    assert not window.actions_of[ActionId.REPLAY_LIVE].isEnabled()
