"""The keys of everything in the table as one person has them, kept as a small text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from console.base.observer import Signal
from console.base.plain_json import read_json
from console.domain.key_map import KeyMap, KeyRow, button_key, button_of
from console.ui.actions.table import ACTIONS, LAYOUT_KEYS, ActionId

_LAYOUT = "layout-"
_REQUIRED = frozenset((ActionId.FLAG, ActionId.PALETTE, ActionId.KEYS))
"""What must be found in a hurry, and the way back to this list."""
BUTTONS: dict[ActionId, int] = {
    ActionId.FLAG: 1,
    ActionId.MOVE_CAMERA: 2,
    ActionId.BOOKMARK: 3,
    ActionId.SNAPSHOT: 4,
    ActionId.PREVIOUS_CAMERA: 5,
    ActionId.NEXT_CAMERA: 6,
}
"""The usual buttons of a controller."""
_MOST_ACTIONS, _MOST_KEYS = 1000, 10


def layout_action(name: str) -> str:
    """The name under which the keys of a layout are kept."""
    return f"{_LAYOUT}{name}"


def usual_rows() -> tuple[KeyRow, ...]:
    """The table and the layouts. What the wall itself listens to stays: Enter and Del mean something in every list."""
    actions = [
        KeyRow(row.id.value, (row.shortcut, *row.also, *_buttons(row.id)), row.by_widget, row.id in _REQUIRED)
        for row in ACTIONS
    ]
    return (*actions, *(KeyRow(layout_action(name), (key,)) for name, key in LAYOUT_KEYS.items()))


class ChosenKeys:
    """``changed`` after any change. Main thread only."""

    def __init__(self, content: bytes | None = None) -> None:
        """As ``content`` gave it. Raises ValueError for anything else."""
        self.changed: Signal[None] = Signal()
        self._map = KeyMap(usual_rows(), {} if content is None else _read(content))

    @property
    def map(self) -> KeyMap:
        return self._map

    def put(self, keys: KeyMap) -> None:
        self._map = keys
        self.changed.emit(None)

    def keys(self, action: ActionId) -> tuple[str, ...]:
        return self._map.keys(action.value)

    def shown(self, action: ActionId) -> str:
        """The first of its keys on the keyboard; empty when it has none."""
        return _first(self.keys(action))

    def layout_keys(self, name: str) -> tuple[str, ...]:
        return self._map.keys(layout_action(name))

    def of_layout(self, name: str) -> str:
        return _first(self.layout_keys(name))

    def content(self) -> bytes:
        chosen = {action: list(keys) for action, keys in self._map.chosen.items()}
        return json.dumps({"version": 1, "keys": chosen}, ensure_ascii=False).encode()


def _buttons(action: ActionId) -> tuple[str, ...]:
    return (button_key(BUTTONS[action]),) if action in BUTTONS else ()


def _first(keys: Iterable[str]) -> str:
    return next((key for key in keys if button_of(key) is None), "")


def _read(content: bytes) -> Mapping[str, tuple[str, ...]]:
    found = read_json(content)
    keys = found.get("keys") if isinstance(found, dict) and found.get("version") == 1 else None
    if not isinstance(keys, dict) or len(keys) > _MOST_ACTIONS or not all(_is_list(one) for one in keys.values()):
        raise ValueError("no chosen keys")
    return {action: tuple(held) for action, held in keys.items()}


def _is_list(held: object) -> bool:
    return isinstance(held, list) and len(held) <= _MOST_KEYS and all(isinstance(key, str) for key in held)
