"""Moves the selected camera: who it belongs to stands on every tile, and in the moving mode hand and keys steer it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QMenu, QWidget

from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.camera import Camera, CameraId, PrivacyClass
from console.domain.ptz_speed import STILL, PtzSpeed, as_hung
from console.domain.roles import Permission, may
from console.ptz.holders import Holding
from console.qt.background import Lane
from console.qt.relay import listen
from console.qt.timer import Timer
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.dialogs.reason import ReasonDialog, ReasonWords
from console.ui.messages import message_for
from console.ui.notices import Severity
from console.ui.stage import Services, Stage
from console.ui.windows.moving_words import MovingWords
from console.ui.windows.preset_menu import PresetMenu
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.planning import tile_surface
from console.wall.wall import Wall
from console.widgets.wall.moving_input import MovingInput
from console.widgets.wall.moving_look import MovingLook
from console.widgets.wall.wall_view import WallView

_AGAIN_MS = 250
"""A movement that goes on is wished again so often; the centre stops what it does not hear of for a second."""
_WORDS = ReasonWords(
    "moving-reason-title",
    "moving-reason-explained",
    "moving-reason-confirm",
    ("restricted-reason-report", "restricted-reason-alarm", "restricted-reason-order"),
)


class MoveIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._moving = services.moving
        self._wall = wall
        self._view = view
        self._book = book
        self._selected = SelectedCamera(stage, wall, view)
        self._may_take_over = may(services.person.role, Permission.TAKE_OVER_CAMERAS)
        self._words = MovingWords(stage.translator, may_take_over=self._may_take_over)
        self._steered: tuple[int, CameraId] | None = None
        """The tile and the camera of the moving mode."""
        self._speed = STILL
        """As seen on the screen."""
        self._again = Timer(self, "moving-again", _AGAIN_MS, self._send)
        self.presets = PresetMenu(window, stage, services)
        self.input = MovingInput(view)
        self.input.steered.connect(self._on_steered)
        self.input.preset_asked.connect(self.presets.go)
        self.input.take_over_asked.connect(self.take_over)
        self.input.left.connect(self.end)
        view.refresh.moving_look = self._look
        view.refresh.spoke.connect(self._check)
        self.destroyed.connect(wall.changed.connect(lambda _none: self._check()))
        listen(self._moving.changed, lambda _none: self._speak(), self)
        listen(self._moving.lost, lambda holding: _tell_lost(stage, book, holding), self)

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.MOVE_CAMERA: self.toggle}

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        """Only for cameras that can be moved, and people who may."""
        camera = self._selected_movable()
        if camera is None or not actions.allowed(ActionId.MOVE_CAMERA):
            return
        if self._steered is None:
            actions.fill_menu(menu, (None, ActionId.MOVE_CAMERA))
            return
        menu.addSeparator()
        menu.addAction(self._stage.translator.text("moving-end")).triggered.connect(lambda _checked=False: self.end())
        self.presets.fill(menu)
        holding = self._held_by_another()
        if holding is not None and self._may_take_over:
            words = self._stage.translator.text("moving-take-over", holder=holding.holder)
            menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _checked=False: self.take_over())

    def toggle(self) -> None:
        """The moving mode of the selected tile, on and off."""
        if self._steered is not None:
            self.end()
            return
        if self._selected.or_notice() is None:
            return
        camera = self._selected_movable()
        translator = self._stage.translator
        if camera is None:
            self._stage.notices.post("moving", Severity.INFO, lambda: translator.text("notice-not-movable"))
        elif (code := _forbidden(self._services, camera.id)) is not None:
            self._stage.notices.post("moving", Severity.INFO, lambda: message_for(translator, KnownError(code)).whole)
        elif camera.privacy_class is PrivacyClass.PUBLIC:
            self._begin(camera)
        else:
            dialog = ReasonDialog(self._window, self._stage, _WORDS, _name(camera))
            dialog.given.connect(lambda reason: self._on_reason(camera, reason))
            dialog.open()

    def end(self) -> None:
        """What moves is stopped, and the camera is free for others at once."""
        if self._steered is None:
            return
        _tile, camera = self._steered
        holding = self._moving.holding(camera)
        moved, self._steered, self._speed = not self._speed.is_still, None, STILL
        self.input.end()
        self._again.stop()
        if moved:
            self._moving.stop(camera)
        self.presets.forget()
        if holding is not None and holding.is_mine:
            # Nobody is told where that fails: it is over by itself a few seconds later.
            self._stage.background.run(
                lambda: self._moving.release(camera),
                lambda _none: None,
                lambda _error: None,
                name="moving-release",
                owner=self,
                lane=Lane.CAPTURE,
            )
        self._view.refresh.speak()

    def take_over(self) -> None:
        holding = self._held_by_another()
        if holding is None or not self._may_take_over:
            return
        self._stage.background.run(
            lambda: self._moving.take_over(holding.camera_id),
            lambda _none: self._view.refresh.speak(),
            name="moving-take-over",
            owner=self,
            lane=Lane.CAPTURE,
        )

    def _selected_movable(self) -> Camera | None:
        selected = self._wall.selected_camera
        entry = self._book.entry(selected) if selected is not None else None
        return entry.camera if entry is not None and entry.camera.has_ptz else None

    def _held_by_another(self) -> Holding | None:
        holding = self._moving.holding(self._steered[1]) if self._steered is not None else None
        return holding if holding is not None and not holding.is_mine else None

    def _on_reason(self, camera: Camera, reason: str) -> None:
        self._services.audit.note(AuditAct.REASON_GIVEN, camera.id, reason)
        # The wall may have changed behind the dialog.
        if self._wall.selected_camera == camera.id:
            self._begin(camera)

    def _begin(self, camera: Camera) -> None:
        tile = self._wall.selected
        # Nobody steers by a picture of before.
        self._services.pictures.replay.live(tile_surface(self._wall.name, tile))
        self._steered = (tile, camera.id)
        self.input.begin(lambda: _box(self._view, tile))
        self.presets.show(camera.id, _name(camera))
        self._view.setFocus()
        self._view.refresh.speak()

    def _check(self) -> None:
        """The mode ends when its tile shows something else, or is no longer the one that is meant."""
        if self._steered is None:
            return
        tile, camera = self._steered
        meant = tile == self._wall.selected and self._wall.selected_camera == camera
        replayed = self._services.pictures.replay.status(tile_surface(self._wall.name, tile)) is not None
        if not meant or replayed or _forbidden(self._services, camera) is not None:
            self.end()

    def _on_steered(self, speed: PtzSpeed) -> None:
        if self._steered is None:
            return
        self._speed = STILL if self._held_by_another() else speed
        tile, camera = self._steered
        if not self._speed.is_still:
            self._again.start()
            self._send()
        elif self._again.isActive():
            self._again.stop()
            self._moving.stop(camera)
        self._view.refresh.speak_of(tile)

    def _send(self) -> None:
        if self._steered is None or self._held_by_another() is not None:
            self._again.stop()
            self.input.rest()
            return
        tile, camera = self._steered
        self._moving.move(camera, as_hung(self._speed, self._view.looking.view(tile).hanging))

    def _speak(self) -> None:
        """Only on tiles for which it is news: words on a full wall take as long as its pictures."""
        for index, tile in enumerate(self._view.tiles):
            if self._look(index) != tile.look.moving:
                self._view.refresh.speak_of(index)

    def _look(self, tile: int) -> MovingLook | None:
        camera = self._wall.cameras[tile]
        holding = self._moving.holding(camera) if camera is not None else None
        if camera is not None and self._steered == (tile, camera):
            problem = self._moving.problem_of(camera)
            there = self._moving.is_centre_there
            return self._words.steered(holding, problem, self._speed, is_centre_there=there)
        return self._words.elsewhere(holding) if holding is not None and not holding.is_mine else None


def _box(view: WallView, tile: int) -> QRect:
    """Where the picture of a tile is on the wall; nowhere when the wall has fewer tiles by now."""
    if tile >= len(view.tiles):
        return QRect()
    shown = view.tiles[tile]
    return shown.picture_rect().translated(shown.geometry().topLeft())


def _forbidden(services: Services, camera: CameraId) -> str | None:
    """The centre says the same; so nobody begins what can't be."""
    if camera in services.closures.current():
        return "camera.closed"
    return "ptz.masked" if services.masks.of(camera) else None


def _tell_lost(stage: Stage, book: CameraBook, holding: Holding) -> None:
    entry = book.entry(holding.camera_id)
    name = _name(entry.camera) if entry is not None else holding.camera_id
    text = stage.translator.text
    stage.notices.post(
        f"moving-lost-{holding.camera_id}",
        Severity.INFO,
        lambda: text("notice-moving-lost", by=holding.holder, camera=name),
    )


def _name(camera: Camera) -> str:
    return f"{camera.number}  {camera.name}"
