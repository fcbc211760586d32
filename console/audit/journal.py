"""Writes acts into this console's hash chain, beside the screen: noting one never waits for the disk."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from console.audit.chain_files import ChainFile
from console.audit.chain_signer import ChainSigner
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId
from console.domain.viewings import Viewings
from console.proof.chain_row import ChainEntry

_MOST_WAITING = 20_000
_RETRY_S = 2.0
_LOG = logger("audit")


@dataclass(frozen=True)
class Signed:
    """Who is signed in, and at which workstation."""

    username: str
    role: str
    workstation: str


class Journal:
    """``note`` and ``showing`` on any thread; each act is on the disk a moment later, in the order in which it was noted.

    ``failed`` tells of the first failure of a row of failures: the acts then wait in memory.
    """

    def __init__(self, file: ChainFile, who: Signed, signer: ChainSigner | None = None) -> None:
        self.failed: Signal[KnownError] = Signal()
        self.written: Signal[None] = Signal()
        self._file = file
        self._who = who
        self._signer = signer
        self._viewings = Viewings()
        self._wake = threading.Condition()
        self._waiting: list[ChainEntry] = []
        self._lost = 0
        self._closing = False
        self._told = False
        self._thread = threading.Thread(target=self._run, name="audit-journal", daemon=True)

    def start(self) -> None:
        self.note(AuditAct.CONSOLE_STARTED, self._who.workstation)
        self.note(AuditAct.SIGNED_IN, self._who.username)
        self._thread.start()

    def note(self, act: AuditAct, subject: str, reason: str = "", sha256: str = "") -> None:
        """``subject`` is a camera, a flag, a person or a file."""
        self._add([self._entry(act, subject, reason, sha256)])

    def showing(self, cameras: Iterable[CameraId]) -> None:
        """The cameras whose pictures stand on tiles now."""
        changes = self._viewings.note(frozenset(cameras))
        begun = [self._entry(AuditAct.VIEW_BEGUN, camera) for camera in changes.begun]
        ended = [self._entry(AuditAct.VIEW_ENDED, camera) for camera in changes.ended]
        self._add([*ended, *begun])

    def close(self) -> None:
        """Ends every viewing and writes what waits; blocks until that is done or the disk refused it."""
        if self._closing:
            return
        self.showing(())
        self.note(AuditAct.CONSOLE_ENDED, self._who.workstation)
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def _entry(self, act: AuditAct, subject: str, reason: str = "", sha256: str = "") -> ChainEntry:
        who = self._who
        return ChainEntry(who.username, who.role, who.workstation, act.value, subject, sha256, reason)

    def _add(self, entries: list[ChainEntry]) -> None:
        if not entries:
            return
        with self._wake:
            if self._closing:
                _LOG.warning("%d acts came after the journal was closed", len(entries))
                return
            # A disk that takes nothing for long must not eat the memory; how many acts that cost is written down.
            room = max(0, _MOST_WAITING - len(self._waiting))
            self._waiting += entries[:room]
            self._lost += len(entries[room:])
            self._wake.notify_all()

    def _run(self) -> None:
        while self._round():
            self._sign()
        self._sign(at_end=True)

    def _round(self) -> bool:
        """Writes what waits; False when that was the last of it."""
        with self._wake:
            self._wake.wait_for(lambda: self._closing or bool(self._waiting), self._signer_due_s())
            batch, closing = list(self._waiting), self._closing
        wrote = self._write(batch)
        with self._wake:
            del self._waiting[:wrote]
            if self._lost and not self._waiting:
                self._waiting.append(self._entry(AuditAct.ACTS_LOST, self._who.workstation, str(self._lost)))
                self._lost = 0
            if closing and (wrote < len(batch) or not self._waiting):
                return False
            if wrote < len(batch):
                self._wake.wait_for(lambda: self._closing, _RETRY_S)
        return True

    def _signer_due_s(self) -> float | None:
        return None if self._signer is None else self._signer.due_in_s()

    def _sign(self, *, at_end: bool = False) -> None:
        """A disk that takes nothing is told by the acts that it does not take."""
        if self._signer is None:
            return
        try:
            wrote = self._signer.look(self._entry(AuditAct.CHAIN_SIGNED, ""), at_end=at_end)
        except KnownError as error:
            _LOG.info("the chain could not be signed: %s", error.code)
            return
        if wrote:
            self.written.emit(None)

    def _write(self, batch: list[ChainEntry]) -> int:
        """How many of them are on the disk now."""
        wrote = 0
        try:
            for entry in batch:
                self._file.append(entry)
                wrote += 1
        except KnownError as error:
            if not self._told:
                self._told = True
                _LOG.warning("the audit can't be written: %s", error.code)
                self.failed.emit(error)
        else:
            self._told = False
        if wrote:
            self.written.emit(None)
        return wrote
