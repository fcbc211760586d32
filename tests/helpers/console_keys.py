"""A city's authority and keys of consoles that it knows, made once for all tests: keys take a while to make."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from console.auth.console_key import ConsoleSigner
from console.exhibit.trust import Authority
from console.proof.canonical import sha256_hex
from console.proof.chain_row import utc_text
from console.proof.locked_key import new_key
from console.proof.statement import EVIDENCE_STATEMENT
from console.server.authority.certificates import (
    HolderKind,
    Revocation,
    RevocationReason,
    Root,
    holder_certificate,
    revocation_list,
    root_certificate,
)
from tests.helpers.clock import START_UTC

CITY_NAME = "Kota Semarang"
CONSOLE_NAME = "Konsol 3 Ruang Pantau"


def _begin() -> datetime:
    return min(datetime.now(UTC), START_UTC).replace(microsecond=0) - timedelta(days=1)


def root(name: str = CITY_NAME) -> Root:
    return _root(name)


@cache
def _root(name: str) -> Root:
    key = new_key()
    return Root(key, root_certificate(key, name, _begin()))


@cache
def console_rsa() -> RSAPrivateKey:
    return new_key()


def certified(name: str, kind: HolderKind, key: RSAPublicKey, city_name: str = CITY_NAME) -> x509.Certificate:
    return holder_certificate(root(city_name), name, kind, key, _begin(), 3650)


def signer(name: str = CONSOLE_NAME, city_name: str = CITY_NAME) -> ConsoleSigner:
    return _signer(name, city_name)


@cache
def _signer(name: str, city_name: str) -> ConsoleSigner:
    certificate = certified(name, HolderKind.CONSOLE, console_rsa().public_key(), city_name)
    return ConsoleSigner(console_rsa(), (certificate,))


def city(revoked: Sequence[tuple[ConsoleSigner, datetime]] = ()) -> Authority:
    """What a reader has of the city: its root, and which certificates are revoked since when."""
    return Authority((root().certificate,), (_list(revoked),))


def write_city(path: Path, revoked: Sequence[tuple[ConsoleSigner, datetime]] = ()) -> Path:
    """``ca.pem`` as the authority gives it out."""
    pem = (root().certificate.public_bytes(Encoding.PEM), _list(revoked).public_bytes(Encoding.PEM))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(pem))
    return path


def _list(revoked: Sequence[tuple[ConsoleSigner, datetime]]) -> x509.CertificateRevocationList:
    rows = [
        (one.certificate.serial_number, Revocation(since_utc, RevocationReason.KEY_COMPROMISE))
        for one, since_utc in revoked
    ]
    return revocation_list(root(), rows, 1, _begin())


def statement_of(content: bytes, one: ConsoleSigner | None = None, **changes: object) -> dict[str, str]:
    """As a console announces it, of a file with that content."""
    said: dict[str, object] = {
        "statement": EVIDENCE_STATEMENT,
        "sha256": sha256_hex(content),
        "user": "sari",
        "workstation": "konsol-3",
        "signed_utc": utc_text(START_UTC),
    }
    by = one or signer()
    signed = by.sign({**said, "console": by.name, **changes}, START_UTC)
    return {"body": signed.body, "signature": signed.signature, "certificates": signed.certificates}
