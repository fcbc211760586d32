"""A console that starts while the centre is away goes on as who was here before, as long as those rights hold."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from console.app import site, start
from console.app.options import ConsoleOptions
from console.base.paths import Paths
from console.base.redaction import Secret
from console.directory.rights import USUAL_S, OfflineRights
from console.domain.roles import Role
from console.settings.options import CENTRE_URL, USERNAME
from console.store.files import open_directory
from console.wire.auth import UserInfo
from tests.helpers.clock import FakeClock
from tests.helpers.ports import free_port

PERSON = UserInfo(id="1", username="siti", display_name="Siti", role=Role.OPERATOR, scope=("33.74",))


class Keyring:
    """Of a desktop, in memory."""

    def __init__(self, kept: dict[str, Secret]) -> None:
        self.kept = kept

    def problem(self) -> None:
        return None

    def load(self, account: str) -> Secret | None:
        return self.kept.get(account)

    def save(self, account: str, token: Secret) -> None:
        self.kept[account] = token

    def forget(self, account: str) -> None:
        self.kept.pop(account, None)


@pytest.fixture
def centre_url() -> str:
    """Nobody listens there."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture
def keyring(centre_url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Secret]:
    kept = {f"siti@{centre_url}": Secret("refresh-0")}
    monkeypatch.setattr(site, "KeyringVault", lambda: Keyring(kept))
    return kept


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def shell(centre_url: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """What outlives a sign-in, as far as it is needed; the dialog is closed by the person at once."""
    paths = Paths.for_user().ensure()
    database = open_directory(paths, clock)
    OfflineRights(database, clock, centre_url, PERSON).contact()
    database.close()
    monkeypatch.setattr(start, "_asked", lambda *_given, **_options: None)
    settings = {CENTRE_URL: centre_url, USERNAME: "siti"}
    kept = SimpleNamespace(get=settings.__getitem__, set=settings.__setitem__)
    return SimpleNamespace(paths=paths, clock=clock, settings=kept)


def test_the_last_person_goes_on_with_the_last_rights(shell: Any, keyring: dict[str, Secret]) -> None:
    found = start.sign_in(ConsoleOptions(), shell)

    assert found is not None
    connection, person = found
    assert person == PERSON
    assert not connection.confirmed
    assert connection.session.user == PERSON
    assert list(keyring) == [f"siti@{connection.client.base_url}"]
    connection.close()


def test_not_after_they_ended(shell: Any, keyring: dict[str, Secret], clock: FakeClock) -> None:
    assert keyring
    clock.advance(USUAL_S + 1)

    assert start.sign_in(ConsoleOptions(), shell) is None


def test_not_without_the_token_of_the_keyring(shell: Any, keyring: dict[str, Secret]) -> None:
    keyring.clear()

    assert start.sign_in(ConsoleOptions(), shell) is None


def test_not_for_another_person(shell: Any, keyring: dict[str, Secret]) -> None:
    keyring["budi@" + next(iter(keyring)).partition("@")[2]] = Secret("refresh-1")

    assert start.sign_in(ConsoleOptions(username="budi"), shell) is None


def test_not_after_a_sign_out_or_for_practice(shell: Any, keyring: dict[str, Secret]) -> None:
    assert keyring

    assert start.sign_in(ConsoleOptions(), shell, resumable=False) is None
    assert start.sign_in(ConsoleOptions(exercise=True), shell) is None
