"""Signs and verifies messages the Standard Webhooks way: three headers over the raw body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.base.errors import KnownError
from console.handoff.keys import SigningKey, VerifyingKey

ID_HEADER, TIME_HEADER, SIGNATURE_HEADER = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE_S = 300
"""How far a sender's clock may be from ours; five minutes is what the specification's libraries take."""
_LONGEST_ID = 128
_MOST_SIGNATURES = 16


@dataclass(frozen=True)
class SignedMessage:
    """What a verified message says of itself: the id that makes it count once, and when it was sent."""

    id: str
    sent_unix_s: int


def signed_headers(message_id: str, body: bytes, keys: Sequence[SigningKey], now_utc: datetime) -> dict[str, str]:
    """The headers of one attempt; with several keys the receiver may know any of them, which is how keys rotate."""
    stamp = str(int(now_utc.timestamp()))
    content = _content(message_id, stamp, body)
    signatures = " ".join(f"{key.version},{key.sign(content)}" for key in keys)
    return {ID_HEADER: message_id, TIME_HEADER: stamp, SIGNATURE_HEADER: signatures}


def verify(headers: Mapping[str, str], body: bytes, keys: Sequence[VerifyingKey], now_utc: datetime) -> SignedMessage:
    """The message's id, when one of its signatures is by one of ``keys`` and its time is near ours.

    Raises KnownError ``handoff.signature_missing``, ``handoff.signature_wrong``, ``handoff.clock_wrong`` (seconds).
    The clock is looked at last, so that only a genuine sender is told of it.
    """
    named = {name.lower(): value for name, value in headers.items()}
    message_id, stamp, signatures = (named.get(name, "") for name in (ID_HEADER, TIME_HEADER, SIGNATURE_HEADER))
    if not message_id or not signatures or not (stamp.isascii() and stamp.isdigit()):
        raise KnownError("handoff.signature_missing")
    if "." in message_id or len(message_id) > _LONGEST_ID:
        raise KnownError("handoff.signature_wrong")
    if not _any_fits(_content(message_id, stamp, body), signatures, keys):
        raise KnownError("handoff.signature_wrong")
    apart_s = int(stamp) - int(now_utc.timestamp())
    if abs(apart_s) > TOLERANCE_S:
        raise KnownError("handoff.clock_wrong", seconds=apart_s)
    return SignedMessage(message_id, int(stamp))


def _content(message_id: str, stamp: str, body: bytes) -> bytes:
    return f"{message_id}.{stamp}.".encode() + body


def _any_fits(content: bytes, signatures: str, keys: Sequence[VerifyingKey]) -> bool:
    fits = False
    for entry in signatures.split(" ")[:_MOST_SIGNATURES]:
        version, _, signature = entry.partition(",")
        for key in keys:
            # No early end: how long it takes says nothing of which key or which entry it was.
            fits |= key.version == version and signature.isascii() and key.verifies(content, signature)
    return fits
