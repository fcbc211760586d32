"""What ``ronda centre source`` prints: states, differences and what was left out; no addresses, no logins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.base.errors import KnownError
from console.cli.import_words import REASONS
from console.cli.sentences import moment, sentence
from console.server.sources.difference import CameraChange, Difference
from console.server.sources.store import Source
from console.server.sources.taking import OK, RunReport, counts_of

_MOST_NAMED = 50
_NEVER = "-"
_WORDS = REASONS | {
    "source.no_key": ("kamera tanpa kunci", "camera without a key"),
    "source.bad_entry": ("kamera yang tidak terbaca", "camera that cannot be read"),
    "source.no_address": ("kamera tanpa alamat", "camera without an address"),
    "source.unknown_status": ("status tidak dikenal", "unknown status"),
}
"""Indonesian and English for what a source's cameras were left out for; a new adapter's codes come here."""


def one_line(source: Source) -> str:
    shut = "" if source.enabled else "\tdisabled"
    waits = f"\twaits for approve {len(source.pending_removals)}" if source.pending_removals else ""
    good = moment(source.good_utc) if source.good_utc else _NEVER
    words = f"{source.kind}\t{source.name}\tcameras {source.cameras}\tgood {good}\t{source.outcome or _NEVER}"
    return f"{source.id}\t{words}{waits}{shut}"


def whole(source: Source) -> list[str]:
    lines = [one_line(source), f"every {source.every_s // 60} min · next {moment(source.due_utc)}"]
    if source.is_read_now:
        lines.append("is being read")
    if source.counts:
        lines.append(_counts(source.counts))
    if source.outcome not in {"", OK}:
        lines.append(sentence(KnownError(source.outcome, **source.params)))
    lines += [f"! {_note(note)}" for note in source.notes]
    lines += _cut([f"? {camera_id}" for camera_id in source.pending_removals])
    return lines


def of_difference(found: Difference, notes: Sequence[str]) -> list[str]:
    lines = _cut([f"+ {_named(one)}" for one in found.added])
    lines += _cut([f"~ {_named(one)}: {', '.join(one.fields)}" for one in found.changed])
    lines += _cut([f"{'?' if found.asks else '-'} {_named(one)}" for one in found.missing])
    lines += [f"! {_note(note)}" for note in notes]
    counts = {
        "told": found.told,
        "added": len(found.added),
        "changed": len(found.changed),
        "missing": len(found.missing),
        "unchanged": found.unchanged,
        "left_out": len(found.faults),
    }
    lines.append(_counts(counts))
    if found.asks:
        lines.append(sentence(KnownError(found.asks)))
    return lines


def of_run(name: str, report: RunReport) -> list[str]:
    lines = [f"! {_note(note)}" for note in report.notes]
    lines.append(f"{name}: {_counts(counts_of(report))}")
    if report.outcome != OK:
        lines.append(sentence(KnownError(report.outcome)))
        lines += _cut([f"? {_named(one)}" for one in report.difference.missing])
    return lines


def _named(change: CameraChange) -> str:
    return f"{change.id} · {change.number} · {change.name}"


def _counts(counts: Mapping[str, int]) -> str:
    return " · ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items())


def _note(note: str) -> str:
    """``import.bad_url 12 main_url`` in both languages, where there are words for it."""
    reason, _, rest = note.partition(" ")
    words = _WORDS.get(reason)
    return note if words is None else f"{rest}: {words[0]} / {words[1]}"


def _cut(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST_NAMED
    return lines if more <= 0 else [*lines[:_MOST_NAMED], f"… {more}"]
