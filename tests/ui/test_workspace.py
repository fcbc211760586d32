"""A workspace at the windows: put back as it was, kept after every change, and screens that are not there."""

from __future__ import annotations

from dataclasses import replace

from console.domain.layout import layout_by_name
from console.domain.screen import Area, ScreenIdentity
from console.qt.screens import area_of
from console.ui.notices import Severity
from console.ui.windows.main_window import MainWindow
from console.ui.windows.workspace_intents import WorkspaceIntents
from console.wall.workspace import Workspace
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

GONE = ScreenIdentity("Dell", "U2720Q", "A1", "DP-9")


def _opened(room: Room, workspace: Workspace) -> tuple[WorkspaceIntents, list[Workspace]]:
    kept: list[Workspace] = []
    main = room.open()
    intents = WorkspaceIntents(main, room.stage, room.services, workspace, kept.append)
    intents.open()
    return intents, kept


def _three_windows(room: Room) -> Workspace:
    """As somebody left it."""
    intents, kept = _opened(room, Workspace())
    main = room.window
    assert main is not None
    main.wall_windows.open_next()
    main.wall_windows.open_next()
    walls = room.services.walls.by_number
    walls[2].set_layout(layout_by_name("1+12"))
    walls[2].put(room.camera(4), 6)
    walls[3].lock(True)
    intents.look()
    main.close()
    assert len(kept[-1].windows) == 3
    return kept[-1]


def test_all_windows_come_back_as_they_were(make_room: MakeRoom) -> None:
    left = _three_windows(make_room(cameras=2))
    room = make_room(cameras=0)
    room.wall.restore(left.windows[0].wall)

    intents, _kept = _opened(room, left)
    intents.look()

    walls = room.services.walls.by_number
    assert {number: wall.state for number, wall in walls.items()} == {one.number: one.wall for one in left.windows}
    assert intents.workspace.windows[1:] == left.windows[1:]
    assert room.notices.current is None


def test_every_change_that_lasts_is_kept_and_closing_all_is_none(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    intents, kept = _opened(room, Workspace())
    assert room.window is not None
    room.window.wall_windows.open_next()
    room.wall.put(room.camera(5), 3)
    wait_until(lambda: [one.number for one in kept[-1].windows] == [1, 2])
    wait_until(lambda: kept[-1].windows[0].wall.cameras[3] == room.camera(5))

    room.window.wall_windows.close(2)
    intents.look()
    closed = [one.number for one in kept[-1].windows]
    room.window.wall_windows.open_next()
    room.window.close()
    intents.look()

    assert closed == [1]
    assert [one.number for one in kept[-1].windows] == [1, 2]


def test_a_window_whose_screen_is_away_waits_and_can_be_shown_here(make_room: MakeRoom) -> None:
    left = _three_windows(make_room(cameras=2))
    away = replace(left.windows[1], screen=GONE, whole=True)
    room = make_room(cameras=0)

    intents, _kept = _opened(room, Workspace((left.windows[0], away)))
    main = room.window
    assert main is not None
    waiting = dict(main.wall_windows.windows)
    notice = room.notices.current
    assert notice is not None
    main.wall_windows.open_next()
    beside = list(main.wall_windows.windows)
    intents.look()
    remembered = {one.number: one.screen for one in intents.workspace.windows}[2]
    assert notice.action is not None
    notice.action.do()
    intents.look()

    assert waiting == {}
    assert "Dell U2720Q" in notice.say()
    assert notice.severity is Severity.TROUBLE
    assert beside == [3]
    assert remembered == GONE
    assert room.services.walls.by_number[2].state == away.wall
    assert room.notices.current is None
    # Shown here for now; it still belongs there.
    assert {one.number: one.screen for one in intents.workspace.windows}[2] == GONE


def test_a_window_goes_away_with_its_screen_and_comes_back_with_it(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    intents, _kept = _opened(room, Workspace())
    main = room.window
    assert main is not None
    window = main.wall_windows
    screen = main.screen()
    window.open(2, room.wall.state, screen, _whole_of(main), whole=True)
    intents.look()
    home = intents.workspace.windows[1]
    # The screen that is here now was another one, and the right one comes back.
    intents._homes[2] = replace(home, screen=GONE)
    intents.seat()
    gone = dict(window.windows), room.notices.current is not None
    intents._homes[2] = home
    intents.seat()

    assert gone == ({}, True)
    assert list(window.windows) == [2]
    assert window.windows[2].is_whole
    assert room.notices.current is None


def test_a_screen_of_another_size_is_told_and_its_window_follows(make_room: MakeRoom) -> None:
    left = _three_windows(make_room(cameras=1))
    other = replace(left.windows[1], screen_area=replace(left.windows[1].screen_area, width=640), whole=True)
    room = make_room(cameras=0)

    _opened(room, Workspace((left.windows[0], other)))

    assert room.window is not None
    assert room.notices.current is not None
    assert "berukuran lain" in room.notices.current.say()
    assert room.window.wall_windows.windows[2].is_whole


def _whole_of(main: MainWindow) -> Area:
    return area_of(main.screen().geometry())
