"""What is wrong with a file: every bad row by line and reason, so that one look mends them all."""

from __future__ import annotations

from dataclasses import dataclass

from console.base.errors import KnownError

MOST_FAULTS = 50


@dataclass(frozen=True)
class RowFault:
    """One bad row: ``line`` as an editor counts it (for GeoJSON the number of the feature), ``reason`` a dotted word."""

    line: int
    reason: str
    value: str = ""


class ImportRefusedError(KnownError):
    """``centre.import_rows`` with ``count`` and up to fifty faults; nothing was taken in."""

    def __init__(self, file: str, faults: list[RowFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line)[:MOST_FAULTS])
        told = "; ".join(f"{fault.line}: {fault.reason} {fault.value}".rstrip() for fault in self.faults)
        super().__init__("centre.import_rows", file=file, count=len(faults), rows=told)
