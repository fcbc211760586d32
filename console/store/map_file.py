"""A base map of somebody else's making: an MBTiles file of pictures, opened for reading only."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

from console.base.errors import KnownError

_FORMATS = ("png", "jpg", "jpeg")
_USUAL_MOST_ZOOM = 22


class MapFile:
    """Any thread. Raises KnownError ``map.file_missing``, ``map.file_broken``, ``map.file_kind``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        if not path.is_file():
            raise KnownError("map.file_missing", path=str(path))
        try:
            self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise KnownError("map.file_broken", path=str(path)) from error
        try:
            facts = self._facts()
        except KnownError:
            self._connection.close()
            raise
        self.attribution = facts.get("attribution", "")
        most = facts.get("maxzoom", "")
        self.most_zoom = int(most) if most.isdecimal() else _USUAL_MOST_ZOOM

    def picture(self, zoom: int, column: int, row: int) -> bytes | None:
        """PNG or JPEG; rows count from the north, while the file's own count from the south."""
        rows = self._rows(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
            (zoom, column, (1 << zoom) - 1 - row),
        )
        return bytes(rows[0][0]) if rows else None

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _facts(self) -> dict[str, str]:
        facts = {str(name): str(value) for name, value in self._rows("SELECT name, value FROM metadata")}
        self._rows("SELECT tile_data FROM tiles LIMIT 1")
        if facts.get("format") not in _FORMATS:
            raise KnownError("map.file_kind", path=str(self._path))
        return facts

    def _rows(self, sql: str, params: tuple[int, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            with self._lock, closing(self._connection.execute(sql, params)) as cursor:
                return cursor.fetchall()
        except sqlite3.Error as error:
            # Whatever is wrong with it, it is a file that came from elsewhere.
            raise KnownError("map.file_broken", path=str(self._path)) from error
