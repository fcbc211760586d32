"""A release in plain words: how it stands, what is waited for, what it is about and what was done."""

from __future__ import annotations

from datetime import datetime

from console.base.clock import Clock
from console.domain.release_state import ReleaseAction, ReleaseState
from console.domain.release_wait import is_due
from console.i18n.translator import Translator
from console.ui.messages import short_message
from console.wire.releases import ReleaseRecord

_MIB = 1024 * 1024
_SINCE = {
    ReleaseState.REQUESTED: "requested_utc",
    ReleaseState.APPROVED: "approved_utc",
    ReleaseState.PACKED: "packed_utc",
}
"""States with a running clock, and the moment that it runs from."""


class ReleaseWords:
    """In the language in use."""

    def __init__(self, translator: Translator, clock: Clock) -> None:
        self._translator = translator
        self._clock = clock

    def state(self, record: ReleaseRecord) -> str:
        return self._translator.text(f"release-state-{record.state.value}")

    def action(self, action: ReleaseAction) -> str:
        return self._translator.text(f"release-do-{action.value}")

    def did(self, action: str) -> str:
        """A step that a newer centre knows stands as it is."""
        key = f"release-did-{action}"
        return self._translator.text(key) if self._translator.has(key) else action

    def clock(self, record: ReleaseRecord) -> str:
        """What is waited for and how long already, or until when it is kept; empty where nothing is waited for."""
        text, formats = self._translator.text, self._translator.formats
        if record.fault:
            return text("release-clock-fault")
        if record.state is ReleaseState.RETAINED:
            return self._kept(record)
        since = getattr(record, _SINCE[record.state]) if record.state in _SINCE else None
        if since is None:
            return ""
        waited = formats.age(max(0.0, (self._clock.now_utc() - since).total_seconds()))
        return text(f"release-clock-{record.state.value}", age=waited)

    def asked_by(self, record: ReleaseRecord) -> str:
        body = record.body
        # Some write the rank into the name.
        rank = "" if body.officer_name.startswith(body.officer_rank) else body.officer_rank
        name = " ".join(part for part in (rank, body.officer_name) if part)
        return ", ".join(part for part in (f"{name} ({body.officer_number})", body.unit) if part)

    def facts(self, record: ReleaseRecord) -> list[tuple[str, str]]:
        """(the key of what it is, the words), only what there is."""
        formats, body = self._translator.formats, record.body
        found = [
            ("release-flag", record.flag_number),
            ("release-letter", body.letter_number),
            ("release-report", body.report_number),
            ("release-purpose", body.purpose),
            ("release-officer", self.asked_by(record)),
            ("release-requested", f"{formats.moment(record.requested_utc)} · {record.requester}"),
            ("release-decided", self._at(record.approved_utc, record.approver)),
            ("release-files", "\n".join(self._file(one.name, one.size_bytes) for one in record.files)),
            ("release-package", self._package(record)),
            ("release-until", self._at(record.retention_until_utc)),
            ("release-held", self._held(record)),
            ("release-fault", short_message(self._translator, record.fault) if record.fault else ""),
        ]
        return [(key, words) for key, words in found if words]

    def history(self, record: ReleaseRecord) -> list[str]:
        """Oldest first."""
        formats = self._translator.formats
        lines = []
        for step in record.history:
            more = " / ".join(part for part in (step.minute_number, step.witness) if part)
            parts = (formats.moment(step.at_utc), self.did(step.action), step.actor, step.note, more)
            lines.append(" · ".join(part for part in parts if part))
        return lines

    def _kept(self, record: ReleaseRecord) -> str:
        text, until = self._translator.text, record.retention_until_utc
        if record.hold is not None:
            return text("release-clock-held")
        if is_due(until, self._clock.now_utc()):
            return text("release-clock-due")
        return "" if until is None else text("release-clock-kept", date=self._translator.formats.date(until))

    def _at(self, moment: datetime | None, who: str = "") -> str:
        if moment is None:
            return ""
        return " · ".join(part for part in (self._translator.formats.moment(moment), who) if part)

    def _held(self, record: ReleaseRecord) -> str:
        hold = record.hold
        return "" if hold is None else f"{self._at(hold.at_utc, hold.by)}: {hold.reason}"

    def _package(self, record: ReleaseRecord) -> str:
        if record.package_bytes is None:
            return ""
        size = self._size(record.package_bytes)
        return self._translator.text("release-package-words", size=size, hash=record.package_sha256)

    def _file(self, name: str, size_bytes: int) -> str:
        return f"{name} ({self._size(size_bytes)})"

    def _size(self, size_bytes: int) -> str:
        return f"{self._translator.formats.share(max(0.1, round(size_bytes / _MIB, 1)))} MiB"
