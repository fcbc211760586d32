"""The F key and what is added to flags afterwards: begins captures, keeps their files in order, tells what failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.logs import logger
from console.base.observer import Signal
from console.base.os_errors import disk_errors
from console.base.paths import Paths
from console.domain.camera import FeedKey
from console.domain.clock_offset import ClockOffset
from console.domain.event import FlagDraft
from console.domain.flag_change import FlagChange
from console.domain.flag_state import FlagAction
from console.domain.still_mark import MarkOrder
from console.evidence.additions import USUAL_REACH, ClipReach, FlagAddition
from console.evidence.captures import Captures, Spool, attach
from console.evidence.files import delete, forget_facts, sealed, spool_path
from console.evidence.marked_copies import Draw, Hide, MarkedCopies, as_it_came, as_it_is
from console.evidence.pending_flag import KeyPress, Media, PendingFlag, begin_camera
from console.evidence.snapshots import ReplayStills
from console.evidence.statements import NOBODY, Witness
from console.evidence.witnessed import EvidenceRecords, WitnessedRecords
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

    def change(self, flag_id: UUID, change: FlagChange, expected: Iterable[tuple[UUID, EvidenceKind]] = ()) -> None: ...


class MediaWithReplay(Media, Protocol):
    """The media engine, and its replay."""

    @property
    def replay(self) -> ReplayStills: ...


class FlagIntake:
    """Any thread. ``failures`` tells captures that failed and a disk that will not take the files."""

    def __init__(
        self,
        media: MediaWithReplay,
        events: Events,
        paths: Paths,
        clock: Clock,
        offset: Callable[[], ClockOffset | None] = lambda: None,
        draw: Draw = as_it_is,
        hide: Hide = as_it_came,
        witness: Witness = NOBODY,
    ) -> None:
        """``offset`` tells how far this clock is from the centre's; ``draw`` puts marks into a picture, ``hide``
        takes out of it what is masked of its camera; ``witness`` states what was recorded.
        """
        self.failures: Signal[KnownError] = Signal()
        self._media = media
        self._events = events
        self._folder = paths.data_folder / "evidence"
        self._clock = clock
        self._worker = SpoolWorker(self._clean_expired, self.failures.emit)
        self._records = WitnessedRecords(events.evidence, witness)
        self.copies = MarkedCopies(self._folder, self._records, draw, hide)
        self._spool = Spool(self._folder, self._records, self._worker.submit, self.failures.emit, offset, hide)

    def start(self) -> None:
        """After the events service has started. In the background: what an earlier run left is finished or given up.

        Files that belong to nothing are deleted.
        """
        with disk_errors(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Listed now, before this run captures anything: only what an earlier run left can be an orphan.
            left_over = [path for path in self._folder.iterdir() if path.is_file()]
        unfinished = self._events.evidence.unfinished()
        self._worker.submit(lambda: self._settle_left(unfinished))
        self._worker.submit(lambda: self._clean_orphans(left_over))
        self._worker.submit(self._clean_expired)
        self._worker.start()

    def close(self) -> None:
        """Files that have come are still attached; captures that have not come are told as lost at the next start."""
        self._worker.close()

    def begin(self, feed: FeedKey, reach: ClipReach = USUAL_REACH, *, behind_s: float = 0.0) -> PendingFlag:
        """Captures the moment of this call, or the one ``behind_s`` before it, which a replay shows.

        The dialog may take its time. After a moment of the past goes all that has come since.
        """
        pending = PendingFlag(
            self._media, self._press(behind_s, reach.around(behind_s)), self._events.flag, self._spool, self.copies
        )
        pending.add(feed)
        return pending

    def add_camera(self, addition: FlagAddition, reach: ClipReach = USUAL_REACH) -> None:
        """Still and clips as at flagging time, of the moment on the screen, and the flag says that it was added.

        Durable on return, the evidence follows. Raises KnownError disk.*, store.*; then nothing is added.
        """
        flag_age_s = (self._clock.now_utc() - addition.flag_at_utc).total_seconds()
        around = reach.around_addition(addition.behind_s, flag_age_s)
        captures = Captures(addition.flag_id, self._spool)
        begin_camera(captures, self._media, addition.feed, self._press(addition.behind_s, around))
        change = FlagChange(new_id(), FlagAction.ADD_CAMERA, camera_id=addition.feed.camera_id)
        _keep(captures, lambda expected: self._events.change(addition.flag_id, change, expected))

    def add_still(self, addition: FlagAddition) -> None:
        """The picture on the screen. Durable on return, the file follows. Raises as ``add_camera``."""
        media, feed, replayed = self._media, addition.feed, addition.replayed
        captures = Captures(addition.flag_id, self._spool)
        captures.begin(
            feed.camera_id,
            EvidenceKind.STILL,
            lambda path: media.replay.capture_still(replayed, path) if replayed else media.capture_still(feed, path),
        )
        _keep(captures, lambda expected: self._events.evidence.expect(addition.flag_id, expected))

    def mark_still(self, flag_id: UUID, original_id: UUID, order: MarkOrder) -> None:
        """A marked copy of a still that lies here. Durable on return, the file follows. Raises as ``add_camera``."""
        copy_id = self.copies.order(original_id, order)
        try:
            self._events.evidence.expect(flag_id, [(copy_id, EvidenceKind.STILL)])
        except BaseException:
            self.copies.give_up(copy_id)
            raise
        self._worker.submit(lambda: self.copies.make(flag_id, copy_id))

    def _press(self, behind_s: float, around: tuple[float, float]) -> KeyPress:
        at_utc = self._clock.now_utc() - timedelta(seconds=behind_s)
        return KeyPress(at_utc, self._clock.monotonic_s() - behind_s, *around)

    def _settle_left(self, unfinished: Iterable[tuple[UUID, UUID, EvidenceKind]]) -> None:
        with self._records.after_restart():
            self._settle_unfinished(unfinished)

    def _settle_unfinished(self, unfinished: Iterable[tuple[UUID, UUID, EvidenceKind]]) -> None:
        """What an earlier run was capturing when it ended: the file is there with its facts, or it will never come."""
        # Copies last: their originals may be among the others.
        for flag_id, evidence_id, kind in sorted(unfinished, key=lambda one: self.copies.is_ordered(one[1])):
            if self.copies.is_ordered(evidence_id):
                self.copies.make(flag_id, evidence_id)
                continue
            path = spool_path(self._folder, evidence_id, kind)
            info = facts_beside(path) if path.is_file() else None
            if info is None:
                error = KnownError("evidence.interrupted")
                self._events.evidence.lose(evidence_id, error.code)
                self.failures.emit(error)
            else:
                attach(self._spool, flag_id, evidence_id, sealed(path, info, None), path)
                forget_facts(path)

    def _clean_orphans(self, left_over: Iterable[Path]) -> None:
        evidence = self._events.evidence
        # What could not be settled for a disk that takes nothing is settled at the next start.
        unfinished = evidence.unfinished()
        waiting = {spool_path(self._folder, evidence_id, kind) for _, evidence_id, kind in unfinished}
        orders = {self.copies.order_path(evidence_id) for _, evidence_id, _ in unfinished}
        kept = evidence.known_paths() | waiting | {facts_path(path) for path in waiting} | orders
        for path in left_over:
            if path not in kept:
                delete(path)
                _log.info("deleted a file that belongs to no flag: %s", path.name)

    def _clean_expired(self) -> None:
        for evidence_id, path in self._events.evidence.expired():
            delete(path)
            self._events.evidence.forget_file(evidence_id)


def _keep(captures: Captures, save: Callable[[list[tuple[UUID, EvidenceKind]]], None]) -> None:
    try:
        captures.keep(save)
    except BaseException:
        captures.drop()
        raise
