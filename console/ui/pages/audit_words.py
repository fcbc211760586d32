"""The audit in plain words: one act as a row, and what verifying has shown."""

from __future__ import annotations

from console.base.clock import Clock
from console.domain.audit_act import CENTRE_CHAIN, AuditAct
from console.i18n.translator import Translator
from console.ui.pages.audit_details import AuditDetails, moment_of
from console.wire.audit import AuditFinding, AuditVerification, VerifiedChain

_MOST_BROKEN = 5


class AuditWords:
    """In the language in use."""

    def __init__(self, translator: Translator, clock: Clock) -> None:
        self._translator = translator
        self._clock = clock
        self._details = AuditDetails(translator)

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
        return self._details.of(finding)

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
        until = moment_of(found.checkpoints_until)
        if not found.checkpoints or until is None:
            return text("audit-no-checkpoints")
        return text("audit-checkpoints-hold", count=formats.count(found.checkpoints), last=formats.moment(until))
