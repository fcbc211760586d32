"""Every page and dialog of the room: fits a small screen at 300 percent, can be touched, and tells a screen reader what is what.

One room for all of them: they take seconds together, and are the only place where every window is looked at as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.roles import Role
from console.i18n.language import Language
from console.ui.actions.table import ActionId
from console.ui.pages.audit_page import AuditPage
from console.ui.windows.main_window import MainWindow
from console.widgets.theme.apply import apply_theme
from console.widgets.theme.theme import Look, Theme
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.helpers.widget_walk import beyond, cut, too_small, unnamed

WINDOWS = (
    ActionId.FLAG,
    ActionId.BOOKMARK,
    ActionId.HISTORY,
    ActionId.HEALTH,
    ActionId.CLOSE_CAMERA,
    ActionId.MACHINE,
    ActionId.WORST,
    ActionId.LOG,
    ActionId.HOLDS,
    ActionId.RELEASES,
    ActionId.COVERAGE,
    ActionId.CAUSES,
    ActionId.CITY,
    ActionId.ASK_REPAIR,
    ActionId.REPAIRS,
    ActionId.WALLS,
    ActionId.WALL_RECORD,
    ActionId.WALL_RULES,
    ActionId.SAVE_LAYOUT,
    ActionId.EDIT_LAYOUT,
    ActionId.SHOW_MESSAGE,
    ActionId.SEEN_REPORT,
    ActionId.SAVE_WORKSPACE,
    ActionId.PALETTE,
    ActionId.KEYS,
)
WIDTH_PX, HEIGHT_PX = 1280, 720


class Tour:
    """Opens them one after the other."""

    def __init__(self, app: QApplication, theme: Theme) -> None:
        self._app = app
        self.room = Room("2x2", 3, role=Role.SUPERVISOR, theme=theme)
        self.room.reader(0).show(bytearray(320 * 180 * 4), 320, 180)
        self.window: MainWindow = self.room.open(WIDTH_PX, HEIGHT_PX)
        self.window.wall_view.refresh.poll()
        self.window.wall_view.refresh.speak()

    def windows(self) -> Iterator[tuple[str, QWidget]]:
        yield "main", self.window
        for action in WINDOWS:
            before = self._shown()
            self.window.actions_of[action].trigger()
            wait_until(lambda before=before: len(self._shown()) > len(before), what=action.name)  # type: ignore[misc]  # at once
            opened = next(one for one in self._shown() if one not in before)
            yield action.name, opened
            opened.close()
            wait_until(lambda before=before: len(self._shown()) <= len(before), what=f"{action.name} closed")  # type: ignore[misc]
        page = AuditPage(self.window, self.room.stage, self.room.services)
        page.show()
        yield "AUDIT", page
        page.close()

    def _shown(self) -> list[QWidget]:
        return [one for one in self._app.topLevelWidgets() if one.isVisible()]


def test_everything_fits_a_small_screen_at_three_hundred_percent_in_both_languages(dressed: QApplication) -> None:
    theme = Theme.for_height(HEIGHT_PX, Look(contrast=True, scale_percent=300))
    apply_theme(dressed, theme)
    tour = Tour(dressed, theme)
    found = {}
    try:
        for name, window in tour.windows():
            for language in Language:
                tour.room.translator.set_language(language)
                dressed.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
                if trouble := [*beyond(window, WIDTH_PX, HEIGHT_PX), *cut(window)]:
                    found[name, language] = trouble
    finally:
        tour.room.close()
        apply_theme(dressed, Theme())

    assert found == {}


def test_everything_has_a_name_and_is_as_large_as_a_finger(dressed: QApplication) -> None:
    theme = Theme.for_height(HEIGHT_PX, Look(touch=True))
    apply_theme(dressed, theme)
    tour = Tour(dressed, theme)
    try:
        found = {
            name: trouble
            for name, window in tour.windows()
            if (trouble := [*unnamed(window), *too_small(window, theme.finger_px)])
        }
    finally:
        tour.room.close()
        apply_theme(dressed, Theme())

    assert found == {}
