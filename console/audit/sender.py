"""Carries the lines of this console's chains to the centre: in order, in batches, again after any outage."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from uuid import UUID

from console.audit.chain_files import chain_id, chain_paths
from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.base.os_errors import disk_errors
from console.wire.audit import LONGEST_LINE, MOST_LINES, AuditHead, AuditLines

_MOST_BYTES = 256 * 1024
_FIRST_S, _MOST_S = 2.0, 60.0
_PASSING = ("net.", "auth.", "centre.", "disk.")
_LOG = logger("audit")


class AuditCentre(Protocol):
    """The part of the centre's client that the audit needs."""

    def audit_head(self, chain: UUID) -> AuditHead: ...

    def send_audit(self, chain: UUID, lines: AuditLines) -> AuditHead: ...


class AuditSender:
    """Own thread. ``refused`` tells once why the centre does not take a chain: it was changed, here or there."""

    def __init__(self, folder: Path, centre: AuditCentre, backoff: Backoff | None = None) -> None:
        self.refused: Signal[KnownError] = Signal()
        self._folder = folder
        self._centre = centre
        self._backoff = backoff or Backoff(first_s=_FIRST_S, most_s=_MOST_S)
        self._offsets: dict[Path, int] = {}
        """Up to where the centre has the lines; asked of the centre once for each file."""
        self._given_up: set[Path] = set()
        self._wake = threading.Condition()
        self._kicked = True
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="audit-sender", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def kick(self) -> None:
        """There are new lines, or the network is back. Any thread."""
        with self._wake:
            self._kicked = True
            self._wake.notify_all()

    def close(self) -> None:
        """What is not sent is sent after the next start."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        failures = 0
        while not self._closing:
            with self._wake:
                self._wake.wait_for(lambda: self._kicked or self._closing)
                self._kicked = False
            try:
                self._send_all()
                failures = 0
            except KnownError as error:
                failures += 1
                self._kicked = True
                _LOG.info("the audit waits for the centre: %s", error.code)
            self._pause(self._backoff.delay_s(max(1, failures)))

    def _pause(self, seconds: float) -> None:
        """Also after success: lines that come one by one go together."""
        with self._wake:
            self._wake.wait_for(lambda: self._closing, seconds)

    def _send_all(self) -> None:
        for path in chain_paths(self._folder):
            chain = chain_id(path)
            if chain is None or path in self._given_up or self._closing:
                continue
            try:
                self._send(path, chain)
            except KnownError as error:
                if error.code.startswith(_PASSING):
                    raise
                self._given_up.add(path)
                _LOG.warning("the centre does not take the chain %s: %s", chain, error.code)
                self.refused.emit(error)

    def _send(self, path: Path, chain: UUID) -> None:
        if path not in self._offsets:
            self._offsets[path] = _offset_after(path, self._centre.audit_head(chain).seq)
        while not self._closing:
            lines = tuple(_whole_lines(path, self._offsets[path]))
            if not lines:
                return
            self._centre.send_audit(chain, AuditLines(lines=tuple(line.decode() for line in lines)))
            self._offsets[path] += sum(len(line) + 1 for line in lines)


def _offset_after(path: Path, count: int) -> int:
    with disk_errors(path), path.open("rb") as file:
        for _ in range(count):
            if not file.readline().endswith(b"\n"):
                # The centre has more lines than this file: whatever is sent next is refused there, and told.
                return 0
        return file.tell()


def _whole_lines(path: Path, offset: int) -> Iterator[bytes]:
    """Up to a batch of them, without their newlines; a line that is being written is left for the next time."""
    size = count = 0
    with disk_errors(path), path.open("rb") as file:
        file.seek(offset)
        while count < MOST_LINES and size < _MOST_BYTES:
            line = file.readline(LONGEST_LINE + 2)
            if not line.endswith(b"\n"):
                return
            size, count = size + len(line), count + 1
            yield line[:-1]
