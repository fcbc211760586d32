"""Whether a certificate comes from the city's authority, was valid when it sealed, and was not revoked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import pairwise
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature

from console.base.errors import KnownError
from console.base.os_errors import disk_errors

_LONGEST_CHAIN = 5
_CRL_BEGIN = b"-----BEGIN X509 CRL-----"
_CRL_END = b"-----END X509 CRL-----"


class Trust(Enum):
    """What is known of the one who sealed."""

    NOT_ASKED = "not_asked"
    """No authority was given to compare with."""
    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    """Of another authority."""
    EXPIRED = "expired"
    """Not valid yet, or no longer, at the time of the seal."""
    REVOKED = "revoked"


@dataclass(frozen=True)
class Authority:
    """Root certificates that the reader got from the city itself, and what was revoked."""

    roots: tuple[x509.Certificate, ...]
    revoked: tuple[x509.CertificateRevocationList, ...] = ()


def read_authority(path: Path) -> Authority:
    """A PEM file with the root, and revocation lists where it has some. Raises KnownError ``seal.no_authority``, disk.*."""
    with disk_errors(path):
        content = path.read_bytes()
    try:
        roots = tuple(x509.load_pem_x509_certificates(content))
        lists = tuple(x509.load_pem_x509_crl(part + _CRL_END) for part in _lists(content))
    except ValueError as error:
        raise KnownError("seal.no_authority", path=str(path)) from error
    return Authority(roots, lists)


def _lists(content: bytes) -> Iterable[bytes]:
    for part in content.split(_CRL_END)[:-1]:
        at = part.rfind(_CRL_BEGIN)
        if at >= 0:
            yield part[at:]


def trust_in(
    certificate: x509.Certificate,
    others: Iterable[x509.Certificate],
    authority: Authority | None,
    at_utc: datetime,
    proven_utc: datetime | None = None,
) -> Trust:
    """``others`` are those that came with it, which are believed only through a root.

    ``at_utc`` is when it sealed, by its own word; ``proven_utc`` a time by which somebody else has seen the seal. Who stole a key
    can seal for any day, so what was revoked is trusted only where the seal is proven to be older than that.
    """
    if authority is None:
        return Trust.NOT_ASKED
    path = _path(certificate, tuple(others), authority.roots)
    if path is None:
        return Trust.UNKNOWN
    if any(not one.not_valid_before_utc <= at_utc <= one.not_valid_after_utc for one in path):
        return Trust.EXPIRED
    for child, parent in pairwise(path):
        if _is_revoked(child, parent, authority.revoked, proven_utc):
            return Trust.REVOKED
    return Trust.TRUSTED


def _path(
    leaf: x509.Certificate, others: tuple[x509.Certificate, ...], roots: tuple[x509.Certificate, ...]
) -> list[x509.Certificate] | None:
    path = [leaf]
    while len(path) <= _LONGEST_CHAIN:
        root = next((one for one in roots if _issued(one, path[-1])), None)
        if root is not None:
            return path if root == path[-1] else [*path, root]
        above = next((one for one in others if one not in path and _issued(one, path[-1])), None)
        if above is None:
            return None
        path.append(above)
    return None


def _issued(parent: x509.Certificate, child: x509.Certificate) -> bool:
    try:
        child.verify_directly_issued_by(parent)
        authority = parent.extensions.get_extension_for_class(x509.BasicConstraints).value
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    return authority.ca


def _is_revoked(
    child: x509.Certificate,
    parent: x509.Certificate,
    lists: tuple[x509.CertificateRevocationList, ...],
    proven_utc: datetime | None,
) -> bool:
    """What was revoked after it was proven to have sealed sealed rightly."""
    since_utc = _since(child, parent, lists)
    return since_utc is not None and (proven_utc is None or since_utc <= proven_utc)


def _since(
    child: x509.Certificate, parent: x509.Certificate, lists: tuple[x509.CertificateRevocationList, ...]
) -> datetime | None:
    """By lists that its authority signed; the earliest time counts."""
    key, found = parent.public_key(), []
    for one in lists:
        if one.issuer != parent.subject or not one.is_signature_valid(key):  # type: ignore[arg-type]  # of a CA: it signs
            continue
        entry = one.get_revoked_certificate_by_serial_number(child.serial_number)
        if entry is not None:
            found.append(entry.revocation_date_utc)
    return min(found, default=None)


def revoked_since(certificate: x509.Certificate, authority: Authority) -> datetime | None:
    """None for one that counts, and for one of another authority."""
    parents = [root for root in authority.roots if _issued(root, certificate)]
    dates = [_since(certificate, parent, authority.revoked) for parent in parents]
    return min((date for date in dates if date is not None), default=None)
