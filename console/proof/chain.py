"""An append-only hash chain in a file: a row is on the disk before it is said, and a torn last line is set aside."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from console.base.clock import Clock
from console.base.errors import BugError, KnownError
from console.base.folders import sync_folder
from console.base.logs import logger
from console.base.os_errors import disk_error, disk_errors
from console.proof.canonical import sha256_hex
from console.proof.chain_check import misplaced
from console.proof.chain_row import EMPTY, ChainEntry, ChainHead, ChainRow, parsed, row_after
from console.proof.durable import write_private
from console.proof.locking import lock_alone

_log = logger("proof")
_BLOCK_BYTES = 64 * 1024


class Chain:
    """The one writer of a chain file; others may read it at any time. Any thread."""

    def __init__(self, path: Path, clock: Clock) -> None:
        """Opens or begins the chain. Raises KnownError proof.chain_broken, proof.chain_in_use, disk.*."""
        self.path = path
        self.set_aside: Path | None = None
        """Where the torn last line of a crash was kept, if there was one."""
        self._clock = clock
        self._lock = threading.Lock()
        with disk_errors(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file: BinaryIO = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
            sync_folder(path.parent)
        try:
            lock_alone(self._file, path)
            self._head = self._recovered()
        except BaseException:
            self._file.close()
            raise

    @property
    def head(self) -> ChainHead:
        return self._head

    def append(self, entry: ChainEntry) -> ChainRow:
        """On the disk when this returns. Raises KnownError disk.*; then the chain is as it was."""
        with self._lock:
            row = row_after(self._head, entry, self._clock.now_utc())
            self._write((row,))
            return row

    def append_rows(self, rows: Iterable[ChainRow]) -> None:
        """Rows that were made as the continuation of this chain elsewhere, such as in a package. Raises KnownError
        proof.chain_moved_on when the chain grew meanwhile, disk.*."""
        with self._lock:
            ready = tuple(rows)
            head = self._head
            for row in ready:
                if misplaced(head, row):
                    raise KnownError("proof.chain_moved_on", path=str(self.path))
                head = ChainHead(row.seq, row.hash)
            self._write(ready)

    def close(self) -> None:
        self._file.close()

    def _write(self, rows: tuple[ChainRow, ...]) -> None:
        if not rows:
            return
        content = b"".join(row.line + b"\n" for row in rows)
        end = self._file.seek(0, os.SEEK_END)
        try:
            written = 0
            while written < len(content):
                written += self._file.write(content[written:]) or 0
            os.fsync(self._file.fileno())
        except OSError as error:
            # Half a row must not stay before the next one; where even that fails, the next opening sets it aside.
            self._file.truncate(end)
            raise disk_error(error, self.path) from error
        self._head = ChainHead(rows[-1].seq, rows[-1].hash)

    def _recovered(self) -> ChainHead:
        with disk_errors(self.path):
            size = self._file.seek(0, os.SEEK_END)
            whole = self._end_of_last_newline(size)
            if whole < size:
                self._file.seek(whole)
                torn = self._file.read(size - whole)
                self._set_aside(torn)
                self._file.truncate(whole)
                os.fsync(self._file.fileno())
        head = self._head_of(whole)
        if self.set_aside is not None:
            self._head = head
            self.append(
                ChainEntry("ronda", "system", "", "torn_line_set_aside", self.set_aside.name, sha256=sha256_hex(torn))
            )
            head = self._head
        return head

    def _end_of_last_newline(self, size: int) -> int:
        end = size
        while end > 0:
            start = max(0, end - _BLOCK_BYTES)
            self._file.seek(start)
            at = self._file.read(end - start).rfind(b"\n")
            if at >= 0:
                return start + at + 1
            end = start
        return 0

    def _head_of(self, whole: int) -> ChainHead:
        """Of the last line only: opening must not take longer as the chain grows; ``check_chain`` reads all."""
        if whole == 0:
            return EMPTY
        start = self._end_of_last_newline(whole - 1)
        self._file.seek(start)
        row = parsed(self._file.read(whole - 1 - start))
        if isinstance(row, str):
            raise KnownError("proof.chain_broken", path=str(self.path), what=row)
        return ChainHead(row.seq, row.hash)

    def _set_aside(self, torn: bytes) -> None:
        for number in range(1, 10_000):
            path = self.path.with_name(f"{self.path.name}.torn-{number}")
            if not path.exists():
                write_private(path, torn)
                self.set_aside = path
                _log.warning("the last line of %s was torn by a crash; kept as %s", self.path.name, path.name)
                return
        raise BugError(f"ten thousand torn lines beside {self.path.name}")
