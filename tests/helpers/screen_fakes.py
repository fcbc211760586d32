"""Fakes of the ports of the screens: a small city, moving pictures in plain memory, desks that remember what was asked."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.observer import Signal
from console.directory.service import SyncPhase, SyncState
from console.domain.area import AreaLevel
from console.domain.audit_act import AuditAct
from console.domain.camera import Camera, CameraId, DirectoryStatus, FeedKey, PrivacyClass
from console.domain.camera_filter import EVERY_CAMERA, CameraFilter
from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.domain.event import BookmarkDraft, EventEntry, EventKind, EventWay, IncidentCategory
from console.domain.feed_history import FeedSpell
from console.domain.feed_state import FeedReport, FeedState, SignsOfLife
from console.domain.flag_change import FlagChange
from console.domain.freshness_rule import DEFAULT_RULE, FreshnessRule
from console.domain.replay import ReplayStatus
from console.domain.wall_plan import SurfaceId, WallPlan
from tests.helpers.fake_filtered import FakeFiltered
from tests.helpers.fake_media import FakeDecoding, FakeLoad, FakeSound

START_UTC = datetime(2026, 11, 23, 14, 14, 9, tzinfo=UTC)


@dataclass(frozen=True)
class FakePicture:
    """A picture in plain memory."""

    view: memoryview
    width_px: int
    height_px: int
    pitch_bytes: int
    sequence: int


class FakeReader:
    """One surface; ``show`` publishes a picture, its age follows the clock it was made with."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._picture: FakePicture | None = None
        self._shown_s = 0.0
        self.valid = True
        self.repeats = False
        """True: the camera goes on sending, always the same picture."""
        self.interval_s: float | None = None
        """Between the camera's pictures."""
        self.latest_calls = 0

    def show(self, pixels: bytes | bytearray, width_px: int, height_px: int) -> None:
        sequence = self._picture.sequence + 1 if self._picture else 1
        self._picture = FakePicture(memoryview(pixels), width_px, height_px, width_px * 4, sequence)
        self._shown_s = self._clock.monotonic_s()

    def sequence(self) -> int:
        return self._picture.sequence if self._picture else 0

    def latest(self) -> FakePicture | None:
        self.latest_calls += 1
        return self._picture

    def still_valid(self, sequence: int) -> bool:  # noqa: ARG002  the port's signature
        return self.valid

    def age_s(self, clock: Clock) -> float | None:
        return clock.monotonic_s() - self._shown_s if self._picture else None

    def signs(self, clock: Clock) -> SignsOfLife:
        comes_s = 0.0 if self.repeats else None
        return SignsOfLife(self.age_s(clock), comes_s, comes_s, self.interval_s)


class FakeAudit:
    """Remembers what was written down."""

    def __init__(self) -> None:
        self.acts: list[tuple[AuditAct, str, str]] = []

    def note(self, act: AuditAct, subject: str, reason: str = "") -> None:
        self.acts.append((act, subject, reason))


@dataclass
class FakeReplay:
    """Remembers what was asked, in order; readers and statuses are what a test puts in."""

    asked: list[tuple[object, ...]] = field(default_factory=list)
    readers: dict[SurfaceId, FakeReader] = field(default_factory=dict)
    statuses: dict[SurfaceId, ReplayStatus] = field(default_factory=dict)

    def reader(self, surface: SurfaceId) -> FakeReader | None:
        return self.readers.get(surface)

    def status(self, surface: SurfaceId) -> ReplayStatus | None:
        return self.statuses.get(surface)

    def start(self, surface: SurfaceId, seconds_back: float) -> None:
        self.asked.append(("start", surface, seconds_back))

    def back(self, surface: SurfaceId, seconds: float) -> None:
        self.asked.append(("back", surface, seconds))

    def pause(self, surface: SurfaceId) -> None:
        self.asked.append(("pause", surface))

    def resume(self, surface: SurfaceId) -> None:
        self.asked.append(("resume", surface))

    def speed(self, surface: SurfaceId, speed: float) -> None:
        self.asked.append(("speed", surface, speed))

    def step(self, surface: SurfaceId, pictures: int) -> None:
        self.asked.append(("step", surface, pictures))

    def live(self, surface: SurfaceId) -> None:
        self.asked.append(("live", surface))
        self.statuses.pop(surface, None)
        self.readers.pop(surface, None)


@dataclass
class FakePictures:
    """Remembers the plans; readers and reports are what a test puts in."""

    plans: list[WallPlan] = field(default_factory=list)
    readers: dict[SurfaceId, FakeReader] = field(default_factory=dict)
    reports: dict[FeedKey, FeedReport] = field(default_factory=dict)
    retried: list[FeedKey] = field(default_factory=list)
    replay: FakeReplay = field(default_factory=FakeReplay)
    load: FakeLoad = field(default_factory=FakeLoad)
    sound: FakeSound = field(default_factory=FakeSound)
    decoding: FakeDecoding = field(default_factory=FakeDecoding)

    @property
    def plan(self) -> WallPlan:
        return self.plans[-1]

    def want(self, plan: WallPlan) -> None:
        self.plans.append(plan)

    def reader(self, surface: SurfaceId) -> FakeReader | None:
        return self.readers.get(surface)

    def report(self, feed: FeedKey) -> FeedReport:
        return self.reports.get(feed, FeedReport(FeedState.LIVE))

    def rule_of(self, _camera: CameraId) -> FreshnessRule:
        return DEFAULT_RULE

    def retry(self, feed: FeedKey) -> None:
        self.retried.append(feed)


def camera_entry(
    number: int,
    name: str,
    *,
    status: DirectoryStatus = DirectoryStatus.ONLINE,
    has_main: bool = True,
    privacy_class: PrivacyClass = PrivacyClass.PUBLIC,
) -> DirectoryEntry:
    camera = Camera(
        id=CameraId(f"cam-{number}"),
        site_id=f"site-{number}",
        number=number,
        name=name,
        area_code="33.74.02.1001/RW002/RT003",
        latitude=None,
        longitude=None,
        approximate=True,
        owner="RT",
        kind="neighbourhood",
        has_main=has_main,
        has_sub=True,
        privacy_class=privacy_class,
    )
    return DirectoryEntry(camera, status, "RT 3, RW 2, Krapyak, Semarang Barat")


class FakeDirectory:
    """Two kecamatan with some cameras, or none; ``wait`` holds every answer back."""

    def __init__(self, entries: list[DirectoryEntry], areas: dict[str | None, list[AreaEntry]] | None = None) -> None:
        self.entries = entries
        self.areas = areas or {}
        self.changed: Signal[None] = Signal()
        self.state_changed: Signal[SyncState] = Signal()
        self.sync_state = SyncState(SyncPhase.CURRENT, START_UTC, 10_758, 6_431)
        self.wait = threading.Event()
        self.wait.set()
        self.searched: list[str] = []
        self.refreshed = 0
        self.failure: KnownError | None = None
        """Of reading the tree."""

    def children(self, code: str | None) -> list[AreaEntry]:
        self.wait.wait(10)
        if self.failure is not None:
            raise self.failure
        return self.areas.get(code, [])

    def cameras_in(self, code: str) -> list[DirectoryEntry]:
        return [entry for entry in self.entries if entry.camera.area_code == code]

    @property
    def filtered(self) -> FakeFiltered:
        return FakeFiltered(self.entries)

    def search(self, text: str, limit: int = 100, wanted: CameraFilter = EVERY_CAMERA) -> list[DirectoryEntry]:
        self.wait.wait(10)
        self.searched.append(text)
        words = text.lower().split()
        found = [
            one
            for one in self.entries
            if wanted.passes(one)
            and all(word in f"{one.camera.number} {one.camera.name} {one.place}".lower() for word in words)
        ]
        return found[:limit]

    def area(self, code: str) -> AreaEntry | None:
        return next((area for inside in self.areas.values() for area in inside if area.code == code), None)

    def areas_named(self, text: str, limit: int = 20) -> list[AreaEntry]:
        every = [area for inside in self.areas.values() for area in inside]
        return [area for area in every if text.lower() in area.name.lower()][:limit]

    def place(self, code: str) -> str:
        return next(area.name for inside in self.areas.values() for area in inside if area.code == code)

    def camera(self, camera_id: CameraId) -> DirectoryEntry | None:
        return next((entry for entry in self.entries if entry.camera.id == camera_id), None)

    def by_number(self, number: int) -> DirectoryEntry | None:
        return next((entry for entry in self.entries if entry.camera.number == number), None)

    def next_to(self, camera: CameraId, step: int) -> DirectoryEntry | None:
        self.wait.wait(10)
        if self.failure is not None:
            raise self.failure
        ordered = sorted(self.entries, key=lambda entry: entry.camera.number)
        here = [entry.camera.id for entry in ordered].index(camera)
        found = ordered[(here + step) % len(ordered)]
        return found if found.camera.id != camera else None

    def refresh(self) -> None:
        self.refreshed += 1

    def set_preparing(self, problem: KnownError | None = None) -> None:
        """As for somebody else than the one for whom the directory was fetched."""
        self.sync_state = SyncState(SyncPhase.SYNCING, None, 0, 0, problem, preparing=True)
        self.state_changed.emit(self.sync_state)
        self.changed.emit(None)

    def set_state(self, phase: SyncPhase) -> None:
        self.sync_state = SyncState(phase, START_UTC, 10_758, 6_431)
        self.state_changed.emit(self.sync_state)


@dataclass
class FakeEvents:
    """Bookmarks at once; ``failure`` makes saving fail."""

    entries: list[EventEntry] = field(default_factory=list)
    changed: Signal[None] = field(default_factory=Signal)
    drafts: list[BookmarkDraft] = field(default_factory=list)
    said: list[tuple[UUID, FlagChange]] = field(default_factory=list)
    failure: KnownError | None = None

    def bookmark(self, draft: BookmarkDraft) -> UUID:
        if self.failure:
            raise self.failure
        self.drafts.append(draft)
        event_id = new_id()
        entry = EventEntry(event_id, EventKind.BOOKMARK, draft.camera_id, draft.at_utc, draft.note, EventWay.SAVED)
        entry = replace(entry, tags=draft.tags, since_utc=draft.since_utc)
        self.entries.insert(0, entry)
        self.changed.emit(None)
        return event_id

    def recent(self, limit: int) -> list[EventEntry]:
        return self.entries[:limit]

    def change(self, flag_id: UUID, change: FlagChange) -> None:
        if self.failure:
            raise self.failure
        self.said.append((flag_id, change))
        self.entries = [
            replace(entry, said=entry.said | {change.action}) if entry.id == flag_id else entry
            for entry in self.entries
        ]
        self.changed.emit(None)


@dataclass
class FakeHistory:
    """The spells that a test puts in."""

    kept: list[FeedSpell] = field(default_factory=list)

    def spells(self, camera: CameraId, limit: int = 100) -> list[FeedSpell]:
        return [spell for spell in self.kept if spell.feed.camera_id == camera][:limit]


def areas_of_the_city() -> dict[str | None, list[AreaEntry]]:
    """The tree down to one RT with cameras."""
    west = "33.74.02"
    village = f"{west}.1001"
    neighbourhood = f"{village}/RW002"
    return {
        None: [AreaEntry("33.74", "Kota Semarang", AreaLevel.CITY, 10_758, 6_431, 2_210, 96)],
        "33.74": [
            AreaEntry(west, "Semarang Barat", AreaLevel.DISTRICT, 1_012, 640, 301, 12),
            AreaEntry("33.74.03", "Semarang Utara", AreaLevel.DISTRICT, 733, 402, 331),
        ],
        west: [AreaEntry(village, "Krapyak", AreaLevel.VILLAGE, 58, 33, 25)],
        village: [AreaEntry(neighbourhood, "RW 2", AreaLevel.RW, 8, 5, 3)],
        neighbourhood: [AreaEntry(f"{neighbourhood}/RT003", "RT 3", AreaLevel.RT, 2, 1, 1)],
    }


def categories() -> list[IncidentCategory]:
    rows = (
        ("KAM-01", "Tawuran / perkelahian massal", "Gang brawl", 1),
        ("KAM-03", "Begal / perampasan", "Street robbery", 1),
        ("KAM-05", "Pencurian", "Theft", 2),
        ("LAL-01", "Kecelakaan – korban luka", "Crash with injury", 1),
        ("LAL-06", "Parkir liar", "Illegal parking", 4),
        ("BEN-01", "Banjir / rob / genangan", "Flood / tidal flood", 2),
        ("BEN-04", "Kebakaran bangunan", "Structure fire", 1),
        ("MED-01", "Orang pingsan / darurat medis", "Medical", 1),
    )
    return [
        IncidentCategory(code, name_id, name_en, "", "Polsek", priority) for code, name_id, name_en, priority in rows
    ]


def sample_events() -> list[EventEntry]:
    """A flag at each step, one refused, one delayed, and a bookmark."""

    def flag(camera_number: int, way: EventWay, category: str, priority: int, **more: object) -> EventEntry:
        at_utc = START_UTC - timedelta(minutes=camera_number - 1200)
        return EventEntry(
            new_id(),
            EventKind.FLAG,
            CameraId(f"cam-{camera_number}"),
            at_utc,
            "",
            way,
            category,
            priority,
            **more,  # type: ignore[arg-type]
        )

    due = START_UTC + timedelta(seconds=14)
    taken = START_UTC - timedelta(minutes=2)
    return [
        flag(1201, EventWay.SAVED, "KAM-03", 1, last_error="net.unreachable", next_try_utc=due, evidence_total=2),
        flag(1202, EventWay.SENT, "LAL-01", 1, number="SMG-20261123-0043", evidence_total=2, evidence_complete=1),
        flag(1203, EventWay.DELIVERED, "BEN-04", 1, number="SMG-20261123-0042", evidence_total=2, evidence_complete=2),
        flag(
            1204,
            EventWay.ACKNOWLEDGED,
            "KAM-05",
            2,
            number="SMG-20261123-0041",
            officer_name="Aiptu Budi Santoso",
            officer_number="78050123",
            acknowledged_utc=taken,
            evidence_total=2,
            evidence_complete=2,
        ),
        flag(1205, EventWay.REFUSED, "LAL-06", 4, last_error="auth.forbidden"),
        EventEntry(
            new_id(), EventKind.BOOKMARK, CameraId("cam-1206"), START_UTC - timedelta(hours=1), "", EventWay.SENT
        ),
    ]
