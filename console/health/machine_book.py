"""What every process of ours cost, in stretches of five minutes, kept on this machine for 90 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import timedelta

import numpy as np

from console.base.clock import Clock
from console.domain.machine_span import MachineSpan
from console.health.machine_meter import MACHINE_TYPE
from console.health.span_ring import Spans
from console.store.database import Database

KEPT_DAYS = 90
MOST_ROWS = 1_000_000
"""Ten processes make 260,000 in 90 days, 20 MB."""
_COLUMNS = ", ".join(one.name for one in fields(MachineSpan))
_PLACES = ", ".join("?" for _ in fields(MachineSpan))
# A process that has the name of one before it within one stretch: the sums of both, and the worst of either.
_JOIN = ", ".join(
    [f"{name} = {name} + excluded.{name}" for name in ("looked_s", "cpu_ms")]
    + [f"{name} = max({name}, excluded.{name})" for name in ("pss_bytes", "threads", "lag_ms", "waiting")]
)


class MachineBook:
    """Any thread. Raises KnownError disk.*, store.*."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, spans: Sequence[tuple[str, MachineSpan]]) -> None:
        """All of them or none."""
        if not spans:
            return
        with self._database.transaction() as at:
            at.run_many(
                f"INSERT INTO machine_span (part, {_COLUMNS}) VALUES (?, {_PLACES})"  # noqa: S608  our own names
                f" ON CONFLICT (part, begin_unix_s) DO UPDATE SET {_JOIN}",
                [(name, *astuple(span)) for name, span in spans],
            )

    def spans(self, since_unix_s: int) -> dict[str, Spans]:
        """Of every process those that begin then or later, oldest first."""
        found: dict[str, list[tuple[object, ...]]] = {}
        for row in self._database.rows(
            f"SELECT part, {_COLUMNS} FROM machine_span"  # noqa: S608  our own names
            " WHERE begin_unix_s >= ? ORDER BY part, begin_unix_s",
            (since_unix_s,),
        ):
            name, *values = tuple(row)
            found.setdefault(str(name), []).append(tuple(values))
        return {name: np.array(rows, MACHINE_TYPE) for name, rows in found.items()}

    def prune(self, most_rows: int = MOST_ROWS) -> None:
        """Forgets what is older than ``KEPT_DAYS``, and the oldest above ``most_rows``."""
        oldest = int((self._clock.now_utc() - timedelta(days=KEPT_DAYS)).timestamp())
        with self._database.transaction() as at:
            at.run("DELETE FROM machine_span WHERE begin_unix_s < ?", (oldest,))
            row = at.row(
                "SELECT begin_unix_s FROM machine_span ORDER BY begin_unix_s DESC LIMIT 1 OFFSET ?", (most_rows,)
            )
            if row is not None:
                at.run("DELETE FROM machine_span WHERE begin_unix_s <= ?", (row["begin_unix_s"],))
