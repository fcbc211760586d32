"""What the tables of areas and cameras have in common while a page is put into them."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from console.directory.record_check import fault_of, oddity_of
from console.directory.record_faults import FaultNotes
from console.store.database import Row, Transaction
from console.wire.directory import AreaLine, CameraLine

L = TypeVar("L", AreaLine, CameraLine)


class RecordTable(ABC, Generic[L]):
    """Of one page, inside its transaction."""

    kind = ""
    name = ""
    """Of the table."""
    key = ""

    def __init__(self, write: Transaction, generation: int, notes: FaultNotes, *, snapshot: bool) -> None:
        self.changed = False
        self._write = write
        self._generation = generation
        self._notes = notes
        self._snapshot = snapshot
        self._known: dict[str, Row] = {}

    def newest(self, lines: Sequence[L]) -> list[L]:
        """Of each id the newest record that can be taken in, where it is news; what can't is noted."""
        self._known = {row["id"]: row for row in self._look_up(json.dumps([line.id for line in lines]))}
        revs = {one: self._rev(row) for one, row in self._known.items()}
        wanted: dict[str, L] = {}
        faults: list[tuple[str, str]] = []
        for line in lines:
            if (field := fault_of(line)) is not None:
                faults.append((line.id, field))
                self.keep([line.id])
            elif (rev := revs.get(line.id)) is None or line.rev > rev:
                revs[line.id] = line.rev
                wanted[line.id] = line
            elif line.rev == rev and line.id in wanted and wanted[line.id] != line:
                # Twice with one number and different words: the first stays.
                faults.append((line.id, "id"))
        faults += [(line.id, field) for line in wanted.values() if (field := oddity_of(line)) is not None]
        self._notes.mended(self.kind, wanted)
        for record_id, field in faults:
            self._notes.note(self.kind, record_id, field)
        self.changed = self.changed or bool(wanted)
        return list(wanted.values())

    def keep(self, ids: Iterable[str]) -> None:
        """The centre still has them, though nobody can read how they are now: what was known stays."""
        self._write.run_many(
            f"UPDATE {self.name} SET generation = ? WHERE {self.key} = ?",  # noqa: S608  our own names
            [(self._generation, one) for one in ids],
        )

    def note_newcomers(self, lines: Iterable[L]) -> None:
        rows = [(self.kind, line.id) for line in lines if line.id not in self._known]
        self._write.run_many("INSERT OR IGNORE INTO newcomer (kind, id) VALUES (?, ?)", rows)

    def _rev(self, row: Row) -> int | None:
        # Within a snapshot only rows of the same snapshot are compared: revs of another epoch mean nothing.
        return None if self._snapshot and row["generation"] < self._generation else int(row["rev"])

    @abstractmethod
    def _look_up(self, ids: str) -> list[Row]:
        """The rows of these ids (JSON) with ``id``, ``rev`` and ``generation``."""
