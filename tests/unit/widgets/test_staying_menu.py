"""Several things are ticked in one menu without opening it again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from console.widgets.staying_menu import StayingMenu


@pytest.fixture
def menu(qapp: QApplication) -> Iterator[StayingMenu]:  # noqa: ARG001  there must be one
    made = StayingMenu()
    for words in ("satu", "dua"):
        made.addAction(words).setCheckable(True)
    made.addAction("tutup")
    yield made
    made.deleteLater()


def press(menu: StayingMenu, action: QAction) -> None:
    at = QPointF(menu.actionGeometry(action).center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    menu.mouseReleaseEvent(QMouseEvent(QEvent.Type.MouseButtonRelease, at, at, left, left, none))


def test_what_can_be_ticked_is_ticked_by_mouse_and_key(menu: StayingMenu) -> None:
    one, two, _close = menu.actions()
    menu.resize(menu.sizeHint())

    press(menu, one)
    menu.setActiveAction(two)
    menu.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier))

    assert one.isChecked()
    assert two.isChecked()
    press(menu, one)
    assert not one.isChecked()


def test_what_is_disabled_stays_as_it_is(menu: StayingMenu) -> None:
    one = menu.actions()[0]
    one.setEnabled(False)
    menu.resize(menu.sizeHint())

    press(menu, one)

    assert not one.isChecked()
