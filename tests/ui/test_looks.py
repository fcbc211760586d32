"""How everything looks is changed while the room is open: high contrast, scale and touch, without a restart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.ui.windows.main_window import MainWindow
from console.widgets.theme.apply import apply_theme, keep_dressed
from console.widgets.theme.colours import CONTRAST
from console.widgets.theme.theme import Look, Theme
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def room(qapp: QApplication) -> Iterator[Room]:
    theme = Theme.for_height(720)
    keep_dressed(qapp, theme)
    made = Room("2x2", 3, role=Role.SUPERVISOR, theme=theme)
    yield made
    made.close()
    apply_theme(qapp, Theme())


def measures(window: MainWindow) -> list[tuple[int, ...]]:
    """Of every widget of the window that lays others out or was given a size."""
    found = []
    for widget in window.findChildren(QWidget):
        layout = widget.layout()
        if layout is not None and widget.metaObject().className() not in ("QToolButton", "QLineEdit"):
            around = layout.contentsMargins()
            found.append((layout.spacing(), around.left(), around.top(), around.right(), around.bottom()))
    return sorted(found)


def test_high_contrast_is_put_on_and_off_with_the_window_open(room: Room, qapp: QApplication) -> None:
    window = room.open()
    before = window.grab().toImage()

    window.actions_of[ActionId.CONTRAST].trigger()

    assert qapp.palette().color(QPalette.ColorRole.WindowText).name() == CONTRAST.text
    assert CONTRAST.line in qapp.styleSheet()
    wait_until(lambda: window.grab().toImage().pixelColor(1, 30).name() == CONTRAST.panel)
    assert room.notices.current is not None
    assert "Kontras tinggi" in room.notices.current.say()
    window.actions_of[ActionId.CONTRAST].trigger()
    room.notices.dismiss()
    assert window.grab().toImage().pixelColor(1, 30) == before.pixelColor(1, 30)


def test_larger_and_the_usual_size_again_leave_every_measure_as_it_was(room: Room) -> None:
    window = room.open(2400, 1350)
    before, minimum = measures(window), window.find_panel.minimumWidth()

    window.actions_of[ActionId.LARGER].trigger()
    window.actions_of[ActionId.LARGER].trigger()

    assert room.stage.theme.look == Look(scale_percent=150)
    assert window.find_panel.minimumWidth() == pytest.approx(1.5 * minimum, abs=1)
    assert measures(window) != before
    window.actions_of[ActionId.SMALLER].trigger()
    window.actions_of[ActionId.USUAL_SIZE].trigger()
    assert window.find_panel.minimumWidth() == minimum
    assert measures(window) == before


def test_at_three_hundred_percent_the_window_keeps_its_size_and_the_panels_take_turns(room: Room) -> None:
    window = room.open(1280, 720)

    room.stage.theme.wear(Look(contrast=True, scale_percent=300))
    wait_until(window.events_panel.isHidden)

    assert (window.width(), window.height()) == (1280, 720)
    window.actions_of[ActionId.EVENTS].trigger()
    assert window.find_panel.isHidden()
    assert not window.events_panel.isHidden()
    window.actions_of[ActionId.SEARCH].trigger()
    assert not window.find_panel.isHidden()
    assert window.events_panel.isHidden()
    room.stage.theme.wear(Look())
    assert not window.events_panel.isHidden()


def test_at_three_hundred_percent_no_button_of_the_top_bar_is_cut(room: Room) -> None:
    window = room.open(1280, 720)

    room.stage.theme.wear(Look(scale_percent=300))
    wait_until(lambda: not window.top_bar.findChildren(QToolButton)[0].isVisible())
    QApplication.processEvents()

    shown = [button for button in window.top_bar.findChildren(QToolButton) if button.isVisible()]
    assert len(shown) >= 4
    for button in shown:
        assert button.width() >= button.minimumSizeHint().width(), button.text()
        assert window.top_bar.rect().contains(button.geometry())


def test_touch_makes_every_button_of_the_window_as_large_as_a_finger(room: Room) -> None:
    window = room.open(1920, 1080)

    window.actions_of[ActionId.TOUCH].trigger()
    finger_px = room.stage.theme.finger_px
    assert finger_px >= 44
    wait_until(lambda: all(min(one.width(), one.height()) >= finger_px for one in pressed(window)))

    room.stage.theme.wear(Look())
    assert room.stage.theme.finger_px == 0


def pressed(window: MainWindow) -> list[QToolButton]:
    return [one for one in window.top_bar.findChildren(QToolButton) if one.isVisible()]


def test_the_mark_lies_over_pictures_old_ones_too_and_is_that_of_the_minute(room: Room) -> None:
    words = [""]
    room.services = replace(room.services, watermark=lambda: words[0])
    window = room.open()
    room.reader(0).show(bytearray(320 * 180 * 4), 320, 180)
    window.wall_view.refresh.poll()
    window.wall_view.refresh.speak()
    tile = window.wall_view.tiles[0]
    without, empty = tile.grab().toImage(), window.wall_view.tiles[3].grab().toImage()
    words[0] = "sari · meja-3 · 23 Nov 2026 21.14 WIB"

    window.wall_view.refresh.speak()

    first = tile.grab().toImage()
    assert first != without
    assert window.wall_view.tiles[3].grab().toImage() == empty
    strip = tile.picture_rect().top()
    assert first.copy(0, 0, tile.width(), strip) == without.copy(0, 0, tile.width(), strip)
    words[0] = "sari · meja-3 · 23 Nov 2026 21.15 WIB"
    assert tile.grab().toImage() != first
