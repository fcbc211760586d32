"""What consoles and walls see at this moment, kept in memory and noted in the database every few seconds."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from console.base.clock import Clock
from console.domain.sighting import TOGETHER, WRITTEN_EVERY, How, Sight, Sighting, doubted
from console.server.principal import Principal
from console.server.sightings.reading import Seen

_LEAST_PAUSE_S = 2.0
_FORGET_S = 300.0
_RANK = {sight: place for place, sight in enumerate(Sight)}
Row: TypeAlias = dict[str, object]


@dataclass(frozen=True)
class _Report:
    """Of one session: all that it watches."""

    watcher: str
    seen_by: str
    person: str
    at_s: float
    cameras: dict[str, Seen]

    @property
    def sees(self) -> bool:
        return any(seen.sight is Sight.LIVE for seen in self.cameras.values())


class SightingBoard:
    """Any thread. The newest word of each session stands until it says another, or nothing for minutes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._reports: dict[str, _Report] = {}
        self._touched: set[str] = set()
        self._written: dict[tuple[str, str], tuple[object, datetime]] = {}

    def may_speak(self, principal: Principal) -> bool:
        """False for a session that spoke a moment ago."""
        with self._lock:
            before = self._reports.get(principal.session_id)
            return before is None or self._clock.monotonic_s() - before.at_s >= _LEAST_PAUSE_S

    def take(self, principal: Principal, workstation: str, cameras: dict[str, Seen]) -> None:
        now_s = self._clock.monotonic_s()
        person = principal.display_name or principal.username
        report = _Report(principal.user_id, workstation or person, person, now_s, cameras)
        with self._lock:
            self._reports = {key: one for key, one in self._reports.items() if now_s - one.at_s < _FORGET_S}
            self._reports[principal.session_id] = report
            self._touched.update(cameras)

    def watched(self) -> dict[str, int]:
        """By how many sessions each camera is watched now."""
        counts: dict[str, int] = {}
        for report in self._current():
            for camera_id in report.cameras:
                counts[camera_id] = counts.get(camera_id, 0) + 1
        return counts

    def watchers(self) -> int:
        return len({report.watcher for report in self._current()})

    def doubted(self) -> set[str]:
        """Cameras that somebody fails with now, and nobody sees."""
        by_camera: dict[str, list[Sighting]] = {}
        for (camera_id, watcher), (report, seen) in self._best(self._current()).items():
            one = Sighting(
                watcher, How.WATCHED, seen.sight, seen.since_utc, seen.at_utc, seen.fresh_utc, seen.reason, report.sees
            )
            by_camera.setdefault(camera_id, []).append(one)
        now = self._clock.now_utc()
        return {camera_id for camera_id, seen in by_camera.items() if doubted(seen, now)}

    def take_changes(self, now_utc: datetime) -> list[Row]:
        """What is to be noted since the last time: what differs, and now and then what goes on as it was."""
        with self._lock:
            touched, self._touched = self._touched, set()
            reports = list(self._reports.values())
        rows: list[Row] = []
        for (camera_id, watcher), (report, seen) in self._best(reports).items():
            state = (seen.sight, seen.reason, report.sees, report.seen_by)
            before = self._written.get((camera_id, watcher))
            is_due = before is None or before[0] != state or now_utc - before[1] >= WRITTEN_EVERY
            if camera_id in touched and is_due:
                rows.append(_row(camera_id, report, seen))
                self._written[camera_id, watcher] = (state, now_utc)
        oldest = now_utc - timedelta(hours=1)
        self._written = {key: one for key, one in self._written.items() if one[1] > oldest}
        return rows

    def put_back(self, rows: list[Row]) -> None:
        """They could not be written: they are due again."""
        with self._lock:
            for row in rows:
                self._written.pop((str(row["camera_id"]), str(row["watcher"])), None)
                self._touched.add(str(row["camera_id"]))

    def _current(self) -> list[_Report]:
        now_s = self._clock.monotonic_s()
        with self._lock:
            return [one for one in self._reports.values() if now_s - one.at_s <= TOGETHER.total_seconds()]

    def _best(self, reports: list[_Report]) -> dict[tuple[str, str], tuple[_Report, Seen]]:
        """By camera and person; of one person at two machines the better word counts."""
        best: dict[tuple[str, str], tuple[_Report, Seen]] = {}
        for report in sorted(reports, key=lambda one: one.at_s, reverse=True):
            for camera_id, seen in report.cameras.items():
                known = best.get((camera_id, report.watcher))
                if known is None or _RANK[seen.sight] < _RANK[known[1].sight]:
                    best[camera_id, report.watcher] = (report, seen)
        return best


def _row(camera_id: str, report: _Report, seen: Seen) -> Row:
    return {
        "camera_id": camera_id,
        "watcher": report.watcher,
        "how": How.WATCHED.value,
        "sight": seen.sight.value,
        "reason": seen.reason,
        "seen_by": report.seen_by,
        "person": report.person,
        "since_utc": seen.since_utc,
        "at_utc": seen.at_utc,
        "fresh_utc": seen.fresh_utc,
        "sees": report.sees,
        "failures": 0,
        "mark": "",
    }
