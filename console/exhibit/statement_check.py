"""Which console recorded and signed a file of evidence, and whether that still holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from cryptography import x509

from console.exhibit.trust import Authority, Trust, revoked_since, trust_in
from console.proof.certificates import common_name
from console.proof.statement import EVIDENCE_STATEMENT, SignedStatement, Stated, check_statement


class Standing(Enum):
    """What is known of a console's signature on its recording."""

    SIGNED = "signed"
    """By a console of the city's authority, and of this very file."""
    NOT_SIGNED = "not_signed"
    BROKEN = "broken"
    """The signature is of another text or key, or the statement of another file."""
    NOT_ASKED = "not_asked"
    """It holds; no authority was given to tell whose key it is."""
    UNKNOWN = "unknown"
    """It holds, by a key that the city's authority does not vouch for."""
    EXPIRED = "expired"
    """Signed when the certificate was not in force."""
    REVOKED = "revoked"
    """The certificate was revoked before anybody else had seen the statement."""


_STANDINGS = {
    Trust.NOT_ASKED: Standing.NOT_ASKED,
    Trust.TRUSTED: Standing.SIGNED,
    Trust.UNKNOWN: Standing.UNKNOWN,
    Trust.EXPIRED: Standing.EXPIRED,
    Trust.REVOKED: Standing.REVOKED,
}


@dataclass(frozen=True)
class StatementFound:
    """Of one file; names and times are empty where the signature does not hold."""

    standing: Standing
    console: str = ""
    """As its certificate names it."""
    user: str = ""
    signed_utc: datetime | None = None
    """By the clock of the console."""
    revoked_utc: datetime | None = None
    """Since when its certificate counts no more; also where the statement is older and holds."""
    is_copy: bool = False
    """Made from another file at the console: with marks, or without what is masked of its camera."""


def find_statement(
    signed: SignedStatement | None,
    sha256: str,
    authority: Authority | None,
    received_utc: datetime,
    about: str = EVIDENCE_STATEMENT,
) -> StatementFound:
    """``received_utc`` is when the centre had it: who has stolen a key can sign for any day, but not in the past.

    ``about``: what it must be a statement of.
    """
    if signed is None:
        return StatementFound(Standing.NOT_SIGNED)
    try:
        stated = check_statement(signed)
        signed_utc = _facts_of(stated, sha256, about)
    except (ValueError, KeyError, TypeError):
        return StatementFound(Standing.BROKEN)
    trust = trust_in(stated.certificate, stated.others, authority, signed_utc, received_utc)
    return StatementFound(
        _STANDINGS[trust],
        common_name(stated.certificate),
        str(stated.said.get("user", "")),
        signed_utc,
        _revoked(stated.certificate, authority),
        bool(stated.said.get("copy_of")),
    )


def _facts_of(stated: Stated, sha256: str, about: str) -> datetime:
    """When it was signed. Raises ValueError for a statement of something else."""
    if stated.said["statement"] != about or stated.said["sha256"] != sha256:
        raise ValueError("of another file")
    signed_utc = datetime.fromisoformat(stated.said["signed_utc"])
    if signed_utc.tzinfo is None:
        raise ValueError("a time without its zone")
    return signed_utc


def _revoked(certificate: x509.Certificate, authority: Authority | None) -> datetime | None:
    return None if authority is None else revoked_since(certificate, authority)
