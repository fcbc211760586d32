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
_WHOLE = re.compile(r"[0-9]+(\.[0-9]+){0,2}|[0-9]+\.\.[0-9]+")


@dataclass(frozen=True)
class TileCall:
    """``2``, ``1.2`` or ``1.`` before a star: a tile, a tile of a screen, a screen. Tiles count from 1."""

    tile: int | None = None
    screen: int | None = None


@dataclass(frozen=True)
class CallUp:
    """``123``, ``2.123``, ``1.2.123`` or ``1..123``: camera, tile and camera, screen with tile and camera, screen and camera.

    Tiles count from 1; the one that is chosen there where none is said.
    """

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
        goes_on = bool(parts[-1]) or (len(parts) == MOST_PARTS - 1 and bool(parts[0]))
        return line + SEPARATOR if goes_on and len(parts) < MOST_PARTS else line
    is_digit = character.isascii() and character.isdigit() and len(character) == 1
    return line + character if is_digit and len(parts[-1]) < MOST_DIGITS else line


def read_call_up(line: str) -> CallUp | None:
    """None while something is missing: nothing typed yet, or a dot at the end."""
    if not _WHOLE.fullmatch(line):
        return None
    *before, number = (int(part) if part else None for part in line.split(SEPARATOR))
    tile = before[-1] if before else None
    return CallUp(number or 0, tile, before[0] if len(before) == MOST_PARTS - 1 else None)


def read_tile_call(line: str) -> TileCall | None:
    """None where a star after ``line`` means nothing."""
    first, dot, last = line.partition(SEPARATOR)
    if not first.isdigit() or SEPARATOR in last:
        return None
    if not dot:
        return TileCall(int(first))
    return TileCall(int(last) if last else None, int(first))


def fault_of(call: CallUp | TileCall, own_screen: int, tiles_of: Mapping[int, int]) -> CallUpFault | None:
    """``tiles_of``: how many tiles each screen of this console has. None where the place exists."""
    screen = own_screen if call.screen is None else call.screen
    if screen not in tiles_of:
        return CallUpFault.NO_SCREEN
    if call.tile is not None and not 1 <= call.tile <= tiles_of[screen]:
        return CallUpFault.NO_TILE
    return None
