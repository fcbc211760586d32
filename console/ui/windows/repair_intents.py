"""Asks the owner of a camera that is down, or of all that fell with it, for the repair; who asked already is shown theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.camera import CameraId
from console.domain.cause import CauseKind
from console.domain.directory_entry import DirectoryEntry
from console.domain.roles import Permission, may
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.cause_words import CauseWords
from console.ui.pages.repairs_page import RepairsPage
from console.ui.stage import Services, Stage
from console.ui.windows.pictures_before import PictureBefore, pictures_before
from console.ui.windows.repair_asking import RepairAsking, Subject
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView
from console.wire.causes import CauseRecord


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
        self._wall, self._view = wall, view
        self._asking = RepairAsking(window, stage, services, self.repairs)
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
        if not self.may_ask:
            return None
        return lambda entry: self._ask_camera(entry.camera.id, entry)

    def ask_camera(self, camera: CameraId) -> None:
        """For one of the map; nothing is offered there to who may not ask."""
        if self.may_ask:
            self._ask_camera(camera, self._book.entry(camera))

    @property
    def may_ask(self) -> bool:
        return may(self._services.person.role, Permission.OPEN_REPAIRS)

    def _ask_camera(self, camera: CameraId, entry: DirectoryEntry | None) -> None:
        cause = self._services.causes.of(camera)
        if cause is not None and cause.kind is not CauseKind.CAMERA:
            self.ask_for(cause)
            return
        about = f"{entry.camera.number}  {entry.camera.name}" if entry else str(camera)
        self._asking.ask(Subject(None, str(camera), about, self._pictures([camera])))

    def ask_for(self, cause: CauseRecord) -> None:
        """A line of the disturbances."""
        alone = cause.kind is CauseKind.CAMERA
        pictures = self._pictures([CameraId(one.camera_id) for one in cause.cameras])
        title = self._words.title(cause)
        self._asking.ask(Subject(None if alone else cause.id, cause.name if alone else "", title, pictures))

    def _pictures(self, cameras: Sequence[CameraId]) -> dict[CameraId, PictureBefore]:
        """At this moment: tiles may show others by the time that the note is written."""
        return pictures_before(self._wall, self._view, self._stage.clock, set(cameras))

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
