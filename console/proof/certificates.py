"""What is said of certificates everywhere: their names and numbers, requests for them (PKCS #10), and chains that come back."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from console.base.errors import KnownError

_LONGEST_NAME = 64
"""Of a common name and of an organization, by X.520."""


def checked_name(name: str) -> str:
    """Raises KnownError ``authority.name_bad`` for what cannot stand in a certificate."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise KnownError("authority.name_bad", most=_LONGEST_NAME)
    return name


def serial_text(certificate: x509.Certificate) -> str:
    """As ``openssl x509 -serial`` writes it."""
    digits = f"{certificate.serial_number:X}"
    return digits.zfill(len(digits) + len(digits) % 2)


def fingerprint_text(certificate: x509.Certificate) -> str:
    """As ``openssl x509 -fingerprint -sha256`` writes it: what people compare on paper."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def common_name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def is_in_force(certificate: x509.Certificate, now_utc: datetime) -> bool:
    """Nobody would believe a signature that is made outside of that time."""
    return certificate.not_valid_before_utc <= now_utc <= certificate.not_valid_after_utc


def request_pem(key: RSAPrivateKey, name: str) -> bytes:
    """Raises KnownError ``authority.name_bad``."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, checked_name(name))])
    request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(key, hashes.SHA256())
    return request.public_bytes(Encoding.PEM)


def read_chain(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The holder's own first, each issued by the next. A root is left out: one that travels with what it is to prove
    proves nothing. Raises ValueError for what is no chain, or whose first may not sign."""
    try:
        chain = x509.load_pem_x509_certificates(pem)
        for child, parent in pairwise(chain):
            child.verify_directly_issued_by(parent)
    except (TypeError, InvalidSignature) as error:
        raise ValueError("not issued by the next") from error
    if not _may_sign(chain[0]):
        raise ValueError("may not sign")
    return (chain[0], *(one for one in chain[1:] if one.issuer != one.subject))


def chain_pem(chain: tuple[x509.Certificate, ...]) -> bytes:
    return b"".join(one.public_bytes(Encoding.PEM) for one in chain)


def _may_sign(certificate: x509.Certificate) -> bool:
    """A certificate that says nothing of its use may be used for all."""
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    except x509.ExtensionNotFound:
        return True
