"""Bookmarks with words, and finding them and flags again: on this machine, in the room, on the line of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.base.errors import KnownError
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.event_search import EventShow
from console.domain.flag_state import FlagState
from console.domain.replay import ReplayStatus
from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.dialogs.bookmark import BookmarkDialog
from console.ui.dialogs.flag import FlagDialog
from console.ui.windows.main_window import MainWindow
from console.wall.planning import tile_surface
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

FIRST = tile_surface("main", 0)


def _entry(room: Room, serial: int, **changes: object) -> EventEntry:
    event_id = UUID(f"019ab000-0000-7000-8000-{serial:012d}")
    entry = EventEntry(event_id, EventKind.BOOKMARK, room.camera(0), START_UTC, "", EventWay.SENT)
    return replace(entry, **changes)  # type: ignore[arg-type]  # fields of the entry


def _opened(room: Room) -> MainWindow:
    window = room.open()
    wait_until(lambda: window.book.entry(room.camera(0)))
    return window


def _dialog() -> BookmarkDialog | None:
    widget = QApplication.activeModalWidget()
    return widget if isinstance(widget, BookmarkDialog) else None


def _asked(window: MainWindow) -> BookmarkDialog:
    QTest.keyClick(window.wall_view, Qt.Key.Key_B)
    wait_until(lambda: _dialog() is not None)
    dialog = _dialog()
    assert dialog is not None
    return dialog


def _shown(window: MainWindow) -> list[str]:
    return [entry.note for entry in window.events_panel.model.entries]


def test_b_asks_for_words_and_enter_saves_the_moment_of_the_key(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)
    dialog = _asked(window)
    room.clock.advance(20)
    QTest.keyClicks(dialog.note, "truk mogok")
    QTest.keyClicks(dialog.tags, "Macet, truk, macet")
    dialog.range.setCurrentIndex(dialog.range.findData(30))

    QTest.keyClick(dialog.tags, Qt.Key.Key_Return)

    wait_until(lambda: room.events.drafts)
    (draft,) = room.events.drafts
    assert (draft.camera_id, draft.at_utc, draft.note) == (room.camera(0), START_UTC, "truk mogok")
    assert (draft.tags, draft.since_utc) == (("macet", "truk"), START_UTC - timedelta(seconds=30))
    wait_until(lambda: _dialog() is None)
    wait_until(lambda: _shown(window) == ["truk mogok"])


def test_a_bookmark_that_cannot_be_saved_keeps_its_words_on_the_screen(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)
    room.events.failure = KnownError("disk.full", path="/data")
    dialog = _asked(window)
    QTest.keyClicks(dialog.note, "truk")
    QTest.keyClick(dialog.note, Qt.Key.Key_Return)
    wait_until(lambda: dialog.problem)
    assert "penuh" in dialog.problem
    room.events.failure = None
    QTest.keyClick(dialog.note, Qt.Key.Key_Return)
    wait_until(lambda: [draft.note for draft in room.events.drafts] == ["truk"])


def test_escape_marks_nothing(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _asked(_opened(room))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    wait_until(lambda: _dialog() is None)
    assert room.events.drafts == []


def test_in_a_replay_bookmark_and_flag_are_of_the_moment_on_the_screen(make_room: MakeRoom) -> None:
    room = make_room()
    window = _opened(room)
    at_utc = START_UTC - timedelta(seconds=45)
    room.pictures.replay.statuses[FIRST] = ReplayStatus(at_utc, 45.0, paused=True, speed=1.0)

    window.intents.bookmark_now()
    window.intents.flag()

    wait_until(lambda: room.events.drafts and room.flags.begun)
    assert room.events.drafts[0].at_utc == at_utc
    assert room.flags.begun[0].behind_s == 45.0
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FlagDialog)
    assert dialog.moment.at_utc == at_utc
    dialog.reject()


def test_typing_finds_by_words_tags_and_cameras(make_room: MakeRoom) -> None:
    room = make_room()
    room.events.entries = [
        _entry(room, 1, note="truk mogok", tags=("macet",)),
        _entry(room, 2, note="anjing lepas", camera_id=room.camera(1)),
        _entry(room, 3, kind=EventKind.FLAG, category="KAM-01", priority=1, number="SMG-20261123-0042", note="pisau"),
    ]
    window = _opened(room)
    panel = window.events_panel
    wait_until(lambda: len(_shown(window)) == 3)
    for typed, found in (
        ("#mac", ["truk mogok"]),
        ("melati", ["anjing lepas"]),
        ("tawuran", ["pisau"]),
        ("1123-0042", ["pisau"]),
        ("gang brawl", ["pisau"]),
        ("banjir", []),
    ):
        panel.filter.typed.setText(typed)
        expected = found
        wait_until(lambda: _shown(window) == expected, what=typed)  # noqa: B023  asked before the next turn
    assert room.events.entries
    panel.filter.typed.clear()
    wait_until(lambda: len(_shown(window)) == 3)
    panel.filter.choose(EventShow.BOOKMARKS)
    wait_until(lambda: _shown(window) == ["truk mogok", "anjing lepas"])


def test_an_open_alarm_stays_red_whatever_is_looked_for(make_room: MakeRoom) -> None:
    room = make_room()
    room.events.entries = [_entry(room, 1, kind=EventKind.FLAG, way=EventWay.SAVED, category="KAM-01", priority=1)]
    window = _opened(room)
    wait_until(lambda: len(_shown(window)) == 1)
    window.events_panel.filter.typed.setText("tidak ada")
    wait_until(lambda: _shown(window) == [])
    room.events.changed.emit(None)
    room.clock.advance(31)
    window.alarm_bar.look()
    assert window.alarm_bar.isVisible()


def test_a_supervisor_sees_the_open_flags_of_the_room_with_their_makers_and_clocks(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR, language=Language.ENGLISH)
    flag = _entry(
        room,
        7,
        kind=EventKind.FLAG,
        category="KAM-01",
        priority=2,
        stage=FlagState.DELIVERED,
        clock_utc=START_UTC,
        waits=True,
        operator="Sari",
        note="room",
    )
    room.events_of_room.flags = [flag]
    window = _opened(room)
    panel = window.events_panel
    panel.filter.choose(EventShow.ROOM_FLAGS)
    wait_until(lambda: _shown(window) == ["room"])
    assert panel.words.place(flag).endswith("Sari")
    assert panel.words.clock(flag)[0]

    room.events_of_room.flags = []
    room.events_of_room.changed.emit(None)
    wait_until(lambda: _shown(window) == [])


def test_the_room_without_its_centre_says_so_and_comes_back(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    room.events_of_room.failure = KnownError("net.unreachable", url="https://pusat")
    room.events_of_room.marked = [_entry(room, 1, note="truk")]
    window = _opened(room)
    panel = window.events_panel
    panel.filter.choose(EventShow.ROOM_BOOKMARKS)
    wait_until(lambda: "usat" in panel.nothing_text)
    room.events_of_room.failure = None
    room.events_of_room.changed.emit(None)
    wait_until(lambda: _shown(window) == ["truk"])


def test_a_mark_on_the_line_of_time_selects_its_event(make_room: MakeRoom) -> None:
    room = make_room()
    hours = timedelta(hours=1)
    room.events.entries = [
        _entry(room, number, note=str(number), at_utc=START_UTC - number * hours) for number in (1, 3, 9)
    ]
    window = _opened(room)
    panel = window.events_panel
    wait_until(lambda: len(_shown(window)) == 3)
    line = panel.timeline
    second, old = room.events.entries[1], room.events.entries[2]
    assert line.entry_at(line.x_of(old)) is None

    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(round(line.x_of(second)), line.height() // 3))

    assert panel.list.currentIndex().row() == 1


def test_an_event_that_the_memory_still_has_is_replayed_from_a_little_before(
    make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = make_room()
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _point: menus.append(menu))
    near = _entry(room, 1, at_utc=START_UTC - timedelta(seconds=40), since_utc=START_UTC - timedelta(seconds=60))
    old = _entry(room, 2, at_utc=START_UTC - timedelta(seconds=500))
    off_wall = replace(near, camera_id=room.camera(5))
    window = _opened(room)
    intents = window.event_intents
    assert not intents.replay(old)
    assert not intents.replay(off_wall)

    intents.open_menu(near, QPoint(10, 10))
    (menu,) = menus
    words = [action.text() for action in menu.actions() if action.text()]
    menu.actions()[1].trigger()
    menu.close()

    assert words[:2] == ["Tampilkan kamera", "Putar ulang saat itu"]
    assert room.pictures.replay.asked == [("start", FIRST, 65.0)]
    assert room.wall.selected == 0
