"""Reads the spells of many cameras in little memory: some cameras at a time, each camera's in the order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, select

from console.domain.availability import Piece, meaning_of
from console.server.spells.tables import SPELLS

_CAMERAS_AT_ONCE = 200


def spells_of(
    connection: Connection, camera_ids: Sequence[str], begin_s: int, end_s: int
) -> Iterator[tuple[str, list[Piece]]]:
    """Every camera, with what of its spells reaches into the stretch; ``camera_ids`` each once."""
    for some in _slices(camera_ids):
        found: dict[str, list[Piece]] = {key: [] for key in some}
        for camera_id, first_s, last_s, state in connection.execute(_statement(some, begin_s, end_s)):
            found[camera_id].append(Piece(first_s, last_s, meaning_of(state)))
        yield from found.items()


def spell_arrays(
    connection: Connection, camera_ids: Sequence[str], begin_s: int, end_s: int
) -> Iterator[dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]]]:
    """Begins and ends by state, cut to the stretch, of some cameras at a time."""
    for some in _slices(camera_ids):
        by_state: dict[str, list[tuple[int, int]]] = {}
        for _camera, first_s, last_s, state in connection.execute(_statement(some, begin_s, end_s)):
            by_state.setdefault(state, []).append((max(first_s, begin_s), min(last_s, end_s)))
        yield {state: _columns(rows) for state, rows in by_state.items()}


def _columns(rows: list[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    both = np.array(rows, dtype=np.int64)
    return both[:, 0], both[:, 1]


def _statement(camera_ids: Sequence[str], begin_s: int, end_s: int) -> Select[Any]:
    return select(SPELLS.c.camera_id, SPELLS.c.from_unix_s, SPELLS.c.to_unix_s, SPELLS.c.state).where(
        SPELLS.c.camera_id.in_(camera_ids), SPELLS.c.to_unix_s > begin_s, SPELLS.c.from_unix_s < end_s
    )


def _slices(camera_ids: Sequence[str]) -> Iterator[list[str]]:
    left = iter(camera_ids)
    while some := list(islice(left, _CAMERAS_AT_ONCE)):
        yield some
