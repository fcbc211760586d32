"""When a camera does not count: closed to the room, or outside the hours or after the last day of its owner's terms."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import Connection, or_, select

from console.base.clock import WIB
from console.domain.availability import Stretch
from console.domain.viewing_terms import FREE, ViewingTerms
from console.server.privacy_tables import CLOSURES
from console.server.reports.cameras import CountedCamera
from console.server.viewing_terms import every_terms

_DAY_S = 86_400
_MINUTE_S = 60


class ExemptTime:
    """Of a stretch; closures as they were, terms as they are now: what they were before is not kept."""

    def __init__(self, connection: Connection, begin_s: int, end_s: int) -> None:
        self._begin_s, self._end_s = begin_s, end_s
        self._of_owner, self._of_camera = every_terms(connection)
        self._by_terms: dict[ViewingTerms, list[Stretch]] = {FREE: []}
        self._closed = _closures(connection, begin_s, end_s)

    def of(self, camera: CountedCamera) -> list[Stretch]:
        """In any order; they may overlap."""
        terms = self._of_camera.get(camera.id) or self._of_owner.get(camera.owner_id, FREE)
        if terms not in self._by_terms:
            self._by_terms[terms] = outside_terms(terms, self._begin_s, self._end_s)
        return [*self._by_terms[terms], *self._closed.get(camera.id, ())]


def outside_terms(terms: ViewingTerms, begin_s: int, end_s: int) -> list[Stretch]:
    """What of the stretch lies outside the hours, and after the last day."""
    found: list[Stretch] = []
    if terms.valid_until is not None:
        over = datetime.combine(terms.valid_until + timedelta(days=1), time(), WIB)
        found.append((max(begin_s, int(over.timestamp())), end_s))
    if terms.hours is None:
        return found
    opens_s, shuts_s = terms.hours.begin_min * _MINUTE_S, terms.hours.end_min * _MINUTE_S
    day = datetime.fromtimestamp(begin_s, WIB).date()
    midnight_s = int(datetime.combine(day, time(), WIB).timestamp())
    for at_s in range(midnight_s, end_s, _DAY_S):
        if opens_s < shuts_s:
            found += [(at_s, at_s + opens_s), (at_s + shuts_s, at_s + _DAY_S)]
        else:
            found.append((at_s + shuts_s, at_s + opens_s))
    return found


def _closures(connection: Connection, begin_s: int, end_s: int) -> dict[str, list[Stretch]]:
    begin, end = (datetime.fromtimestamp(moment, WIB) for moment in (begin_s, end_s))
    reaching = select(CLOSURES.c.camera_id, CLOSURES.c.closed_utc, CLOSURES.c.opened_utc).where(
        CLOSURES.c.closed_utc < end, or_(CLOSURES.c.opened_utc.is_(None), CLOSURES.c.opened_utc > begin)
    )
    found: dict[str, list[Stretch]] = {}
    for row in connection.execute(reaching):
        until_s = end_s if row.opened_utc is None else int(row.opened_utc.timestamp())
        found.setdefault(row.camera_id, []).append((int(row.closed_utc.timestamp()), until_s))
    return found
