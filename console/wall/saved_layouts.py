"""The layouts that a person has saved, with the cameras on them, by their names."""

from __future__ import annotations

import json
from collections.abc import Mapping

from console.base.errors import KnownError
from console.base.observer import Signal
from console.base.plain_json import read_json
from console.domain.wall_state import WallState
from console.wall.layout_text import plain, read_plain

MOST_SAVED = 200


class SavedLayouts:
    """``changed`` after any change. Main thread only."""

    def __init__(self, content: bytes | None = None) -> None:
        """As ``content`` gave it. Raises ValueError for anything else."""
        self.changed: Signal[None] = Signal()
        self._layouts = {} if content is None else _read(content)

    @property
    def by_name(self) -> Mapping[str, WallState]:
        """In the order of their names."""
        return self._layouts

    def save(self, state: WallState) -> None:
        """Under the name of its layout, instead of another of that name. Raises KnownError ``layout.too_many``."""
        name = state.layout.name
        if name not in self._layouts and len(self._layouts) >= MOST_SAVED:
            raise KnownError("layout.too_many", most=str(MOST_SAVED))
        self._set({**self._layouts, name: state})

    def remove(self, name: str) -> None:
        self._set({known: state for known, state in self._layouts.items() if known != name})

    def content(self) -> bytes:
        return json.dumps([plain(state) for state in self._layouts.values()], ensure_ascii=False).encode()

    def _set(self, layouts: dict[str, WallState]) -> None:
        self._layouts = dict(sorted(layouts.items(), key=lambda item: item[0].casefold()))
        self.changed.emit(None)


def _read(content: bytes) -> dict[str, WallState]:
    found = read_json(content)
    if not isinstance(found, list) or len(found) > MOST_SAVED:
        raise ValueError("no saved layouts")
    return {state.layout.name: state for state in map(read_plain, found)}
