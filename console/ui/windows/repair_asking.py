"""Asks for one repair: whether it is asked for already, the note, the request, and the pictures that go along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.domain.camera import CameraId
from console.qt.background import Lane
from console.ui.dialogs.reason import ReasonDialog, ReasonWords
from console.ui.notices import Severity
from console.ui.stage import Services, Stage
from console.ui.windows.pictures_before import PictureBefore
from console.wire.repairs import RepairAnswer, RepairList, RepairRecord

_ASK = ReasonWords(
    "repair-ask-title",
    "repair-ask-explained",
    "repair-ask-confirm",
    ("repair-fault-down", "repair-fault-blurred", "repair-fault-turned", "repair-fault-dark"),
)


@dataclass(frozen=True)
class Subject:
    """What is to be mended, how it is called, and the last pictures that tiles show of it."""

    cause_id: UUID | None
    camera: str
    about: str
    pictures: Mapping[CameraId, PictureBefore]

    def is_of(self, repair: RepairRecord) -> bool:
        of_camera = bool(self.camera) and any(one.camera_id == self.camera for one in repair.cameras)
        return of_camera or (self.cause_id is not None and repair.cause_id == self.cause_id)


class RepairAsking(QObject):
    """For one window. Main thread."""

    def __init__(self, window: QWidget, stage: Stage, services: Services, show: Callable[[UUID], None]) -> None:
        """``show``: a repair that there is already."""
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._show = show

    def ask(self, subject: Subject) -> None:
        """One that is open for the same is shown, and nothing is asked."""

        def on_read(found: RepairList) -> None:
            standing = next((one for one in found.repairs if subject.is_of(one)), None)
            if standing is not None:
                self._show(standing.id)
            else:
                self._ask_note(subject)

        desk = self._services.repairs
        self._stage.background.run(lambda: desk.all(ended=False), on_read, name="repairs", owner=self)

    def _ask_note(self, subject: Subject) -> None:
        dialog = ReasonDialog(self._window, self._stage, _ASK, subject.about)
        dialog.given.connect(lambda note: self._open(subject, note))
        dialog.open()

    def _open(self, subject: Subject, note: str) -> None:
        desk = self._services.repairs
        self._stage.background.run(
            lambda: desk.open(subject.cause_id, subject.camera, note),
            lambda answer: self._on_opened(answer, subject),
            name="repair",
            owner=self,
            lane=Lane.WRITE,
        )

    def _on_opened(self, answer: RepairAnswer, subject: Subject) -> None:
        if answer.existed:
            # Somebody else was quicker.
            self._show(answer.repair.id)
            return
        repair = answer.repair
        wanted = {one.camera_id for one in repair.cameras if one.withheld is None}
        pictures = {camera: one for camera, one in subject.pictures.items() if camera in wanted}
        if pictures:
            self._send(repair, pictures)
        else:
            self._say_asked("repair-asked", repair)

    def _send(self, repair: RepairRecord, pictures: Mapping[CameraId, PictureBefore]) -> None:
        desk, clock = self._services.repairs, self._stage.clock

        def send() -> None:
            for camera, one in pictures.items():
                desk.add_before(repair.id, camera, one.body(clock))

        def on_failed(error: Exception) -> None:
            # It was asked for all the same.
            self._say_asked("repair-asked", repair)
            self._stage.background.report("repair-picture", error)

        self._stage.background.run(
            send,
            lambda _none: self._say_asked("repair-asked-picture", repair),
            on_failed,
            name="repair-picture",
            owner=self,
            lane=Lane.WRITE,
        )

    def _say_asked(self, key: str, repair: RepairRecord) -> None:
        text = self._stage.translator.text
        self._stage.notices.post("repair", Severity.DONE, lambda: text(key, number=repair.number, owner=repair.owner))
