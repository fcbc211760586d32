"""Every viewing on record: begin and end in the centre's chain, by camera and by flag, paired by the viewing's own id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, select

from console.domain.audit_act import CENTRE_CHAIN, AuditAct
from console.server import audit
from console.server.audit_tables import AUDIT
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal

_LONGEST = timedelta(days=1)
"""No viewing lasts so long: what is older was put right already."""


@dataclass(frozen=True)
class ViewingId:
    """What is watched, and which viewing it is."""

    id: UUID
    flag_id: UUID
    camera_id: str

    def subjects(self, why: str = "") -> list[tuple[str, str]]:
        """By the camera and by the flag, so that either question of the audit finds it."""
        end = f" {why}" if why else ""
        return [
            (self.camera_id, f"viewing {self.id} flag {self.flag_id}{end}"),
            (str(self.flag_id), f"viewing {self.id} camera {self.camera_id}{end}"),
        ]


def record_begin(
    connection: Connection, who: Principal | audit.AuditActor, viewing: ViewingId, now_utc: datetime
) -> None:
    audit.record(connection, who, AuditAct.VIEW_BEGUN, viewing.subjects(), now_utc)


def record_end(centre: Centre, principal: Principal, viewing: ViewingId, why: str) -> None:
    def work(connection: Connection) -> tuple[None, list[Event]]:
        subjects = viewing.subjects(why)
        audit.record(connection, principal, AuditAct.VIEW_ENDED, subjects, centre.clock.now_utc())
        return None, []

    centre.write(work)


def end_left_open(centre: Centre) -> None:
    """Viewings that a centre that was killed could not end: they end now, which says how long they can have lasted."""

    def work(connection: Connection) -> tuple[None, list[Event]]:
        now = centre.clock.now_utc()
        views = (AuditAct.VIEW_BEGUN.value, AuditAct.VIEW_ENDED.value)
        mine = select(AUDIT).where(
            AUDIT.c.chain == CENTRE_CHAIN, AUDIT.c.action.in_(views), AUDIT.c.at_utc > now - _LONGEST
        )
        still_open: dict[tuple[str, str], tuple[str, str]] = {}
        for row in connection.execute(mine.order_by(AUDIT.c.seq)):
            key = (row.subject, viewing_of(row.detail))
            if row.action == AuditAct.VIEW_BEGUN.value:
                still_open[key] = (row.subject, f"{row.detail} centre_ended")
            else:
                still_open.pop(key, None)
        audit.record(connection, audit.THE_CENTRE, AuditAct.VIEW_ENDED, list(still_open.values()), now)
        return None, []

    centre.write(work)


def viewing_of(detail: str) -> str:
    """The id of the viewing that a line of the centre's chain is of."""
    return detail.partition(" flag ")[0].partition(" camera ")[0]
