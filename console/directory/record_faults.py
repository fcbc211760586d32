"""The records of the centre that could not be read or don't fit, kept until they are mended, to be told in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from console.store.database import Database, Transaction

_LONGEST_ID = 200


@dataclass(frozen=True)
class RecordFaults:
    """How many of how many, and the first of them: what it is (``camera``, ``area``, ``line``), which, and which field."""

    count: int
    total: int
    kind: str
    id: str
    field: str


def read_faults(database: Database) -> RecordFaults | None:
    first = database.row("SELECT kind, id, field FROM record_fault LIMIT 1")
    if first is None:
        return None
    counts = database.row(
        "SELECT (SELECT COUNT(*) FROM record_fault) AS faults,"
        " (SELECT COUNT(*) FROM camera) + (SELECT COUNT(*) FROM area) AS known,"
        " (SELECT COUNT(*) FROM record_fault AS f WHERE NOT EXISTS (SELECT 1 FROM camera WHERE camera.id = f.id)"
        "  AND NOT EXISTS (SELECT 1 FROM area WHERE area.code = f.id)) AS missing"
    )
    faults, known, missing = (counts[0], counts[1], counts[2]) if counts else (0, 0, 0)
    return RecordFaults(faults, known + missing, first["kind"], first["id"], first["field"])


class FaultNotes:
    """What one page has of them, inside its transaction."""

    def __init__(self, write: Transaction, generation: int) -> None:
        self._write = write
        self._generation = generation
        self._any = write.row("SELECT 1 FROM record_fault LIMIT 1") is not None

    def note(self, kind: str, record_id: str, field: str) -> None:
        self._any = True
        self._write.run(
            "INSERT OR REPLACE INTO record_fault (kind, id, field, generation) VALUES (?, ?, ?, ?)",
            (kind, record_id[:_LONGEST_ID], field, self._generation),
        )

    def mended(self, kind: str, record_ids: Iterable[str]) -> None:
        """These came whole."""
        if self._any:
            rows = [(kind, record_id) for record_id in record_ids]
            self._write.run_many("DELETE FROM record_fault WHERE kind = ? AND id = ?", rows)

    def note_strays(self) -> None:
        """Cameras in an area that the centre does not have: they are found, but no tree shows them."""
        self._write.run("DELETE FROM record_fault WHERE kind = 'camera' AND field = 'area'")
        strays = self._write.run(
            "INSERT OR REPLACE INTO record_fault (kind, id, field, generation)"
            " SELECT 'camera', id, 'area', ? FROM camera"
            " WHERE area_code IN (SELECT DISTINCT area_code FROM camera EXCEPT SELECT code FROM area)",
            (self._generation,),
        )
        self._any = self._any or strays > 0
