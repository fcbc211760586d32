"""The picture of the selected tile to a file, and the folder where the files lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from console.evidence.snapshots import SnapshotOrder
from console.qt.background import Lane
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.notices import NoticeAction, Severity
from console.ui.stage import Services, Stage
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView


class SnapshotIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._stage = stage
        self._services = services
        self._wall = wall
        self._selected = SelectedCamera(stage, wall, view)
        self._book = book

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.SNAPSHOT: self.snapshot, ActionId.PICTURES_FOLDER: self.find_folder}

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        actions.fill_menu(menu, (ActionId.SNAPSHOT, ActionId.PICTURES_FOLDER))

    def snapshot(self) -> None:
        """What the tile shows: the newest picture, or in replay the one that is replayed, with its own time."""
        camera = self._selected.or_notice()
        if camera is None:
            return
        surface = self._selected.surface
        is_replay = self._services.pictures.replay.status(surface) is not None
        order = SnapshotOrder(
            self._selected.feed(camera),
            self._book.entry(camera),
            self._wall.views.of(self._wall.selected, camera).hanging,
            self._services.person.username,
            surface if is_replay else None,
        )
        desk = self._services.snapshots
        # Neither the writes of flags nor the search wait for a camera.
        self._stage.background.run(
            lambda: desk.take(order), self._on_taken, name="snapshot", owner=self, lane=Lane.CAPTURE
        )

    def find_folder(self) -> None:
        """Where pictures go now, which may be another folder than that of earlier ones."""
        desk = self._services.snapshots
        self._stage.background.run(desk.folder, self._open_folder, name="pictures-folder", owner=self)

    def _on_taken(self, path: Path) -> None:
        translator = self._stage.translator
        self._stage.notices.post(
            "snapshot",
            Severity.DONE,
            lambda: translator.text("notice-snapshot", file=path.name, folder=_short(path.parent)),
            NoticeAction(lambda: translator.text("notice-open-folder"), lambda: self._open_folder(path.parent)),
        )

    def _open_folder(self, folder: Path) -> None:
        """In the desktop's own file manager; a desktop without one is at least told where to look."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            translator = self._stage.translator
            self._stage.notices.post(
                "snapshot", Severity.INFO, lambda: translator.text("notice-folder-at", folder=_short(folder))
            )


def _short(folder: Path) -> str:
    """As people write it who work on this computer."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) and folder != home else str(folder)
