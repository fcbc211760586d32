"""The audit of one signed-in console: its chain, who writes it and who carries it to the centre."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from console.audit.chain_files import ChainFile
from console.audit.chain_signer import ChainSigner, Signing
from console.audit.journal import Journal, Signed
from console.audit.sender import AuditCentre, AuditSender
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId

FOLDER_NAME = "audit"
"""Below the data folder."""


class AuditService:
    """Any thread. ``trouble`` tells what people must know; everything is written here even while the centre is away."""

    def __init__(
        self, data_folder: Path, clock: Clock, who: Signed, centre: AuditCentre, signing: Signing | None = None
    ) -> None:
        """Raises KnownError proof.chain_in_use, disk.*."""
        folder = data_folder / FOLDER_NAME
        self.trouble: Signal[KnownError] = Signal()
        self._file = ChainFile(folder, clock)
        self._journal = Journal(self._file, who, ChainSigner(self._file, signing, clock) if signing else None)
        self._sender = AuditSender(folder, centre)
        self._opened = ExitStack()
        self._opened.callback(self._file.close)

    @property
    def problem(self) -> KnownError | None:
        """Why the chain of the last time could not be gone on with."""
        return self._file.problem

    def start(self) -> None:
        for source in (self._journal.failed, self._sender.refused):
            self._opened.callback(source.connect(self.trouble.emit))
        self._opened.callback(self._journal.written.connect(lambda _none: self._sender.kick()))
        self._sender.start()
        self._opened.callback(self._sender.close)
        self._journal.start()
        self._opened.callback(self._journal.close)

    def note(self, act: AuditAct, subject: str, reason: str = "", sha256: str = "") -> None:
        self._journal.note(act, subject, reason, sha256)

    def showing(self, cameras: Iterable[CameraId]) -> None:
        self._journal.showing(cameras)

    def kick(self) -> None:
        """The centre can be reached again."""
        self._sender.kick()

    def close(self) -> None:
        self._opened.close()
