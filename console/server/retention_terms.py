"""How long evidence of each camera is kept: as the city keeps all of it, or shorter where the owner's terms say so."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, select

from console.server.tables import CAMERAS
from console.server.viewing_terms import CAMERA_TERMS, OWNER_TERMS


class EvidenceLives:
    """As the terms stand in this transaction; never longer than the city's own time."""

    def __init__(self, connection: Connection, city: timedelta) -> None:
        self._city = city
        owners = {
            row.owner_id: row.retention_days
            for row in connection.execute(select(OWNER_TERMS).where(OWNER_TERMS.c.retention_days.is_not(None)))
        }
        theirs = select(CAMERAS.c.id, CAMERAS.c.owner_id).where(CAMERAS.c.owner_id.in_(list(owners)))
        days: dict[str, int | None] = {row.id: owners[row.owner_id] for row in connection.execute(theirs)}
        own = select(CAMERA_TERMS.c.camera_id, CAMERA_TERMS.c.retention_days)
        days |= {row.camera_id: row.retention_days for row in connection.execute(own)}
        self._lives = {
            camera: timedelta(days=count) for camera, count in days.items() if count and timedelta(days=count) < city
        }

    @property
    def shortest(self) -> timedelta:
        return min(self._lives.values(), default=self._city)

    @property
    def are_one(self) -> bool:
        """No owner wants less than the city."""
        return not self._lives

    def of(self, camera_id: str) -> timedelta:
        return self._lives.get(camera_id, self._city)
