"""One page of the centre's directory as it comes, and where the cache stands between pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from console.base.errors import KnownError
from console.store.database import Database, Transaction
from console.wire.directory import AreaLine, BeginLine, CameraLine, EndLine, UnreadableLine

Line = BeginLine | AreaLine | CameraLine | EndLine | UnreadableLine
RecordLine = AreaLine | CameraLine | UnreadableLine


@dataclass(frozen=True)
class Progress:
    """Where the cache stands; the one row of ``sync``."""

    epoch: str = ""
    cursor: str = ""
    etag: str = ""
    generation: int = 0
    installing: bool = False
    synced_utc: str = ""
    owner: str = ""
    foreign: bool = False
    """There are rows that were fetched for somebody else, or with other areas."""


@dataclass(frozen=True)
class Page:
    """A whole one."""

    begin: BeginLine
    records: list[RecordLine]
    end: EndLine


def read_progress(database: Database | Transaction) -> Progress:
    row = database.row("SELECT epoch, cursor, etag, generation, installing, synced_utc, owner, of_another FROM sync")
    if row is None:
        return Progress()
    return Progress(row[0], row[1], row[2], row[3], bool(row[4]), row[5], row[6], bool(row[7]))


def write_progress(write: Transaction, progress: Progress) -> None:
    write.run(
        "INSERT OR REPLACE INTO sync (only, epoch, cursor, etag, generation, installing, synced_utc, owner, of_another)"
        " VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            progress.epoch,
            progress.cursor,
            progress.etag,
            progress.generation,
            int(progress.installing),
            progress.synced_utc,
            progress.owner,
            int(progress.foreign),
        ),
    )


def complete_page(lines: Iterable[Line], most_records: int) -> Page:
    """The page in memory. Raises KnownError ``directory.incomplete`` when it has no end or a wrong count.

    ``directory.too_large`` (most) once it has more than ``most_records``; what follows is not read.
    """
    stream: Iterator[Line] = iter(lines)
    begin = next(stream, None)
    records: list[RecordLine] = []
    end: EndLine | None = None
    for line in stream:
        if isinstance(line, EndLine):
            end = line
        elif isinstance(line, AreaLine | CameraLine | UnreadableLine):
            records.append(line)
        if len(records) > most_records:
            raise KnownError("directory.too_large", most=most_records)
    if not isinstance(begin, BeginLine) or end is None or end.count != len(records):
        raise KnownError("directory.incomplete")
    return Page(begin, records, end)
