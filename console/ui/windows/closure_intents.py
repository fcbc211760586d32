"""Closes the selected camera to the whole room, or opens it again; and shows on the tiles which cameras are closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.camera import CameraId
from console.domain.roles import Permission, may
from console.qt.background import Lane
from console.qt.relay import listen
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.dialogs.reason import ReasonDialog, ReasonWords
from console.ui.notices import Severity
from console.ui.stage import Services, Stage
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView
from console.wire.closures import ClosureRecord

_CLOSE = ReasonWords(
    "closure-title",
    "closure-explained",
    "closure-confirm",
    ("closure-reason-private", "closure-reason-harm", "closure-reason-complaint"),
)
_OPEN = ReasonWords(
    "opening-title", "opening-explained", "opening-confirm", ("opening-reason-over", "opening-reason-moved")
)


class ClosureIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._closures = services.closures
        self._wall = wall
        self._view = view
        self._selected = SelectedCamera(stage, wall, view)
        self._book = book
        self._is_told = may(services.person.role, Permission.CLOSE_CAMERAS)
        view.refresh.closure_of = lambda camera: self._closures.current().get(camera)
        listen(self._closures.changed, lambda _none: view.look_again(), self)
        listen(self._closures.told, self._on_told, self)

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.CLOSE_CAMERA: self.shut, ActionId.OPEN_CAMERA: self.open}

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        """Only the one of the two that makes sense now."""
        camera = self._wall.selected_camera
        if camera is not None:
            is_closed = camera in self._closures.current()
            actions.fill_menu(menu, (None, ActionId.OPEN_CAMERA if is_closed else ActionId.CLOSE_CAMERA))

    def shut(self) -> None:
        self._ask(_CLOSE, self._closures.shut)

    def open(self) -> None:
        self._ask(_OPEN, self._closures.open)

    def _ask(self, words: ReasonWords, act: Callable[[CameraId, str], None]) -> None:
        camera = self._selected.or_notice()
        if camera is None:
            return
        dialog = ReasonDialog(self._window, self._stage, words, self._name(camera))
        dialog.given.connect(lambda reason: self._do(act, camera, reason))
        dialog.open()

    def _do(self, act: Callable[[CameraId, str], None], camera: CameraId, reason: str) -> None:
        self._stage.background.run(
            lambda: act(camera, reason), lambda _none: None, name="closure", owner=self, lane=Lane.CAPTURE
        )

    def _on_told(self, record: ClosureRecord) -> None:
        """Who guards privacy is told at once, whatever their walls show; it stays until it is read."""
        if not self._is_told:
            return
        translator, name = self._stage.translator, self._name(CameraId(record.camera_id))
        key = "notice-camera-closed" if record.is_closed else "notice-camera-opened"
        self._stage.notices.post(
            f"closure-{record.camera_id}",
            Severity.TROUBLE,
            lambda: translator.text(key, camera=name, by=record.by, reason=record.reason),
        )

    def _name(self, camera: CameraId) -> str:
        entry = self._book.entry(camera)
        return f"{entry.camera.number}  {entry.camera.name}" if entry else camera
