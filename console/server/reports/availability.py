"""Counts the availability of many cameras over days: one camera after another, added to the line that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from sqlalchemy import Connection

from console.domain.availability import Availability, Tally, blanks_of, pieces, tallies, whole_of
from console.domain.report_days import ReportBy, ReportDays, day_of
from console.server.problems import Refusal
from console.server.reports.cameras import CountedCamera, Places, ReportScope, counted_cameras
from console.server.reports.exempt import ExemptTime
from console.server.reports.reading import spells_of
from console.server.spells.running import ran_first_utc, runs_between
from console.wire.reports import AvailabilityDay, AvailabilityReport, AvailabilityRow


@dataclass(frozen=True)
class ReportWish:
    """What somebody wants told."""

    days: ReportDays
    by: ReportBy
    scope: ReportScope


def count_availability(connection: Connection, wish: ReportWish, now_utc: datetime) -> AvailabilityReport:
    """Some seconds for a city's month. Raises Refusal 422 ``report.days_to_come``, and as ``ReportScope.check``."""
    wish.scope.check(connection)
    now_s = int(now_utc.timestamp())
    cuts = wish.days.cuts(now_s)
    if wish.days.begin_s >= now_s:
        raise Refusal(422, "report.days_to_come")
    places = Places(connection)
    lines: dict[str, tuple[str, str, Availability]] = {}
    total = Availability()
    days = [[0, 0, 0] for _ in pairwise(cuts)]
    for camera, parts in tallies_of(connection, counted_cameras(connection, wish.scope), cuts, now_s):
        found = Availability.of(whole_of(parts))
        key = places.key(camera, wish.by)
        name, place, so_far = lines.get(key) or (*places.title(camera, wish.by), Availability())
        lines[key] = (name, place, so_far + found)
        total += found
        for sums, part in zip(days, parts, strict=True):
            for place_of, seconds in enumerate((part.up_s, part.down_s, part.unknown_s)):
                sums[place_of] += seconds
    runs = runs_between(connection, cuts[0], cuts[-1], now_s)
    area = wish.scope.area
    return AvailabilityReport(
        by=wish.by,
        area=area,
        area_name=places.name(area) if area else "",
        first_day=wish.days.first,
        last_day=wish.days.last,
        until_utc=datetime.fromtimestamp(cuts[-1], UTC),
        made_utc=now_utc,
        centre_off_s=cuts[-1] - cuts[0] - sum(end_s - begin_s for begin_s, end_s in runs),
        measured_since_utc=ran_first_utc(connection),
        total=AvailabilityRow.of("", "", "", total),
        rows=tuple(AvailabilityRow.of(key, *line) for key, line in sorted(lines.items(), key=_order(wish.by))),
        days=tuple(
            AvailabilityDay(day=day_of(begin_s), up_s=up_s, down_s=down_s, unknown_s=unknown_s)
            for begin_s, (up_s, down_s, unknown_s) in zip(cuts, days, strict=False)
        ),
    )


def tallies_of(
    connection: Connection, cameras: Sequence[CountedCamera], cuts: Sequence[int], now_s: int
) -> Iterator[tuple[CountedCamera, list[Tally]]]:
    """One tally for each stretch between two cuts; a camera that left counts only where it has a spell."""
    begin_s, end_s = cuts[0], cuts[-1]
    exempt = ExemptTime(connection, begin_s, end_s)
    runs = runs_between(connection, begin_s, end_s, now_s)
    usual = blanks_of(runs, (), begin_s, end_s)
    by_id = {camera.id: camera for camera in cameras}
    for camera_id, spells in spells_of(connection, list(by_id), begin_s, end_s):
        camera = by_id[camera_id]
        if not spells and not camera.is_here:
            continue
        apart = exempt.of(camera)
        blanks = blanks_of(runs, apart, begin_s, end_s) if apart else usual
        yield camera, tallies(pieces(spells, blanks, begin_s, end_s), cuts)


Line = tuple[str, tuple[str, str, Availability]]


def _order(by: ReportBy) -> Callable[[Line], tuple[str, str]]:
    """Areas as the city counts them, owners by name, cameras as they come: by number."""
    if by is ReportBy.CAMERA:
        return lambda _line: ("", "")
    if by is ReportBy.OWNER:
        return lambda line: (line[1][0].casefold(), line[0])
    return lambda line: ("", line[0])
