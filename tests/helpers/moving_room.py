"""A situation room whose first cameras can be moved, and hands for its tiles."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.camera import PrivacyClass
from console.domain.ptz_speed import PtzSpeed
from console.ui.windows.main_window import MainWindow
from console.widgets.wall.moving_look import MovingLook
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until

_PLAIN, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def open_movable(made: Room, *, sensitive: bool = False) -> MainWindow:
    """The first two of three cameras can be moved; the first is selected."""
    for index in range(2):
        entry = made.entries[index]
        kind = PrivacyClass.SENSITIVE if sensitive else PrivacyClass.PUBLIC
        made.entries[index] = replace(entry, camera=replace(entry.camera, has_ptz=True, privacy_class=kind))
    window = made.open()
    wait_until(lambda: all(window.book.entry(made.camera(index)) for index in range(3)))
    return window


def steering(room: Room) -> MainWindow:
    assert room.window is not None
    QTest.keyClick(room.window.wall_view, Qt.Key.Key_G)
    wait_until(lambda: ("presets", room.camera(0)) in room.moving.asked)
    wait_until(lambda: room.window is not None and room.window.tile_intents.moving.presets.presets is not None)
    room.moving.asked.clear()
    return room.window


def moving_look(room: Room, tile: int = 0) -> MovingLook | None:
    assert room.window is not None
    room.window.wall_view.refresh.speak()
    return room.window.wall_view.tiles[tile].look.moving


def middle_of(window: MainWindow, tile: int = 0) -> QPoint:
    shown = window.wall_view.tiles[tile]
    return shown.geometry().topLeft() + shown.picture_rect().center()


def mouse(window: MainWindow, kind: QEvent.Type, at: QPoint) -> None:
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else _LEFT
    where = QPointF(window.wall_view.mapToGlobal(at))
    QApplication.sendEvent(window.wall_view, QMouseEvent(kind, QPointF(at), where, _LEFT, held, _PLAIN))


def said(room: Room) -> str:
    notice = room.notices.current
    return notice.say() if notice is not None else ""


def moves_of(room: Room) -> list[PtzSpeed]:
    return [ask[2] for ask in room.moving.asked if ask[0] == "move" and isinstance(ask[2], PtzSpeed)]
