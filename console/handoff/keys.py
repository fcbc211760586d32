"""The keys of Standard Webhooks: ``whsec_`` shared secrets, ``whsk_`` private and ``whpk_`` public Ed25519 keys."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from contextlib import suppress
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from console.base.errors import KnownError
from console.base.redaction import Secret

SHARED_PREFIX, PRIVATE_PREFIX, PUBLIC_PREFIX = "whsec_", "whsk_", "whpk_"
_SHARED_BYTES = range(24, 65)
_SEED_BYTES = 32


@dataclass(frozen=True)
class SharedKey:
    """A secret that both sides hold: HMAC-SHA256, signatures ``v1``."""

    _secret: bytes = field(repr=False)
    version = "v1"

    def sign(self, content: bytes) -> str:
        return base64.b64encode(hmac.new(self._secret, content, hashlib.sha256).digest()).decode()

    def verifies(self, content: bytes, signature: str) -> bool:
        return hmac.compare_digest(self.sign(content).encode(), signature.encode())

    def text(self) -> Secret:
        return Secret(SHARED_PREFIX + base64.b64encode(self._secret).decode())


@dataclass(frozen=True)
class PrivateKey:
    """Our own Ed25519 key: signatures ``v1a``."""

    _key: Ed25519PrivateKey = field(repr=False)
    version = "v1a"

    def sign(self, content: bytes) -> str:
        return base64.b64encode(self._key.sign(content)).decode()

    def public(self) -> PublicKey:
        return PublicKey(self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def text(self) -> Secret:
        """Seed and public half, as libsodium keeps them."""
        whole = self._key.private_bytes_raw() + self._key.public_key().public_bytes_raw()
        return Secret(PRIVATE_PREFIX + base64.b64encode(whole).decode())


@dataclass(frozen=True)
class PublicKey:
    """The other side's Ed25519 key; no secret."""

    raw: bytes
    version = "v1a"

    def verifies(self, content: bytes, signature: str) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(base64.b64decode(signature, validate=True), content)
        except (InvalidSignature, binascii.Error, ValueError):
            return False
        return True

    def text(self) -> str:
        return PUBLIC_PREFIX + base64.b64encode(self.raw).decode()


SigningKey = SharedKey | PrivateKey
VerifyingKey = SharedKey | PublicKey


def new_shared_key() -> SharedKey:
    return SharedKey(secrets.token_bytes(32))


def new_private_key() -> PrivateKey:
    return PrivateKey(Ed25519PrivateKey.generate())


def read_shared_key(text: Secret) -> SharedKey:
    """Raises KnownError ``handoff.key_malformed`` (kind); the key itself is never part of it."""
    raw = _decoded(text.reveal(), SHARED_PREFIX)
    if len(raw) not in _SHARED_BYTES:
        raise KnownError("handoff.key_malformed", kind=SHARED_PREFIX)
    return SharedKey(raw)


def read_private_key(text: Secret) -> PrivateKey:
    """Takes the seed alone, or seed and public half. Raises KnownError ``handoff.key_malformed`` (kind)."""
    raw = _decoded(text.reveal(), PRIVATE_PREFIX)
    if len(raw) not in (_SEED_BYTES, 2 * _SEED_BYTES):
        raise KnownError("handoff.key_malformed", kind=PRIVATE_PREFIX)
    key = PrivateKey(Ed25519PrivateKey.from_private_bytes(raw[:_SEED_BYTES]))
    if raw[_SEED_BYTES:] not in (b"", key.public().raw):
        raise KnownError("handoff.key_malformed", kind=PRIVATE_PREFIX)
    return key


def read_public_key(text: str) -> PublicKey:
    """Raises KnownError ``handoff.key_malformed`` (kind)."""
    raw = _decoded(text, PUBLIC_PREFIX)
    if len(raw) != _SEED_BYTES:
        raise KnownError("handoff.key_malformed", kind=PUBLIC_PREFIX)
    return PublicKey(raw)


def _decoded(text: str, prefix: str) -> bytes:
    body = text.strip()
    with suppress(ValueError):  # binascii.Error is one
        if body.startswith(prefix):
            return base64.b64decode(body.removeprefix(prefix), validate=True)
    # Behind the handling, so that it has no cause: the cause's text could hold the key.
    raise KnownError("handoff.key_malformed", kind=prefix)
