"""Time stamps of a service outside the office (RFC 3161)."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from console.base.errors import KnownError
from console.exhibit.seal import Stamp
from console.exhibit.trust import Authority
from console.proof.canonical import sha256_hex

_ANSWER_S = 20.0
_LONGEST_ANSWER_BYTES = 64 * 1024
_GRANTED = frozenset({PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS})


def service_stamp(url: str) -> Stamp:
    """Asks the service at ``url``, http or https: what it signs cannot be forged on the way.

    Raises KnownError ``seal.stamp_url``.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise KnownError("seal.stamp_url")

    def stamp(content: bytes) -> bytes:
        request = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
        answer = _asked(url, request.as_bytes())
        told = _decoded(answer)
        if told.tst_info.message_imprint.message.hex() != sha256_hex(content) or told.tst_info.nonce != request.nonce:
            raise KnownError("seal.stamp_refused")
        return answer

    return stamp


def _asked(url: str, request: bytes) -> bytes:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(str(parts.hostname), parts.port, timeout=_ANSWER_S)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, request, {"Content-Type": "application/timestamp-query"})
        with connection.getresponse() as answer:
            status, body = answer.status, answer.read(_LONGEST_ANSWER_BYTES)
    except (OSError, http.client.HTTPException) as error:
        raise KnownError("seal.stamp_unreachable") from error
    finally:
        connection.close()
    if status != http.HTTPStatus.OK:
        raise KnownError("seal.stamp_refused")
    return body


def _decoded(answer: bytes) -> TimeStampResponse:
    """Raises KnownError ``seal.stamp_refused`` for what is no stamp that was granted."""
    try:
        told = decode_timestamp_response(answer)
        if told.status not in _GRANTED:
            raise KnownError("seal.stamp_refused")
        told.tst_info.message_imprint  # noqa: B018  raises where there is none
    except ValueError as error:
        raise KnownError("seal.stamp_refused") from error
    return told


@dataclass(frozen=True)
class Stamped:
    """When a service says that the signature was there already."""

    at_utc: datetime
    trusted: bool | None
    """Whether the service is one of those that the reader gave; None where none was given."""


def check_stamp(answer: bytes, content: bytes, services: Authority | None) -> Stamped:
    """Raises KnownError ``seal.stamp_refused`` for no stamp, ``seal.stamp_other`` for one of other bytes."""
    told = _decoded(answer)
    if told.tst_info.message_imprint.message.hex() != sha256_hex(content):
        raise KnownError("seal.stamp_other")
    trusted = None if services is None else any(_is_of(told, content, root) for root in services.roots)
    return Stamped(told.tst_info.gen_time, trusted)


def _is_of(told: TimeStampResponse, content: bytes, root: object) -> bool:
    try:
        verifier = VerifierBuilder().add_root_certificate(root).build()  # type: ignore[arg-type]  # a certificate
        return verifier.verify_message(told, content)
    except (VerificationError, ValueError):
        return False
