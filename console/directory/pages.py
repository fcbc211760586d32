"""Puts one page of the centre's directory into the cache: whole or not at all, each change once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from console.base.errors import KnownError
from console.directory.counts import recount
from console.directory.wording import alias_text, camera_text, place_name
from console.domain.area import is_area_code, lineage, parent_code
from console.domain.camera import ALIAS_MARK, split_aliases
from console.store.database import Database, Row, Transaction
from console.wire.directory import AreaDoc, AreaLine, BeginLine, CameraDoc, CameraLine, EndLine

Line = BeginLine | AreaLine | CameraLine | EndLine


@dataclass(frozen=True)
class Progress:
    """Where the cache stands; the one row of ``sync``."""

    epoch: str = ""
    cursor: str = ""
    etag: str = ""
    generation: int = 0
    installing: bool = False
    synced_utc: str = ""


def read_progress(database: Database | Transaction) -> Progress:
    row = database.row("SELECT epoch, cursor, etag, generation, installing, synced_utc FROM sync")
    if row is None:
        return Progress()
    return Progress(row[0], row[1], row[2], row[3], bool(row[4]), row[5])


def write_progress(write: Transaction, progress: Progress) -> None:
    write.run(
        "INSERT OR REPLACE INTO sync (only, epoch, cursor, etag, generation, installing, synced_utc)"
        " VALUES (1, ?, ?, ?, ?, ?, ?)",
        (
            progress.epoch,
            progress.cursor,
            progress.etag,
            progress.generation,
            int(progress.installing),
            progress.synced_utc,
        ),
    )


def complete_page(lines: Iterable[Line]) -> tuple[BeginLine, list[AreaLine | CameraLine], EndLine]:
    """The page in memory. Raises KnownError ``directory.incomplete`` when it has no end or a wrong count."""
    stream: Iterator[Line] = iter(lines)
    begin = next(stream, None)
    changes: list[AreaLine | CameraLine] = []
    end: EndLine | None = None
    for line in stream:
        if isinstance(line, EndLine):
            end = line
        elif isinstance(line, AreaLine | CameraLine):
            changes.append(line)
    if not isinstance(begin, BeginLine) or end is None or end.count != len(changes):
        raise KnownError("directory.incomplete")
    return begin, changes, end


class PageInstaller:
    """Applies the changes of one page inside its transaction."""

    def __init__(self, write: Transaction, generation: int, *, snapshot: bool) -> None:
        self._write = write
        self._generation = generation
        self._snapshot = snapshot
        self._renamed: list[str] = []
        self._touched: list[str] = []

    def install(self, changes: Iterable[AreaLine | CameraLine]) -> None:
        for line in changes:
            if isinstance(line, AreaLine):
                self._area(line)
            else:
                self._camera(line)
        reindex(self._write, self._touched, self._renamed)

    def finish_snapshot(self) -> None:
        """Takes out what the new generation does not have."""
        old = (self._generation,)
        self._write.run("DELETE FROM camera_words WHERE rowid IN (SELECT row FROM camera WHERE generation < ?)", old)
        self._write.run("DELETE FROM camera WHERE generation < ?", old)
        self._write.run("DELETE FROM area WHERE generation < ?", old)

    def _is_news(self, row: Row | None, rev: int) -> bool:
        # Within a snapshot only rows of the same snapshot are compared: revs of another epoch mean nothing.
        if row is None or (self._snapshot and int(row["generation"]) < self._generation):
            return True
        return rev > int(row["rev"])

    def _area(self, line: AreaLine) -> None:
        known = self._write.row("SELECT rev, generation, name FROM area WHERE code = ?", (line.id,))
        if not is_area_code(line.id) or not self._is_news(known, line.rev):
            return
        if line.op == "del" or line.doc is None:
            self._write.run("DELETE FROM area WHERE code = ?", (line.id,))
            return
        self._put_area(line, line.doc)
        if known is None or known["name"] != line.doc.name:
            self._renamed.append(line.id)

    def _put_area(self, line: AreaLine, doc: AreaDoc) -> None:
        self._write.run(
            "INSERT OR REPLACE INTO area (code, parent, level, name, rev, generation) VALUES (?, ?, ?, ?, ?, ?)",
            (line.id, parent_code(line.id), doc.level.value, doc.name, line.rev, self._generation),
        )

    def _camera(self, line: CameraLine) -> None:
        known = self._write.row("SELECT row, rev, generation FROM camera WHERE id = ?", (line.id,))
        if not self._is_news(known, line.rev):
            return
        if line.op == "put" and line.doc is not None:
            self._put_camera(line, line.doc)
            self._touched.append(line.id)
        elif known is not None:
            self._write.run("DELETE FROM camera_words WHERE rowid = ?", (known["row"],))
            self._write.run("DELETE FROM camera WHERE row = ?", (known["row"],))

    def _put_camera(self, line: CameraLine, doc: CameraDoc) -> None:
        self._write.run(
            "INSERT INTO camera (id, site_id, number, name, area_code, latitude, longitude, approximate, owner, kind,"
            " has_main, has_sub, rev, generation, privacy_class, has_ptz, aliases)"
            " VALUES (:id, :site_id, :number, :name, :area_code, :latitude, :longitude, :approximate, :owner, :kind,"
            " :has_main, :has_sub, :rev, :generation, :privacy_class, :has_ptz, :aliases)"
            " ON CONFLICT (id) DO UPDATE SET site_id = :site_id, number = :number, name = :name,"
            " area_code = :area_code, latitude = :latitude, longitude = :longitude, approximate = :approximate,"
            " owner = :owner, kind = :kind, has_main = :has_main, has_sub = :has_sub, rev = :rev,"
            " generation = :generation, privacy_class = :privacy_class, has_ptz = :has_ptz, aliases = :aliases",
            {
                **doc.model_dump(),
                "id": line.id,
                "rev": line.rev,
                "generation": self._generation,
                "aliases": ALIAS_MARK.join(doc.aliases),
            },
        )


def reindex(write: Transaction, camera_ids: Iterable[str], area_codes: Iterable[str]) -> None:
    """Makes the search words of these cameras, and of all inside these areas, anew."""
    names = {row["code"]: place_name(row["code"], row["name"]) for row in write.rows("SELECT code, name FROM area")}
    wanted = dict.fromkeys(camera_ids)
    for code in area_codes:
        inside = write.rows(
            "SELECT id FROM camera WHERE area_code = ? OR area_code GLOB ? OR area_code GLOB ?",
            (code, f"{code}.*", f"{code}/*"),
        )
        wanted.update(dict.fromkeys(str(row["id"]) for row in inside))
    for camera_id in wanted:
        _index_camera(write, camera_id, names)


def _index_camera(write: Transaction, camera_id: str, names: dict[str, str]) -> None:
    row = write.row("SELECT row, name, number, kind, owner, area_code, aliases FROM camera WHERE id = ?", (camera_id,))
    if row is None:
        return
    places = [names[code] for code in lineage(row["area_code"]) if code in names]
    text = camera_text(row["name"], row["number"], row["kind"], row["owner"], places)
    write.run(
        "INSERT OR REPLACE INTO camera_words (rowid, text, aliases) VALUES (?, ?, ?)",
        (row["row"], text, alias_text(split_aliases(row["aliases"]))),
    )


def finish(write: Transaction, installer: PageInstaller, *, snapshot: bool) -> None:
    """After the last page: old rows go, the counts are right again."""
    if snapshot:
        installer.finish_snapshot()
    recount(write)
