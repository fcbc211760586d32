"""What the consoles' signatures in the audit chains are worth, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from cryptography import x509

from console.cli.sentences import moment, text
from console.exhibit.trust import Authority, Trust, revoked_since, trust_in
from console.proof.certificates import common_name
from console.proof.chain_report import ChainReport
from console.proof.chain_signature import ChainSignature


def told_signatures(report: ChainReport, whose: str, authority: Authority | None) -> list[str]:
    """The lines, each a sentence."""
    broken = next((one for one in report.signatures if one.certificate is not None and not one.holds), None)
    if broken is not None:
        return [text("audit-signed-broken", whose=whose, line=broken.line)]
    known = [(one, one.certificate) for one in report.signatures if one.certificate is not None]
    if not known:
        return [text("audit-not-signed", whose=whose)]
    lines = []
    for certificate in dict.fromkeys(certificate for _, certificate in known):
        by = [one for one, own in known if own == certificate]
        lines.append(_line(whose, certificate, by, authority))
    return lines


def _line(whose: str, certificate: x509.Certificate, by: Sequence[ChainSignature], authority: Authority | None) -> str:
    last = max(_moment(one) for one in by)
    line = text("audit-signed", whose=whose, count=len(by), console=common_name(certificate), last=moment(last))
    return f"{line} {_trust(certificate, by, authority)}"


def _trust(certificate: x509.Certificate, by: Sequence[ChainSignature], authority: Authority | None) -> str:
    since_utc = revoked_since(certificate, authority) if authority else None
    if since_utc is not None:
        late = sum(_moment(one) >= since_utc for one in by)
        return text("audit-signed-revoked", time=moment(since_utc), late=late)
    trusts = {trust_in(certificate, (), authority, _moment(one)) for one in by}
    keys = {
        Trust.UNKNOWN: "audit-signed-unknown",
        Trust.EXPIRED: "audit-signed-expired",
        Trust.NOT_ASKED: "audit-signed-not-asked",
        Trust.TRUSTED: "audit-signed-trusted",
    }
    return text(next(key for trust, key in keys.items() if trust in trusts))


def _moment(one: ChainSignature) -> datetime:
    """It is in the signed text, so a time of another form is our own bug or the work of who has the key."""
    try:
        told = datetime.fromisoformat(one.signed_utc)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
    return told if told.tzinfo is not None else told.replace(tzinfo=UTC)
