"""Calling a camera up by its number: what the typed digits and dots mean, and whether this console can do it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

SEPARATOR = "."
MOST_PARTS = 3
MOST_DIGITS = 9
"""Of one part; no city numbers its cameras further."""
_WHOLE = re.compile(r"[0-9]+(\.[0-9]+){0,2}")


@dataclass(frozen=True)
class CallUp:
    """``123``, ``2.123`` or ``1.2.123``: camera, tile and camera, screen with tile and camera. Tiles count from 1."""

    number: int
    tile: int | None = None
    screen: int | None = None


class CallUpFault(Enum):
    """Why a call-up goes nowhere; the value is the end of its text key."""

    NO_SCREEN = "no-screen"
    NO_TILE = "no-tile"


def extended(line: str, character: str) -> str:
    """``line`` with one more digit or dot; the same line where that could never become a call-up."""
    parts = line.split(SEPARATOR)
    if character == SEPARATOR:
        return line + SEPARATOR if parts[-1] and len(parts) < MOST_PARTS else line
    is_digit = character.isascii() and character.isdigit() and len(character) == 1
    return line + character if is_digit and len(parts[-1]) < MOST_DIGITS else line


def read_call_up(line: str) -> CallUp | None:
    """None while something is missing: nothing typed yet, or a dot at the end."""
    if not _WHOLE.fullmatch(line):
        return None
    *before, number = (int(part) for part in line.split(SEPARATOR))
    tile = before[-1] if before else None
    return CallUp(number, tile, before[0] if len(before) == MOST_PARTS - 1 else None)


def fault_of(call: CallUp, own_screen: int, tiles_of: Mapping[int, int]) -> CallUpFault | None:
    """``tiles_of``: how many tiles each screen of this console has. None where the place exists."""
    screen = own_screen if call.screen is None else call.screen
    if screen not in tiles_of:
        return CallUpFault.NO_SCREEN
    if call.tile is not None and not 1 <= call.tile <= tiles_of[screen]:
        return CallUpFault.NO_TILE
    return None
