"""Asks the owner of a camera that is down, or of all that fell with it, for the repair; who asked already is shown theirs."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.camera import CameraId
from console.domain.cause import CauseKind
from console.domain.directory_entry import DirectoryEntry
from console.domain.roles import Permission, may
from console.qt.background import Lane
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.cause_words import CauseWords
from console.ui.dialogs.reason import ReasonDialog, ReasonWords
from console.ui.notices import Severity
from console.ui.pages.repairs_page import RepairsPage
from console.ui.stage import Services, Stage
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView
from console.wire.causes import CauseRecord
from console.wire.repairs import RepairAnswer, RepairList

_ASK = ReasonWords(
    "repair-ask-title",
    "repair-ask-explained",
    "repair-ask-confirm",
    ("repair-fault-down", "repair-fault-blurred", "repair-fault-turned", "repair-fault-dark"),
)


class RepairIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._book = book
        self._words = CauseWords(stage.translator, stage.clock)
        self._selected = SelectedCamera(stage, wall, view)
        self.page: RepairsPage | None = None
        """While it is open."""

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.ASK_REPAIR: self.ask, ActionId.REPAIRS: self.repairs}

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        actions.fill_menu(menu, (ActionId.ASK_REPAIR,))

    def ask(self) -> None:
        """For the selected camera, with all that fell with it."""
        camera = self._selected.or_notice()
        if camera is not None:
            self._ask_camera(camera, self._book.entry(camera))

    @property
    def ask_entry(self) -> Callable[[DirectoryEntry], None] | None:
        """For a camera of a list; None for who may not ask."""
        if not may(self._services.person.role, Permission.OPEN_REPAIRS):
            return None
        return lambda entry: self._ask_camera(entry.camera.id, entry)

    def _ask_camera(self, camera: CameraId, entry: DirectoryEntry | None) -> None:
        cause = self._services.causes.of(camera)
        if cause is not None and cause.kind is not CauseKind.CAMERA:
            self.ask_for(cause)
            return
        about = f"{entry.camera.number}  {entry.camera.name}" if entry else str(camera)
        self._find(None, str(camera), about)

    def ask_for(self, cause: CauseRecord) -> None:
        """A line of the disturbances."""
        alone = cause.kind is CauseKind.CAMERA
        self._find(None if alone else cause.id, cause.name if alone else "", self._words.title(cause))

    def repairs(self, repair_id: UUID | None = None) -> None:
        """``repair_id``: the one to begin with."""
        if self.page is None:
            self.page = RepairsPage(self._window, self._stage, self._services)
            self.page.finished.connect(lambda _result: self._forget())
            self.page.show()
        if repair_id is not None:
            self.page.look_for(repair_id)
        self.page.activateWindow()

    def _forget(self) -> None:
        self.page = None

    def _find(self, cause_id: UUID | None, camera: str, about: str) -> None:
        """One that is open for the same is shown, and nothing is asked."""

        def on_read(found: RepairList) -> None:
            for one in found.repairs:
                of_camera = bool(camera) and any(each.camera_id == camera for each in one.cameras)
                if of_camera or (cause_id is not None and one.cause_id == cause_id):
                    self.repairs(one.id)
                    return
            self._ask_note(cause_id, camera, about)

        desk = self._services.repairs
        self._stage.background.run(lambda: desk.all(ended=False), on_read, name="repairs", owner=self)

    def _ask_note(self, cause_id: UUID | None, camera: str, about: str) -> None:
        dialog = ReasonDialog(self._window, self._stage, _ASK, about)
        dialog.given.connect(lambda note: self._open(cause_id, camera, note))
        dialog.open()

    def _open(self, cause_id: UUID | None, camera: str, note: str) -> None:
        desk = self._services.repairs
        self._stage.background.run(
            lambda: desk.open(cause_id, camera, note), self._on_opened, name="repair", owner=self, lane=Lane.WRITE
        )

    def _on_opened(self, answer: RepairAnswer) -> None:
        if answer.existed:
            # Somebody else was quicker.
            self.repairs(answer.repair.id)
            return
        text, repair = self._stage.translator.text, answer.repair
        self._stage.notices.post(
            "repair", Severity.DONE, lambda: text("repair-asked", number=repair.number, owner=repair.owner)
        )
