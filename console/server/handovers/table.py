"""A hand-over note as a table for any spreadsheet: one thing that it is about in each line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from console.server.audit_csv import BOM, harmless_cell, time_cell
from console.wire.handovers import CameraFact, HandoverRecord

_COLUMNS = ("handover", "part", "what", "state", "cameras", "at_utc", "by", "words")


def handover_csv(record: HandoverRecord) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for cells in _rows(record):
        writer.writerow([harmless_cell(cell) for cell in (record.summary.number, *cells)])
    return BOM + text.getvalue()


def _rows(record: HandoverRecord) -> Iterator[tuple[str, ...]]:
    summary, body = record.summary, record.body
    yield "note", summary.shift, summary.state.value, "", time_cell(body.facts.at_utc), summary.author, body.text
    for line in body.watched:
        yield "watched", "", "", _named(line.cameras), "", "", line.why
    yield from _facts(record)
    for signature in summary.signatures:
        yield "signature", signature.part.value, signature.standing, "", time_cell(signature.at_utc), signature.by, ""
    for remark in record.remarks:
        yield "remark", remark.kind.value, "", "", time_cell(remark.at_utc), remark.by, remark.text


def _facts(record: HandoverRecord) -> Iterator[tuple[str, ...]]:
    facts = record.body.facts
    for flag in facts.flags:
        yield "flag", flag.number, flag.stage, _named((flag.camera,)), time_cell(flag.at_utc), "", ""
    for cause in facts.causes:
        count = f"{cause.down}/{cause.cameras}"
        yield "disturbance", cause.label, count, "", time_cell(cause.since_utc), "", cause.kind
    for screen in facts.screens:
        what = f"{screen.wall_title} {screen.screen} {screen.screen_title}"
        until = time_cell(screen.claimed_until_utc)
        yield "screen", what, screen.layout, str(screen.cameras), until, screen.claimed_by, screen.claim_reason
    for closure in facts.closures:
        yield "closed", "", "", _named((closure.camera,)), time_cell(closure.at_utc), closure.by, closure.reason
    for hold in facts.holds:
        yield "hold", hold.number, "", "", "", "", hold.reason


def _named(cameras: tuple[CameraFact, ...]) -> str:
    return "; ".join(f"{camera.number} {camera.name}" for camera in cameras)
