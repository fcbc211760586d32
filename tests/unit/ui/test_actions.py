"""The table of actions: complete, no key twice."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from console.domain.layout import layout_by_name
from console.ui.actions.table import ACTIONS, LAYOUT_KEYS, ActionId


def test_every_action_has_one_row() -> None:
    assert sorted(row.id.value for row in ACTIONS) == sorted(action.value for action in ActionId)


def test_no_key_means_two_things_and_every_key_is_one() -> None:
    keys = [key for row in ACTIONS for key in (row.shortcut, *row.also)] + list(LAYOUT_KEYS.values())

    assert len(set(keys)) == len(keys)
    assert all(not QKeySequence(key).isEmpty() for key in keys)


def test_every_layout_offered_exists() -> None:
    assert [layout_by_name(name).name for name in LAYOUT_KEYS] == list(LAYOUT_KEYS)
