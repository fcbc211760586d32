"""Follows somebody from camera to camera in one window: begins at the selected one, steps, goes back, and ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.follow_path import FollowPath
from console.domain.neighbourhood import Neighbourhood
from console.qt.timer import Timer
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.notices import NoticeAction, Severity
from console.ui.panels.follow_bar import ACTS
from console.ui.stage import Services, Stage
from console.ui.windows.follow_acts import NOTICE, FollowActs
from console.ui.windows.follow_nearby import FollowNearby
from console.ui.windows.follow_steps import FollowSteps
from console.ui.windows.follow_telling import SHOWN_LEGS, FollowTelling
from console.ui.windows.intents import Intents
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.following import MIDDLE, Following
from console.wall.wall import Wall
from console.widgets.wall.follow_input import FollowInput
from console.widgets.wall.wall_view import WallView

_LOOK_MS = 1000


class FollowIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self,
        window: QWidget,
        view: WallView,
        stage: Stage,
        services: Services,
        wall: Wall,
        book: CameraBook,
        intents: Intents,
    ) -> None:
        super().__init__(window)
        self._view = view
        self._stage = stage
        self._wall = wall
        self.following = Following(wall, services.walls.steps, stage.clock)
        self.destroyed.connect(services.walls.next_ones.add(self.following, first=True))
        self.acts = FollowActs(window, stage, services, book, intents)
        self.telling = FollowTelling(window, view, stage, book, self.following, self.acts)
        self.bar = self.telling.bar
        self._nearby = FollowNearby(self, stage, services, self.following)
        self.steps = FollowSteps(self.following, self._nearby, lambda: self._say("follow-closed"))
        self._selected = SelectedCamera(stage, wall, view)
        self._actions: BoundActions | None = None
        keys = FollowInput(view, view.tile_at, MIDDLE, lambda: self.following.path is not None)
        keys.stepped.connect(self.steps.step)
        keys.clicked.connect(lambda tile: self.steps.go(wall.cameras[tile]))
        self.telling.arrows.pressed.connect(self.steps.step)
        self.bar.line.chosen.connect(lambda index: self.steps.go_to(SHOWN_LEGS, index))
        self._timer = Timer(self, "follow", _LOOK_MS, self.look)
        self.destroyed.connect(self.following.changed.connect(lambda _none: self._on_changed()))
        self.destroyed.connect(self.following.ended.connect(self._on_ended))

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.FOLLOW: self.follow,
            ActionId.FOLLOW_BACK: self.steps.back,
            ActionId.FOLLOW_FLAG: partial(self._with_path, self.acts.flag),
            ActionId.FOLLOW_BOOKMARK: partial(self._with_path, self.acts.bookmark),
            ActionId.FOLLOW_SAVE: partial(self._with_path, self.acts.ask_file),
            ActionId.FOLLOW_END: self.end,
        }

    def offer(self, actions: BoundActions) -> None:
        self._actions = actions
        self.bar.offer(actions)
        self._on_changed()

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        """Under the tile's menu: what makes sense now."""
        if self._wall.selected_camera is not None:
            actions.fill_menu(menu, (None, ActionId.FOLLOW, *(ACTS if self.following.path is not None else ())))

    def follow(self) -> None:
        """From the selected camera; while somebody is followed already, to it."""
        camera = self._selected.or_notice()
        if camera is None:
            return
        if self.following.path is not None:
            self.steps.go(camera)
        elif self._wall.locked:
            self._wall.refused.emit(None)
        elif not self._nearby.may_follow(camera):
            self._say("follow-closed")
        else:
            self._nearby.first(camera, self._on_first_read)

    def end(self) -> None:
        """The wall becomes what it was before."""
        self.following.stop()

    def leave(self) -> None:
        """Its window goes: what is kept of the wall is what it was before, locked or not."""
        self.following.stop(though_locked=True)

    def look(self) -> None:
        self._nearby.look(self._view.refresh.states)
        self.telling.say()

    def _on_first_read(self, is_public: bool, around: Neighbourhood) -> None:
        # The wall may have changed meanwhile.
        if around.camera != self._wall.selected_camera or self.following.path is not None:
            return
        if not is_public:
            self._say("follow-restricted")
        elif self.following.start(around):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._nearby.read()

    def _with_path(self, act: Callable[[FollowPath], None]) -> None:
        """The middle is selected: a flag is of the selected tile."""
        path = self.following.path
        if path is not None:
            self._wall.select(MIDDLE)
            act(path)

    def _on_changed(self) -> None:
        on = self.following.path is not None
        if self._actions is not None:
            for action in ACTS:
                if action in self._actions.actions:
                    self._actions[action].setEnabled(on and self._actions.allowed(action))
        if on:
            self._timer.start()
        else:
            self._timer.stop()
        self.telling.say()

    def _on_ended(self, path: FollowPath) -> None:
        """The path can still be kept."""
        text = self._stage.translator.text
        save = NoticeAction(lambda: text("action-follow-save"), lambda: self.acts.ask_file(path))
        count = str(len(path.legs))
        self._stage.notices.post(NOTICE, Severity.DONE, lambda: text("follow-ended", count=count), save)

    def _say(self, key: str) -> None:
        text = self._stage.translator.text
        self._stage.notices.post(NOTICE, Severity.INFO, lambda: text(key))
