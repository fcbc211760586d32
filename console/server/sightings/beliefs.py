"""What is believed of cameras from what was seen of them and what sources said: written where it differs, by one door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from console.domain.camera import DirectoryStatus
from console.domain.sighting import Belief, How, Sight, Sighting, Told, belief_of
from console.server.numbering import Event
from console.server.sightings.tables import CAMERA_SIGHTINGS, CAMERA_TOLD
from console.server.statuses import write_statuses
from console.server.tables import CAMERAS

CENTRE = "centre"
"""The watcher of probes."""
_SLICE = 500


def tell_statuses(connection: Connection, told: Mapping[str, DirectoryStatus], now_utc: datetime) -> list[Event]:
    """A source's word: kept, and believed of cameras that nobody has measured. Gives the events to append."""
    known = _known(connection, told)
    words = {key: status for key, status in told.items() if key in known}
    for keys in _slices(words):
        connection.execute(delete(CAMERA_TOLD).where(CAMERA_TOLD.c.camera_id.in_(keys)))
    if words:
        rows = [{"camera_id": key, "state": status.value, "at_utc": now_utc} for key, status in words.items()]
        connection.execute(insert(CAMERA_TOLD), rows)
    return settle(connection, words, now_utc)


def settle(connection: Connection, cameras: Collection[str], now_utc: datetime) -> list[Event]:
    """Believes of these cameras what is known of them now. Gives the events to append."""
    beliefs = beliefs_of(connection, cameras, now_utc)
    wanted = {key: belief.status for key, belief in beliefs.items()}
    since = {key: belief.since_utc for key, belief in beliefs.items() if belief.since_utc is not None}
    return write_statuses(connection, wanted, now_utc, since)


def beliefs_of(connection: Connection, cameras: Collection[str], now_utc: datetime) -> dict[str, Belief]:
    """Of those of which anything is known, or was: what nobody has measured for long and no source told is unknown."""
    seen: dict[str, list[Sighting]] = defaultdict(list)
    told: dict[str, Told] = {}
    for keys in _slices(cameras):
        rows = connection.execute(select(CAMERA_SIGHTINGS).where(CAMERA_SIGHTINGS.c.camera_id.in_(keys)))
        for row in rows:
            seen[row.camera_id].append(sighting_of(row))
        for row in connection.execute(select(CAMERA_TOLD).where(CAMERA_TOLD.c.camera_id.in_(keys))):
            told[row.camera_id] = Told(DirectoryStatus(row.state), row.at_utc)
    found: dict[str, Belief] = {}
    for key in seen.keys() | told.keys():
        belief = belief_of(seen.get(key, ()), told.get(key), now_utc)
        if belief is not None:
            found[key] = belief
        elif _is_outlived(seen[key], now_utc):
            found[key] = Belief(DirectoryStatus.UNKNOWN, How.WATCHED, now_utc)
    return found


def _is_outlived(sightings: list[Sighting], now_utc: datetime) -> bool:
    """Something was believed of it once and is too old; what was never believed leaves it as it stands."""
    return any(belief_of([one], None, one.at_utc) is not None for one in sightings if one.at_utc <= now_utc)


def sighting_of(row: Any) -> Sighting:
    return Sighting(
        row.watcher, How(row.how), Sight(row.sight), row.since_utc, row.at_utc, row.fresh_utc, row.reason, row.sees
    )


def write_sightings(connection: Connection, rows: Iterable[Mapping[str, object]]) -> None:
    """In place of what the same watchers said of the same cameras; cameras that are gone are left out."""
    wanted = [dict(row) for row in rows]
    known = _known(connection, {str(row["camera_id"]) for row in wanted})
    given = [row for row in wanted if row["camera_id"] in known]
    by_watcher: dict[object, list[object]] = defaultdict(list)
    for row in given:
        by_watcher[row["watcher"]].append(row["camera_id"])
    for watcher, cameras in by_watcher.items():
        for keys in _slices(cameras):
            mine = (CAMERA_SIGHTINGS.c.watcher == watcher) & CAMERA_SIGHTINGS.c.camera_id.in_(keys)
            connection.execute(delete(CAMERA_SIGHTINGS).where(mine))
    if given:
        connection.execute(insert(CAMERA_SIGHTINGS), given)


def _known(connection: Connection, keys: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in _slices(keys):
        found.update(connection.execute(select(CAMERAS.c.id).where(CAMERAS.c.id.in_(some))).scalars())
    return found


def _slices(keys: Iterable[Any]) -> Iterable[list[Any]]:
    every = list(keys)
    return (every[start : start + _SLICE] for start in range(0, len(every), _SLICE))
