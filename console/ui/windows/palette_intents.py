"""Opens the command palette and does what was chosen in it; remembers the last choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.domain.layout import layout_by_name
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.dialogs.palette import PaletteDialog
from console.ui.models.palette_rows import OfferedCommands, PaletteRow
from console.ui.stage import Services, Stage
from console.ui.windows.fill_intents import FillIntents
from console.wall.named_workspace import NamedWorkspace
from console.wall.wall import Wall, free_tile, here

_MOST_KEPT = 20
_MOST_OF_AREA = 200


class PaletteIntents(QObject):
    """For one window. ``actions`` gives its actions, made after this; ``show_place`` lists an area's cameras. Main thread."""

    def __init__(
        self,
        window: QWidget,
        stage: Stage,
        services: Services,
        wall: Wall,
        book: CameraBook,
        actions: Callable[[], BoundActions],
        show_place: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._directory = services.directory
        self._wall = wall
        self._book = book
        self._actions = actions
        self._show_place = show_place
        self.filling = FillIntents(stage, services, wall, book)
        self._recent: list[PaletteRow] = []
        self.workspaces: Callable[[], Sequence[tuple[NamedWorkspace, str, str]]] = tuple
        """The named workspaces, each with its title and what is said of it."""
        self.call_up: Callable[[UUID], None] = lambda _workspace: None
        self.dialog: PaletteDialog | None = None
        """The one that is open."""

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.PALETTE: self.open}

    def open(self) -> None:
        if self.dialog is not None:
            return
        rows = [PaletteRow(one.id, title, about) for one, title, about in self.workspaces()]
        offered = OfferedCommands(self._stage.translator, self._actions(), rows)
        self.dialog = PaletteDialog(self._window, self._stage, self._directory, offered, self._recent)
        self.dialog.chosen.connect(self._on_chosen)
        self.dialog.finished.connect(lambda _result: self._on_closed())
        self.dialog.open()

    def _on_closed(self) -> None:
        self.dialog = None
        # Without a window manager, as on a wall, nobody else gives the keys back.
        self._window.activateWindow()

    def _on_chosen(self, row: PaletteRow, other: bool) -> None:
        self._recent = [row, *(one for one in self._recent if one.key != row.key)][:_MOST_KEPT]
        about = row.about
        if isinstance(about, DirectoryEntry):
            self._show_camera(about, in_free_tile=other)
        elif isinstance(about, AreaEntry):
            if other:
                self._fill(row.title)
            else:
                self._show_place(row.title)
        elif isinstance(about, UUID):
            self.call_up(about)
        elif isinstance(about, ActionId):
            self._actions()[about].trigger()
        else:
            self._wall.set_layout(layout_by_name(about))

    def _show_camera(self, entry: DirectoryEntry, *, in_free_tile: bool) -> None:
        """Into the selected tile, or the next free one; without a free one into the selected after all."""
        self._book.learn(entry)
        wall = self._wall
        wall.put(entry.camera.id, free_tile(wall.tiles, wall.selected) if in_free_tile else here(wall))

    def _fill(self, place: str) -> None:
        directory = self._directory
        self._stage.background.run(
            lambda: directory.search(place, _MOST_OF_AREA), self.filling.fill, name="fill-wall", owner=self
        )
