"""Asks for a reason before a camera of a sensitive place fills the wall, and writes it down."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId, PrivacyClass
from console.ui.camera_book import CameraBook
from console.ui.dialogs.reason import ReasonDialog, ReasonWords
from console.ui.stage import Services, Stage
from console.wall.wall import Wall

_WORDS = ReasonWords(
    "restricted-title",
    "restricted-explained",
    "restricted-confirm",
    ("restricted-reason-report", "restricted-reason-alarm", "restricted-reason-order"),
)


class RestrictedCameras(QObject):
    """For one window. Main thread. A reason holds until the camera no longer fills the wall."""

    def __init__(self, window: QWidget, stage: Stage, services: Services, wall: Wall, book: CameraBook) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._audit = services.audit
        self._wall = wall
        self._book = book
        self._given: CameraId | None = None
        self._asking = False
        wall.may_fill = self._may_fill
        self.destroyed.connect(wall.changed.connect(lambda _none: self._on_wall_changed()))

    def _may_fill(self, tile: int) -> bool:
        camera = self._wall.cameras[tile]
        entry = self._book.entry(camera) if camera is not None else None
        if camera is None or entry is None or entry.camera.privacy_class is PrivacyClass.PUBLIC:
            return True
        if camera == self._given:
            return True
        if not self._asking:
            self._ask(camera, f"{entry.camera.number}  {entry.camera.name}")
        return False

    def _ask(self, camera: CameraId, name: str) -> None:
        self._asking = True
        dialog = ReasonDialog(self._window, self._stage, _WORDS, name)
        dialog.given.connect(lambda reason: self._on_given(camera, reason))
        dialog.finished.connect(lambda _result: self._on_closed())
        dialog.open()

    def _on_given(self, camera: CameraId, reason: str) -> None:
        self._audit.note(AuditAct.REASON_GIVEN, camera, reason)
        # The wall may have changed behind the dialog.
        if camera in self._wall.cameras:
            self._given = camera
            self._wall.show_full(self._wall.cameras.index(camera))

    def _on_closed(self) -> None:
        self._asking = False

    def _on_wall_changed(self) -> None:
        full = self._wall.full_screen
        if full is None or self._wall.cameras[full] != self._given:
            self._given = None
