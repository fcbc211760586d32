"""What an authority has issued and revoked, as its register tells: a hash chain, with the certificates beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.proof.canonical import sha256_hex
from console.proof.certificates import common_name, serial_text
from console.proof.chain_check import check_chain
from console.proof.chain_row import ChainEntry, ChainRow, utc_text
from console.server.authority.certificates import HolderKind, Revocation, RevocationReason

REGISTER_NAME = "register.jsonl"
ISSUED_NAME = "issued"
_ROLE = "authority"
_MADE, _ISSUED, _REVOKED, _LISTED = "authority_made", "issued", "revoked", "list_signed"
_PASSPHRASE = "passphrase_changed"  # noqa: S105  the name of an action


@dataclass(frozen=True)
class Issued:
    """One certificate and how it stands."""

    certificate: x509.Certificate
    kind: HolderKind
    revocation: Revocation | None = None

    @property
    def serial(self) -> str:
        return serial_text(self.certificate)

    @property
    def name(self) -> str:
        return common_name(self.certificate)


def made_entry(actor: str, root: x509.Certificate) -> ChainEntry:
    return ChainEntry(actor, _ROLE, "", _MADE, serial_text(root), sha256=_digest(root))


def issued_entry(actor: str, issued: Issued) -> ChainEntry:
    digest = _digest(issued.certificate)
    return ChainEntry(actor, _ROLE, "", _ISSUED, issued.serial, sha256=digest, reason=issued.kind.value)


def revoked_entry(actor: str, serial: str, revocation: Revocation) -> ChainEntry:
    words = f"{revocation.reason.value} {utc_text(revocation.since_utc)}"
    return ChainEntry(actor, _ROLE, "", _REVOKED, serial, reason=words)


def listed_entry(actor: str) -> ChainEntry:
    return ChainEntry(actor, _ROLE, "", _LISTED, "crl.pem")


def passphrase_entry(actor: str) -> ChainEntry:
    return ChainEntry(actor, _ROLE, "", _PASSPHRASE, "root.key")


def read_register(folder: Path) -> tuple[Issued, ...]:
    """In the order of issue. Raises KnownError ``authority.none`` or ``authority.damaged`` (path), disk.*."""
    path = folder / REGISTER_NAME
    if not path.is_file():
        raise KnownError("authority.none", path=str(folder))
    verdict = check_chain(path)
    # A last line that a crash tore was told to nobody; the next one who writes sets it aside.
    if verdict.fault is not None and verdict.fault.what != "torn":
        raise KnownError("authority.damaged", path=f"{path}:{verdict.fault.line}")
    try:
        return tuple(_told(folder, verdict.rows).values())
    except (KeyError, ValueError) as error:  # whole rows, with words that are not ours
        raise KnownError("authority.damaged", path=str(path)) from error


def _told(folder: Path, rows: Iterable[ChainRow]) -> dict[str, Issued]:
    known: dict[str, Issued] = {}
    for row in rows:
        entry = row.entry
        if entry.action == _ISSUED:
            known[entry.object] = Issued(_certificate(folder, entry), HolderKind(entry.reason))
        elif entry.action == _REVOKED:
            reason, _, since = entry.reason.partition(" ")
            revocation = Revocation(datetime.fromisoformat(since), RevocationReason(reason))
            known[entry.object] = replace(known[entry.object], revocation=revocation)
    return known


def _certificate(folder: Path, entry: ChainEntry) -> x509.Certificate:
    path = issued_path(folder, entry.object)
    with disk_errors(path):
        content = path.read_bytes() if path.is_file() else b""
    try:
        certificate = x509.load_pem_x509_certificate(content)
    except ValueError as error:
        raise KnownError("authority.damaged", path=str(path)) from error
    if _digest(certificate) != entry.sha256:
        raise KnownError("authority.damaged", path=str(path))
    return certificate


def issued_path(folder: Path, serial: str) -> Path:
    return folder / ISSUED_NAME / f"{serial}.pem"


def _digest(certificate: x509.Certificate) -> str:
    return sha256_hex(certificate.public_bytes(Encoding.DER))
