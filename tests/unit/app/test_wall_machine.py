"""A wall machine's secret is private, and it signs in again and again by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app.wall_options import read_secret
from console.app.wall_sign_in import KeepSignedIn
from console.base.backoff import Backoff
from console.base.errors import KnownError
from console.base.observer import Signal
from console.base.redaction import Secret
from console.domain.roles import Role
from console.wire.auth import UserInfo
from tests.helpers.waiting import wait_until

MACHINE = UserInfo(id="m", username="wall:utama", display_name="utama", role=Role.WALL_MACHINE, scope=("33.74",))


def test_a_secret_is_the_first_line_of_a_private_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("rahasia\nlain\n")
    path.chmod(0o600)
    assert read_secret(path).reveal() == "rahasia"


@pytest.mark.parametrize(("mode", "code"), [(0o640, "wall.secret_open"), (0o604, "wall.secret_open")])
def test_a_secret_that_others_can_read_is_refused(tmp_path: Path, mode: int, code: str) -> None:
    path = tmp_path / "secret"
    path.write_text("rahasia\n")
    path.chmod(mode)
    with pytest.raises(KnownError) as told:
        read_secret(path)
    assert told.value.code == code
    assert "rahasia" not in str(told.value)


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\n"])
def test_a_secret_that_is_missing_empty_or_no_text_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    with pytest.raises(KnownError, match="secret_file"):
        read_secret(path)


class _Session:
    """Signs in after ``fails`` tries; ends when the test says so."""

    def __init__(self, fails: int) -> None:
        self.ended: Signal[KnownError] = Signal()
        self.user: UserInfo | None = None
        self.fails = fails
        self.tries: list[tuple[str, str]] = []

    def sign_in(self, username: str, password: Secret) -> UserInfo:
        self.tries.append((username, password.reveal()))
        if len(self.tries) <= self.fails:
            raise KnownError("net.unreachable", host="pusat")
        self.user = MACHINE
        return MACHINE

    def end(self) -> None:
        self.user = None
        self.ended.emit(KnownError("auth.expired"))


def test_a_machine_signs_in_as_often_as_it_must() -> None:
    session = _Session(fails=2)
    keeper = KeepSignedIn(session, "wall:utama", Secret("rahasia"), Backoff(first_s=0.01, most_s=0.02))
    again: list[None] = []
    keeper.again.connect(again.append)
    keeper.start()
    try:
        wait_until(lambda: len(again) == 1, what="the first sign-in")
        assert session.tries == [("wall:utama", "rahasia")] * 3
        session.end()
        wait_until(lambda: len(again) == 2, what="the second sign-in")
        assert len(session.tries) == 4
    finally:
        keeper.close()
