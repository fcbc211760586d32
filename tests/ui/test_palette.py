"""One field over cameras, areas, layouts and commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.domain.roles import Role
from console.ui.dialogs.palette import PaletteDialog
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _open(room: Room) -> PaletteDialog:
    window = room.window or room.open()
    wait_until(window.isActiveWindow)
    QTest.keyClick(window.wall_view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: window.palette_intents.dialog is not None)
    dialog = window.palette_intents.dialog
    assert dialog is not None
    return dialog


def _enter(dialog: PaletteDialog, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(dialog.field, Qt.Key.Key_Return, modifier)


def _titles(dialog: PaletteDialog) -> list[str]:
    return [row.title for row in dialog.model.rows]


def test_a_camera_goes_to_the_selected_tile_and_with_shift_to_a_free_one(make_room: MakeRoom) -> None:
    room = make_room(cameras=2)
    dialog = _open(room)
    QTest.keyClicks(dialog.field, "pasar rt 5")
    _enter(dialog)
    wait_until(lambda: room.wall.cameras == ("cam-1205", "cam-1202", None, None))

    dialog = _open(room)
    QTest.keyClicks(dialog.field, "1206")
    _enter(dialog, Qt.KeyboardModifier.ShiftModifier)

    wait_until(lambda: room.wall.cameras == ("cam-1205", "cam-1202", "cam-1206", None))


def test_commands_are_found_by_words_of_both_languages_with_their_key(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _open(room)

    for typed in ("cermin", "mirror", "mirorr"):
        dialog.field.setText(typed)
        assert [row.detail for row in dialog.model.rows if row.detail == "H"] == ["H"]

    dialog.field.setText("bahasa")
    _enter(dialog)
    wait_until(lambda: room.translator.language.value == "en")


def test_a_layout_is_chosen_by_its_name(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _open(room)

    QTest.keyClicks(dialog.field, "tata letak 3x3")
    _enter(dialog)

    wait_until(lambda: room.wall.layout.name == "3x3")


def test_an_area_lists_its_cameras_or_fills_the_free_tiles_and_that_is_taken_back(make_room: MakeRoom) -> None:
    room = make_room(cameras=1)
    dialog = _open(room)
    assert room.window is not None
    QTest.keyClicks(dialog.field, "Krapyak")
    wait_until(lambda: "Krapyak" in _titles(dialog) and "Kota Semarang" not in _titles(dialog))
    area = next(at for at, row in enumerate(dialog.model.rows) if row.key.startswith("area"))
    for _step in range(area):
        QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    _enter(dialog)
    assert room.window.find_panel.field.text() == "Krapyak"

    # What was chosen last stands first.
    dialog = _open(room)
    assert dialog.model.rows[0].key.startswith("area")
    _enter(dialog, Qt.KeyboardModifier.ShiftModifier)

    # The fourth is not working.
    wait_until(lambda: room.wall.cameras == ("cam-1201", "cam-1202", "cam-1203", "cam-1205"))
    notice = room.notices.current
    assert notice is not None
    assert notice.say() == "3 dari 8 kamera ditampilkan di petak kosong."
    assert notice.action is not None
    notice.action.do()
    assert room.wall.cameras == ("cam-1201", None, None, None)


def test_only_what_the_person_may_do_is_offered(make_room: MakeRoom) -> None:
    room = make_room(role=Role.VIEWER)

    dialog = _open(room)

    assert "Lapor polisi" not in _titles(dialog)
    assert "Tombol" in _titles(dialog)


def test_typing_never_waits_for_the_directory(make_room: MakeRoom) -> None:
    room = make_room()
    dialog = _open(room)
    room.directory.wait.clear()

    QTest.keyClicks(dialog.field, "gambar utuh")

    assert _titles(dialog) == ["Gambar utuh"]
    assert "palette" in room.background.unfinished()
