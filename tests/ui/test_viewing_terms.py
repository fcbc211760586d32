"""A camera outside its owner's terms: no picture, the reason on the tile; a supervisor opens it with a reason of their own."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.roles import Role
from console.domain.viewing_terms import DayHours, StoppedCamera, TermsStop
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.dialogs.reason import ReasonDialog
from console.widgets.wall.look import TileLook
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

BLUE = b"\xff\x00\x00\x00"
NIGHT = DayHours(18 * 60, 6 * 60)
HOURS = StoppedCamera("PT X", TermsStop.HOURS, NIGHT)


def _look(room: Room) -> TileLook:
    assert room.window is not None
    room.window.wall_view.refresh.poll()
    room.window.wall_view.refresh.speak()
    return room.window.wall_view.tiles[0].look


def _dialog() -> ReasonDialog | None:
    widget = QApplication.activeModalWidget()
    return widget if isinstance(widget, ReasonDialog) else None


@pytest.mark.parametrize(
    ("stopped", "language", "said"),
    [
        (HOURS, Language.INDONESIAN, "Kamera milik PT X hanya boleh dilihat 18.00–06.00 WIB"),
        (HOURS, Language.ENGLISH, "PT X lets this camera be seen 18:00–06:00 WIB only"),
        (
            StoppedCamera("PT X", TermsStop.ROLE),
            Language.INDONESIAN,
            "PT X tidak mengizinkan peran Anda melihat kamera ini",
        ),
        (
            StoppedCamera("PT X", TermsStop.ENDED, None, date(2026, 8, 31)),
            Language.INDONESIAN,
            "Izin melihat dari PT X berakhir 31 Agu 2026",
        ),
    ],
)
def test_a_stopped_camera_says_why_in_place_of_its_picture(
    make_room: MakeRoom, stopped: StoppedCamera, language: Language, said: str
) -> None:
    room = make_room(language=language)
    window = room.open()
    room.reader(0).show(bytearray(BLUE * 160 * 90), 160, 90)
    assert not _look(room).is_closed

    room.terms.stopped = {room.camera(0): stopped}
    room.terms.changed.emit(None)
    look = _look(room)

    assert (look.is_closed, look.detail) == (True, said)
    image = window.wall_view.tiles[0].grab().toImage()
    points = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    assert QColor(Qt.GlobalColor.blue) not in [image.pixelColor(*point) for point in points]


def test_a_supervisor_opens_it_for_a_while_with_a_reason(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    window = room.open()
    room.terms.stopped = {room.camera(0): HOURS}
    window.actions_of[ActionId.LIFT_TERMS].trigger()
    dialog = wait_until(_dialog)
    assert dialog is not None
    QTest.keyClicks(dialog.reason, "warga minta tolong")
    QTest.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    wait_until(lambda: room.terms.lifted)
    assert room.terms.lifted == [(room.camera(0), "warga minta tolong")]
    assert not _look(room).is_closed


def test_where_no_hours_stop_it_there_is_nothing_to_open(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    window = room.open()
    room.terms.stopped = {room.camera(0): StoppedCamera("PT X", TermsStop.ROLE)}
    window.actions_of[ActionId.LIFT_TERMS].trigger()

    assert _dialog() is None
    assert room.notices.current is not None
    assert "dibatasi jam" in room.notices.current.say()


def test_an_operator_may_not_open_it(make_room: MakeRoom) -> None:
    assert not make_room().open().actions_of[ActionId.LIFT_TERMS].isEnabled()


def test_filling_the_wall_leaves_stopped_cameras_out(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)
    window = room.open()
    room.terms.stopped = {entry.camera.id: HOURS for entry in room.entries[1:]}
    window.find_panel.fill_asked.emit(room.entries)

    shown = {camera for camera in room.wall.cameras if camera is not None}
    assert shown <= {room.entries[0].camera.id}
    assert shown or room.entries[0].status.value != "online"
