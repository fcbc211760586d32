"""Signs where this console's chain stands: at the start, each hour, and at the end, where the console has a key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from cryptography import x509

from console.audit.chain_files import ChainFile
from console.base.clock import Clock
from console.domain.audit_act import AuditAct
from console.proof.canonical import sha256_hex
from console.proof.certificates import serial_text
from console.proof.chain_row import ChainEntry
from console.proof.chain_signature import certificate_reason, stated_head
from console.proof.statement import SignedStatement

EVERY_S = 3600.0
_LOOK_S = 0.5
"""Until the key is open."""
_LONGEST_CERTIFICATE = 3000
"""As text: the centre takes no longer line than 4,000 characters, and one that it refuses would end the chain there."""


class Signing(Protocol):
    """The part of ``auth.ConsoleSigning`` that the audit needs."""

    @property
    def is_settled(self) -> bool: ...

    def sign(self, said: Mapping[str, Any]) -> SignedStatement | None: ...


class ChainSigner:
    """For the journal's thread alone."""

    def __init__(self, file: ChainFile, signing: Signing, clock: Clock) -> None:
        self._file = file
        self._signing = signing
        self._clock = clock
        self._due_s = clock.monotonic_s()
        self._signed_seq = 0
        self._brought = ""
        """Serial number of the certificate that stands in this chain."""

    def due_in_s(self) -> float:
        """How long at most until ``look`` is wanted again."""
        if not self._signing.is_settled:
            return _LOOK_S
        return max(0.0, self._due_s - self._clock.monotonic_s())

    def look(self, base: ChainEntry, *, at_end: bool = False) -> int:
        """How many rows it wrote; ``base`` says who is signed in and where. Raises KnownError disk.*"""
        is_due = self._clock.monotonic_s() >= self._due_s or at_end
        if not is_due or not self._signing.is_settled:
            return 0
        self._due_s = self._clock.monotonic_s() + EVERY_S
        if self._file.head.seq == self._signed_seq:
            return 0
        return self._sign(base)

    def _sign(self, base: ChainEntry) -> int:
        signed = self._signed()
        if signed is None:
            return 0
        certificate = x509.load_pem_x509_certificates(signed.certificates.encode())[0]
        serial, wrote = serial_text(certificate), 0
        text = certificate_reason(certificate)
        if self._brought != serial and len(text) <= _LONGEST_CERTIFICATE:
            self._append(base, AuditAct.SIGNING_CERTIFICATE, serial, text, "")
            self._brought, wrote = serial, 1
            # It belongs to what is signed.
            signed = self._signed()
            if signed is None:
                return wrote
        reason = f"{json.loads(signed.body)['signed_utc']} {signed.signature}"
        self._append(base, AuditAct.CHAIN_SIGNED, serial, reason, sha256_hex(signed.body.encode()))
        self._signed_seq = self._file.head.seq
        return wrote + 1

    def _signed(self) -> SignedStatement | None:
        return self._signing.sign(stated_head(self._file.path.stem, self._file.head))

    def _append(self, base: ChainEntry, act: AuditAct, serial: str, reason: str, sha256: str) -> None:
        entry = ChainEntry(base.actor, base.role, base.workstation, act.value, serial, sha256, reason)
        self._file.append(entry)
