"""One read of a source, from the claim to what becomes of its cameras; what fails leaves the directory as it was."""

from __future__ import annotations

import json
import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.logs import logger
from console.domain.audit_act import AuditAct
from console.server import audit
from console.server.centre import Centre
from console.server.intake.plan import Known, load_known
from console.server.intake.writing import remove_cameras, write_cameras
from console.server.numbering import Event, directory_head
from console.server.principal import Principal
from console.server.sightings.beliefs import tell_statuses
from console.server.sources.adapter import SourceReading
from console.server.sources.difference import Difference, SourceState, difference
from console.server.sources.kinds import SourceSetup, opened
from console.server.sources.store import defaults_of, source_row
from console.server.sources.tables import SOURCES
from console.wire.push import PushKind

_LOG = logger("centre.sources")
OK = "ok"
_ASKING = ("source.empty", "source.many_missing", "source.no_key")
"""Outcomes that wait for a person."""
_CLAIM_LASTS = timedelta(minutes=15)
"""Longer than any read takes; a centre that was killed while reading holds a source up for no longer."""
_MOST_NOTES = 50
_FAILURES_WAIT_S = 900.0
_JITTER = (0.95, 1.05)


@dataclass(frozen=True)
class RunReport:
    """What became of a reading; ``outcome`` is ``ok``, or why what is missing waits for a person."""

    outcome: str
    difference: Difference
    removed: int
    notes: tuple[str, ...]


def dry_run(centre: Centre, source_id: str) -> tuple[Difference, tuple[str, ...]]:
    """Reads the source and tells what would change. Raises KnownError ``source.*``; writes nothing, not even that."""
    with centre.database.read() as connection:
        row = source_row(connection, source_id)
    reading = _read(centre, row, lambda: False)
    with centre.database.read() as connection:
        found = _prepare(connection, centre, row, reading).difference
    return found, _notes(found, reading)


def run_source(centre: Centre, source_id: str, should_stop: Callable[[], bool] = lambda: False) -> RunReport:
    """Raises KnownError ``source.*``, also ``source.busy`` where it is read already; how it went is written down."""
    row, claim = _claimed(centre, source_id)
    try:
        reading = _read(centre, row, should_stop)
        # Outside the write, which holds up everybody: a city's cameras take a second to compare.
        with centre.database.read() as connection:
            prepared = _prepare(connection, centre, row, reading)
        return centre.write(lambda connection: _take_in(connection, centre, claim, reading, prepared))
    except KnownError as error:
        _give_up(centre, claim, source_id, error)
        raise


def approve_removals(
    centre: Centre, source_id: str, who: Principal | audit.AuditActor, count: int | None = None
) -> int:
    """Removes what waits for it; gives how many went.

    Raises KnownError ``source.unknown``, ``source.nothing_waits``, ``source.removals_changed`` where they are no longer
    the ``count`` that the person saw.
    """

    def work(connection: Connection) -> tuple[int, list[Event]]:
        row = source_row(connection, source_id)
        waiting = set(json.loads(row.pending_removals))
        if not waiting:
            raise KnownError("source.nothing_waits", name=source_id)
        if count is not None and count != len(waiting):
            raise KnownError("source.removals_changed", name=source_id, count=len(waiting))
        known = load_known(connection).cameras.values()
        going = [
            one.id for one in known if one.id in waiting and one.deleted_utc is None and one.source_id == source_id
        ]
        now = centre.clock.now_utc()
        remove_cameras(connection, sorted(going), now)
        outcome = OK if row.outcome in _ASKING else row.outcome
        _write_row(connection, source_id, pending_removals="[]", approved_utc=now, outcome=outcome, params="{}")
        words = f"removal of {len(going)} cameras approved"
        audit.record(connection, who, AuditAct.SOURCE_CHANGED, [(source_id, words)], now)
        return len(going), _changed_events(connection) if going else []

    return centre.write(work)


def _claimed(centre: Centre, source_id: str) -> tuple[Any, str]:
    claim = str(new_id())

    def work(connection: Connection) -> Any:
        row = source_row(connection, source_id)
        now = centre.clock.now_utc()
        if row.claim is not None and row.claimed_until_utc > now:
            raise KnownError("source.busy", name=source_id)
        _write_row(connection, source_id, claim=claim, claimed_until_utc=now + _CLAIM_LASTS)
        return row

    return centre.database.write(work), claim


def _read(centre: Centre, row: Any, should_stop: Callable[[], bool]) -> SourceReading:
    login = centre.keys.unseal(row.login)
    try:
        with opened(row.kind, SourceSetup(json.loads(row.settings), login, row.ca_pem, should_stop)) as adapter:
            reading = adapter.read()
    except KnownError:
        raise
    except Exception as error:  # noqa: BLE001  the edge of an adapter: whatever it stumbles on, the directory stays
        # Where it happened and no more: its words may hold an address with a password.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} {place.filename.rpartition('/')[2]}:{place.lineno}"
        _LOG.error("bug while reading source %s: %s", row.id, where)
        raise KnownError("source.bug", where=where) from None
    if should_stop():
        raise KnownError("source.stopped", host=row.id)
    return reading


@dataclass(frozen=True)
class _Prepared:
    """A difference from the directory as it stood at ``seq``."""

    source_id: str
    seq: int
    approved_utc: datetime | None
    known: Known
    difference: Difference


def _prepare(connection: Connection, centre: Centre, row: Any, reading: SourceReading) -> _Prepared:
    seq = directory_head(connection).seq
    known = load_known(connection)
    state = SourceState(row.id, defaults_of(row), row.approved_utc)
    found = difference(known, centre.keys, state, reading, centre.clock.now_utc())
    return _Prepared(row.id, seq, row.approved_utc, known, found)


def _take_in(
    connection: Connection, centre: Centre, claim: str, reading: SourceReading, prepared: _Prepared
) -> tuple[RunReport, list[Event]]:
    source_id = prepared.source_id
    row = source_row(connection, source_id)
    if row.claim != claim:
        raise KnownError("source.busy", name=source_id)
    now = centre.clock.now_utc()
    if (directory_head(connection).seq, row.approved_utc) != (prepared.seq, prepared.approved_utc):
        prepared = _prepare(connection, centre, row, reading)
    found = prepared.difference
    changed = write_cameras(connection, centre.keys, found.cameras, prepared.known, now, source_id)
    missing = [one.id for one in found.missing]
    removed = 0 if found.asks else len(missing)
    remove_cameras(connection, missing[:removed], now)
    events = tell_statuses(connection, found.statuses, now)
    if changed or removed:
        events += _changed_events(connection)
    report = RunReport(found.asks or OK, found, removed, _notes(found, reading))
    # An answer without cameras is the source's fault as long as nobody says otherwise.
    failures = int(row.failures) + 1 if found.asks == "source.empty" else 0
    values = {
        "outcome": report.outcome,
        "params": "{}",
        "failures": failures,
        "counts": json.dumps(counts_of(report)),
        "notes": json.dumps(report.notes),
        "pending_removals": json.dumps(missing if found.asks else []),
        "good_utc": now if not failures else row.good_utc,
    }
    _write_row(connection, source_id, **values, **_ended(now, row.every_s, failures))
    return report, events


def counts_of(report: RunReport) -> dict[str, int]:
    found = report.difference
    return {
        "told": found.told,
        "added": len(found.added),
        "changed": len(found.changed),
        "removed": report.removed,
        "unchanged": found.unchanged,
        "left_out": len(found.faults),
    }


def _give_up(centre: Centre, claim: str, source_id: str, error: KnownError) -> None:
    def work(connection: Connection) -> None:
        row = connection.execute(select(SOURCES).where(SOURCES.c.id == source_id)).first()
        if row is None or row.claim != claim:
            return
        if error.code == "source.stopped":
            # The centre ends; the source is to be read again as soon as it is back.
            _write_row(connection, source_id, claim=None, claimed_until_utc=None)
            return
        failures = int(row.failures) + 1
        ending = _ended(centre.clock.now_utc(), row.every_s, failures)
        params = json.dumps(error.params)
        _write_row(connection, source_id, outcome=error.code, params=params, failures=failures, **ending)

    centre.database.write(work)


def _ended(now_utc: datetime, every_s: int, failures: int) -> dict[str, Any]:
    """When it is read next: with jitter, so that not all are read at once, and less often the longer it fails."""
    if failures:
        most_s = max(float(every_s), _FAILURES_WAIT_S)
        wait_s = Backoff(first_s=min(60.0, float(every_s)), most_s=most_s).delay_s(failures)
    else:
        wait_s = every_s * random.uniform(*_JITTER)
    due = now_utc + timedelta(seconds=wait_s)
    return {"claim": None, "claimed_until_utc": None, "ran_utc": now_utc, "due_utc": due}


def _notes(found: Difference, reading: SourceReading) -> tuple[str, ...]:
    """What was left out, by place and reason; an adapter's own words without anything that looks like an address."""
    faults = [f"{fault.reason} {fault.line} {fault.value}".rstrip() for fault in found.faults]
    told = [note[:120] for note in reading.notes if "://" not in note and "@" not in note]
    return tuple([*faults, *told][:_MOST_NOTES])


def _changed_events(connection: Connection) -> list[Event]:
    return [Event(PushKind.DIRECTORY_CHANGED, directory_head(connection).model_dump_json())]


def _write_row(connection: Connection, source_id: str, **values: Any) -> None:
    connection.execute(update(SOURCES).where(SOURCES.c.id == source_id).values(values))
