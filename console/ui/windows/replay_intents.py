"""What the operator does to the instant replay of the selected tile; it begins with the first of these keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from console.domain.replay import REPLAY_SPEEDS
from console.domain.wall_plan import SurfaceId
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.notices import Severity
from console.ui.ports import ReplayControl
from console.ui.stage import Stage
from console.wall.planning import tile_surface
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

    def __init__(self, stage: Stage, replay: ReplayControl, wall: Wall, view: WallView) -> None:
        self._stage = stage
        self._replay = replay
        self._wall = wall
        self._view = view

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.REPLAY_BACK_5: lambda: self._back(5),
            ActionId.REPLAY_BACK_10: lambda: self._back(10),
            ActionId.REPLAY_BACK_30: lambda: self._back(30),
            ActionId.REPLAY_PAUSE: self._pause_or_play,
            ActionId.REPLAY_SLOW: self._slower,
            ActionId.REPLAY_FRAME_BACK: self._frame_back,
            ActionId.REPLAY_FRAME_FORWARD: lambda: self._replay.step(self._surface, 1),
            ActionId.REPLAY_LIVE: self._live,
        }

    def fill_bar(self, actions: BoundActions) -> None:
        self._view.replay_bar.offer([(actions[action], always) for action, always in _BAR])

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        sub = menu.addMenu(self._stage.translator.text("menu-replay"))
        for action in _MENU:
            if action is None:
                sub.addSeparator()
            else:
                sub.addAction(actions[action])

    @property
    def _surface(self) -> SurfaceId:
        return tile_surface(self._wall.name, self._wall.selected)

    def _back(self, seconds: float) -> None:
        if self._has_camera():
            # Of a replay that goes on it sets back as well.
            self._replay.start(self._surface, seconds)

    def _pause_or_play(self) -> None:
        status = self._replay.status(self._surface)
        if status is not None and status.paused:
            self._replay.resume(self._surface)
            return
        if status is None:
            self._back(_JUST_NOW_S)
        self._replay.pause(self._surface)

    def _slower(self) -> None:
        """From true speed to half, a quarter and back; of a live tile, the last seconds at half speed."""
        status = self._replay.status(self._surface)
        if status is None:
            self._back(_SLOW_BACK_S)
        speed = status.speed if status else REPLAY_SPEEDS[0]
        following = REPLAY_SPEEDS.index(speed) + 1 if speed in REPLAY_SPEEDS else 0
        self._replay.speed(self._surface, REPLAY_SPEEDS[following % len(REPLAY_SPEEDS)])

    def _frame_back(self) -> None:
        if self._replay.status(self._surface) is None:
            self._back(_JUST_NOW_S)
        self._replay.step(self._surface, -1)

    def _live(self) -> None:
        self._replay.live(self._surface)
        self._view.refresh.speak()

    def _has_camera(self) -> bool:
        if self._wall.selected_camera is not None:
            return True
        translator = self._stage.translator
        self._stage.notices.post("no-camera", Severity.INFO, lambda: translator.text("notice-no-camera"))
        return False
