"""The result of a bench: rows of what was measured against what was wanted, and the machine that it ran on."""

from __future__ import annotations

import json
import math
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from console import __version__


@dataclass(frozen=True)
class Row:
    """One figure; ``target`` is None for a figure that is only told, such as a peer's."""

    what: str
    value: float
    unit: str
    target: float | None = None
    sense: Literal["at least", "at most"] = "at most"

    @property
    def holds(self) -> bool | None:
        if self.target is None:
            return None
        return self.value >= self.target if self.sense == "at least" else self.value <= self.target


@dataclass(frozen=True)
class Machine:
    """Where a bench ran."""

    cpu: str
    cores: int
    memory_mib: int
    system: str
    python: str
    ronda: str

    @classmethod
    def this(cls) -> Machine:
        pages, page_bytes = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
        return cls(
            cpu=_cpu_name(),
            cores=os.cpu_count() or 1,
            memory_mib=pages * page_bytes // 2**20,
            system=platform.platform(),
            python=platform.python_version(),
            ronda=__version__,
        )


def _cpu_name() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def as_json(name: str, rows: list[Row]) -> str:
    """One object: ``bench``, ``machine`` and ``rows`` of ``{what, value, unit, target, holds}``."""
    body = {
        "bench": name,
        "machine": asdict(Machine.this()),
        "rows": [
            {
                "what": row.what,
                # JSON has no not-a-number: what could not be measured is null, and holds nothing.
                "value": None if math.isnan(row.value) else round(row.value, 3),
                "unit": row.unit,
                "target": row.target,
                "holds": row.holds,
            }
            for row in rows
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def as_table(name: str, rows: list[Row]) -> str:
    """The same for people."""
    machine = Machine.this()
    lines = [f"{name} · {machine.cpu} · {machine.cores} cores · {machine.memory_mib} MiB · {machine.system}", ""]
    width = max(len(row.what) for row in rows)
    verdicts = {True: "holds", False: "MISSED", None: ""}
    for row in rows:
        target = "" if row.target is None else f"{row.sense} {row.target:g}"
        lines.append(
            f"{row.what:<{width}}  {row.value:>10.2f} {row.unit:<8} {target:<16} {verdicts[row.holds]}".rstrip()
        )
    return "\n".join(lines)
