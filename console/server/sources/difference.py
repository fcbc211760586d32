"""What a reading would change in the directory: new, changed and missing cameras, and bad rows, which stop no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from console.domain.camera import DirectoryStatus
from console.server.intake.checking import NewCamera, check_camera
from console.server.intake.faults import RowFault
from console.server.intake.plan import MOST_REMOVED, Known
from console.server.intake.writing import differing
from console.server.keys import Keys
from console.server.sources.adapter import SourceCamera, SourceReading
from console.server.sources.call_up_numbers import Caller, settle
from console.server.sources.rows import Defaults, camera_id, row_of

_REMOVALS_COUNT_FOR = timedelta(days=1)
_FIELD_REASONS = ("import.missing", "import.bad_text", "import.bad_url", "import.bad_ptz")
"""Their value is the name of a field; that of others may be what the source sent, such as a password in a wrong field."""
_BAD_ENTRY = "source.bad_entry"
_OUR_REASONS = ("import.unknown_area", "import.repeated_id", "import.repeated_number")


@dataclass(frozen=True)
class CameraChange:
    """One camera that differs, and in which fields; no values."""

    id: str
    name: str
    number: int
    area_code: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceState:
    """What a difference depends on besides the directory."""

    id: str
    defaults: Defaults = field(default_factory=Defaults)
    approved_utc: datetime | None = None


@dataclass(frozen=True)
class Difference:
    """Of one reading; ``cameras`` are to be written."""

    told: int
    cameras: tuple[NewCamera, ...] = field(repr=False)
    statuses: Mapping[str, DirectoryStatus]
    added: tuple[CameraChange, ...]
    changed: tuple[CameraChange, ...]
    missing: tuple[CameraChange, ...]
    unchanged: int
    faults: tuple[RowFault, ...]
    asks: str = ""
    """Why nothing of ``missing`` is removed before a person says so: ``source.empty``, ``source.many_missing``,
    ``source.no_key``."""


def difference(known: Known, keys: Keys, source: SourceState, reading: SourceReading, now_utc: datetime) -> Difference:
    """Touches nothing."""
    faults: list[RowFault] = []
    by_id = _by_id(source.id, reading.cameras, faults)
    wanted = _checked(known, source, by_id, faults)
    statuses = {camera.id: camera.status for camera in wanted if camera.status}
    added: list[CameraChange] = []
    changed: list[CameraChange] = []
    writing: list[NewCamera] = []
    for camera in wanted:
        names = differing(keys, camera, known.cameras.get(camera.id), source.id)
        if names:
            writing.append(camera)
            change = CameraChange(camera.id, str(camera.doc["name"]), camera.number, camera.area_code, names)
            (added if names == ("new",) else changed).append(change)
    missing = _missing(known, source.id, reading, by_id)
    return Difference(
        told=len(reading.cameras),
        cameras=tuple(writing),
        statuses=statuses,
        added=tuple(replace(one, fields=()) for one in added),
        changed=tuple(changed),
        missing=tuple(sorted(missing, key=lambda one: one.id)),
        unchanged=len(wanted) - len(writing),
        faults=tuple(sorted((_told_plainly(fault) for fault in faults), key=lambda fault: fault.line)),
        asks=_asks(known, source, reading, len(missing), now_utc) if missing or not reading.cameras else "",
    )


def _by_id(source_id: str, cameras: Sequence[SourceCamera], faults: list[RowFault]) -> dict[str, SourceCamera]:
    """The first of each key."""
    found: dict[str, SourceCamera] = {}
    for camera in cameras:
        if not camera.key.strip():
            faults.append(RowFault(camera.place, "source.no_key"))
            continue
        own_id = camera_id(source_id, camera.key)
        if found.setdefault(own_id, camera) is not camera:
            faults.append(RowFault(camera.place, "import.repeated_id", f"{own_id} ({found[own_id].place})"))
    return found


def _checked(
    known: Known, source: SourceState, by_id: Mapping[str, SourceCamera], faults: list[RowFault]
) -> list[NewCamera]:
    areas = {code for code, row in known.areas.items() if row.deleted_utc is None}
    good: list[NewCamera] = []
    for own_id, told in by_id.items():
        camera = check_camera(row_of(told, source.id, source.defaults, known.cameras.get(own_id)), faults)
        if camera is not None and camera.area_code not in areas:
            faults.append(RowFault(told.place, "import.unknown_area", camera.area_code))
        elif camera is not None:
            good.append(camera)
    held = {row.id: int(row.number) for row in known.cameras.values() if row.deleted_utc is None}
    rested = {row.id: int(row.number) for row in known.cameras.values() if row.deleted_utc is not None}
    callers = [Caller(camera.id, by_id[camera.id].number) for camera in good]
    numbers = settle(callers, held, rested, source.defaults.first_number)
    faults += [
        RowFault(camera.line, "import.repeated_number", str(camera.number))
        for camera in good
        if camera.id not in numbers
    ]
    return [replace(camera, doc=camera.doc | {"number": numbers[camera.id]}) for camera in good if camera.id in numbers]


def _missing(
    known: Known, source_id: str, reading: SourceReading, by_id: Mapping[str, SourceCamera]
) -> list[CameraChange]:
    staying = {*by_id, *(camera_id(source_id, key) for key in reading.unusable)}
    # Keys whose beginnings are told are in the ids as they are.
    unread = tuple(f"{source_id}.{beginning}" for beginning in reading.unread)
    return [
        CameraChange(row.id, row.name, row.number, row.area_code)
        for row in known.cameras.values()
        if row.source_id == source_id
        and row.deleted_utc is None
        and row.id not in staying
        and not row.id.startswith(unread)
    ]


def _asks(known: Known, source: SourceState, reading: SourceReading, missing: int, now_utc: datetime) -> str:
    if not reading.cameras:
        return "source.empty"
    if any(not camera.key.strip() for camera in reading.cameras) or any(
        note.startswith(_BAD_ENTRY) for note in reading.notes
    ):
        # It may be any of the missing ones.
        return "source.no_key"
    day_ago = now_utc - _REMOVALS_COUNT_FOR
    since = max(day_ago, source.approved_utc or day_ago)
    mine = [row for row in known.cameras.values() if row.source_id == source.id]
    alive = sum(1 for row in mine if row.deleted_utc is None)
    # A source that loses a few at each read would be emptied all the same.
    gone = sum(1 for row in mine if row.deleted_utc is not None and row.deleted_utc > since)
    return "source.many_missing" if missing + gone > MOST_REMOVED * (alive + gone) else ""


def _told_plainly(fault: RowFault) -> RowFault:
    if fault.reason in _FIELD_REASONS or fault.reason in _OUR_REASONS:
        return fault
    return replace(fault, value="")
