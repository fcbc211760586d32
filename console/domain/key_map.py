"""Which key does what: the usual keys, a person's own choice over them, and what may not be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property

_MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift")
_NAMED = re.compile(r"[A-Za-z][A-Za-z0-9 ]{1,30}")
_BUTTON = re.compile(r"Button ([1-9][0-9]?)")
_SAME = {"Return": "Enter"}
"""Two keys of one keyboard, one thing to a person."""
_CHOOSE = frozenset(("Enter", "Space", "Del", "Backspace", "Esc", "Tab", "Backtab", "Menu"))
_MOVE = frozenset(("Home", "End", "PgUp", "PgDown", "Up", "Down", "Left", "Right"))
_TEXT = frozenset(("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"))


class KeyFault(Enum):
    """Why a key can't be had; the value is the end of its text key."""

    DIGIT = "digit"
    NAVIGATION = "navigation"
    TEXT = "text"
    DESKTOP = "desktop"
    UNKNOWN = "unknown"
    FIXED = "fixed"
    REQUIRED = "required"


@dataclass(frozen=True)
class Taken:
    """Another action has the key."""

    key: str
    by: str


@dataclass(frozen=True)
class KeyRow:
    """``is_fixed``: a part of the screen itself listens to these keys. ``is_required``: never without a key."""

    action: str
    keys: tuple[str, ...]
    is_fixed: bool = False
    is_required: bool = False


def button_key(number: int) -> str:
    """The button of a controller as a key; they count from 1."""
    return f"Button {number}"


def button_of(key: str) -> int | None:
    found = _BUTTON.fullmatch(key)
    return int(found[1]) if found else None


def canonical(text: str) -> str:
    """``shift+ctrl+x`` as ``Ctrl+Shift+X``; empty for what is no key."""
    key, before = ("+", text[:-1].removesuffix("+")) if text.endswith("+") else (text.rpartition("+")[2], "")
    if key != "+":
        before = text.rpartition("+")[0]
    held = {part.strip().capitalize() for part in before.split("+")} if before else set()
    is_key = (len(key) == 1 and key.isprintable() and key != " ") or _NAMED.fullmatch(key)
    if not is_key or not held <= set(_MODIFIERS):
        return ""
    return "+".join(
        [*(name for name in _MODIFIERS if name in held), key.upper() if key.isascii() and len(key) == 1 else key]
    )


def same(key: str) -> str:
    """Alike for keys that a person can't tell apart."""
    before, plus, last = key.rpartition("+")
    return f"{before}{plus}{_SAME[last]}" if last in _SAME else key


def refused(key: str) -> KeyFault | None:
    """Why nobody may have this key: something else on the screen or the desktop needs it."""
    if not key or canonical(key) != key:
        return KeyFault.UNKNOWN
    *held, last = (
        same(key).split("+") if not key.endswith("+") else ([part for part in key[:-1].split("+") if part] + ["+"])
    )
    is_plain = set(held) <= {"Shift"}
    # With a letter these are left to programs, with other keys they change screens or end the desktop.
    if "Meta" in held or key == "Alt+F4" or ({"Ctrl", "Alt"} <= set(held) and len(last) > 1):
        return KeyFault.DESKTOP
    if is_plain and last.isdigit():
        return KeyFault.DIGIT
    if (is_plain and last in _CHOOSE | _MOVE) or key == "Shift+F10" or last in ("Tab", "Backtab"):
        return KeyFault.NAVIGATION
    return KeyFault.TEXT if key in _TEXT else None


@dataclass(frozen=True)
class KeyMap:
    """``chosen``: what differs from the usual, by action; those of a newer Ronda, unknown here, are only carried along.

    Whatever ``chosen`` holds: no key has two actions, and what is required has one.
    """

    rows: Sequence[KeyRow]
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys(self, action: str) -> tuple[str, ...]:
        return self._keys.get(action, ())

    def owner(self, key: str) -> str | None:
        return self._owners.get(same(key))

    def is_usual(self, action: str) -> bool:
        return self.keys(action) == self._rows[action].keys

    def usual(self, action: str) -> tuple[str, ...]:
        return self._rows[action].keys

    def with_key(self, action: str, key: str, *, beside: bool) -> tuple[str, ...]:
        """What the action would have: ``key`` beside its other keys, or instead of those of its kind."""
        is_button = button_of(key) is not None
        kept = [one for one in self.keys(action) if beside or (button_of(one) is not None) != is_button]
        return tuple(
            dict.fromkeys([*kept, key]) if is_button else dict.fromkeys([key, *kept] if not beside else [*kept, key])
        )

    def fault(self, action: str, keys: Iterable[str]) -> KeyFault | Taken | None:
        """Why the action can't have these keys; a ``Taken`` can be solved by ``exchanged``."""
        row, wanted = self._rows[action], tuple(keys)
        if row.is_fixed:
            return KeyFault.FIXED
        if row.is_required and not _on_keyboard(wanted):
            return KeyFault.REQUIRED
        for key in wanted:
            reason = refused(key) if key not in row.keys else None
            if reason is not None:
                return reason
            other = self.owner(key)
            if other is not None and other != action:
                return Taken(key, other)
        return None

    def changed(self, action: str, keys: Iterable[str]) -> KeyMap:
        """Only where ``fault`` finds none."""
        return self._with({action: tuple(keys)})

    def exchanged(self, action: str, keys: Iterable[str]) -> KeyMap | KeyFault:
        """The action gets these keys, and who had them gets what becomes free."""
        wanted = tuple(keys)
        free = [key for key in self.keys(action) if key not in wanted]
        new: dict[str, tuple[str, ...]] = {action: wanted}
        for key in wanted:
            fault = self.fault(action, (*_on_keyboard(wanted), key))
            if isinstance(fault, KeyFault):
                return fault
            other = self.owner(key)
            if other is None or other == action:
                continue
            if self._rows[other].is_fixed:
                return KeyFault.FIXED
            had = new.get(other, self.keys(other))
            new[other] = (*(one for one in had if same(one) != same(key)), *free)
            free = []
        if any(self._rows[one].is_required and not _on_keyboard(held) for one, held in new.items()):
            return KeyFault.REQUIRED
        return self._with(new)

    def reset(self) -> KeyMap:
        """The usual keys everywhere; what is unknown here stays."""
        return replace(self, chosen={one: held for one, held in self.chosen.items() if one not in self._rows})

    def _with(self, new: Mapping[str, tuple[str, ...]]) -> KeyMap:
        sound = _sound(self.rows, self.chosen)
        given = {same(key) for keys in new.values() for key in keys}
        # Who would like one of these keys, and has gone without, does so from now on by choice: else it would come first.
        without = {
            row.action: self.keys(row.action)
            for row in self.rows
            if not row.is_fixed and given & {same(key) for key in sound.get(row.action, row.keys)}
        }
        whole = {**sound, **without, **new}
        usual = {one for one in new if new[one] == self._rows[one].keys}
        return replace(self, chosen={one: held for one, held in whole.items() if one not in usual})

    @cached_property
    def _rows(self) -> dict[str, KeyRow]:
        return {row.action: row for row in self.rows}

    @cached_property
    def _keys(self) -> dict[str, tuple[str, ...]]:
        return _resolved(self.rows, self.chosen)

    @cached_property
    def _owners(self) -> dict[str, str]:
        return {same(key): action for action, keys in self._keys.items() for key in keys}


def _resolved(rows: Sequence[KeyRow], chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What cannot change comes first, then what must not be without a key, then choices before usual keys."""
    chosen = _sound(rows, chosen)
    required = [row for row in rows if row.is_required]
    fixed = [row for row in rows if row.is_fixed]
    rest = [row for row in rows if not row.is_fixed and not row.is_required]
    own = [row for row in rest if row.action in chosen]
    others = [row for row in rest if row.action not in chosen]
    given = _given([*fixed, *required, *own, *others], chosen)
    return {row.action: given[row.action] for row in rows}


def _sound(rows: Sequence[KeyRow], chosen: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Without any choice for what is required where one of these would be left without a key."""
    required = [row for row in rows if row.is_required]
    if all(_on_keyboard(keys) for keys in _given(required, chosen).values()):
        return chosen
    return {one: keys for one, keys in chosen.items() if one not in {row.action for row in required}}


def _given(rows: Iterable[KeyRow], chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """To each row in turn what is still free of what it wants."""
    owners: dict[str, str] = {}
    given: dict[str, tuple[str, ...]] = {}
    for row in rows:
        wanted = row.keys if row.is_fixed else chosen.get(row.action, row.keys)
        held = []
        for key in dict.fromkeys(wanted):
            is_allowed = key in row.keys or refused(key) is None
            if is_allowed and owners.setdefault(same(key), row.action) == row.action:
                held.append(key)
        given[row.action] = tuple(held)
    return given


def _on_keyboard(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if button_of(key) is None]
