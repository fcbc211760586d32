"""What a tour can be of: the rows that are chosen, all that was found, every camera there is, or those of a kecamatan."""

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
    """For one window; without lists in it one chooses among the kecamatan. Main thread."""

    def __init__(self, stage: Stage, services: Services, panel: FindPanel | None) -> None:
        self._stage = stage
        self._directory = services.directory
        self._panel = panel

    def of(self, item: Item) -> Subject:
        return self._name(item), contents_of([item])

    def chosen(self) -> Subject | None:
        """The rows that have the keyboard; one camera alone is no tour."""
        panel = self._panel
        place = None if panel is None else panel.place_keys.current()
        if panel is None or place is None:
            return None
        if panel.results.hasFocus():
            rows = sorted(panel.results.selectionModel().selectedIndexes(), key=lambda index: index.row())
            entries = [entry for index in rows if isinstance(entry := index.data(ENTRY_ROLE), DirectoryEntry)]
            return self._found(panel.field.typed, entries) if len(entries) > 1 else None
        return None if isinstance(place.item, DirectoryEntry) else self.of(place.item)

    def offered(self) -> list[tuple[str, Subject]]:
        """With the words of a menu."""
        text = self._stage.translator.text
        found: list[tuple[str, Subject]] = []
        panel = self._panel
        entries = [] if panel is None else list(panel.results_model.entries)
        if panel is not None and panel.field.typed and len(entries) > 1:
            found.append((text("tour-menu-found", count=len(entries)), self._found(panel.field.typed, entries)))
        roots = tuple(area.code for area in self._directory.children(None))
        found.append((text("tour-menu-all"), (text("tour-all-name"), Contents(areas=roots))))
        return found

    def districts(self) -> list[tuple[str, Subject]]:
        """As ``offered``, where no list has them."""
        if self._panel is not None:
            return []
        inside = [area for root in self._directory.children(None) for area in self._directory.children(root.code)]
        return [(area.name, self.of(area)) for area in inside]

    def _found(self, words: str, entries: list[DirectoryEntry]) -> Subject:
        return self._stage.translator.text("tour-found-name", words=words), contents_of(entries)

    def _name(self, item: Item) -> str:
        if isinstance(item, OwnListEntry):
            return item.name or self._stage.translator.text(f"own-{item.id}")
        if isinstance(item, AreaEntry | SiteEntry):
            return item.name
        return item.camera.name if isinstance(item, DirectoryEntry) else item.kept.name
