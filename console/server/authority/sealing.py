"""The key that the centre seals evidence packages with, and its certificate: one private file in the data folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.base.redaction import Secret
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.server.authority.locked_key import WrongPassphraseError, key_pem, read_key

SEALING_NAME = "sealing.pem"
"""Key, certificate and those above it in one file, so that they can only change together."""


@dataclass(frozen=True)
class SealingKey:
    """Who seals: the key, its certificate, and those above it but for the root, which readers must know from elsewhere."""

    key: RSAPrivateKey = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()


def write_sealing_key(data_folder: Path, sealing: SealingKey, passphrase: Secret | None) -> Path:
    """In place of the one before, whose key is then gone: what it sealed stays provable by its certificate.

    Raises KnownError disk.*.
    """
    path = data_folder / SEALING_NAME
    certificates = [one.public_bytes(Encoding.PEM) for one in (sealing.certificate, *sealing.chain)]
    replace_whole(path, key_pem(sealing.key, passphrase) + b"".join(certificates), PRIVATE_MODE)
    return path


def read_sealing_key(data_folder: Path, passphrase: Secret | None, now_utc: datetime) -> SealingKey:
    """Raises KnownError ``sealing.none``, ``sealing.unreadable`` (path), ``sealing.passphrase_wrong``, ``sealing.expired``."""
    path = data_folder / SEALING_NAME
    with disk_errors(path):
        if not path.is_file():
            raise KnownError("sealing.none")
        path.chmod(PRIVATE_MODE)
        pem = path.read_bytes()
    try:
        key = read_key(pem, passphrase)
        certificates = x509.load_pem_x509_certificates(pem)
        sealing = SealingKey(key, certificates[0], tuple(certificates[1:]))
    except WrongPassphraseError as error:
        raise KnownError("sealing.passphrase_wrong") from error
    except ValueError as error:
        raise KnownError("sealing.unreadable", path=str(path)) from error
    if key.public_key() != sealing.certificate.public_key():
        raise KnownError("sealing.unreadable", path=str(path))
    check_in_force(sealing.certificate, now_utc)
    return sealing


def check_in_force(certificate: x509.Certificate, now_utc: datetime) -> None:
    """Raises KnownError ``sealing.expired``: nobody would believe a seal that is made with it now."""
    if not certificate.not_valid_before_utc <= now_utc <= certificate.not_valid_after_utc:
        raise KnownError("sealing.expired")


def without_root(certificates: Sequence[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """A root that travels with what it is to prove proves nothing."""
    return tuple(one for one in certificates if one.issuer != one.subject)
