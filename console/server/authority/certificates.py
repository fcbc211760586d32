"""The three things that an authority signs: its own certificate, those of others, and the list of revoked ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from console.base.errors import KnownError
from console.proof.certificates import checked_name

ROOT_DAYS = 20 * 365
LIST_DAYS = 365
_COUNTRY = "ID"
_ROOT_UNIT = "Otoritas Sertifikat"
_SLOW_CLOCK = timedelta(hours=1)
"""A computer whose clock is behind must be able to check what was sealed just now."""
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")


class HolderKind(Enum):
    """For whom a certificate is."""

    CENTRE = "centre"
    CONSOLE = "console"


class RevocationReason(Enum):
    """Why a certificate counts no more; the words of RFC 5280."""

    KEY_COMPROMISE = "key_compromise"
    SUPERSEDED = "superseded"
    CESSATION = "cessation"

    @property
    def flag(self) -> x509.ReasonFlags:
        return {
            RevocationReason.KEY_COMPROMISE: x509.ReasonFlags.key_compromise,
            RevocationReason.SUPERSEDED: x509.ReasonFlags.superseded,
            RevocationReason.CESSATION: x509.ReasonFlags.cessation_of_operation,
        }[self]


@dataclass(frozen=True)
class Root:
    """The authority's key and certificate."""

    key: RSAPrivateKey = field(repr=False)
    certificate: x509.Certificate


@dataclass(frozen=True)
class Revocation:
    """``since_utc`` is when the certificate stopped being good, which may be before anybody noticed."""

    since_utc: datetime
    reason: RevocationReason


def root_certificate(key: RSAPrivateKey, name: str, now_utc: datetime) -> x509.Certificate:
    # The unit keeps it apart from every holder: a holder named like the authority would pass for its own issuer.
    unit = x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, _ROOT_UNIT)
    subject = x509.Name([*_name(checked_name(name), checked_name(name)), unit])
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        _begun(subject, subject, key.public_key(), now_utc, now_utc + timedelta(days=ROOT_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )


def holder_certificate(
    root: Root, name: str, kind: HolderKind, key: RSAPublicKey, now_utc: datetime, days: int
) -> x509.Certificate:
    """Valid for ``days`` or as long as the authority. Raises KnownError ``authority.name_bad``, ``authority.expired``."""
    until_utc = min(now_utc + timedelta(days=days), root.certificate.not_valid_after_utc)
    if until_utc <= now_utc:
        raise KnownError("authority.expired")
    organization = root.certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    subject = _name(checked_name(name), str(organization))
    # Programs that read mail check this purpose by default (openssl cms among them); the other one is the fitting name.
    purposes = [ExtendedKeyUsageOID.EMAIL_PROTECTION, _DOCUMENT_SIGNING]
    if kind is HolderKind.CONSOLE:
        purposes.append(ExtendedKeyUsageOID.CLIENT_AUTH)
    above = root.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        _begun(subject, root.certificate.subject, key, now_utc, until_utc)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(above), critical=False)
        .sign(root.key, hashes.SHA256())
    )


def revocation_list(
    root: Root, revoked: Iterable[tuple[int, Revocation]], number: int, now_utc: datetime
) -> x509.CertificateRevocationList:
    """``number`` grows from list to list, so that a reader knows the newest."""
    above = root.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(now_utc)
        .next_update(now_utc + timedelta(days=LIST_DAYS))
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(above), critical=False)
    )
    for serial, revocation in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(serial)
            .revocation_date(revocation.since_utc)
            .add_extension(x509.CRLReason(revocation.reason.flag), critical=False)
            .build()
        )
    return builder.sign(root.key, hashes.SHA256())


def _name(common: str, organization: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, _COUNTRY),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _begun(
    subject: x509.Name, issuer: x509.Name, key: RSAPublicKey, now_utc: datetime, until_utc: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now_utc - _SLOW_CLOCK)
        .not_valid_after(until_utc)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
