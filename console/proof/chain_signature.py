"""A chain that its console signs from time to time: rows in the chain itself, so that no checkpoint can be left out unseen.

One row brings the certificate; each further one signs where the chain stood before it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from console.proof.canonical import canonical, sha256_hex
from console.proof.certificates import common_name, serial_text
from console.proof.chain_row import ChainHead, ChainRow
from console.proof.statement import AUDIT_STATEMENT, is_signature_of

CERTIFICATE_ACTION = "signing_certificate"
SIGNED_ACTION = "chain_signed"
ACTIONS = frozenset({CERTIFICATE_ACTION, SIGNED_ACTION})


@dataclass(frozen=True)
class ChainSignature:
    """What one signed row is worth."""

    line: int
    signed_utc: str
    """By the clock of the console; empty where the row cannot be read."""
    certificate: x509.Certificate | None
    """None where no row before it brought it."""
    holds: bool


def stated_head(chain: str, head: ChainHead) -> dict[str, Any]:
    """What is signed, but for the console's name and the time."""
    return {"statement": AUDIT_STATEMENT, "chain": chain, "seq": head.seq, "hash": head.hash}


def certificate_reason(certificate: x509.Certificate) -> str:
    return base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()


class SignatureReader:
    """Fed with the rows of one chain that holds, in order."""

    def __init__(self, chain: str) -> None:
        self._chain = chain
        self._known: dict[str, x509.Certificate] = {}
        self.found: list[ChainSignature] = []

    def read(self, before: ChainHead, row: ChainRow) -> None:
        """``before`` is where the chain stood when the row came."""
        if row.entry.action == CERTIFICATE_ACTION:
            self._learn(row.entry.reason)
        elif row.entry.action == SIGNED_ACTION:
            self.found.append(self._signature(before, row))

    def _learn(self, reason: str) -> None:
        try:
            certificate = x509.load_der_x509_certificate(base64.b64decode(reason, validate=True))
        except (binascii.Error, ValueError):
            return
        self._known[serial_text(certificate)] = certificate

    def _signature(self, before: ChainHead, row: ChainRow) -> ChainSignature:
        signed_utc, _, text = row.entry.reason.partition(" ")
        certificate = self._known.get(row.entry.object)
        if certificate is None:
            return ChainSignature(row.seq, signed_utc, None, holds=False)
        said: Mapping[str, Any] = {
            **stated_head(self._chain, before),
            "console": common_name(certificate),
            "signed_utc": signed_utc,
        }
        body = canonical(said)
        try:
            signature = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            signature = b""
        holds = row.entry.sha256 == sha256_hex(body) and is_signature_of(certificate, signature, body)
        return ChainSignature(row.seq, signed_utc, certificate, holds)
