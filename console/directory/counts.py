"""Cameras of every area with all that is inside it, by their condition, kept so that the tree never counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from console.domain.area import CODE_LETTERS, AreaLevel, is_area_code, lineage, parent_code
from console.domain.camera import DirectoryStatus
from console.domain.condition import Condition, believed
from console.store.database import Row, Transaction
from console.wire.directory import CameraStatus, StatusSnapshot
from console.wire.push import CameraStatusPush

COUNTED = (
    "COUNT(*) AS cameras, SUM(status.state IS 'online') AS online, SUM(status.state IS 'offline') AS offline,"
    " SUM(COALESCE(status.state NOT IN ('online', 'offline', 'stale') AND status.since_utc IS NOT NULL, 0)) AS unknown,"
    " SUM(status.state IS 'stale') AS stale"
)
"""Of cameras with their status; who is in none of the four was never seen."""
_STEPS = {
    Condition.WORKING: "UPDATE area_count SET online = online + ? WHERE code = ?",
    Condition.OFFLINE: "UPDATE area_count SET offline = offline + ? WHERE code = ?",
    Condition.UNKNOWN: "UPDATE area_count SET unknown = unknown + ? WHERE code = ?",
    Condition.STALE: "UPDATE area_count SET stale = stale + ? WHERE code = ?",
}
_NAMES = ("cameras", "online", "offline", "unknown", "stale")
_CONDITIONS = (Condition.WORKING, Condition.OFFLINE, Condition.UNKNOWN, Condition.STALE)
_INSIDE = (AreaLevel.RT, AreaLevel.RW, AreaLevel.VILLAGE, AreaLevel.DISTRICT)
_Counts = dict[str, list[int]]
"""In the order of ``_NAMES``."""


class CountChange:
    """What the changes of one page add to and take from the counts."""

    def __init__(self) -> None:
        self._counts: _Counts = {}

    def add(self, area_code: str, status: tuple[str, str | None] | None, step: int) -> None:
        """``status`` and since when, if it is known; ``step`` is 1 for a camera that comes and -1 for one that goes."""
        condition = _condition(*(status or (None, None)))
        counts = self._counts.setdefault(area_code, [0] * len(_NAMES))
        counts[0] += step
        if condition in _CONDITIONS:
            counts[1 + _CONDITIONS.index(condition)] += step

    def apply(self, write: Transaction) -> None:
        write.run_many(
            "INSERT INTO area_count (code, cameras, online, offline, unknown, stale) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (code) DO UPDATE SET cameras = cameras + excluded.cameras, online = online + excluded.online,"
            " offline = offline + excluded.offline, unknown = unknown + excluded.unknown, stale = stale + excluded.stale",
            [(code, *counts) for code, counts in with_all_around(self._counts).items() if any(counts)],
        )
        write.run("DELETE FROM area_count WHERE cameras <= 0")


def recount(write: Transaction) -> None:
    """Counts everything anew; about 0.1 s for a city."""
    rows = write.rows(
        f"SELECT area_code, {COUNTED}"  # noqa: S608  our own constants
        " FROM camera LEFT JOIN camera_status AS status ON status.camera_id = camera.id GROUP BY area_code"
    )
    write.run("DELETE FROM area_count")
    write.run_many(
        "INSERT INTO area_count (code, cameras, online, offline, unknown, stale) VALUES (?, ?, ?, ?, ?, ?)",
        [(code, *counts) for code, counts in counts_of(rows).items()],
    )


def counts_of(rows: Iterable[Row]) -> _Counts:
    """Of rows of an ``area_code`` with ``COUNTED``: for each area with all that is inside it."""
    return with_all_around({row["area_code"]: [row[name] for name in _NAMES] for row in rows})


def with_all_around(counts: Mapping[str, list[int]]) -> _Counts:
    found = {code: list(one) for code, one in counts.items() if is_area_code(code)}
    for level in _INSIDE:
        # From the inside out: each area adds all that it has to the one around it.
        letters = CODE_LETTERS[level]
        for code in [one for one in found if len(one) == letters]:
            around = found.setdefault(parent_code(code) or code, [0] * len(_NAMES))
            for place, count in enumerate(found[code]):
                around[place] += count
    return found


def replace_status(write: Transaction, snapshot: StatusSnapshot) -> None:
    """The whole truth of the centre; a camera that is not in it is unknown."""
    write.run("DELETE FROM camera_status")
    write.run_many(
        "INSERT INTO camera_status (camera_id, state, since_utc) VALUES (?, ?, ?)",
        ((camera_id, *_values(status)) for camera_id, status in snapshot.cameras.items()),
    )
    recount(write)


def change_status(write: Transaction, push: CameraStatusPush) -> bool:
    """One camera; False when that is what we knew already."""
    row = write.row(
        "SELECT s.state, s.since_utc, camera.area_code FROM (SELECT ? AS id) AS asked"
        " LEFT JOIN camera_status AS s ON s.camera_id = asked.id LEFT JOIN camera ON camera.id = asked.id",
        (push.camera_id,),
    )
    before = _condition(row["state"], row["since_utc"]) if row else Condition.NEVER
    now = believed(push.status, ever_seen=True)
    if before is now:
        return False
    write.run(
        "INSERT OR REPLACE INTO camera_status (camera_id, state, since_utc) VALUES (?, ?, ?)",
        (push.camera_id, push.status.value, push.since_utc.isoformat()),
    )
    if row is not None and row["area_code"] is not None:
        around = lineage(row["area_code"])
        for condition, step in ((before, -1), (now, 1)):
            if condition in _STEPS:
                write.run_many(_STEPS[condition], [(step, code) for code in around])
    return True


def _condition(state: str | None, since_utc: str | None) -> Condition:
    known = state is not None and state in {one.value for one in DirectoryStatus}
    return believed(
        DirectoryStatus(state) if known else DirectoryStatus.UNKNOWN,
        ever_seen=state is not None and since_utc is not None,
    )


def _values(status: CameraStatus) -> tuple[str, str | None]:
    return status.status.value, status.since_utc.isoformat() if status.since_utc else None
