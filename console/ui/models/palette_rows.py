"""What the command palette offers: commands and layouts that fit the typed words, in either language, the best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.domain.word_match import distance
from console.i18n.language import Language
from console.i18n.translator import Translator
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId


class PaletteGroup(Enum):
    """In the order in which they are shown; the value is the end of the heading's text key."""

    RECENT = "recent"
    CAMERAS = "cameras"
    AREAS = "areas"
    WORKSPACES = "workspaces"
    LAYOUTS = "layouts"
    COMMANDS = "commands"


@dataclass(frozen=True)
class PaletteRow:
    """One thing to choose. ``about``: the camera, the area, the workspace's id, the layout's name or the action."""

    about: DirectoryEntry | AreaEntry | UUID | str | ActionId
    title: str
    detail: str = ""
    is_dim: bool = False

    @property
    def key(self) -> str:
        """The same thing chosen again has the same key."""
        if isinstance(self.about, DirectoryEntry):
            return f"camera {self.about.camera.id}"
        if isinstance(self.about, AreaEntry):
            return f"area {self.about.code}"
        if isinstance(self.about, UUID):
            return f"workspace {self.about}"
        return f"action {self.about.value}" if isinstance(self.about, ActionId) else f"layout {self.about}"


Section = tuple[PaletteGroup, Sequence[PaletteRow]]


class OfferedCommands:
    """The actions that this person may use and the layouts of one window."""

    def __init__(self, translator: Translator, actions: BoundActions, workspaces: Sequence[PaletteRow] = ()) -> None:
        self._translator = translator
        self._actions = actions
        self._workspaces = list(workspaces)

    def commands(self, typed: str) -> list[PaletteRow]:
        rows = [row for row in self._actions.rows if row.id is not ActionId.PALETTE and self._actions.allowed(row.id)]
        made = [self._command(row.id) for row in rows]
        return _best(typed, made, lambda row: self._names(row.about))

    def layouts(self, typed: str) -> list[PaletteRow]:
        made = [self._layout(name, key) for name, key in self._actions.layout_keys.items()]
        return _best(typed, made, lambda row: self._layout_names(str(row.about)))

    def workspaces(self, typed: str) -> list[PaletteRow]:
        return _best(typed, self._workspaces, lambda row: [row.title])

    def anew(self, row: PaletteRow) -> PaletteRow:
        """A recent choice in the words of today's language."""
        if isinstance(row.about, ActionId):
            return self._command(row.about)
        return self._layout(row.about, self._actions.keys.of_layout(row.about)) if isinstance(row.about, str) else row

    def _command(self, action: ActionId) -> PaletteRow:
        return PaletteRow(action, self._translator.text(action.value), self._actions.keys.shown(action))

    def _layout(self, name: str, key: str) -> PaletteRow:
        return PaletteRow(name, self._translator.text("layout-button", name=name), key)

    def _names(self, about: object) -> Sequence[str]:
        key = about.value if isinstance(about, ActionId) else ""
        return [self._translator.text_in(language, key) for language in Language]

    def _layout_names(self, name: str) -> Sequence[str]:
        return [self._translator.text_in(language, "layout-button", name=name) for language in Language]


def _best(typed: str, rows: list[PaletteRow], names_of: Callable[[PaletteRow], Sequence[str]]) -> list[PaletteRow]:
    """All of them, in the table's order, while nothing is typed."""
    if not typed.strip():
        return rows
    found = [(far, row) for row in rows if (far := distance(typed, names_of(row))) is not None]
    return [row for _far, row in sorted(found, key=lambda one: one[0])]
