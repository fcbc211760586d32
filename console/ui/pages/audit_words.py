"""The audit in plain words: one act as a row, and what verifying has shown."""

from __future__ import annotations

from datetime import datetime

from console.base.clock import Clock
from console.domain.audit_act import CENTRE_CHAIN, AuditAct
from console.i18n.translator import Translator
from console.wire.audit import AuditFinding, AuditVerification, VerifiedChain

_SEARCHES = frozenset({AuditAct.AUDIT_SEARCHED.value, AuditAct.EXPORTED.value})
_MOST_BROKEN = 5


class AuditWords:
    """In the language in use."""

    def __init__(self, translator: Translator, clock: Clock) -> None:
        self._translator = translator
        self._clock = clock

    def when(self, finding: AuditFinding) -> str:
        return self._translator.formats.moment(finding.at_utc)

    def who(self, finding: AuditFinding) -> str:
        key = f"role-{finding.role}"
        role = self._translator.text(key) if self._translator.has(key) else finding.role
        return f"{finding.actor} ({role})" if role else finding.actor

    def what(self, finding: AuditFinding) -> str:
        text, formats = self._translator.text, self._translator.formats
        act = self.act(finding.action)
        if finding.action != AuditAct.VIEW_BEGUN.value:
            return act
        if finding.until_utc is None:
            return text("audit-viewing-open", act=act)
        until = formats.recent(finding.until_utc, finding.at_utc)
        age = formats.age((finding.until_utc - finding.at_utc).total_seconds())
        return text("audit-viewing-cut" if finding.is_cut else "audit-viewing-until", act=act, until=until, age=age)

    def why(self, finding: AuditFinding) -> str:
        if finding.action == AuditAct.RELEASE_CHANGED.value:
            return self._step(finding.reason)
        period = _period(finding.reason) if finding.action in _SEARCHES else None
        if period is None:
            return finding.reason
        moment = self._translator.formats.moment
        return self._translator.text("audit-period-words", since=moment(period[0]), until=moment(period[1]))

    def _step(self, reason: str) -> str:
        """The centre writes the release's number and the step."""
        number, _, action = reason.partition(" ")
        key = f"release-did-{action}"
        return f"{number}: {self._translator.text(key)}" if self._translator.has(key) else reason

    def act(self, action: str) -> str:
        """A word that a newer centre knows stands as it is."""
        key = f"audit-act-{action}"
        return self._translator.text(key) if self._translator.has(key) else action

    def verdict(self, found: AuditVerification) -> list[str]:
        """The verdict first, then what it rests on."""
        text, count = self._translator.text, self._translator.formats.count
        broken = [one for one in found.chains if one.fault]
        words = [text("audit-verdict-whole" if found.holds else "audit-verdict-broken-at")]
        words += [self._broken(one) for one in broken[:_MOST_BROKEN]]
        if len(broken) > _MOST_BROKEN:
            words.append(text("audit-broken-more", count=count(len(broken) - _MOST_BROKEN)))
        if found.checkpoint_fault:
            what = text(
                f"audit-checkpoint-{found.checkpoint_fault.replace('_', '-')}",
                chain=found.fault_chain,
                line=found.fault_line,
            )
            words.append(text("audit-checkpoint-broken", number=found.fault_number, what=what))
        lines = sum(one.lines for one in found.chains)
        whole = len(found.chains) - len(broken)
        words.append(text("audit-whole-chains", chains=count(whole), lines=count(lines)))
        words.append(self._checkpoints(found))
        if found.unchained:
            words.append(text("audit-unchained", count=count(found.unchained)))
        return words

    def _broken(self, chain: VerifiedChain) -> str:
        text = self._translator.text
        is_centre = chain.chain == CENTRE_CHAIN
        whose = text("audit-chain-centre") if is_centre else text("audit-chain-console", id=chain.chain)
        what = text(f"audit-fault-{chain.fault.replace('_', '-')}")
        return text("audit-broken", whose=whose, line=chain.fault_line, what=what)

    def _checkpoints(self, found: AuditVerification) -> str:
        text, formats = self._translator.text, self._translator.formats
        until = _moment(found.checkpoints_until)
        if not found.checkpoints or until is None:
            return text("audit-no-checkpoints")
        return text("audit-checkpoints-hold", count=formats.count(found.checkpoints), last=formats.moment(until))


def _period(reason: str) -> tuple[datetime, datetime] | None:
    """The centre writes a searched period as two moments."""
    since, _, until = reason.partition(" ")
    first, last = _moment(since), _moment(until)
    return None if first is None or last is None else (first, last)


def _moment(said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
