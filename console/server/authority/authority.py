"""The authority in its folder: made once under a passphrase, then issuing, revoking and signing the list of the revoked."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.folders import sync_folder
from console.base.os_errors import disk_errors
from console.base.redaction import Secret
from console.proof.chain import Chain
from console.proof.durable import PRIVATE_MODE, replace_whole, write_new, write_private
from console.proof.locked_key import KEY_BITS, WrongPassphraseError, key_pem, new_key, read_key
from console.server.authority.certificates import (
    HolderKind,
    Revocation,
    RevocationReason,
    Root,
    holder_certificate,
    revocation_list,
    root_certificate,
)
from console.server.authority.register import (
    ISSUED_NAME,
    REGISTER_NAME,
    Issued,
    issued_entry,
    issued_path,
    listed_entry,
    made_entry,
    passphrase_entry,
    read_register,
    revoked_entry,
)

SHORTEST_PASSPHRASE = 12
GIVEN_OUT_NAME = "ca.pem"
"""Root certificate and list of the revoked in one file: what courts and police get from the city."""
_KEY_NAME, _ROOT_NAME, _LIST_NAME = "root.key", "root.pem", "crl.pem"


class Authority:
    """An open authority; the only one that writes in its folder until it is closed."""

    def __init__(self, folder: Path, passphrase: Secret, clock: Clock, actor: str) -> None:
        """Raises KnownError ``authority.none``, ``authority.damaged`` (path), ``authority.passphrase_wrong``, disk.*,
        ``proof.chain_in_use``."""
        self.folder = folder
        self._clock = clock
        self._actor = actor
        if not (folder / REGISTER_NAME).is_file():
            raise KnownError("authority.none", path=str(folder))
        self.root = _read_root(folder, passphrase)
        self._register = Chain(folder / REGISTER_NAME, clock)
        try:
            self._known = {issued.serial: issued for issued in read_register(folder)}
        except BaseException:
            self._register.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._register.close()

    @property
    def given_out_path(self) -> Path:
        return self.folder / GIVEN_OUT_NAME

    def issue(self, name: str, kind: HolderKind, key: RSAPublicKey, days: int) -> Issued:
        """On the register when this returns. Raises KnownError ``authority.name_bad``, ``authority.key_short``,
        ``authority.expired``, disk.*."""
        if key.key_size < KEY_BITS:
            raise KnownError("authority.key_short", least=KEY_BITS)
        now_utc = self._clock.now_utc().replace(microsecond=0)
        issued = Issued(holder_certificate(self.root, name, kind, key, now_utc, days), kind)
        # The certificate before its row: a row whose certificate is lost would make the register unreadable.
        write_new(issued_path(self.folder, issued.serial), issued.certificate.public_bytes(Encoding.PEM))
        self._register.append(issued_entry(self._actor, issued))
        self._known[issued.serial] = issued
        return issued

    def revoke(self, serial: str, reason: RevocationReason, since_utc: datetime | None = None) -> Issued:
        """From ``since_utc``, or from now; the list is signed anew. What is revoked already stays as it is.

        Raises KnownError ``authority.serial_unknown``, ``authority.since_bad``, ``authority.expired``, disk.*.
        """
        issued = self._known.get(serial.strip().upper().replace(":", ""))
        if issued is None:
            raise KnownError("authority.serial_unknown", serial=serial)
        if issued.revocation is None:
            now_utc = self._clock.now_utc().replace(microsecond=0)
            since_utc = since_utc or now_utc
            if not issued.certificate.not_valid_before_utc <= since_utc <= now_utc:
                raise KnownError("authority.since_bad")
            revocation = Revocation(since_utc, reason)
            self._register.append(revoked_entry(self._actor, issued.serial, revocation))
            issued = self._known[issued.serial] = Issued(issued.certificate, issued.kind, revocation)
        self.sign_list()
        return issued

    def change_passphrase(self, passphrase: Secret) -> None:
        """The same key under other words; copies of the old file still open with the old ones. Raises KnownError
        ``authority.passphrase_short`` (least), disk.*."""
        _check_length(passphrase)
        replace_whole(self.folder / _KEY_NAME, key_pem(self.root.key, passphrase), PRIVATE_MODE)
        self._register.append(passphrase_entry(self._actor))

    def sign_list(self) -> x509.CertificateRevocationList:
        """A new list, written beside the root and into the file that is given out. Raises KnownError
        ``authority.expired``, disk.*."""
        now_utc = self._clock.now_utc().replace(microsecond=0)
        if now_utc > self.root.certificate.not_valid_after_utc:
            raise KnownError("authority.expired")
        # The row comes first and gives the number: two lists can never have the same one.
        number = self._register.append(listed_entry(self._actor)).seq
        revoked = [
            (issued.certificate.serial_number, issued.revocation)
            for issued in self._known.values()
            if issued.revocation is not None
        ]
        signed = revocation_list(self.root, revoked, number, now_utc)
        pem = signed.public_bytes(Encoding.PEM)
        replace_whole(self.folder / _LIST_NAME, pem)
        replace_whole(self.given_out_path, self.root.certificate.public_bytes(Encoding.PEM) + pem)
        return signed


def make_authority(folder: Path, name: str, passphrase: Secret, clock: Clock, actor: str) -> None:
    """A new authority, whole under its name or not there. Raises KnownError ``authority.exists`` (path),
    ``authority.passphrase_short`` (least), ``authority.name_bad``, disk.*."""
    _check_length(passphrase)
    with disk_errors(folder):
        if folder.exists():
            raise KnownError("authority.exists", path=str(folder))
        part = folder.with_name(f".{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
        (part / ISSUED_NAME).mkdir(mode=0o700)
    try:
        _fill(part, name, passphrase, clock, actor)
        with disk_errors(folder):
            part.replace(folder)
            sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _check_length(passphrase: Secret) -> None:
    if len(passphrase.reveal()) < SHORTEST_PASSPHRASE:
        raise KnownError("authority.passphrase_short", least=SHORTEST_PASSPHRASE)


def _fill(folder: Path, name: str, passphrase: Secret, clock: Clock, actor: str) -> None:
    key = new_key()
    certificate = root_certificate(key, name, clock.now_utc().replace(microsecond=0))
    write_private(folder / _KEY_NAME, key_pem(key, passphrase))
    write_new(folder / _ROOT_NAME, certificate.public_bytes(Encoding.PEM))
    register = Chain(folder / REGISTER_NAME, clock)
    try:
        register.append(made_entry(actor, certificate))
    finally:
        register.close()
    with Authority(folder, passphrase, clock, actor) as authority:
        authority.sign_list()


def _read_root(folder: Path, passphrase: Secret) -> Root:
    path = folder / _KEY_NAME
    with disk_errors(path):
        pem, certificate_pem = path.read_bytes(), (folder / _ROOT_NAME).read_bytes()
    try:
        root = Root(read_key(pem, passphrase), x509.load_pem_x509_certificate(certificate_pem))
    except WrongPassphraseError as error:
        raise KnownError("authority.passphrase_wrong") from error
    except ValueError as error:
        raise KnownError("authority.damaged", path=str(path)) from error
    if root.key.public_key() != root.certificate.public_key():
        raise KnownError("authority.damaged", path=str(path))
    return root
