"""Checks a detached CMS signature (RFC 5652) with one signer and signed attributes, as packages have it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from console.base.errors import KnownError
from console.exhibit.der import (
    GENERALIZED_TIME,
    OCTETS,
    OID,
    SEQUENCE,
    SET,
    UTC_TIME,
    Element,
    NotDerError,
    whole,
)

_SIGNED_DATA = "1.2.840.113549.1.7.2"
_MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
_SIGNING_TIME = "1.2.840.113549.1.9.5"
_SHA256 = "2.16.840.1.101.3.4.2.1"
_CERTIFICATES, _SIGNED_ATTRIBUTES = 0xA0, 0xA0


@dataclass(frozen=True)
class Signed:
    """Who signed, by the certificate that the signature carries, and when by the signer's own clock."""

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    at_utc: datetime | None


def check_signature(signature: bytes, content: bytes) -> Signed:
    """Raises KnownError ``seal.unreadable`` for what is no such signature, ``seal.broken`` for one of other bytes."""
    try:
        certificates, info = _parts(signature)
        attributes = _attributes(info)
        certificate = _signer(certificates, info)
        digest = attributes[_MESSAGE_DIGEST].child(0, OCTETS).content
        at_utc = _time(attributes[_SIGNING_TIME]) if _SIGNING_TIME in attributes else None
        signed, value = _signed_attributes(info), info.children()[-1]
        if value.tag != OCTETS or info.child(2, SEQUENCE).child(0, OID).oid() != _SHA256:
            raise NotDerError("another algorithm")
        key = certificate.public_key()
    except (ValueError, KeyError, UnsupportedAlgorithm) as error:
        raise KnownError("seal.unreadable") from error
    if digest != hashlib.sha256(content).digest() or not isinstance(key, RSAPublicKey):
        raise KnownError("seal.broken")
    try:
        # RFC 5652, 5.4: what is signed are the attributes as a SET, whatever their tag in the message.
        key.verify(value.content, bytes([SET]) + signed.whole[1:], PKCS1v15(), hashes.SHA256())
    except InvalidSignature as error:
        raise KnownError("seal.broken") from error
    others = tuple(one for one in certificates if one != certificate)
    return Signed(certificate, others, at_utc)


def _parts(signature: bytes) -> tuple[list[x509.Certificate], Element]:
    message = whole(signature)
    if message.tag != SEQUENCE or message.child(0, OID).oid() != _SIGNED_DATA:
        raise NotDerError("no signed data")
    data = message.child(1).child(0, SEQUENCE).children()
    certificates = next(part for part in data if part.tag == _CERTIFICATES)
    infos = data[-1]
    if infos.tag != SET or len(infos.children()) != 1:
        raise NotDerError("not one signer")
    return [x509.load_der_x509_certificate(one.whole) for one in certificates.children()], infos.child(0, SEQUENCE)


def _signer(certificates: list[x509.Certificate], info: Element) -> x509.Certificate:
    issuer, serial = info.child(1, SEQUENCE).child(0), info.child(1, SEQUENCE).child(1).integer()
    for certificate in certificates:
        if certificate.serial_number == serial and certificate.issuer.public_bytes() == issuer.whole:
            return certificate
    raise KeyError("the signer's certificate")


def _signed_attributes(info: Element) -> Element:
    return info.child(3, _SIGNED_ATTRIBUTES)


def _attributes(info: Element) -> dict[str, Element]:
    """By object identifier, the SET of values of each."""
    return {one.child(0, OID).oid(): one.child(1, SET) for one in _signed_attributes(info).children()}


def _time(values: Element) -> datetime:
    value = values.child(0)
    pattern = {UTC_TIME: "%y%m%d%H%M%SZ", GENERALIZED_TIME: "%Y%m%d%H%M%SZ"}[value.tag]
    return datetime.strptime(value.content.decode("ascii"), pattern).replace(tzinfo=UTC)
