"""What the screens need of the services, as the screens see it; services fit by shape and know nothing of the screens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from uuid import UUID

from console.base.observer import Signal
from console.base.redaction import Secret
from console.directory.service import SyncState
from console.domain.audit_act import AuditAct
from console.domain.audit_question import AuditQuestion
from console.domain.camera import CameraId, FeedKey
from console.domain.camera_mask import Polygons
from console.domain.closure import Closure
from console.domain.coverage import Coverage
from console.domain.directory_entry import AreaEntry
from console.domain.event import BookmarkDraft, EventEntry, KeptStill
from console.domain.feed_history import FeedSpell
from console.domain.flag_change import FlagChange
from console.domain.map_camera import MapCamera
from console.domain.release_change import ReleaseChange
from console.domain.roles import Role
from console.domain.still_mark import MarkOrder
from console.domain.viewing_terms import StoppedCamera
from console.domain.wall_plan import SurfaceId
from console.evidence.additions import FlagAddition
from console.evidence.snapshots import SnapshotOrder
from console.media.sound import SoundStatus
from console.widgets.wall.pictures import PictureSource, ReplayPictures
from console.wire.audit import AuditFindings, AuditVerification
from console.wire.closures import ClosureRecord
from console.wire.holds import HeldFlagList
from console.wire.releases import RecordedFiles, ReleaseList, ReleaseRecord


class CityDirectory(Protocol):
    """All of the local directory at once, for the map: half a second for a large city, any thread."""

    def cameras(self) -> list[MapCamera]: ...

    def areas(self) -> list[AreaEntry]:
        """Kecamatan and kelurahan."""

    def coverage(self) -> Coverage:
        """How far RTs have a camera that works."""


class BaseMapFile(Protocol):
    """Pictures to draw under the map."""

    @property
    def attribution(self) -> str:
        """Whose it is, to be shown with it."""

    @property
    def most_zoom(self) -> int: ...

    def picture(self, zoom: int, column: int, row: int) -> bytes | None:
        """PNG or JPEG. Raises KnownError map.*."""

    def close(self) -> None: ...


class DirectoryNews(Protocol):
    """How the local directory stands to the centre; signals come from any thread."""

    @property
    def changed(self) -> Signal[None]: ...

    @property
    def state_changed(self) -> Signal[SyncState]: ...

    @property
    def sync_state(self) -> SyncState: ...

    def refresh(self) -> None:
        """Asks the centre now, in the service's own thread."""


class ReplayControl(ReplayPictures, Protocol):
    """Instant replay of a surface; every call returns at once, and does nothing to a surface that is live but ``start``."""

    def start(self, surface: SurfaceId, seconds_back: float) -> None: ...

    def back(self, surface: SurfaceId, seconds: float) -> None: ...

    def pause(self, surface: SurfaceId) -> None: ...

    def resume(self, surface: SurfaceId) -> None: ...

    def speed(self, surface: SurfaceId, speed: float) -> None: ...

    def step(self, surface: SurfaceId, pictures: int) -> None: ...

    def live(self, surface: SurfaceId) -> None: ...


class SoundControl(Protocol):
    """The one feed that is heard; every call returns at once. Muted until ``mute(False)``."""

    def listen(self, feed: FeedKey | None) -> None: ...

    def volume(self, percent: int) -> None: ...

    def mute(self, muted: bool) -> None: ...

    def status(self) -> SoundStatus: ...


class Decoding(Protocol):
    """What decodes the pictures."""

    def failed(self) -> frozenset[FeedKey]:
        """Feeds that the graphics card could not decode, so that the processor does."""


class Load(Protocol):
    """What this machine gives up because it can't keep up."""

    def slowed(self) -> frozenset[FeedKey]:
        """Feeds of which not every picture is shown at present."""


class Pictures(PictureSource, Protocol):
    """The media engine; every call returns at once, main thread."""

    @property
    def replay(self) -> ReplayControl: ...

    @property
    def sound(self) -> SoundControl: ...

    @property
    def decoding(self) -> Decoding: ...

    @property
    def load(self) -> Load: ...

    def retry(self, feed: FeedKey) -> None: ...


class EventsDesk(Protocol):
    """Bookmarks and flags of this machine. ``changed`` comes from any thread."""

    @property
    def changed(self) -> Signal[None]: ...

    def bookmark(self, draft: BookmarkDraft) -> UUID:
        """On disk when it returns. Raises KnownError store.*, disk.*."""

    def recent(self, limit: int) -> list[EventEntry]:
        """Newest first."""

    def change(self, flag_id: UUID, change: FlagChange) -> None:
        """On disk when it returns. Raises KnownError store.*, disk.*, ``event.invalid``."""


class AuditDesk(Protocol):
    """What people do, written down; returns at once. Any thread."""

    def note(self, act: AuditAct, subject: str, reason: str = "") -> None:
        """``subject`` is a camera or a flag."""


class AuditReadingDesk(Protocol):
    """The audit as the centre has it. Blocks; raises KnownError net.*, auth.*, centre.*."""

    def ask(self, question: AuditQuestion) -> AuditFindings:
        """The question is written down too. Raises ``camera.unknown``, ``flag.unknown``."""

    def save(self, question: AuditQuestion, path: Path) -> None:
        """As CSV, which is written down with its hash. Raises disk.* too."""

    def verify(self) -> AuditVerification:
        """What is proven of every chain; may take minutes."""


class ClosureDesk(Protocol):
    """Cameras closed to the whole room. Signals come from any thread; ``shut`` and ``open`` block."""

    @property
    def changed(self) -> Signal[None]: ...

    @property
    def told(self) -> Signal[ClosureRecord]:
        """Somebody has closed or opened a camera just now."""

    def current(self) -> Mapping[CameraId, Closure]: ...

    def shut(self, camera: CameraId, reason: str) -> None:
        """Raises KnownError net.*, auth.*, centre.*, camera.*."""

    def open(self, camera: CameraId, reason: str) -> None:
        """As ``shut``."""


class TermsDesk(Protocol):
    """Cameras that may not be seen now by the terms of their owners. ``changed`` comes from any thread; ``lift`` blocks."""

    @property
    def changed(self) -> Signal[None]: ...

    def current(self) -> Mapping[CameraId, StoppedCamera]: ...

    def lift(self, camera: CameraId, reason: str) -> None:
        """For a quarter of an hour. Raises KnownError net.*, auth.*, centre.*, terms.*, camera.*."""


class MaskDesk(Protocol):
    """Parts of cameras' pictures that nobody sees. ``changed`` comes from any thread; ``put`` blocks."""

    @property
    def changed(self) -> Signal[None]: ...

    def of(self, camera: CameraId) -> Polygons: ...

    def put(self, camera: CameraId, polygons: Polygons, reason: str) -> None:
        """Raises KnownError net.*, auth.*, centre.*, camera.*."""


class RoomDesk(Protocol):
    """What everybody in the room has flagged and marked; asks the centre, so in the background. ``changed``: any thread."""

    @property
    def changed(self) -> Signal[None]: ...

    def open_flags(self, limit: int) -> list[EventEntry]:
        """Newest first. Raises KnownError net.*, centre.*, auth.*."""

    def cameras_of(self, flag_id: UUID) -> tuple[CameraId, ...]:
        """All of a flag, its first one first. Raises as ``open_flags``, and ``flag.unknown``."""

    def bookmarks(self, limit: int) -> list[EventEntry]:
        """Newest first. Raises KnownError net.*, centre.*, auth.*."""


class HoldDesk(Protocol):
    """Legal holds at the centre. ``changed`` comes from any thread; the others block.

    They raise KnownError net.*, auth.*, centre.*, ``flag.unknown``.
    """

    @property
    def changed(self) -> Signal[None]: ...

    def all(self, limit: int, *, only_standing: bool) -> HeldFlagList:
        """The newest first."""

    def hold(self, flag_id: UUID, reason: str) -> None: ...

    def hold_number(self, number: str, reason: str) -> None:
        """Any flag, by its number."""

    def lift(self, flag_id: UUID, reason: str) -> None: ...


class ReleaseDesk(Protocol):
    """Releases of evidence at the centre. ``changed`` comes from any thread; the others block.

    They raise KnownError net.*, auth.*, centre.*, release.*.
    """

    @property
    def changed(self) -> Signal[None]: ...

    def open(self) -> ReleaseList:
        """Those that have not ended, newest first."""

    def all(self, before: UUID | None = None) -> ReleaseList:
        """The newest first, or those behind ``before``."""

    def take(self, release_id: UUID, change_id: UUID, change: ReleaseChange, password: Secret | None) -> ReleaseRecord:
        """The same ``change_id`` again is the same step. Raises ``auth.wrong_password``."""

    def statements(self, release_id: UUID) -> RecordedFiles:
        """Which console recorded and signed each file of its flag."""

    def save_minute(self, release_id: UUID, kind: str, path: Path) -> None:
        """``handover`` or ``destruction``, as PDF. Raises disk.* too."""


class CameraHistory(Protocol):
    """What became of the cameras on this machine's walls; any thread, milliseconds."""

    def spells(self, camera: CameraId, limit: int = 100) -> list[FeedSpell]:
        """Newest first. Raises KnownError store.*, disk.*."""


class PendingFlag(Protocol):
    """A flag whose moment is held while the operator fills it in."""

    def add(self, feed: FeedKey) -> None:
        """Another camera that saw it; its evidence is of the same moment."""

    def leave_out(self, camera: CameraId) -> None:
        """One that was added."""

    def send(
        self, category: str, priority: int, note: str, recipient: str = "", order: MarkOrder | None = None
    ) -> UUID:
        """On disk when it returns. Raises KnownError store.*, disk.*. ``order``: marks on the still."""

    def cancel(self) -> None: ...


class FlagDesk(Protocol):
    """Where a flag begins: still and clip are of the moment of this call, or of the one that a replay shows."""

    def begin(self, feed: FeedKey, behind_s: float = 0.0) -> PendingFlag:
        """``behind_s``: so long ago was the moment."""

    def add_camera(self, addition: FlagAddition) -> None:
        """To a flag that was made before: still and clips, as if it had been flagged with it.

        On disk when it returns. Raises KnownError store.*, disk.*.
        """

    def add_still(self, addition: FlagAddition) -> None:
        """The picture on the screen alone; as ``add_camera``."""

    def stills(self, flag_id: UUID) -> list[KeptStill]:
        """The originals that still lie on this machine. Raises KnownError store.*, disk.*."""

    def mark_still(self, flag_id: UUID, original_id: UUID, order: MarkOrder) -> None:
        """A marked copy of one of them; as ``add_camera``."""


class SnapshotDesk(Protocol):
    """Pictures to files of the person's own."""

    def take(self, order: SnapshotOrder) -> Path:
        """Blocks until the file is on the disk, so it is called in the background. Raises KnownError media.*, disk.*."""

    def folder(self) -> Path:
        """Where the next one goes; made if it is not there. Raises KnownError disk.*."""


class Person(Protocol):
    """Who is signed in."""

    @property
    def id(self) -> str: ...

    @property
    def username(self) -> str: ...

    @property
    def display_name(self) -> str: ...

    @property
    def role(self) -> Role: ...

    @property
    def exercise(self) -> bool:
        """This is practice."""


class SignInDesk(Protocol):
    """Signs people in at a centre; blocks, so it is called in the background."""

    def sign_in(self, centre_url: str, username: str, password: Secret, *, exercise: bool = False) -> Person:
        """Raises KnownError auth.*, net.*, centre.*."""

    def keyring_available(self) -> bool: ...
