"""What a tour can be of: the rows that are chosen, all that was found, or every camera there is."""

from __future__ import annotations

from console.domain.directory_entry import AreaEntry, DirectoryEntry, SiteEntry
from console.domain.own_entry import OwnListEntry
from console.ui.models.area_nodes import Item
from console.ui.models.place_contents import Contents, contents_of
from console.ui.panels.find_panel import FindPanel
from console.ui.stage import Services, Stage
from console.widgets.lists.roles import ENTRY_ROLE

Subject = tuple[str, Contents]


class TourSubjects:
    """For one window. Main thread."""

    def __init__(self, stage: Stage, services: Services, panel: FindPanel) -> None:
        self._stage = stage
        self._directory = services.directory
        self._panel = panel

    def of(self, item: Item) -> Subject:
        return self._name(item), contents_of([item])

    def chosen(self) -> Subject | None:
        """The rows that have the keyboard; one camera alone is no tour."""
        place = self._panel.place_keys.current()
        if place is None:
            return None
        if self._panel.results.hasFocus():
            rows = sorted(self._panel.results.selectionModel().selectedIndexes(), key=lambda index: index.row())
            entries = [entry for index in rows if isinstance(entry := index.data(ENTRY_ROLE), DirectoryEntry)]
            return self._found(entries) if len(entries) > 1 else None
        return None if isinstance(place.item, DirectoryEntry) else self.of(place.item)

    def offered(self) -> list[tuple[str, Subject]]:
        """With the words of a menu."""
        text = self._stage.translator.text
        found: list[tuple[str, Subject]] = []
        entries = list(self._panel.results_model.entries)
        if self._panel.field.typed and len(entries) > 1:
            found.append((text("tour-menu-found", count=len(entries)), self._found(entries)))
        roots = tuple(area.code for area in self._directory.children(None))
        found.append((text("tour-menu-all"), (text("tour-all-name"), Contents(areas=roots))))
        return found

    def _found(self, entries: list[DirectoryEntry]) -> Subject:
        words = self._panel.field.typed
        return self._stage.translator.text("tour-found-name", words=words), contents_of(entries)

    def _name(self, item: Item) -> str:
        if isinstance(item, OwnListEntry):
            return item.name or self._stage.translator.text(f"own-{item.id}")
        if isinstance(item, AreaEntry | SiteEntry):
            return item.name
        return item.camera.name if isinstance(item, DirectoryEntry) else item.kept.name
