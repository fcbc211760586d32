"""The refresh token in the system's keyring, and nowhere else: without a usable keyring nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError, PasswordDeleteError

from console.base.errors import KnownError
from console.base.logs import logger
from console.base.redaction import Secret

T = TypeVar("T")
_log = logger("auth")
_SERVICE = "ronda"
_UNUSABLE_MODULES = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""``keyrings.alt`` writes files that anyone with the disk can read: for us that is no keyring."""


class TokenVault(Protocol):
    """Where a refresh token survives the end of the program. Any thread; may wait for the system's own dialog."""

    def problem(self) -> KnownError | None:
        """Why nothing can be kept here, or None."""

    def load(self, account: str) -> Secret | None: ...

    def save(self, account: str, token: Secret) -> None: ...

    def forget(self, account: str) -> None: ...


class KeyringVault:
    """Every method but ``problem`` raises KnownError: keyring.missing, keyring.locked, keyring.broken."""

    def __init__(self, find_backend: Callable[[], KeyringBackend] = keyring.get_keyring) -> None:
        self._find_backend = find_backend

    def available(self) -> bool:
        return self.problem() is None

    def problem(self) -> KnownError | None:
        try:
            self._backend()
        except KnownError as error:
            return error
        return None

    def load(self, account: str) -> Secret | None:
        with _named_failures():
            value = self._backend().get_password(_SERVICE, account)
            return Secret(value) if value else None

    def save(self, account: str, token: Secret) -> None:
        with _named_failures():
            self._backend().set_password(_SERVICE, account, token.reveal())

    def forget(self, account: str) -> None:
        with _named_failures():
            backend = self._backend()
            # Only what is there can be deleted; some backends raise for the rest.
            if backend.get_password(_SERVICE, account) is not None:
                backend.delete_password(_SERVICE, account)

    def _backend(self) -> KeyringBackend:
        with _named_failures():
            backend = self._find_backend()
            if not _is_usable(backend):
                raise KnownError("keyring.missing", backend=type(backend).__module__)
            return backend


class NoVault:
    """Keeps nothing, for walls and scripts that sign in from the environment."""

    def problem(self) -> KnownError | None:
        return None

    def load(self, account: str) -> Secret | None:  # noqa: ARG002  the port's signature
        return None

    def save(self, account: str, token: Secret) -> None:
        """Forgets at once."""

    def forget(self, account: str) -> None:
        """There is nothing."""


def _is_usable(backend: KeyringBackend) -> bool:
    module = type(backend).__module__
    if module.startswith(_UNUSABLE_MODULES):
        return False
    if module == "keyring.backends.chainer":
        # The chain writes to its first member: that one must be a real keyring.
        chain = list(getattr(backend, "backends", ()))
        return bool(chain) and _is_usable(chain[0])
    return True


@contextmanager
def _named_failures() -> Iterator[None]:
    try:
        yield
    except KnownError:
        raise
    except KeyringLocked:
        raise KnownError("keyring.locked") from None
    except NoKeyringError:
        raise KnownError("keyring.missing", backend="none") from None
    except PasswordDeleteError:
        raise KnownError("keyring.broken", detail="delete") from None
    except Exception as error:  # noqa: BLE001  edge: a backend raises whatever its D-Bus library raises
        _log.info("keyring failed: %s", type(error).__name__)
        raise KnownError("keyring.broken", detail=type(error).__name__) from None
