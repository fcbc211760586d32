"""P: a picture to a file, the notice that names it and opens its folder, and when none is taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from console.base.errors import KnownError
from console.domain.camera import FeedQuality
from console.domain.picture_view import Hanging
from console.domain.replay import ReplayStatus
from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.wall.planning import full_surface, tile_surface
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _said(room: Room) -> str:
    return room.notices.current.say() if room.notices.current else ""


def test_key_takes_the_picture_that_is_looked_at_and_the_notice_opens_its_folder(
    make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    room = make_room()
    window = room.open()
    wait_until(lambda: window.book.entry(room.camera(0)))
    QTest.keyClick(window.wall_view, Qt.Key.Key_R)
    room.wall.show_full(0)

    QTest.keyClick(window.wall_view, Qt.Key.Key_P)
    wait_until(lambda: room.notices.current)

    (order,) = room.snapshots.orders
    assert (order.feed.camera_id, order.feed.quality) == (room.camera(0), FeedQuality.MAIN)
    assert room.pictures.plan[full_surface("main", 0)].feed == order.feed
    assert (order.hanging, order.username) == (Hanging(1), "sari")
    assert room.snapshots.path.name in _said(room)
    assert str(room.snapshots.path.parent) in _said(room)
    buttons = [one for one in window.notice_bar.findChildren(QToolButton) if one.text() == "Buka folder"]
    assert [one.isVisible() for one in buttons] == [True]
    buttons[0].click()
    assert opened == [room.snapshots.path.parent]


def test_disk_that_takes_nothing_is_said_in_words(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    room.snapshots.failure = KnownError("disk.full", path="x")

    window.actions_of[ActionId.SNAPSHOT].trigger()
    wait_until(lambda: room.notices.current)

    assert "penuh" in _said(room)

    room.snapshots.failure = KnownError("snapshot.no_picture")
    window.actions_of[ActionId.SNAPSHOT].trigger()
    wait_until(lambda: "Belum ada gambar" in _said(room))


def test_empty_tile_gives_no_file_and_says_so(make_room: MakeRoom) -> None:
    room = make_room(cameras=0)

    QTest.keyClick(room.open().wall_view, Qt.Key.Key_P)

    assert "kosong" in _said(room)
    assert room.snapshots.orders == []


def test_role_without_video_is_told_why_it_cannot(make_room: MakeRoom) -> None:
    room = make_room(role=Role.ADMIN)
    window = room.open()

    QTest.keyClick(window.wall_view, Qt.Key.Key_P)

    assert not window.actions_of[ActionId.SNAPSHOT].isEnabled()
    assert "tidak diizinkan" in window.actions_of[ActionId.SNAPSHOT].toolTip()
    assert "snapshot" not in room.background.unfinished()


def test_tile_in_replay_gives_the_picture_that_it_shows(make_room: MakeRoom) -> None:
    room = make_room()
    window = room.open()
    surface = tile_surface("main", 0)
    QTest.keyClick(window.wall_view, Qt.Key.Key_P)
    room.pictures.replay.statuses[surface] = ReplayStatus(room.clock.now_utc(), 12.3, True, 1.0)

    QTest.keyClick(window.wall_view, Qt.Key.Key_P)
    wait_until(lambda: len(room.snapshots.orders) == 2)

    assert [order.replayed for order in room.snapshots.orders] == [None, surface]


def test_folder_opens_by_key_and_a_desktop_that_cannot_open_it_is_made_good_by_words(
    make_room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = make_room()
    room.snapshots.path = Path.home() / "Gambar" / "Ronda" / "x.jpg"
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))

    QTest.keyClick(room.open().wall_view, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: room.notices.current)

    assert opened == [str(Path.home() / "Gambar" / "Ronda")]
    assert "~/Gambar/Ronda" in _said(room)
