"""M, [ and ]: the selected camera is heard, the tile says so, and nothing of now is heard beside pictures of before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.domain.camera import FeedKey, FeedQuality
from console.domain.replay import ReplayStatus
from console.i18n.language import Language
from console.media.sound import SoundStatus
from console.ui.windows.main_window import MainWindow
from console.wall.planning import tile_surface
from console.widgets.wall.look import SoundMark
from tests.helpers.screen_fakes import START_UTC
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom

_HEARD = SoundStatus(has_audio=True, heard=True)


def _feed(room: Room, index: int) -> FeedKey:
    return FeedKey.of(room.camera(index), FeedQuality.SUB)


def _open(room: Room) -> MainWindow:
    window = room.open()
    room.wall.select(0)
    return window


def _press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.wall_view, key)


def _said(room: Room) -> str:
    return room.notices.current.say() if room.notices.current else ""


def _all_said(room: Room) -> list[str]:
    return [notice.say() for notice in room.notices._notices.values()]


def _heard(room: Room) -> FeedKey | None:
    return None if room.pictures.sound.muted else room.pictures.sound.feed


def _mark(window: MainWindow, tile: int) -> SoundMark | None:
    return window.wall_view.tiles[tile].look.sound


def test_it_is_silent_until_the_key_and_again_after_it(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room)
    assert _heard(room) is None

    room.pictures.sound.answers[_feed(room, 0)] = _HEARD
    _press(window, Qt.Key.Key_M)
    wait_until(lambda: _mark(window, 0) == SoundMark("100 %", audible=True))
    assert _heard(room) == _feed(room, 0)
    wait_until(lambda: "terdengar" in _said(room))
    assert "100 %" in window.wall_view.tiles[0].accessibleName()

    _press(window, Qt.Key.Key_M)
    assert _heard(room) is None
    assert "mati" in _said(room)
    wait_until(lambda: _mark(window, 0) is None and room.pictures.sound.feed is None)


def test_the_sound_follows_the_selection_and_only_one_tile_is_marked(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room)
    room.pictures.sound.answers = {_feed(room, 0): _HEARD, _feed(room, 1): _HEARD}
    _press(window, Qt.Key.Key_M)
    wait_until(lambda: _mark(window, 0))

    room.pictures.sound.answers[_feed(room, 1)] = SoundStatus(has_audio=False)
    room.wall.select(1)
    assert _mark(window, 1) is None, "it told of the camera before"

    wait_until(lambda: _heard(room) == _feed(room, 1) and _mark(window, 1))
    assert _mark(window, 0) is None


def test_a_replay_is_silent_and_the_sound_comes_back_with_the_live_picture(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room)
    room.pictures.sound.answers[_feed(room, 0)] = _HEARD
    _press(window, Qt.Key.Key_M)
    wait_until(lambda: _mark(window, 0))

    surface = tile_surface("main", 0)
    room.pictures.replay.statuses[surface] = ReplayStatus(START_UTC, 10.0, paused=False, speed=1.0)
    wait_until(lambda: _heard(room) is None and _mark(window, 0) is None)

    del room.pictures.replay.statuses[surface]
    wait_until(lambda: _heard(room) == _feed(room, 0) and _mark(window, 0))


@pytest.mark.parametrize(
    ("language", "tile", "notice"),
    [(Language.INDONESIAN, "tanpa suara", "tidak mengirim suara"), (Language.ENGLISH, "no sound", "sends no sound")],
)
def test_a_camera_without_sound_says_so(make_room: MakeRoom, language: Language, tile: str, notice: str) -> None:
    room = make_room(language=language)
    window = _open(room)
    room.pictures.sound.answers[_feed(room, 0)] = SoundStatus(has_audio=False)

    _press(window, Qt.Key.Key_M)

    wait_until(lambda: _mark(window, 0) == SoundMark(tile, audible=False))
    wait_until(lambda: notice in _said(room))


def test_a_computer_without_loudspeakers_is_told_as_long_as_it_lasts(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room)
    room.pictures.sound.answers[_feed(room, 0)] = SoundStatus(has_audio=True, problem="media.no_sound_device")
    _press(window, Qt.Key.Key_M)
    wait_until(lambda: any("pengeras suara" in words for words in _all_said(room)))

    room.pictures.sound.answers[_feed(room, 0)] = _HEARD
    wait_until(lambda: not any("pengeras suara" in words for words in _all_said(room)))


def test_volume_keys_go_in_steps_and_stop_at_both_ends(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room)
    _press(window, Qt.Key.Key_BracketRight)
    assert room.pictures.sound.percent == 100
    for _ in range(4):
        _press(window, Qt.Key.Key_BracketLeft)
    assert room.pictures.sound.percent == 60
    assert "masih mati" in _said(room)
    for _ in range(9):
        _press(window, Qt.Key.Key_BracketLeft)
    assert room.pictures.sound.percent == 0


def test_an_empty_tile_has_nothing_to_hear(make_room: MakeRoom) -> None:
    room = make_room()
    window = _open(room)
    room.wall.select(3)
    _press(window, Qt.Key.Key_M)
    assert room.pictures.sound.muted
    assert not room.wall.hearing.on
