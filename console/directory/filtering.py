"""A filter of cameras as SQL, and what it leaves of each area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from console.directory.counts import COUNTED, counts_of
from console.directory.entries import CAMERAS, WORKING_FIRST, EntryReader
from console.directory.rights import OPEN, Lock
from console.domain.camera import CameraId
from console.domain.camera_filter import CameraFilter, OfferedFilters
from console.domain.condition import Condition
from console.domain.directory_entry import DirectoryEntry
from console.store.database import Database

_BELIEVED = {
    Condition.WORKING: "status.state IS 'online'",
    Condition.OFFLINE: "status.state IS 'offline'",
    Condition.UNKNOWN: "(status.state NOT IN ('online', 'offline', 'stale') AND status.since_utc IS NOT NULL)",
    Condition.NEVER: (
        "(status.state IS NULL OR (status.state NOT IN ('online', 'offline', 'stale') AND status.since_utc IS NULL))"
    ),
    Condition.STALE: "status.state IS 'stale'",
}


def passing(wanted: CameraFilter) -> tuple[str, list[str]]:
    """For WHERE, over ``camera`` and its ``status``."""
    parts, params = ["1"], []
    for column, chosen in (("kind", wanted.kinds), ("owner", wanted.owners)):
        if chosen:
            parts.append(f"camera.{column} IN ({_marks(chosen)})")
            params += sorted(chosen)
    if wanted.conditions:
        here = sorted(wanted.seen)
        fitting = sorted(camera for camera, condition in wanted.seen.items() if condition in wanted.conditions)
        believed = " OR ".join(_BELIEVED[one] for one in Condition if one in wanted.conditions)
        parts.append(f"(camera.id IN ({_marks(fitting)}) OR (camera.id NOT IN ({_marks(here)}) AND ({believed})))")
        params += [*fitting, *here]
    return " AND ".join(parts), params


class FilteredDirectory:
    """Any thread; a tenth of a second for a large city. Raises KnownError store.*, disk.*."""

    def __init__(self, database: Database, lock: Lock = OPEN) -> None:
        self._database = database
        self._lock = lock
        self._entries = EntryReader(database, lock)

    def of(self, cameras: Sequence[CameraId]) -> dict[CameraId, DirectoryEntry]:
        """Those of them that the directory knows."""
        if self._lock.shut:
            return {}
        rows = self._entries.read(f"{CAMERAS} WHERE id IN ({_marks(cameras)})", cameras)
        return {entry.camera.id: entry for entry in rows}

    def inside(
        self, areas: Sequence[str], cameras: Sequence[CameraId], wanted: CameraFilter, limit: int
    ) -> tuple[list[DirectoryEntry], int]:
        """Everything in these areas and these cameras, and how many they are: those that work first, then by number.

        ``wanted.seen`` says of some better than the centre whether they work.
        """
        if self._lock.shut:
            return [], 0
        passes, params = passing(wanted)
        ranges = " OR ".join("area_code = ? OR (area_code >= ? AND area_code < ?)" for _code in areas)
        # A dot or a slash follows the code of an area in the codes inside it, and 0 follows the slash.
        bounds = [bound for code in areas for bound in (code, f"{code}.", f"{code}0")]
        where = f"({ranges or '0'} OR id IN ({_marks(cameras)})) AND {passes}"
        works = [camera for camera, condition in wanted.seen.items() if condition is Condition.WORKING]
        order = f"CASE WHEN id IN ({_marks(wanted.seen)}) THEN id NOT IN ({_marks(works)}) ELSE {WORKING_FIRST} END"
        found = self._entries.read(
            f"{CAMERAS} WHERE {where} ORDER BY {order}, number LIMIT ?",
            [*bounds, *cameras, *params, *wanted.seen, *works, limit],
        )
        row = self._database.row(
            "SELECT COUNT(*) FROM camera LEFT JOIN camera_status AS status"  # noqa: S608  our own constants and marks
            f" ON status.camera_id = camera.id WHERE {where}",
            [*bounds, *cameras, *params],
        )
        return found, row[0] if row else 0

    def counts(self, wanted: CameraFilter) -> dict[str, tuple[int, int, int, int, int]]:
        """Of each area with anything left: cameras, and of them those believed online, offline, no longer known, stale."""
        if self._lock.shut:
            return {}
        where, params = passing(wanted)
        rows = self._database.rows(
            f"SELECT area_code, {COUNTED} FROM camera"  # noqa: S608  our own constants
            f" LEFT JOIN camera_status AS status ON status.camera_id = camera.id WHERE {where} GROUP BY area_code",
            params,
        )
        return {code: (one[0], one[1], one[2], one[3], one[4]) for code, one in counts_of(rows).items()}

    def offered(self) -> OfferedFilters:
        if self._lock.foreign:
            return OfferedFilters((), ())
        kinds, owners = (
            tuple(
                (row[0], row[1])
                for row in self._database.rows(
                    f"SELECT {column}, COUNT(*) FROM camera GROUP BY {column} ORDER BY 2 DESC, 1"  # noqa: S608  ours
                )
            )
            for column in ("kind", "owner")
        )
        return OfferedFilters(kinds, owners)


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _value in values)
