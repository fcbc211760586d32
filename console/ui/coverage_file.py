"""The coverage as a table for any spreadsheet, what its words mean first; nothing that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from console.domain.coverage import AreaCoverage, Coverage
from console.i18n.translator import Translator
from console.ui.spreadsheet import BOM, harmless

DEFINITIONS = ("coverage-means-working", "coverage-means-dead", "coverage-means-bare", "coverage-means-others")
_COLUMNS = (
    "code", "level", "name", "place", "rt_count", "rt_working", "rt_only_dead", "rt_without_camera",
    "share_working_percent", "cameras", "cameras_working",
)  # fmt: skip


def coverage_csv(translator: Translator, coverage: Coverage, areas: Sequence[AreaCoverage], as_of: str) -> str:
    """Lines of explanation begin with ``#``."""
    out = io.StringIO()
    for line in (translator.text("coverage-title"), as_of, *(translator.text(key) for key in DEFINITIONS)):
        out.write(f"# {line}\r\n")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for area in areas:
        words = (area.code, area.level.value, area.name, coverage.place(area.code))
        numbers = (area.rts, area.working, area.dead, area.bare, round(area.share * 100, 1))
        writer.writerow([*(harmless(word) for word in words), *numbers, area.cameras, area.working_cameras])
    return BOM + out.getvalue()
