"""Named workspaces at the window: saved, called up as one step, shared, followed without pulling anybody away, handed over."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from console.base.ids import new_id
from console.domain.layout import layout_by_name
from console.domain.roles import Role
from console.domain.screen import Area, ScreenIdentity
from console.domain.tile_content import MessageBoard
from console.domain.wall_state import WallState
from console.ui.actions.table import ActionId
from console.ui.dialogs.workspace_name import WorkspaceNameDialog
from console.ui.dialogs.workspace_publish import PublishWorkspaceDialog
from console.ui.models.palette_rows import OfferedCommands, PaletteRow
from console.ui.windows.main_window import MainWindow
from console.wall.named_workspace import AtCentre, NamedWorkspace
from console.wall.workspace import WindowState, Workspace
from tests.helpers.clock import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

FULL_HD = Area(0, 0, 1920, 1080)
ELSEWHERE = ScreenIdentity("Dell", "U2720Q", "A1", "DP-9")


def _opened(room: Room) -> MainWindow:
    return room.open()


def _shared(room: Room, tile: int, revision: int = 1, **changes: object) -> NamedWorkspace:
    """A supervisor's, with the room's camera 5 on a tile of the first window."""
    tiles = tuple(room.camera(5) if index == tile else None for index in range(4))
    window = WindowState(1, WallState(layout_by_name("2x2"), tiles), ELSEWHERE, FULL_HD, True, FULL_HD)
    one = NamedWorkspace(
        new_id(), "Pagi", Workspace((window,)), "33.74.03", (), revision, "Sari", START_UTC, may_change=False
    )
    return replace(one, **changes)  # type: ignore[arg-type]  # passed on


def _said(room: Room) -> str:
    return room.notices.current.say() if room.notices.current is not None else ""


def _told(room: Room, words: str) -> None:
    wait_until(lambda: words in _said(room))


def test_all_windows_are_saved_and_called_up_again_as_one_step(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    window = _opened(room)
    window.wall_windows.open_next()
    walls = room.services.walls.by_number
    walls[2].put(room.camera(6), 1)
    window.workspaces.save("Malam")
    saved = {number: wall.state for number, wall in walls.items()}
    room.wall.set_layout(layout_by_name("3x3"))
    walls[2].put(room.camera(7), 0)
    changed = {number: wall.state for number, wall in walls.items()}
    (one,) = room.services.workspaces.all()

    window.workspaces.call_up(one.id)
    shown = {number: wall.state.tiles for number, wall in walls.items()}
    room.services.walls.steps.undo()

    assert shown == {number: state.tiles[: len(state.layout.cells)] for number, state in saved.items()}
    assert {number: wall.state for number, wall in walls.items()} == changed
    assert "Malam" in _said(room)


def test_a_window_that_is_missing_is_opened_or_waits_and_can_be_shown_here(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = _opened(room)
    wall = WallState(layout_by_name("1x1"), (room.camera(4),))
    windows = [WindowState(number, wall, ELSEWHERE, FULL_HD, True, FULL_HD) for number in (1, 2)]
    one = replace(_shared(room, 0), workspace=Workspace(tuple(windows)))
    room.services.workspaces.take(one)

    window.workspaces.call_up(one.id)
    waiting = dict(window.wall_windows.windows)
    assert "menunggu" in _said(room)
    notice = room.notices.current
    assert notice is not None
    assert notice.action is not None
    notice.action.do()

    assert (waiting, list(window.wall_windows.windows)) == ({}, [2])
    assert room.services.walls.by_number[2].state == wall
    assert room.wall.state == wall


def test_windows_that_it_says_nothing_of_stay_and_it_is_told(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = _opened(room)
    window.wall_windows.open_next()
    before = room.services.walls.by_number[2].state
    one = _shared(room, 2)
    room.services.workspaces.take(one)

    window.workspaces.call_up(one.id)

    assert room.services.walls.by_number[2].state == before
    assert "Jendela 2 tidak termasuk" in _said(room)


def test_news_are_asked_about_and_applied_when_the_person_wants(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = _opened(room)
    book, one = room.services.workspaces, _shared(room, 0)
    book.take(one)
    window.workspaces.call_up(one.id)
    newer = replace(_shared(room, 3, 2), id=one.id)

    book.take(newer)
    _told(room, "diperbarui oleh Sari")
    assert room.wall.state.tiles == one.workspace.windows[0].wall.tiles
    notice = room.notices.current
    assert notice is not None
    assert notice.action is not None
    assert notice.action.say() == "Terapkan"
    notice.action.do()

    assert room.wall.state == newer.workspace.windows[0].wall
    assert "diterapkan" in _said(room)


def test_later_is_an_answer_until_there_is_a_newer_one(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = _opened(room)
    book, one = room.services.workspaces, _shared(room, 0)
    book.take(one)
    window.workspaces.call_up(one.id)
    book.take(replace(_shared(room, 3, 2), id=one.id))
    _told(room, "diperbarui oleh Sari, 15.00.")
    room.clock.advance(3_600)
    room.notices.expire()
    assert "diperbarui" in _said(room)
    room.notices.dismiss()
    book.take(_shared(room, 1))
    window.workspaces.following.look()
    assert "diperbarui" not in _said(room)
    book.take(replace(_shared(room, 2, 3), id=one.id))
    _told(room, "diperbarui oleh Sari")


def test_news_are_applied_at_once_only_where_nothing_was_changed_and_no_question_is_open(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = _opened(room)
    book, one = room.services.workspaces, _shared(room, 0)
    book.take(one)
    book.set_at_once(True)
    window.workspaces.call_up(one.id)
    second, third, fourth = (replace(_shared(room, tile, tile + 1), id=one.id) for tile in (1, 2, 3))

    book.take(second)
    wait_until(lambda: room.wall.state == second.workspace.windows[0].wall)
    window.actions_of[ActionId.SAVE_WORKSPACE].trigger()
    (dialog,) = window.findChildren(WorkspaceNameDialog)
    book.take(third)
    _told(room, "diperbarui oleh Sari")
    assert room.wall.state == second.workspace.windows[0].wall
    dialog.reject()
    room.wall.put(room.camera(2), 0)
    mine = room.wall.state
    room.notices.dismiss()
    book.take(fourth)
    _told(room, "diperbarui oleh Sari")
    assert room.wall.state == mine
    book.forget(one.id)
    _told(room, "sudah tidak ada")
    assert room.wall.state == mine


def test_a_camera_that_is_not_the_readers_is_a_closed_tile(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = _opened(room)
    one = _shared(room, 0, left_out=((1, (2,)),))
    room.services.workspaces.take(one)

    window.workspaces.call_up(one.id)

    assert room.wall.tiles == (room.camera(5), None, MessageBoard("Kamera di luar wilayah Anda"), None)


def test_a_supervisor_publishes_and_is_told_when_the_centre_has_it(make_room: MakeRoom) -> None:
    room = make_room(cameras=2, role=Role.SUPERVISOR)
    window = _opened(room)
    window.actions_of[ActionId.PUBLISH_WORKSPACE].trigger()
    (dialog,) = window.findChildren(PublishWorkspaceDialog)
    dialog.name.setText("a/b")
    assert (dialog.name_told.text() != "", dialog.publish_button.isEnabled()) == (True, False)
    dialog.name.setText("Banjir")
    dialog.area.setText("tiada")
    wait_until(lambda: "Tidak ada wilayah" in dialog.place.text())
    dialog.area.setText("33.74.03")
    wait_until(dialog.publish_button.isEnabled)
    dialog.roles[Role.OPERATOR].setChecked(True)
    dialog.publish_button.click()

    (one,) = room.services.workspaces.all()
    assert (one.name, one.area_code, one.roles, one.waits) == ("Banjir", "33.74.03", (Role.OPERATOR,), True)
    assert "begitu pusat menjawab" in _said(room)
    room.wall.put(room.camera(6), 3)
    room.services.workspaces.take(replace(one, at_centre=AtCentre.KEPT, revision=1))
    _told(room, "sudah dibagikan")
    # What one published oneself is no news, though one went on working.
    assert window.workspaces.following.opened is not None
    assert window.workspaces.following.opened.revision == 1
    window.workspaces.sharing.ask()
    again = window.findChildren(PublishWorkspaceDialog)[-1]
    assert (again.name.text(), again.area.text()) == ("Banjir", "33.74.03")
    wait_until(again.told.isVisible)
    assert again.roles[Role.OPERATOR].isChecked()


def test_an_operator_cannot_publish(make_room: MakeRoom) -> None:
    window = _opened(make_room(cameras=1))

    assert not window.actions_of[ActionId.PUBLISH_WORKSPACE].isEnabled()
    assert window.actions_of[ActionId.SAVE_WORKSPACE].isEnabled()


def test_the_menu_and_the_palette_list_them_and_deleting_can_be_undone(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = _opened(room)
    book = room.services.workspaces
    window.workspaces.save("Malam & hujan")
    shared = _shared(room, 0, area_code="33.74.03")
    book.take(shared)
    wait_until(lambda: "33.74.03" not in window.workspaces.menu.about(shared))
    menu = QMenu(window)
    window.workspaces.menu.fill(menu, window.actions_of)
    words = [action.text() for action in menu.actions()]
    assert [word for word in words if "Malam && hujan" in word or word.startswith("Pagi")] == [
        "Malam && hujan\tmenunggu pusat",
        f"Pagi\t{window.workspaces.menu.about(shared)}",
    ]
    rows = [PaletteRow(one.id, title, about) for one, title, about in window.palette_intents.workspaces()]
    found = OfferedCommands(room.translator, window.actions_of, rows).workspaces("mal huj")
    own = book.all()[0]
    assert [row.about for row in found] == [own.id]
    window.palette_intents._on_chosen(found[0], False)
    assert "dibuka" in _said(room)

    window.workspaces.delete(own.id)
    assert [one.name for one in book.all()] == ["Pagi"]
    assert room.notices.current is not None
    assert room.notices.current.action is not None
    room.notices.current.action.do()
    assert [one.name for one in book.all()] == ["Malam & hujan", "Pagi"]


def test_a_new_name_must_be_free_and_a_saved_one_is_replaced_with_a_warning(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    window = _opened(room)
    window.workspaces.save("Malam")
    window.workspaces.save("Siang")
    siang = next(one for one in room.services.workspaces.all() if one.name == "Siang")
    window.workspaces.ask_new_name(siang.id)
    (dialog,) = window.findChildren(WorkspaceNameDialog)
    dialog.name.setText("Malam")
    assert ("Sudah ada" in dialog.told.text(), dialog.save_button.isEnabled()) == (True, False)
    dialog.name.setText("Sore")
    dialog.save()
    assert [one.name for one in room.services.workspaces.all()] == ["Malam", "Sore"]
    saving = WorkspaceNameDialog(window, room.stage, "", ["Malam"], renames=False)
    saving.name.setText("Malam")
    assert ("akan diganti" in saving.told.text(), saving.save_button.isEnabled()) == (True, True)
    saving.close()


def test_a_workspace_is_handed_over_as_text(make_room: MakeRoom) -> None:
    room = make_room(cameras=3)
    window = _opened(room)
    window.workspaces.save("Malam")
    before = room.wall.state.tiles[:4]
    window.workspaces.sharing.copy()
    copied = QGuiApplication.clipboard().text()
    room.wall.set_layout(layout_by_name("1x1"))
    window.workspaces.sharing.paste()

    assert copied.startswith("RONDA-WORKSPACE:1:")
    assert room.wall.tiles == before
    assert "Malam" in _said(room)
    QGuiApplication.clipboard().setText("halo")
    window.workspaces.sharing.paste()
    assert "tidak berisi ruang kerja" in _said(room)
