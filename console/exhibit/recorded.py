"""The consoles' statements in a package: beside each original what its console signed, in files that openssl reads."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from console.exhibit.statement_check import Standing, StatementFound
from console.proof.chain_row import utc_text
from console.proof.statement import SignedStatement

FOLDER = "metadata/statements"
DOCUMENT = "metadata/signed.json"

_WORDS = {
    Standing.SIGNED: (
        "Ditandatangani konsol yang merekamnya; sertifikatnya dari kota.",
        "Signed by the console that recorded it, whose certificate is the city's.",
    ),
    Standing.NOT_SIGNED: ("Tidak ditandatangani konsol.", "Not signed by the console."),
    Standing.BROKEN: (
        "Tanda tangan konsol tidak cocok dengan berkas ini.",
        "The console's signature does not hold for this file.",
    ),
    Standing.NOT_ASKED: (
        "Ditandatangani konsol; pusat tidak punya sertifikat kota untuk memastikan konsol mana.",
        "Signed by a console; the centre had no certificate of the city to make sure which one.",
    ),
    Standing.UNKNOWN: (
        "Ditandatangani, tetapi sertifikatnya bukan dari kota.",
        "Signed, by a certificate that is not the city's.",
    ),
    Standing.EXPIRED: (
        "Ditandatangani saat sertifikat konsol tidak berlaku.",
        "Signed when the console's certificate was not valid.",
    ),
    Standing.REVOKED: (
        "Tanda tangan tidak berlaku: baru sampai di pusat setelah sertifikat konsol dicabut.",
        "The signature does not count: it came to the centre after the console's certificate was revoked.",
    ),
}


@dataclass(frozen=True)
class Recorded:
    """One original as the centre knows it at the time of packing."""

    original: str
    """Below ``data/``."""
    statement: SignedStatement | None
    found: StatementFound
    received_utc: datetime
    """When the centre had the statement."""


def statement_documents(recorded: Iterable[Recorded]) -> dict[str, bytes]:
    """By their names below ``data/``: text and signature of each, the certificates, and what the centre found of all."""
    documents: dict[str, bytes] = {}
    told: dict[str, Mapping[str, str | None]] = {}
    for one in recorded:
        names = _names(one)
        told[f"data/{one.original}"] = _told(one, names)
        if one.statement is not None and names is not None:
            documents |= dict(zip(names, _contents(one.statement), strict=True))
    documents[DOCUMENT] = (json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    return documents


def _names(one: Recorded) -> tuple[str, str, str] | None:
    """Text, signature, certificates; None without a statement."""
    if one.statement is None:
        return None
    stem = f"{FOLDER}/{PurePosixPath(one.original).relative_to('original').with_suffix('')}"
    return f"{stem}.json", f"{stem}.sig", f"{stem}.pem"


def _contents(statement: SignedStatement) -> tuple[bytes, bytes, bytes]:
    """One that does not hold is kept as it came, too."""
    try:
        signature = base64.b64decode(statement.signature, validate=True)
    except (binascii.Error, ValueError):
        signature = statement.signature.encode("utf-8", "replace")
    return statement.body.encode("utf-8", "replace"), signature, statement.certificates.encode("utf-8", "replace")


def _told(one: Recorded, names: tuple[str, str, str] | None) -> dict[str, str | None]:
    found = one.found
    indonesian, english = _WORDS[found.standing]
    told: dict[str, str | None] = {
        "standing": found.standing.value,
        "console": found.console,
        "user": found.user,
        "received_utc": utc_text(one.received_utc),
        "artinya": indonesian,
        "meaning": english,
        "statement": None,
    }
    if names is not None:
        told |= {
            key: f"data/{name}" for key, name in zip(("statement", "signature", "certificate"), names, strict=True)
        }
    if found.signed_utc is not None:
        told["signed_utc"] = utc_text(found.signed_utc)
    if found.revoked_utc is not None:
        told["revoked_utc"] = utc_text(found.revoked_utc)
    return told
