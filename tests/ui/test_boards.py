"""Tiles that show something else than a camera of their own: put there by key, told apart, live, and no camera's acts."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from console.base.errors import KnownError
from console.domain.camera import FeedQuality
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_state import FlagState
from console.domain.roles import Role
from console.domain.tile_content import (
    ClockBoard,
    FlagsBoard,
    Hotspot,
    MapBoard,
    MessageBoard,
    OtherContent,
    PlotBoard,
    TilePlot,
)
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.boards.flag_list import FlagList
from console.ui.boards.recent_plot import RecentPlot
from console.ui.boards.wall_map import WallMap
from console.ui.dialogs.message_board import MessageBoardDialog
from console.wall.planning import tile_surface
from console.widgets.boards.clock_face import ClockFace
from console.widgets.boards.words_board import WordsBoard
from console.widgets.wall.wall_view import WallView
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _opened(room: Room, *contents: OtherContent) -> WallView:
    """The contents behind a camera on the first tile, which is selected."""
    room.wall.put_all([room.camera(0), *contents])
    view = room.open(1280, 720).wall_view
    view.refresh.speak()
    return view


def _board(view: WallView, tile: int) -> QWidget:
    widget = view.boards.widget(tile)
    assert widget is not None
    return widget


def _entry(number: int, stage: FlagState, age_s: int, room: Room) -> EventEntry:
    at_utc = START_UTC - timedelta(seconds=age_s)
    return EventEntry(
        UUID(int=number),
        EventKind.FLAG,
        room.camera(0),
        at_utc,
        "",
        EventWay.DELIVERED,
        room.services.categories[0].code,
        2,
        number=f"SMG-20261123-{number:04d}",
        stage=stage,
        clock_utc=at_utc,
        waits=stage is FlagState.DELIVERED,
    )


@pytest.mark.parametrize(
    ("key", "content"),
    [
        (Qt.Key.Key_H, Hotspot()),
        (Qt.Key.Key_C, ClockBoard()),
        (Qt.Key.Key_F, FlagsBoard()),
        (Qt.Key.Key_P, MapBoard()),
    ],
    ids=["hotspot", "clock", "flags", "map"],
)
def test_a_key_puts_it_on_the_selected_tile_and_it_goes_like_a_camera(
    make_room: MakeRoom, key: Qt.Key, content: OtherContent
) -> None:
    room = make_room()
    view = room.open().wall_view
    room.wall.select(3)

    QTest.keyClick(view, key, _KEYS)
    assert (room.wall.tiles[3], view.tiles[3].look.title != "") == (content, True)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert (room.wall.tiles[3], view.boards.widget(3), view.tiles[3].look.title) == (None, None, "")
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.wall.tiles[3] == content


def test_the_menu_of_a_tile_offers_all_of_them(make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    room = make_room(language=Language.ENGLISH)
    view = room.open().wall_view
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: menus.append(menu))
    view.menu_asked.emit(QPoint(10, 10))
    offered = next(action.menu() for action in menus[0].actions() if action.text() == "Show here")
    assert isinstance(offered, QMenu)
    assert [action.text() for action in offered.actions()] == [
        "Make this tile the hotspot",
        "Clock on this tile",
        "Message on this tile …",
        "Open flags on this tile",
        "Map of the wall on this tile",
        "Plot on this tile …",
    ]
    offered.actions()[-1].trigger()
    menus[1].actions()[2].trigger()
    assert room.wall.tiles[0] == PlotBoard(TilePlot.LAG)
    # What is patched in outlives the window, and with it what its menus can do.
    menus.clear()


def test_words_are_asked_for_and_can_be_changed(make_room: MakeRoom) -> None:
    room = make_room()
    view = room.open().wall_view
    room.wall.select(3)
    QTest.keyClick(view, Qt.Key.Key_M, _KEYS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MessageBoardDialog)
    assert not dialog.confirm_button.isEnabled()
    dialog.words.setPlainText("x" * 201)
    assert not dialog.confirm_button.isEnabled()
    dialog.words.setPlainText(" Rapat pukul 20 ")
    dialog.confirm_button.click()
    assert room.wall.tiles[3] == MessageBoard("Rapat pukul 20")
    shown = _board(view, 3)
    assert isinstance(shown, WordsBoard)
    assert shown.words == "Rapat pukul 20"

    QTest.keyClick(view, Qt.Key.Key_M, _KEYS)
    again = QApplication.activeModalWidget()
    assert isinstance(again, MessageBoardDialog)
    assert again.words.toPlainText() == "Rapat pukul 20"
    again.reject()


def test_boards_ask_for_no_picture_and_are_no_dead_tiles(make_room: MakeRoom) -> None:
    room = make_room()
    view = _opened(room, ClockBoard(), MessageBoard("Siaga"), FlagsBoard())
    assert {wanted.feed.camera_id for wanted in room.pictures.plan.values()} == {room.camera(0)}
    tally = view.refresh.tally
    assert (sum(vars(tally).values()), tally.closed) == (1, 0)


def test_a_clock_tells_the_time_of_the_city_and_gives_way_to_the_numbers_of_a_call_up(make_room: MakeRoom) -> None:
    room = make_room()
    view = _opened(room, ClockBoard())
    clock = _board(view, 1)
    assert isinstance(clock, ClockFace)
    assert (clock.time, clock.date) == ("21.14.09 WIB", "Senin, 23 November 2026")
    room.clock.advance(60)
    clock.look()
    assert clock.time == "21.15.09 WIB"
    view.refresh.numbered = True
    view.refresh.speak()
    assert not clock.isVisible()
    view.refresh.numbered = False
    view.refresh.speak()
    assert clock.isVisible()


def test_a_flag_cannot_be_made_of_a_board_and_it_says_so(make_room: MakeRoom) -> None:
    room = make_room()
    view = _opened(room, ClockBoard())
    room.wall.select(1)
    QTest.keyClick(view, Qt.Key.Key_F)
    wait_until(lambda: room.notices.current, what="a notice")
    told = room.notices.current
    assert told is not None
    assert told.say() == "Petak terpilih tidak berisi kamera: pilih petak kamera untuk itu."
    assert room.flags.begun == []


def test_what_is_done_on_the_hotspot_is_done_to_the_camera_that_it_shows(make_room: MakeRoom) -> None:
    room = make_room()
    view = _opened(room, Hotspot())
    wait_until(lambda: view.tiles[1].look.number, what="the camera's name")
    look = view.tiles[1].look
    assert (look.title, look.number, look.is_hotspot) == ("Sorotan", "1201", True)
    # Main once the directory has told that there is one.
    wait_until(lambda: room.pictures.plan[tile_surface("main", 1)].feed.quality is FeedQuality.MAIN)
    assert room.pictures.plan[tile_surface("main", 1)].feed.camera_id == room.camera(0)
    room.wall.select(1)
    QTest.keyClick(view, Qt.Key.Key_F)
    wait_until(lambda: room.flags.begun, what="the flag")
    assert room.flags.begun[0].camera_id == room.camera(0)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    wait_until(lambda: room.flags.begun[0].cancelled)


def test_the_hotspot_itself_goes_to_no_next_camera(make_room: MakeRoom) -> None:
    room = make_room()
    _opened(room, Hotspot())
    room.wall.select(1)
    window = room.window
    assert window is not None
    window.actions_of[ActionId.NEXT_CAMERA].trigger()
    told = room.notices.current
    assert told is not None
    assert told.say().startswith("Sorotan mengikuti petak terpilih")
    assert room.wall.tiles[1] == Hotspot()


def test_a_hotspot_without_a_selected_camera_is_calm_and_keeps_no_picture(make_room: MakeRoom) -> None:
    room = make_room()
    view = _opened(room, Hotspot())
    room.reader(1).show(bytearray(64 * 36 * 4), 64, 36)
    view.refresh.poll()
    assert not view.tiles[1].still().isNull()
    room.wall.select(3)
    look = view.tiles[1].look
    assert look.detail == "Tidak ada kamera terpilih: pilih petak kamera di jendela mana pun"
    assert tile_surface("main", 1) not in room.pictures.plan


def test_open_flags_stand_there_with_the_oldest_unanswered_first_and_follow_the_centre(make_room: MakeRoom) -> None:
    room = make_room()
    room.events_of_room.flags = [
        _entry(1, FlagState.ACKNOWLEDGED, 900, room),
        _entry(2, FlagState.DELIVERED, 5, room),
        _entry(3, FlagState.DELIVERED, 300, room),
    ]
    board = _board(_opened(room, FlagsBoard()), 1)
    assert isinstance(board, FlagList)
    wait_until(lambda: len(board.rows) == 3, what="the flags")
    assert [row.number[-1] for row in board.rows] == ["3", "2", "1"]
    assert [(row.age, row.late, row.waits) for row in board.rows] == [
        ("5 m 00 s", True, True),
        ("5 s", False, True),
        ("15 m 00 s", False, False),
    ]
    room.events_of_room.flags = []
    room.events_of_room.changed.emit(None)
    wait_until(lambda: not board.rows, what="no flags")
    assert board.nothing == "Tidak ada laporan terbuka"


def test_without_the_centre_it_says_whose_flags_these_are(make_room: MakeRoom) -> None:
    room = make_room()
    room.events_of_room.failure = KnownError("net.unreachable")
    board = _board(_opened(room, FlagsBoard()), 1)
    assert isinstance(board, FlagList)
    wait_until(lambda: board.about, what="the words")
    assert board.about == "Pusat putus: hanya laporan konsol ini"
    assert board.nothing == "Tidak ada laporan terbuka dari konsol ini"


def test_who_may_not_read_flags_is_told_so_instead(make_room: MakeRoom) -> None:
    room = make_room(role=Role.VIEWER)
    board = _board(_opened(room, FlagsBoard()), 1)
    assert isinstance(board, WordsBoard)
    assert board.words == "Peran Anda tidak boleh membaca laporan."


def test_a_camera_pressed_on_the_map_is_selected_or_comes_onto_the_wall(make_room: MakeRoom) -> None:
    room = make_room(cameras=8)
    view = _opened(room, MapBoard())
    board = _board(view, 1)
    assert isinstance(board, WallMap)
    wait_until(lambda: board.view.city, what="the city")
    city = board.view.city
    assert city is not None

    def press(index: int) -> None:
        place = city.place_of(room.camera(index))
        assert place is not None
        board.view.move_to(board.view.viewport.centred(place).zoomed(6, board.width() / 2, board.height() / 2))
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=board.mapTo(view, board.rect().center()))

    press(2)
    assert (room.wall.tiles[2], room.wall.selected) == (room.camera(2), 2)
    press(0)
    assert (room.wall.selected, room.wall.tiles[1]) == (0, MapBoard())


def test_a_map_that_cannot_be_read_says_why(make_room: MakeRoom) -> None:
    room = make_room()
    room.city.failure = KnownError("disk.full")
    board = _board(_opened(room, MapBoard()), 1)
    assert isinstance(board, WallMap)
    said = board.findChild(WordsBoard)
    assert said is not None
    wait_until(lambda: said.words == room.stage.reason("disk.full"), what="the fault")


@pytest.mark.parametrize("plot", TilePlot)
def test_a_plot_draws_the_last_quarter_or_says_that_there_is_nothing(make_room: MakeRoom, plot: TilePlot) -> None:
    room = make_room()
    room.health.machine_known = True
    board = _board(_opened(room, PlotBoard(plot)), 1)
    assert isinstance(board, RecentPlot)
    wait_until(lambda: board.drawn is not None and board.drawn.isVisible(), what="the plot")
    assert board.drawn is not None
    assert board.drawn.accessibleName().startswith(("Aliran segar", "Prosesor", "Keterlambatan"))
    room.health.failure = KnownError("disk.full")
    board.read()
    said = board.findChild(WordsBoard)
    assert said is not None
    wait_until(said.isVisible, what="the fault instead of an old curve")
    assert said.words == room.stage.reason("disk.full")
    # The fault remembers where it came by, and who asked.
    room.health.failure = None


def test_the_actions_are_in_the_table(make_room: MakeRoom) -> None:
    window = make_room(role=Role.VIEWER).open()
    assert not window.actions_of[ActionId.SHOW_FLAGS].isEnabled()
    assert window.actions_of[ActionId.SHOW_HOTSPOT].isEnabled()
