"""A checkpoint holds only with the key that signed it, after the one before it, and with the lines that it names."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from console.proof.canonical import canonical, sha256_hex
from console.proof.chain_row import GENESIS
from console.proof.checkpoint import SignedCheckpoint, check_checkpoints, wanted_lines

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = base64.b64encode(KEY.public_key().public_bytes_raw()).decode()
HASHES = {"centre": {1: "a" * 64, 2: "b" * 64}}


def _signed(number: int, prev: str, line_hash: str) -> SignedCheckpoint:
    said = {
        "number": number,
        "at_utc": f"2026-11-23T1{number}:00:00.000Z",
        "prev": prev,
        "heads": {"centre": {"seq": number, "hash": line_hash}},
    }
    body = canonical(said)
    return SignedCheckpoint(body.decode(), base64.b64encode(KEY.sign(body)).decode())


FIRST = _signed(1, GENESIS, "a" * 64)
SECOND = _signed(2, sha256_hex(FIRST.body.encode()), "b" * 64)


def test_two_that_follow_each_other_hold() -> None:
    report = check_checkpoints((FIRST, SECOND), PUBLIC, HASHES)
    assert (report.count, report.last_utc, report.fault) == (2, "2026-11-23T12:00:00.000Z", None)
    assert wanted_lines((FIRST, SECOND)) == {"centre": frozenset({1, 2})}


@pytest.mark.parametrize(
    ("checkpoints", "what"),
    [
        ((replace(FIRST, body="{"),), "unreadable"),
        ((replace(FIRST, body='{"heads":{"centre":7}}'),), "unreadable"),
        ((replace(FIRST, body=FIRST.body.replace("T11", "T09")),), "signature"),
        ((replace(FIRST, signature="!"),), "signature"),
        ((SECOND,), "number"),
        ((FIRST, _signed(2, GENESIS, "b" * 64)), "prev"),
        ((_signed(1, GENESIS, "c" * 64),), "other_line"),
        (
            (_signed(1, GENESIS, "a" * 64), SECOND, _signed(3, sha256_hex(SECOND.body.encode()), "d" * 64)),
            "missing_line",
        ),
    ],
)
def test_the_first_that_does_not_hold_is_named(checkpoints: tuple[SignedCheckpoint, ...], what: str) -> None:
    fault = check_checkpoints(checkpoints, PUBLIC, HASHES).fault
    assert fault is not None
    assert (fault.number, fault.what) == (len(checkpoints), what)


def test_another_key_signs_nothing_of_ours() -> None:
    other = base64.b64encode(b"x" * 32).decode()
    fault = check_checkpoints((FIRST,), other, HASHES).fault
    assert fault is not None
    assert fault.what == "signature"
