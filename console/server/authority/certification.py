"""A certificate for the sealing key from an authority elsewhere: a request goes out, a chain of certificates comes in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.base.redaction import Secret
from console.proof.certificates import is_in_force, read_chain, request_pem
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.proof.locked_key import key_pem, new_key
from console.server.authority.sealing import (
    SealingKey,
    read_private_key,
    read_sealing_certificates,
    write_sealing_key,
)

NEXT_KEY_NAME = "sealing-next.key"
"""Waits for its certificate, while the centre goes on sealing with the key that it has."""


def make_request(data_folder: Path, name: str, passphrase: Secret | None) -> bytes:
    """Asked again before the answer is there it is for the same key, so that the first answer still fits.

    Raises KnownError ``authority.name_bad``, ``sealing.passphrase_wrong``, ``sealing.unreadable`` (path), disk.*.
    """
    path = data_folder / NEXT_KEY_NAME
    if path.is_file():
        waiting = read_private_key(path, passphrase)
        if not _is_in_use(data_folder, waiting):
            return request_pem(waiting, name)
    key = new_key()
    request = request_pem(key, name)
    replace_whole(path, key_pem(key, passphrase), PRIVATE_MODE)
    return request


def install_certificate(data_folder: Path, source: Path, passphrase: Secret | None, now_utc: datetime) -> SealingKey:
    """From now on the centre seals with the key that was asked for.

    Raises KnownError ``sealing.no_request``, ``sealing.not_its_key``, ``sealing.chain_bad`` (path), ``sealing.expired``,
    ``sealing.passphrase_wrong``, ``sealing.unreadable`` (path), disk.*.
    """
    path = data_folder / NEXT_KEY_NAME
    if not path.is_file():
        raise KnownError("sealing.no_request")
    leaf, *above = _read_chain(source)
    key = read_private_key(path, passphrase)
    if leaf.public_key() != key.public_key():
        raise KnownError("sealing.not_its_key")
    if not is_in_force(leaf, now_utc):
        raise KnownError("sealing.expired")
    sealing = SealingKey(key, leaf, tuple(above))
    write_sealing_key(data_folder, sealing, passphrase)
    with disk_errors(path):
        path.unlink()
    return sealing


def _is_in_use(data_folder: Path, key: RSAPrivateKey) -> bool:
    """True when a centre died between taking a certificate and forgetting that it had asked for it."""
    try:
        return read_sealing_certificates(data_folder)[0].public_key() == key.public_key()
    except KnownError:
        return False


def _read_chain(source: Path) -> tuple[x509.Certificate, ...]:
    with disk_errors(source):
        pem = source.read_bytes()
    try:
        return read_chain(pem)
    except ValueError as error:
        raise KnownError("sealing.chain_bad", path=str(source)) from error
