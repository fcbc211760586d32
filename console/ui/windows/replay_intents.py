"""What the operator does to the instant replay of the selected tile; it begins with the first of these keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from console.domain.audit_act import AuditAct
from console.domain.replay import REPLAY_SPEEDS
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.stage import Services, Stage
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView

_MENU = (
    ActionId.REPLAY_BACK_5,
    ActionId.REPLAY_BACK_10,
    ActionId.REPLAY_BACK_30,
    None,
    ActionId.REPLAY_PAUSE,
    ActionId.REPLAY_SLOW,
    ActionId.REPLAY_FRAME_BACK,
    ActionId.REPLAY_FRAME_FORWARD,
    None,
    ActionId.REPLAY_LIVE,
)
_BAR = (
    (ActionId.REPLAY_BACK_30, False),
    (ActionId.REPLAY_BACK_10, True),
    (ActionId.REPLAY_BACK_5, False),
    (ActionId.REPLAY_FRAME_BACK, False),
    (ActionId.REPLAY_PAUSE, True),
    (ActionId.REPLAY_FRAME_FORWARD, False),
    (ActionId.REPLAY_SLOW, False),
    (ActionId.REPLAY_LIVE, True),
)
_JUST_NOW_S = 0.5
"""So far back begins what stands still at once: at the very newest picture a replay would already be over."""
_SLOW_BACK_S = 5.0


class ReplayIntents:
    """For one window. Main thread."""

    def __init__(self, stage: Stage, services: Services, wall: Wall, view: WallView) -> None:
        self._stage = stage
        self._replay = services.pictures.replay
        self._audit = services.audit
        self._view = view
        self._selected = SelectedCamera(stage, wall, view)

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.REPLAY_BACK_5: lambda: self._back(5),
            ActionId.REPLAY_BACK_10: lambda: self._back(10),
            ActionId.REPLAY_BACK_30: lambda: self._back(30),
            ActionId.REPLAY_PAUSE: self._pause_or_play,
            ActionId.REPLAY_SLOW: self._slower,
            ActionId.REPLAY_FRAME_BACK: self._frame_back,
            ActionId.REPLAY_FRAME_FORWARD: lambda: self._replay.step(self._selected.surface, 1),
            ActionId.REPLAY_LIVE: self._live,
        }

    def fill_bar(self, actions: BoundActions) -> None:
        self._view.replay_bar.offer([(actions[action], always) for action, always in _BAR])

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        actions.fill_menu(menu.addMenu(self._stage.translator.text("menu-replay")), _MENU)

    def _back(self, seconds: float) -> None:
        camera = self._selected.or_notice()
        if camera is not None:
            self._audit.note(AuditAct.REPLAYED, camera, f"{seconds:g} s back")
            # Of a replay that goes on it sets back as well.
            self._replay.start(self._selected.surface, seconds)

    def _pause_or_play(self) -> None:
        status = self._replay.status(self._selected.surface)
        if status is not None and status.paused:
            self._replay.resume(self._selected.surface)
            return
        if status is None:
            self._back(_JUST_NOW_S)
        self._replay.pause(self._selected.surface)

    def _slower(self) -> None:
        """From true speed to half, a quarter and back; of a live tile, the last seconds at half speed."""
        status = self._replay.status(self._selected.surface)
        if status is None:
            self._back(_SLOW_BACK_S)
        speed = status.speed if status else REPLAY_SPEEDS[0]
        following = REPLAY_SPEEDS.index(speed) + 1 if speed in REPLAY_SPEEDS else 0
        self._replay.speed(self._selected.surface, REPLAY_SPEEDS[following % len(REPLAY_SPEEDS)])

    def _frame_back(self) -> None:
        if self._replay.status(self._selected.surface) is None:
            self._back(_JUST_NOW_S)
        self._replay.step(self._selected.surface, -1)

    def _live(self) -> None:
        self._replay.live(self._selected.surface)
        self._view.refresh.speak()
