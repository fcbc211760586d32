"""Puts one page of the centre's directory into the cache: whole or not at all, each change once."""

from __future__ import annotations

from collections.abc import Sequence

from console.directory.area_table import AreaTable, adopt_orphans
from console.directory.camera_table import CameraTable
from console.directory.counts import recount
from console.directory.pages import RecordLine
from console.directory.record_faults import FaultNotes
from console.directory.search_words import inside, reindex
from console.store.database import Transaction
from console.wire.directory import AreaLine, CameraLine, UnreadableLine


class PageInstaller:
    """Applies the records of one page inside its transaction; ``finish_snapshot`` after the last one of a snapshot."""

    def __init__(self, write: Transaction, generation: int, *, snapshot: bool, first: bool) -> None:
        """``first``: there is no directory yet that a snapshot without end could spoil."""
        self._write = write
        self._generation = generation
        self._snapshot = snapshot
        self._first = first
        self._notes = FaultNotes(write, generation)
        self._areas = AreaTable(write, generation, self._notes, snapshot=snapshot)
        self._cameras = CameraTable(write, generation, self._notes, snapshot=snapshot)

    @property
    def without_status(self) -> bool:
        """A camera came of which nobody has told how it is."""
        return self._cameras.without_status

    def install(self, records: Sequence[RecordLine]) -> None:
        self._note_unreadable([line for line in records if isinstance(line, UnreadableLine)])
        areas = self._areas.newest([line for line in records if isinstance(line, AreaLine)])
        cameras = self._cameras.newest([line for line in records if isinstance(line, CameraLine)])
        if self._snapshot and not self._first:
            self._areas.note_newcomers(areas)
            self._cameras.note_newcomers(cameras)
        renamed = self._areas.put(areas)
        touched = self._cameras.put(cameras)
        around = inside(self._write, renamed) if renamed else []
        reindex(self._write, list(dict.fromkeys([*touched, *around])))
        if not self._snapshot:
            self._put_in_place()

    def finish_snapshot(self) -> None:
        """After its last page: what it does not have goes, every area has its place, the counts are right again."""
        old = (self._generation,)
        self._write.run("DELETE FROM camera_words WHERE rowid IN (SELECT row FROM camera WHERE generation < ?)", old)
        self._write.run("DELETE FROM camera WHERE generation < ?", old)
        self._write.run("DELETE FROM area WHERE generation < ?", old)
        self._write.run("DELETE FROM record_fault WHERE generation < ?", old)
        self._write.run("DELETE FROM newcomer")
        recount(self._write)
        self._put_in_place()

    def _put_in_place(self) -> None:
        if self._snapshot or self._areas.changed:
            adopt_orphans(self._write)
        if self._snapshot or self._areas.changed or self._cameras.changed:
            self._notes.note_strays()

    def _note_unreadable(self, lines: Sequence[UnreadableLine]) -> None:
        for line in lines:
            self._notes.note(line.kind, line.id, line.field)
        self._areas.keep([line.id for line in lines if line.kind == "area"])
        self._cameras.keep([line.id for line in lines if line.kind == "camera"])


def take_out_newcomers(write: Transaction, generation: int, *, first: bool) -> None:
    """Undoes a snapshot that had no end: what it brought goes, what was there before stays."""
    if first:
        for table in ("camera_words", "camera", "area", "area_count", "record_fault"):
            write.run(f"DELETE FROM {table}")  # noqa: S608  our own names
        return
    new = "(SELECT id FROM newcomer WHERE kind = ?)"
    write.run(f"DELETE FROM camera_words WHERE rowid IN (SELECT row FROM camera WHERE id IN {new})", ("camera",))  # noqa: S608
    write.run(f"DELETE FROM camera WHERE id IN {new}", ("camera",))  # noqa: S608  our own words
    write.run(f"DELETE FROM area WHERE code IN {new}", ("area",))  # noqa: S608  our own words
    write.run("DELETE FROM record_fault WHERE generation = ?", (generation,))
    write.run("DELETE FROM newcomer")
    recount(write)
