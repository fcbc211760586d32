"""The refresh token in the keyring, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked

from console.auth.vault import KeyringVault, NoVault
from console.base.errors import KnownError
from console.base.redaction import Secret


class MemoryKeyring(KeyringBackend):
    """A keyring that works; ``failure`` makes it stop."""

    priority = 0.1

    def __init__(self, failure: Exception | None = None) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.failure = failure

    def get_password(self, service: str, username: str) -> str | None:
        if self.failure:
            raise self.failure
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.failure:
            raise self.failure
        self.kept[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[(service, username)]


def test_a_token_is_kept_and_forgotten() -> None:
    backend = MemoryKeyring()
    vault = KeyringVault(lambda: backend)

    vault.save("operator@https://pusat", Secret("refresh"))
    assert vault.available()
    assert vault.load("operator@https://pusat") == Secret("refresh")
    vault.forget("operator@https://pusat")
    vault.forget("operator@https://pusat")

    assert vault.load("operator@https://pusat") is None


class PlaintextKeyring(MemoryKeyring):
    """Looks like one of ``keyrings.alt``."""


PlaintextKeyring.__module__ = "keyrings.alt.file"


@pytest.mark.parametrize("make", [fail.Keyring, null.Keyring, PlaintextKeyring, chainer.ChainerBackend])
def test_without_a_real_keyring_nothing_is_kept_and_it_says_so(
    make: Callable[[], KeyringBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [PlaintextKeyring(), MemoryKeyring()])
    backend = make()
    vault = KeyringVault(lambda: backend)

    problem = vault.problem()

    assert problem is not None
    assert problem.code == "keyring.missing"
    with pytest.raises(KnownError):
        vault.save("operator", Secret("refresh"))


@pytest.mark.parametrize(
    ("failure", "code"),
    [(KeyringLocked("locked"), "keyring.locked"), (RuntimeError("org.freedesktop: token=refresh"), "keyring.broken")],
)
def test_a_keyring_that_fails_is_named_without_its_words(failure: Exception, code: str) -> None:
    vault = KeyringVault(lambda: MemoryKeyring(failure))

    with pytest.raises(KnownError) as caught:
        vault.load("operator")

    assert caught.value.code == code
    assert "refresh" not in str(caught.value)


def test_a_bus_that_is_missing_is_named() -> None:
    def no_bus() -> KeyringBackend:
        raise OSError("no bus")

    problem = KeyringVault(no_bus).problem()

    assert problem is not None
    assert problem.code == "keyring.broken"


def test_no_vault_keeps_nothing() -> None:
    vault = NoVault()
    vault.save("operator", Secret("refresh"))

    assert vault.load("operator") is None
