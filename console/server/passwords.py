"""Password hashes by argon2id; an unknown user costs as much time as a wrong password."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from console.base.redaction import Secret
from console.server.settings import PasswordCost

_AT_ONCE = 2


class Passwords:
    """Hashes and checks passwords; any thread, two at a time because each takes its memory."""

    def __init__(self, cost: PasswordCost) -> None:
        self._hasher = PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)
        self._gate = threading.BoundedSemaphore(_AT_ONCE)
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: Secret) -> str:
        with self._gate:
            return self._hasher.hash(password.reveal())

    def matches(self, known_hash: str | None, password: Secret) -> bool:
        """Compares; None (no such user) takes the same time and is always False."""
        with self._gate:
            try:
                self._hasher.verify(known_hash or self._nobody, password.reveal())
            except (VerificationError, InvalidHashError):
                return False
        return known_hash is not None
