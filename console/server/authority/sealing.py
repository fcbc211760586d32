"""The key that the centre seals evidence packages with, and its certificate: one private file in the data folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.base.redaction import Secret
from console.proof.certificates import is_in_force
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.proof.locked_key import WrongPassphraseError, key_pem, read_key

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
    certificates = read_sealing_certificates(data_folder)
    sealing = SealingKey(read_private_key(path, passphrase), certificates[0], certificates[1:])
    if sealing.key.public_key() != sealing.certificate.public_key():
        raise KnownError("sealing.unreadable", path=str(path))
    if not is_in_force(sealing.certificate, now_utc):
        raise KnownError("sealing.expired")
    return sealing


def read_sealing_certificates(data_folder: Path) -> tuple[x509.Certificate, ...]:
    """The key's own first; needs no passphrase. Raises KnownError ``sealing.none``, ``sealing.unreadable`` (path)."""
    path = data_folder / SEALING_NAME
    with disk_errors(path):
        if not path.is_file():
            raise KnownError("sealing.none")
        pem = path.read_bytes()
    try:
        return tuple(x509.load_pem_x509_certificates(pem))
    except ValueError as error:
        raise KnownError("sealing.unreadable", path=str(path)) from error


def read_private_key(path: Path, passphrase: Secret | None) -> RSAPrivateKey:
    """Raises KnownError ``sealing.unreadable`` (path), ``sealing.passphrase_wrong``, disk.*."""
    with disk_errors(path):
        path.chmod(PRIVATE_MODE)
        pem = path.read_bytes()
    try:
        return read_key(pem, passphrase)
    except WrongPassphraseError as error:
        raise KnownError("sealing.passphrase_wrong") from error
    except ValueError as error:
        raise KnownError("sealing.unreadable", path=str(path)) from error


def seals_with(data_folder: Path, certificate: x509.Certificate) -> bool:
    """Whether the centre of that folder seals with this certificate now."""
    try:
        return read_sealing_certificates(data_folder)[0] == certificate
    except KnownError:
        return False
