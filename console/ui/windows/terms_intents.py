"""Shows on the tiles which cameras may not be seen now by their owners' terms; a supervisor lifts the hours of one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.camera import CameraId
from console.domain.viewing_terms import TermsStop
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

_LIFT = ReasonWords(
    "lift-terms-title",
    "lift-terms-explained",
    "lift-terms-confirm",
    ("lift-reason-crime", "lift-reason-disaster", "lift-reason-police"),
)


class TermsIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._terms = services.terms
        self._wall = wall
        self._selected = SelectedCamera(stage, wall, view)
        self._book = book
        view.refresh.stopped_of = lambda camera: self._terms.current().get(camera)
        listen(self._terms.changed, lambda _none: view.look_again(), self)

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.LIFT_TERMS: self.lift}

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        """Only where hours stop the camera now."""
        camera = self._wall.selected_camera
        if camera is not None and self._by_hours(camera):
            actions.fill_menu(menu, (None, ActionId.LIFT_TERMS))

    def lift(self) -> None:
        camera = self._selected.or_notice()
        if camera is None:
            return
        if not self._by_hours(camera):
            text = self._stage.translator.text
            self._stage.notices.post("terms-lift", Severity.INFO, lambda: text("notice-nothing-to-lift"))
            return
        entry = self._book.entry(camera)
        name = f"{entry.camera.number}  {entry.camera.name}" if entry else camera
        dialog = ReasonDialog(self._window, self._stage, _LIFT, name)
        dialog.given.connect(lambda reason: self._do(camera, reason))
        dialog.open()

    def _by_hours(self, camera: CameraId) -> bool:
        stopped = self._terms.current().get(camera)
        return stopped is not None and stopped.stop is TermsStop.HOURS

    def _do(self, camera: CameraId, reason: str) -> None:
        self._stage.background.run(
            lambda: self._terms.lift(camera, reason),
            lambda _none: None,
            name="terms-lift",
            owner=self,
            lane=Lane.CAPTURE,
        )
