"""The F key: begins flags, keeps their files in order, tells what could not be captured."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.base.os_errors import disk_errors
from console.base.paths import Paths
from console.domain.camera import FeedKey
from console.domain.clock_offset import ClockOffset
from console.domain.event import FlagDraft
from console.evidence.files import delete, forget_facts, sealed, spool_path
from console.evidence.pending_flag import EvidenceRecords, KeyPress, Media, PendingFlag
from console.evidence.worker import SpoolWorker
from console.media.protocol.beside import facts_beside, facts_path
from console.wire.events import EvidenceKind

_log = logger("evidence")


class Events(Protocol):
    """The part of the events service that flags need."""

    @property
    def evidence(self) -> EvidenceRecords: ...

    def flag(
        self, draft: FlagDraft, flag_id: UUID | None = None, expected: Iterable[tuple[UUID, EvidenceKind]] = ()
    ) -> UUID: ...


class FlagIntake:
    """Any thread. ``failures`` tells captures that failed and a disk that will not take the files."""

    def __init__(
        self,
        media: Media,
        events: Events,
        paths: Paths,
        clock: Clock,
        offset: Callable[[], ClockOffset | None] = lambda: None,
    ) -> None:
        """``offset`` tells how far this clock is from the centre's."""
        self.failures: Signal[KnownError] = Signal()
        self._media = media
        self._events = events
        self._folder = paths.data_folder / "evidence"
        self._clock = clock
        self._offset = offset
        self._worker = SpoolWorker(self._clean_expired, self.failures.emit)

    def start(self) -> None:
        """After the events service has started. In the background: what an earlier run left is finished or given up.

        Files that belong to nothing are deleted.
        """
        with disk_errors(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Listed now, before this run captures anything: only what an earlier run left can be an orphan.
            left_over = [path for path in self._folder.iterdir() if path.is_file()]
        unfinished = self._events.evidence.unfinished()
        self._worker.submit(lambda: self._settle_unfinished(unfinished))
        self._worker.submit(lambda: self._clean_orphans(left_over))
        self._worker.submit(self._clean_expired)
        self._worker.start()

    def close(self) -> None:
        """Files that have come are still attached; captures that have not come are told as lost at the next start."""
        self._worker.close()

    def begin(
        self, feed: FeedKey, *, seconds_before: float = 60.0, seconds_after: float = 30.0, behind_s: float = 0.0
    ) -> PendingFlag:
        """Captures the moment of this call, or the one ``behind_s`` before it, which a replay shows.

        The dialog may take its time. After a moment of the past goes all that has come since.
        """
        at_utc = self._clock.now_utc() - timedelta(seconds=behind_s)
        at_s = self._clock.monotonic_s() - behind_s
        press = KeyPress(at_utc, at_s, seconds_before, max(seconds_after, behind_s))
        pending = PendingFlag(
            self._media,
            press,
            self._folder,
            self._events.flag,
            self._events.evidence,
            self._worker.submit,
            self.failures.emit,
            self._offset,
        )
        pending.add(feed)
        return pending

    def _settle_unfinished(self, unfinished: Iterable[tuple[UUID, UUID, EvidenceKind]]) -> None:
        """What an earlier run was capturing when it ended: the file is there with its facts, or it will never come."""
        for flag_id, evidence_id, kind in unfinished:
            path = spool_path(self._folder, evidence_id, kind)
            info = facts_beside(path) if path.is_file() else None
            if info is None:
                error = KnownError("evidence.interrupted")
                self._events.evidence.lose(evidence_id, error.code)
                self.failures.emit(error)
            else:
                self._events.evidence.attach(flag_id, evidence_id, sealed(path, info, None), path)
                forget_facts(path)

    def _clean_orphans(self, left_over: Iterable[Path]) -> None:
        evidence = self._events.evidence
        # What could not be settled for a disk that takes nothing is settled at the next start.
        waiting = {spool_path(self._folder, evidence_id, kind) for _, evidence_id, kind in evidence.unfinished()}
        kept = evidence.known_paths() | waiting | {facts_path(path) for path in waiting}
        for path in left_over:
            if path not in kept:
                delete(path)
                _log.info("deleted a file that belongs to no flag: %s", path.name)

    def _clean_expired(self) -> None:
        for evidence_id, path in self._events.evidence.expired():
            delete(path)
            self._events.evidence.forget_file(evidence_id)
