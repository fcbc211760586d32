"""Hand-over notes in words: whose, what they are about, how far they are signed, and what was added."""

from __future__ import annotations

from datetime import datetime

from console.base.clock import WIB, Clock
from console.domain.handover import HandoverState
from console.domain.roles import Role
from console.i18n.translator import Translator
from console.ui.handover_fact_words import FactWords, Section, camera_words
from console.wire.handovers import (
    HandoverBody,
    HandoverNow,
    HandoverRecord,
    HandoverSummary,
    RemarkRecord,
    SignatureRecord,
)

_ROLES = frozenset(role.value for role in Role)


class HandoverWords:
    """Any screen."""

    def __init__(self, translator: Translator, clock: Clock) -> None:
        self._translator = translator
        self._clock = clock
        self._facts = FactWords(translator, clock)

    def shift(self, name: str, from_utc: datetime, until_utc: datetime) -> str:
        """``siang, 23 Nov 15.00–23.00``."""
        formats = self._translator.formats
        return self._translator.text(
            "handover-shift",
            name=name or self._translator.text("shift-outside"),
            day=formats.day(from_utc.astimezone(WIB).date(), with_year=False),
            since=formats.hour(from_utc),
            until=formats.hour(until_utc),
        )

    def state(self, summary: HandoverSummary) -> str:
        words = self._translator.text(f"handover-state-{summary.state.value}")
        return f"{self._translator.text('handover-late')} · {words}" if summary.is_late else words

    def signatures(self, summary: HandoverSummary) -> list[str]:
        lines = [self._signature(one) for one in summary.signatures]
        if summary.state is not HandoverState.DONE:
            lines.append(self.state(summary))
        return lines

    def sections(self, record: HandoverRecord) -> list[Section]:
        """The whole note, then what was added."""
        text = self._translator.text
        found = self.body(record.body, record.now)
        found.append((text("handover-signatures"), self.signatures(record.summary)))
        if record.remarks:
            found.append((text("handover-remarks"), [self._remark(one) for one in record.remarks]))
        return found

    def body(self, body: HandoverBody, now: HandoverNow | None = None) -> list[Section]:
        """``now``: what has become of it; None where the centre doesn't have it yet."""
        text = self._translator.text
        words = [(text("handover-text"), body.text.splitlines()), (text("handover-watched"), self.watched(body))]
        return [(heading, lines) for heading, lines in (*words, *self._facts.of(body.facts, now)) if lines]

    def watched(self, body: HandoverBody) -> list[str]:
        return [f"{', '.join(camera_words(one) for one in line.cameras)}: {line.why}" for line in body.watched]

    def _signature(self, one: SignatureRecord) -> str:
        text = self._translator.text
        words = text(
            f"handover-signed-{one.part.value}", by=one.by, role=self._role(one.role), time=self._recent(one.at_utc)
        )
        if one.standing == "signed":
            return f"{words} · {text('handover-console-signed', console=one.console)}"
        if one.standing == "not_signed":
            return words
        return f"{words} · {text('handover-console-unproven')}"

    def _remark(self, one: RemarkRecord) -> str:
        kind = self._translator.text(f"handover-remark-{one.kind.value}")
        return f"{kind}, {one.by}, {self._recent(one.at_utc)}: {one.text}"

    def _role(self, role: str) -> str:
        return self._translator.text(f"role-{role}") if role in _ROLES else role

    def _recent(self, at_utc: datetime) -> str:
        return self._translator.formats.recent(at_utc, self._clock.now_utc())
