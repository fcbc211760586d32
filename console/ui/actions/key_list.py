"""Everything that a key does, by kind: the table's actions, and what the part that has the keyboard listens to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.domain.key_map import button_of
from console.i18n.translator import Translator
from console.ui.actions.bound import BoundActions
from console.ui.actions.chosen_keys import layout_action
from console.ui.actions.table import ACTIONS, ActionId

_FIRST_OF_GROUP = {
    ActionId.FLAG: "keys-group-events",
    ActionId.FULL_TILE: "keys-group-tile",
    ActionId.REPLAY_BACK_10: "keys-group-replay",
    ActionId.ZOOM_IN: "keys-group-picture",
    ActionId.CLOSE_CAMERA: "keys-group-camera",
    ActionId.MACHINE: "keys-group-pages",
    ActionId.MAP: "keys-group-map",
    ActionId.UNDO: "keys-group-wall",
    ActionId.FOLLOW: "keys-group-follow",
    ActionId.TOURS: "keys-group-tours",
    ActionId.NEW_WINDOW: "keys-group-windows",
    ActionId.PALETTE: "keys-group-find",
    ActionId.FULL_SCREEN: "keys-group-program",
}
"""With which action a group begins; what follows it in the table belongs to it."""

LOCAL_KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "keys-group-on-wall",
        (
            ("key-arrows", "← ↑ ↓ →"),
            ("key-back", "Esc"),
            ("key-menu", "Menu / Shift+F10"),
            ("key-panels", "Tab"),
            ("key-call-up", "0 … 9   Enter / #"),
            ("key-call-up-tile", "2 . 123   Enter"),
            ("key-call-up-screen", "1 . 2 . 123   Enter"),
            ("key-call-up-monitor", "2 . . 1234   Enter"),
            ("key-call-up-choose", "2 *"),
            ("key-call-up-choose-screen", "2 . *   2 . 3 *"),
            ("key-follow", "Ctrl + ← ↑ ↓ → Home End PgUp PgDn"),
        ),
    ),
    (
        "keys-group-moving",
        (
            ("key-moving", "← ↑ ↓ →  + −  Shift"),
            ("key-moving-presets", "Home   1 … 9"),
            ("key-moving-take-over", "T"),
            ("key-moving-end", "Esc"),
        ),
    ),
    (
        "keys-group-controller",
        (
            ("key-controller-stick", "○"),
            ("key-controller-cross", "+"),
        ),
    ),
    (
        "keys-group-on-map",
        (
            ("key-map-move", "← ↑ ↓ →  + −"),
            ("key-map-put", "Enter"),
            ("key-map-nearest", "N"),
            ("key-map-flag", "F"),
            ("key-map-repair", "R"),
            ("key-map-selected", "C"),
            ("key-map-whole", "Z / Home"),
        ),
    ),
    (
        "keys-group-in-lists",
        (
            ("key-list-remove", "Del"),
            ("key-list-rename", "F2"),
            ("key-list-move", "Alt+↑   Alt+↓"),
            ("key-list-menu", "Menu / Shift+F10"),
        ),
    ),
    (
        "keys-group-in-dialogs",
        (
            ("key-dialog-priority", "Ctrl+1 … Ctrl+4"),
            ("key-dialog-area", "← ↑ ↓ →   Space"),
            ("key-dialog-split", "V   H   J"),
            ("key-dialog-plots", "← →  + −  Home"),
            ("key-dialog-walls", "Ctrl+Return   Ctrl+Z"),
        ),
    ),
)
"""Heard only by the part that has the keyboard, so they may be the same as a key of the table; nobody changes them."""


@dataclass(frozen=True)
class KeyLine:
    """``action``: its name among the chosen keys; None for what cannot be changed. ``usual`` only where it differs."""

    group: str
    words: str
    keys: tuple[str, ...]
    action: str | None = None
    usual: tuple[str, ...] = ()
    other_words: str = ""
    """In the other language: it is found by both."""


def key_lines(actions: BoundActions, translator: Translator) -> list[KeyLine]:
    """Of one window, in the order of the table."""
    lines = []
    group = ""
    rows = {row.id for row in actions.rows}
    for row in ACTIONS:
        group = _FIRST_OF_GROUP.get(row.id, group)
        if row.id in rows:
            lines.append(_line(actions, translator, group, row.id.value, row.id.value))
    lines += [
        _line(actions, translator, "keys-group-layouts", layout_action(name), "layout-button", name=name)
        for name in actions.layout_keys
    ]
    for local_group, parts in LOCAL_KEYS:
        lines += [KeyLine(local_group, translator.text(key), (shown,)) for key, shown in parts]
    return lines


def fits(line: KeyLine, typed: str) -> bool:
    """Every typed word is in its name, in either language, or in one of its keys."""
    whole = " ".join((line.words, line.other_words, *line.keys)).casefold()
    return all(word in whole for word in typed.casefold().split())


def as_text(lines: Sequence[KeyLine], translator: Translator) -> str:
    """To be pasted and printed: a heading for each group, then key and name in two columns."""
    written: list[str] = []
    width = max((len(_together(line.keys)) for line in lines), default=0)
    for group in dict.fromkeys(line.group for line in lines):
        written += ["", translator.text(group)]
        written += [f"  {_together(line.keys):<{width}}  {line.words}" for line in lines if line.group == group]
    return "\n".join(written).strip() + "\n"


def key_words(translator: Translator, key: str) -> str:
    """A key as people read it: buttons of controllers have no sign of their own."""
    button = button_of(key)
    return translator.text("key-button", number=str(button)) if button is not None else key


def action_words(translator: Translator, action: str) -> str:
    """What an action among the chosen keys is called."""
    name = action.removeprefix("layout-")
    return translator.text(action) if name == action else translator.text("layout-button", name=name)


def _line(
    actions: BoundActions, translator: Translator, group: str, action: str, text_key: str, **params: str
) -> KeyLine:
    keys = actions.keys.map
    other = translator.text_in(translator.language.other, text_key, **params)
    usual = () if keys.is_usual(action) else keys.usual(action)
    shown, usual_shown = (tuple(key_words(translator, key) for key in some) for some in (keys.keys(action), usual))
    return KeyLine(group, translator.text(text_key, **params), shown, action, usual_shown, other)


def _together(keys: Sequence[str]) -> str:
    return "   ".join(keys)
