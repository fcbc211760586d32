"""Signed statements: canonical JSON, a plain RSA signature over its bytes, and the certificate of who signed.

``openssl dgst -sha256 -verify`` checks one: no container, no attributes, nothing that needs more than two commands.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from console.proof.canonical import canonical

EVIDENCE_STATEMENT = "ronda.evidence.v1"
AUDIT_STATEMENT = "ronda.audit.v1"
HANDOVER_STATEMENT = "ronda.handover.v1"
"""What a statement is about, as it says itself: one about something else proves nothing here."""
MOST_CHARACTERS = 64 * 1024
"""Of text, signature and certificates each: nothing that we write comes near."""


@dataclass(frozen=True)
class SignedStatement:
    """As it travels and is kept: the very text that was signed, the signature in base64, and certificates as PEM."""

    body: str
    signature: str
    certificates: str
    """Who signed first, then those above but for the root, which a reader must know from elsewhere."""


@dataclass(frozen=True)
class Stated:
    """What a statement says whose signature is by the key in its certificate; whose that is, is another question."""

    said: Mapping[str, Any]
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]


def signature_of(key: RSAPrivateKey, body: bytes) -> bytes:
    return key.sign(body, PKCS1v15(), hashes.SHA256())


def sign_statement(key: RSAPrivateKey, certificates: bytes, said: Mapping[str, Any]) -> SignedStatement:
    """``certificates`` as PEM. Raises BugError for what JSON cannot say."""
    body = canonical(dict(said))
    signature = base64.b64encode(signature_of(key, body)).decode()
    return SignedStatement(body.decode(), signature, certificates.decode())


def check_statement(signed: SignedStatement) -> Stated:
    """Raises ValueError for what is none, or is not signed by the key in its certificate."""
    if max(len(signed.body), len(signed.signature), len(signed.certificates)) > MOST_CHARACTERS:
        raise ValueError("too long")
    try:
        certificate, *others = x509.load_pem_x509_certificates(signed.certificates.encode())
        if not is_signature_of(certificate, base64.b64decode(signed.signature, validate=True), signed.body.encode()):
            raise ValueError("another key or another text")
        said = json.loads(signed.body)
    except (binascii.Error, UnicodeEncodeError, RecursionError) as error:
        raise ValueError("unreadable") from error
    if not isinstance(said, dict):
        raise ValueError("not an object")  # noqa: TRY004  the file's fault, not a caller's
    return Stated(said, certificate, tuple(others))


def is_signature_of(certificate: x509.Certificate, signature: bytes, body: bytes) -> bool:
    try:
        key = certificate.public_key()
        if not isinstance(key, RSAPublicKey):
            return False
        key.verify(signature, body, PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
