"""The page of steered walls: a picture that says how each screen stands, and acts that go to the screen and tile chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.roles import Role
from console.domain.tile_content import Hotspot, MessageBoard
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.dialogs.claim_length import ClaimLength
from console.ui.dialogs.reason import ReasonDialog
from console.ui.pages.walls_page import WallsPage
from console.widgets.wall.dragging import cameras_data, tile_data
from console.wire.walls import LayoutApply, PresetApply, ScreenMessage, TileBoard, TileClear, TileShow
from tests.helpers.fake_steering import sample_wall
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _page(room: Room) -> WallsPage:
    room.steering.walls = [sample_wall(room.camera(0), room.camera(1))]
    room.steering.names = ["Malam", "Banjir"]
    window = room.open()
    window.actions_of[ActionId.WALLS].trigger()
    page = window.page_intents.page(ActionId.WALLS)
    assert isinstance(page, WallsPage)
    wait_until(page.chosen, what="a wall")
    return page


def _choose(page: WallsPage, number: int, tile: int = 0) -> None:
    QTest.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=page.picture.tile_rect(number, tile).center())


def _press(page: WallsPage, key: str) -> None:
    button = page.controls.buttons[key]
    assert button.isEnabled()
    button.click()


def _said(room: Room) -> tuple[object, ...]:
    wait_until(lambda: room.steering.said, what="an act at the centre")
    return room.steering.said[-1]


def _drop(page: WallsPage, data: QMimeData, number: int, tile: int) -> None:
    where = QPointF(page.picture.tile_rect(number, tile).center())
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(where, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    page.picture.screen_number, page.picture.tile = number, tile
    page.picture.dropEvent(event)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.INDONESIAN, ("tampil", "menunggu", "Ratna Dewi")),
        (Language.ENGLISH, ("shown", "waiting", "Ratna Dewi")),
    ],
)
def test_the_picture_says_what_each_screen_shows_and_whether_it_does(
    make_room: MakeRoom, language: Language, words: tuple[str, ...]
) -> None:
    room = make_room(role=Role.SUPERVISOR, language=language)
    page = _page(room)
    name = room.entries[0].camera.name
    wait_until(lambda: name in page.picture.accessibleDescription(), what="names of cameras")
    spoken = page.picture.accessibleDescription()
    assert all(word in spoken for word in ("Siaga banjir Kali Semarang", *words))


def test_the_selected_tile_is_sent_by_a_key_to_the_screen_and_tile_chosen(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    room.wall.select(2)
    _choose(page, 2, 3)
    assert page.controls.buttons["walls-send"].shortcut().toString() == "Ctrl+Return"
    _press(page, "walls-send")
    assert _said(room) == ("send", "utama", TileShow(screen=2, tile=4, camera_id=room.camera(2)))
    _press(page, "walls-clear-tile")
    wait_until(lambda: _said(room) == ("send", "utama", TileClear(screen=2, tile=4)))


def test_a_board_is_sent_as_what_it_is_and_of_a_hotspot_the_camera_that_it_shows(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    room.wall.put_all([MessageBoard("Siaga"), Hotspot()], [2, 3])
    page = _page(room)
    _choose(page, 2, 3)
    room.wall.select(2)
    _press(page, "walls-send")
    assert _said(room) == ("send", "utama", TileBoard(screen=2, tile=4, show="message", detail="Siaga"))
    room.wall.select(1)
    room.wall.select(3)
    _press(page, "walls-send")
    wait_until(lambda: _said(room) == ("send", "utama", TileShow(screen=2, tile=4, camera_id=room.camera(1))))


def test_cameras_and_tiles_are_dragged_onto_a_tile_and_the_console_s_wall_onto_a_screen(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    _drop(page, tile_data(room.wall.name, 1), 1, 3)
    assert _said(room) == ("send", "utama", TileShow(screen=1, tile=4, camera_id=room.camera(1)))
    _drop(page, cameras_data([CameraId("a"), CameraId("b"), CameraId("c")]), 1, 2)
    wait_until(lambda: len(room.steering.said) == 2)
    sent = room.steering.said[-1][2]
    assert isinstance(sent, LayoutApply)
    assert sent.layout.cameras == (room.camera(0), room.camera(1), "a", "b")
    _press(page, "walls-send-wall")
    wait_until(lambda: len(room.steering.said) == 3)
    sent = room.steering.said[-1][2]
    assert isinstance(sent, LayoutApply)
    assert sent.layout.state().cameras == room.wall.cameras


def test_an_area_dragged_onto_a_screen_is_read_and_fills_it(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    _drop(page, cameras_data([], ["33.74"]), 1, 0)
    sent = _said(room)[2]
    assert isinstance(sent, LayoutApply)
    assert len([camera for camera in sent.layout.cameras if camera]) == 4


def test_message_presets_undo_and_rights_go_to_the_centre(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    page.controls.message.setText("Rapat pukul 20")
    page.controls.preset.setEditText("Banjir")
    acts: list[tuple[str, tuple[object, ...]]] = [
        ("walls-message-send", ("send", "utama", ScreenMessage(screen=1, text="Rapat pukul 20"))),
        ("walls-preset-apply", ("send", "utama", PresetApply(preset="Banjir"))),
        ("walls-preset-apply-screen", ("send", "utama", PresetApply(preset="Banjir", screens=(1,)))),
        ("walls-preset-save", ("save", "utama", "Banjir")),
        ("walls-undo", ("undo", "utama", 5)),
    ]
    for count, (key, said) in enumerate(acts, start=1):
        _press(page, key)
        wait_until(lambda count=count: len(room.steering.said) == count, what=key)  # type: ignore[misc]  # mypy takes no default
        assert room.steering.said[-1] == said
    page.controls.is_open.click()
    wait_until(lambda: room.steering.said[-1] == ("open", "utama", 1, False))


def test_a_screen_is_claimed_with_a_reason_and_a_supervisor_ends_anothers_claim(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    _press(page, "walls-claim")
    dialog = wait_until(QApplication.activeModalWidget)
    assert isinstance(dialog, ReasonDialog)
    QTest.keyClicks(dialog.reason, "kunjungan")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert _said(room) == ("claim", "utama", 1, "kunjungan", 3600)
    _choose(page, 3)
    assert not page.controls.buttons["walls-send"].isEnabled()
    _press(page, "walls-release")
    wait_until(lambda: room.steering.said[-1] == ("release", "utama", 3))


@pytest.mark.parametrize(("kind", "for_s"), [("quarter", 900), ("shift", 6351), ("own", 2700)])
def test_a_claim_lasts_as_long_as_was_chosen(make_room: MakeRoom, kind: str, for_s: int) -> None:
    """It is 21.14.09 WIB: the shift ends at 23.00."""
    room = make_room(role=Role.SUPERVISOR)
    length = ClaimLength(room.open(), room.stage)
    length.kind.setCurrentIndex(length.kind.findData(kind))
    length.minutes.setValue(45)
    assert length.for_s() == for_s


def test_what_is_left_of_a_claim_counts_down_and_then_the_screen_is_free(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    _choose(page, 3)
    room.clock.advance(600)
    wait_until(lambda: "sisa 50 m 00 s" in page.detail.text(), what="ten minutes less")
    room.clock.advance(3000)
    wait_until(page.controls.buttons["walls-send"].isEnabled, what="a free screen")
    assert "Ratna" not in page.detail.text()


def test_operators_send_to_open_screens_only_and_look_at_the_others(make_room: MakeRoom) -> None:
    page = _page(make_room(role=Role.OPERATOR))
    buttons = page.controls.buttons
    assert buttons["walls-send"].isEnabled()
    _choose(page, 2)
    assert not any(
        buttons[key].isEnabled() for key in ("walls-send", "walls-clear", "walls-claim", "walls-message-send")
    )
    _choose(page, 3)
    assert not buttons["walls-release"].isEnabled()
    assert not buttons["walls-preset-save"].isVisible()
    assert not page.controls.is_open.isVisible()


def test_a_refusal_is_said_in_words_and_news_are_read(make_room: MakeRoom) -> None:
    room = make_room(role=Role.SUPERVISOR)
    page = _page(room)
    room.steering.failure = KnownError("wall.claimed", screen="1", holder="Ratna")
    _press(page, "walls-clear")
    wait_until(lambda: "Ratna" in page.status.text())
    room.steering.failure = None
    room.steering.walls = []
    room.steering.changed.emit(None)
    wait_until(page.none.isVisible, what="no walls")
    assert not any(button.isEnabled() for key, button in page.controls.buttons.items() if button.isVisible()), (
        "no vain button"
    )
    assert not any(page.controls.buttons[key].isEnabled() for key in ("walls-send", "walls-undo", "walls-preset-apply"))


def test_viewers_have_no_page_of_walls(make_room: MakeRoom) -> None:
    window = make_room(role=Role.VIEWER).open()
    assert not window.actions_of.allowed(ActionId.WALLS)
