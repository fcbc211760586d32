"""Small adapters between the screens' ports and the services behind them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from console.app.site import Connection
from console.audit.service import AuditService
from console.base.clock import Clock
from console.base.redaction import Secret
from console.domain.audit_act import AuditAct
from console.domain.camera import FeedKey
from console.domain.event import KeptStill
from console.domain.still_mark import MarkOrder
from console.events.spool import EvidenceBook
from console.evidence.additions import ClipReach, FlagAddition
from console.evidence.intake import FlagIntake
from console.evidence.pending_flag import PendingFlag
from console.evidence.snapshots import SnapshotOrder, Snapshots
from console.proof.canonical import file_sha256
from console.settings.file import Settings
from console.settings.options import FLAG_SECONDS_AFTER, FLAG_SECONDS_BEFORE, REPLAY_SECONDS
from console.wire.auth import UserInfo


class FlagsWithClip:
    """Begins flags, and adds to them, with as many seconds of clip as the settings say."""

    def __init__(self, intake: FlagIntake, book: EvidenceBook, reach: Callable[[], ClipReach]) -> None:
        self._intake = intake
        self._book = book
        self._reach = reach

    def begin(self, feed: FeedKey, behind_s: float = 0.0) -> PendingFlag:
        return self._intake.begin(feed, self._reach(), behind_s=behind_s)

    def add_camera(self, addition: FlagAddition) -> None:
        self._intake.add_camera(addition, self._reach())

    def add_still(self, addition: FlagAddition) -> None:
        self._intake.add_still(addition)

    def stills(self, flag_id: UUID) -> list[KeptStill]:
        return self._book.stills(flag_id)

    def mark_still(self, flag_id: UUID, original_id: UUID, order: MarkOrder) -> None:
        self._intake.mark_still(flag_id, original_id, order)


def clip_reach(settings: Settings) -> ClipReach:
    return ClipReach(
        settings.get(FLAG_SECONDS_BEFORE), settings.get(FLAG_SECONDS_AFTER), float(settings.get(REPLAY_SECONDS))
    )


class RecordedSnapshots:
    """Pictures to files, each written down with its hash; blocking, background threads."""

    def __init__(self, snapshots: Snapshots, audit: AuditService) -> None:
        self._snapshots = snapshots
        self._audit = audit

    def take(self, order: SnapshotOrder) -> Path:
        path = self._snapshots.take(order)
        self._audit.note(AuditAct.PICTURE_SAVED, order.feed.camera_id, path.name, file_sha256(path))
        return path

    def folder(self) -> Path:
        return self._snapshots.folder()


class SignInAnywhere:
    """Signs in at whatever centre the person names; ``connection`` is the one that worked. Background threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._keyring: bool | None = None
        self.connection: Connection | None = None

    def sign_in(self, centre_url: str, username: str, password: Secret, *, exercise: bool = False) -> UserInfo:
        # Practice ends with the console: a kept token would go on with it unasked, or for real.
        connection = Connection(centre_url, self._clock, keep_token=self.keyring_available() and not exercise)
        try:
            user = connection.session.sign_in(username, password, exercise=exercise)
        except BaseException:
            connection.close()
            raise
        self.connection = connection
        return user

    def resume(self, centre_url: str, username: str) -> UserInfo | None:
        """With the token of the keyring, None when there is none that works. Raises KnownError keyring.*, net.*."""
        if not self.keyring_available():
            return None
        connection = Connection(centre_url, self._clock, keep_token=True)
        try:
            user = connection.session.resume(username)
        except BaseException:
            connection.close()
            raise
        if user is None:
            connection.close()
        else:
            self.connection = connection
        return user

    def resume_offline(self, centre_url: str, person: UserInfo) -> UserInfo | None:
        """With the token of the keyring and the rights of before, the centre being away. Raises KnownError keyring.*."""
        connection = Connection(centre_url, self._clock, keep_token=True)
        try:
            resumed = connection.session.resume_offline(person)
        except BaseException:
            connection.close()
            raise
        if not resumed:
            connection.close()
            return None
        connection.confirmed = False
        self.connection = connection
        return person

    def keyring_available(self) -> bool:
        """Asked once: the answer can take a while where the desktop's bus is slow."""
        if self._keyring is None:
            self._keyring = Connection.keyring_problem() is None
        return self._keyring
