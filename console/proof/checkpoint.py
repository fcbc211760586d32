"""Signed statements of where chains stood: read, and held against the chains themselves."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from console.proof.canonical import sha256_hex
from console.proof.chain_row import GENESIS


@dataclass(frozen=True)
class SignedCheckpoint:
    """As it is kept: the very text that was signed, and the signature in base64."""

    body: str
    signature: str


@dataclass(frozen=True)
class CheckpointFault:
    """The first checkpoint that does not hold."""

    number: int
    """Counted from 1."""
    what: str
    """``unreadable``, ``signature``, ``number``, ``prev``, ``missing_line`` or ``other_line``."""
    chain: str = ""
    line: int = 0


@dataclass(frozen=True)
class CheckpointReport:
    """How many hold, and the time of the newest of them."""

    count: int
    last_utc: str
    fault: CheckpointFault | None


Heads = Mapping[str, Mapping[str, Any]]


def heads_of(checkpoint: SignedCheckpoint) -> Heads:
    """What it says of each chain; empty where it can't be read."""
    said = _said(checkpoint)
    return said["heads"] if said is not None else {}


def wanted_lines(checkpoints: Sequence[SignedCheckpoint]) -> dict[str, frozenset[int]]:
    """The lines that checkpoints speak of, by chain."""
    found: dict[str, set[int]] = {}
    for checkpoint in checkpoints:
        for chain, head in heads_of(checkpoint).items():
            found.setdefault(chain, set()).add(int(head["seq"]))
    return {chain: frozenset(lines) for chain, lines in found.items()}


def check_checkpoints(
    checkpoints: Sequence[SignedCheckpoint], public_key: str, hashes: Mapping[str, Mapping[int, str]]
) -> CheckpointReport:
    """``public_key`` is base64; ``hashes`` gives those of each chain's ``wanted_lines`` that hold."""
    prev, last_utc = GENESIS, ""
    for number, checkpoint in enumerate(checkpoints, start=1):
        fault = _fault(number, checkpoint, public_key, prev) or _line_fault(number, heads_of(checkpoint), hashes)
        if fault is not None:
            return CheckpointReport(number - 1, last_utc, fault)
        prev = sha256_hex(checkpoint.body.encode())
        last_utc = str(json.loads(checkpoint.body)["at_utc"])
    return CheckpointReport(len(checkpoints), last_utc, None)


def _fault(number: int, checkpoint: SignedCheckpoint, public_key: str, prev: str) -> CheckpointFault | None:
    said = _said(checkpoint)
    if said is None:
        return CheckpointFault(number, "unreadable")
    if not _is_signed(checkpoint, public_key):
        return CheckpointFault(number, "signature")
    if said["number"] != number:
        return CheckpointFault(number, "number")
    return None if said["prev"] == prev else CheckpointFault(number, "prev")


def _line_fault(number: int, heads: Heads, hashes: Mapping[str, Mapping[int, str]]) -> CheckpointFault | None:
    for chain, head in sorted(heads.items()):
        line = int(head["seq"])
        found = hashes.get(chain, {}).get(line)
        if found != head["hash"]:
            return CheckpointFault(number, "missing_line" if found is None else "other_line", chain, line)
    return None


def _said(checkpoint: SignedCheckpoint) -> dict[str, Any] | None:
    try:
        said = json.loads(checkpoint.body)
        heads = said["heads"]
        whole = all(isinstance(head["seq"], int) and isinstance(head["hash"], str) for head in heads.values())
        return said if whole and {"number", "prev", "at_utc"} <= said.keys() else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_signed(checkpoint: SignedCheckpoint, public_key: str) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(checkpoint.signature, validate=True), checkpoint.body.encode())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
