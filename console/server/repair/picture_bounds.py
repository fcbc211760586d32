"""Of which cameras no picture before or after a repair is taken, and which of those that there are nobody sees any more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from console.domain.camera import PrivacyClass
from console.domain.repair_picture import Withheld
from console.server.privacy_tables import CLOSURES, MASKS
from console.server.tables import CAMERAS


@dataclass(frozen=True)
class PictureBounds:
    """Of some cameras at one moment."""

    withheld: Mapping[str, Withheld]
    masked_utc: Mapping[str, datetime]

    def of_camera(self, camera_id: str) -> Withheld | None:
        """Of a picture that is to come: consoles paint the masks in it."""
        return self.withheld.get(camera_id)

    def of_picture(self, camera_id: str, received_utc: datetime) -> Withheld | None:
        masked = self.masked_utc.get(camera_id)
        if masked is not None and masked >= received_utc:
            return Withheld.MASKED
        return self.withheld.get(camera_id)


def bounds_of(connection: Connection, camera_ids: Collection[str]) -> PictureBounds:
    ids = set(camera_ids)
    sensitive = select(CAMERAS.c.id).where(
        CAMERAS.c.id.in_(ids), CAMERAS.c.privacy_class == PrivacyClass.SENSITIVE.value
    )
    withheld = dict.fromkeys(connection.execute(sensitive).scalars(), Withheld.SENSITIVE)
    closed = select(CLOSURES.c.camera_id).where(CLOSURES.c.opened_utc.is_(None), CLOSURES.c.camera_id.in_(ids))
    withheld |= dict.fromkeys(connection.execute(closed).scalars(), Withheld.CLOSED)
    newest = (
        select(MASKS.c.camera_id, func.max(MASKS.c.set_utc).label("set_utc"))
        .where(MASKS.c.camera_id.in_(ids), MASKS.c.polygons != "[]")
        .group_by(MASKS.c.camera_id)
    )
    return PictureBounds(withheld, {row.camera_id: row.set_utc for row in connection.execute(newest)})
