"""The centre's own keys: one file beside its data, readable by its user alone, from which every purpose gets its own key."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from console.base.errors import KnownError
from console.base.redaction import Secret

_FILE_NAME = "centre.key"
_KEY_BYTES = 32


@dataclass(frozen=True)
class Login:
    """User and password of a camera's feed."""

    user: str = field(repr=False)
    password: Secret


class Keys:
    """Signs what leaves the centre and comes back, and seals camera passwords. Any thread."""

    def __init__(self, master: bytes) -> None:
        self._master = master
        self._signing: dict[str, bytes] = {}
        self._fernet = Fernet(base64.urlsafe_b64encode(self._derive("camera-logins")))
        self._receivers = Fernet(base64.urlsafe_b64encode(self._derive("receiver-keys")))

    @property
    def audit_key(self) -> Ed25519PrivateKey:
        """Signs where the chains of the audit stand."""
        return Ed25519PrivateKey.from_private_bytes(self._derive("audit-checkpoints"))

    @property
    def audit_public_key(self) -> str:
        """Base64 of its 32 bytes; whoever verifies has it from elsewhere than the centre."""
        return base64.b64encode(self.audit_key.public_key().public_bytes_raw()).decode()

    @classmethod
    def at(cls, folder: Path) -> Keys:
        """Reads or makes the key file. Raises KnownError ``centre.key_unreadable`` (path)."""
        path = folder / _FILE_NAME
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return cls(_read(path) if path.exists() else _make(path))
        except FileExistsError:
            return cls(_read(path))  # another process of this centre was faster
        except (OSError, ValueError) as error:
            raise KnownError("centre.key_unreadable", path=str(path)) from error

    def _derive(self, purpose: str) -> bytes:
        return HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"ronda centre {purpose}".encode()).derive(self._master)

    def mark(self, purpose: str, text: str) -> str:
        """A keyed digest in hex: the same text gives another one for each purpose."""
        key = self._signing.get(purpose)
        if key is None:
            key = self._signing[purpose] = self._derive(purpose)
        return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()

    def sign(self, purpose: str, payload: dict[str, str | int | None]) -> str:
        """``payload`` as opaque text that :meth:`open_signed` takes back unchanged."""
        body = base64.urlsafe_b64encode(json.dumps(payload, separators=(",", ":")).encode()).decode().rstrip("=")
        return f"{body}.{self.mark(purpose, body)}"

    def open_signed(self, purpose: str, text: str) -> dict[str, str | int | None] | None:
        """The payload, or None when ``text`` was not signed here for ``purpose``."""
        body, _, digest = text.partition(".")
        if not body.isascii() or not digest.isascii() or not hmac.compare_digest(digest, self.mark(purpose, body)):
            return None
        try:
            payload = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        except (binascii.Error, ValueError):
            return None
        return payload if isinstance(payload, dict) else None

    def seal(self, login: Login) -> bytes:
        return self._fernet.encrypt(json.dumps([login.user, login.password.reveal()]).encode())

    def unseal(self, sealed: bytes | None) -> Login:
        """The login, empty for None. Raises KnownError ``centre.key_wrong``: sealed with another key file."""
        if not sealed:
            return Login("", Secret(""))
        try:
            user, password = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken as error:
            raise KnownError("centre.key_wrong") from error
        return Login(user, Secret(password))

    def seal_key(self, key: Secret) -> bytes:
        """A receiver's key as it lies in the database."""
        return self._receivers.encrypt(key.reveal().encode())

    def unseal_key(self, sealed: bytes) -> Secret:
        """Raises KnownError ``centre.key_wrong``: sealed with another key file."""
        try:
            return Secret(self._receivers.decrypt(sealed).decode())
        except InvalidToken as error:
            raise KnownError("centre.key_wrong") from error


def _read(path: Path) -> bytes:
    path.chmod(0o600)
    master = base64.b64decode(path.read_text("ascii").strip(), validate=True)
    if len(master) != _KEY_BYTES:
        raise ValueError("wrong length")
    return master


def _make(path: Path) -> bytes:
    master = secrets.token_bytes(_KEY_BYTES)
    # Complete before it has its name, so that a centre killed here does not leave half a key behind.
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(base64.b64encode(master))
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(fresh)
    finally:
        fresh.unlink()
    return master
