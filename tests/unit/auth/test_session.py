"""Signing in, staying signed in, being signed out."""

from __future__ import annotations

import threading

import pytest

from console.auth.session import Session
from console.auth.vault import KeyringVault, NoVault
from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.roles import Role
from console.wire.auth import TokenAnswer, UserInfo
from tests.helpers.clock import FakeClock

USER = UserInfo(id="u", username="operator", display_name="Operator", role=Role.OPERATOR, scope=("33.74",))


class FakeTokenCentre:
    """Gives numbered tokens; ``failure`` is raised instead."""

    base_url = "https://pusat"

    def __init__(self) -> None:
        self.renewals: list[str] = []
        self.signed_out = 0
        self.failure: KnownError | None = None
        self.knows_exercise = True
        self.asked_exercise = False

    def sign_in(self, username: str, password: Secret, *, exercise: bool = False) -> TokenAnswer:
        assert username
        self.asked_exercise = exercise
        if password.reveal() != "benar":
            raise KnownError("auth.wrong_password")
        return self._answer(0)

    def renew(self, refresh_token: Secret) -> TokenAnswer:
        if self.failure:
            raise self.failure
        self.renewals.append(refresh_token.reveal())
        return self._answer(len(self.renewals))

    def sign_out(self) -> None:
        self.signed_out += 1

    def _answer(self, number: int) -> TokenAnswer:
        user = USER.model_copy(update={"exercise": self.asked_exercise and self.knows_exercise})
        return TokenAnswer(
            access_token=f"access-{number}", refresh_token=f"refresh-{number}", expires_in_s=900, user=user
        )


class MemoryVault:
    """A vault in memory; ``failure`` is raised by saving."""

    def __init__(self) -> None:
        self.kept: dict[str, Secret] = {}
        self.failure: KnownError | None = None

    def problem(self) -> KnownError | None:
        return None

    def load(self, account: str) -> Secret | None:
        return self.kept.get(account)

    def save(self, account: str, token: Secret) -> None:
        if self.failure:
            raise self.failure
        self.kept[account] = token

    def forget(self, account: str) -> None:
        self.kept.pop(account, None)


@pytest.fixture
def token_centre() -> FakeTokenCentre:
    return FakeTokenCentre()


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def session(token_centre: FakeTokenCentre, vault: MemoryVault, clock: FakeClock) -> Session:
    return Session(token_centre, vault, clock)


def test_signing_in_keeps_the_refresh_token_in_the_vault_and_the_access_token_in_memory(
    session: Session, vault: MemoryVault
) -> None:
    assert session.sign_in("operator", Secret("benar")) == USER

    assert session.access_token() == Secret("access-0")
    assert vault.kept == {"operator@https://pusat": Secret("refresh-0")}


def test_a_wrong_password_signs_nobody_in(session: Session) -> None:
    with pytest.raises(KnownError):
        session.sign_in("operator", Secret("salah"))

    assert session.user is None
    with pytest.raises(KnownError) as caught:
        session.access_token()
    assert caught.value.code == "auth.signed_out"


def test_the_token_is_renewed_ahead_of_its_end(
    session: Session, token_centre: FakeTokenCentre, vault: MemoryVault, clock: FakeClock
) -> None:
    session.sign_in("operator", Secret("benar"))
    clock.advance(719)
    assert session.access_token() == Secret("access-0")

    clock.advance(2)

    assert session.access_token() == Secret("access-1")
    assert token_centre.renewals == ["refresh-0"]
    assert vault.kept["operator@https://pusat"] == Secret("refresh-1")


def test_a_wall_clock_that_jumps_ends_no_token(
    session: Session, token_centre: FakeTokenCentre, clock: FakeClock
) -> None:
    session.sign_in("operator", Secret("benar"))
    clock.jump_wall(86_400)

    assert session.access_token() == Secret("access-0")
    assert token_centre.renewals == []


def test_a_centre_that_is_away_does_not_end_a_token_that_still_lives(
    session: Session, token_centre: FakeTokenCentre, clock: FakeClock
) -> None:
    session.sign_in("operator", Secret("benar"))
    token_centre.failure = KnownError("net.unreachable")
    clock.advance(800)
    assert session.access_token() == Secret("access-0")

    clock.advance(200)

    with pytest.raises(KnownError) as caught:
        session.access_token()
    assert caught.value.code == "net.unreachable"
    assert session.user == USER


def test_a_sign_in_that_the_centre_ended_is_told(
    session: Session, token_centre: FakeTokenCentre, vault: MemoryVault
) -> None:
    told: list[str] = []
    session.ended.connect(lambda error: told.append(error.code))
    session.sign_in("operator", Secret("benar"))
    token_centre.failure = KnownError("auth.expired")

    with pytest.raises(KnownError):
        session.renew_after(Secret("access-0"))

    assert told == ["auth.expired"]
    assert session.user is None
    assert vault.kept == {}


def test_many_threads_with_one_rejected_token_renew_it_once(session: Session, token_centre: FakeTokenCentre) -> None:
    session.sign_in("operator", Secret("benar"))
    found: list[Secret] = []
    threads = [threading.Thread(target=lambda: found.append(session.renew_after(Secret("access-0")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [Secret("access-1")] * 8
    assert token_centre.renewals == ["refresh-0"]


def test_the_next_start_signs_in_with_the_kept_token(
    session: Session, token_centre: FakeTokenCentre, vault: MemoryVault, clock: FakeClock
) -> None:
    session.sign_in("operator", Secret("benar"))

    again = Session(token_centre, vault, clock)

    assert again.resume("operator") == USER
    assert again.resume("somebody") is None


def test_a_kept_token_that_is_no_good_is_forgotten_and_an_outage_forgets_nothing(
    session: Session, token_centre: FakeTokenCentre, vault: MemoryVault
) -> None:
    vault.save("operator@https://pusat", Secret("old"))
    token_centre.failure = KnownError("net.unreachable")
    with pytest.raises(KnownError):
        session.resume("operator")
    assert vault.kept != {}

    token_centre.failure = KnownError("auth.expired")

    assert session.resume("operator") is None
    assert vault.kept == {}


def test_signing_out_forgets_and_tells_the_centre(
    session: Session, token_centre: FakeTokenCentre, vault: MemoryVault
) -> None:
    session.sign_in("operator", Secret("benar"))

    session.sign_out()

    assert vault.kept == {}
    assert token_centre.signed_out == 1
    assert session.user is None


def test_a_vault_that_fails_does_not_stop_the_sign_in(session: Session, vault: MemoryVault) -> None:
    told: list[str] = []
    session.vault_failed.connect(lambda error: told.append(error.code))
    vault.failure = KnownError("keyring.locked")

    assert session.sign_in("operator", Secret("benar")) == USER
    assert told == ["keyring.locked"]


@pytest.mark.parametrize("other", [NoVault(), KeyringVault()])
def test_without_a_keyring_signing_in_works_and_nothing_is_kept(
    token_centre: FakeTokenCentre, clock: FakeClock, other: NoVault | KeyringVault
) -> None:
    session = Session(token_centre, other, clock)

    assert session.sign_in("operator", Secret("benar")) == USER
    session.sign_out()


def test_no_token_shows_when_a_session_is_printed(session: Session) -> None:
    session.sign_in("operator", Secret("benar"))

    assert "access-0" not in repr(vars(session))
    assert "refresh-0" not in repr(vars(session))


def test_practice_is_refused_where_the_centre_would_take_it_for_real() -> None:
    centre, ended = FakeTokenCentre(), list[str]()
    session = Session(centre, MemoryVault(), FakeClock())
    session.ended.connect(lambda error: ended.append(error.code))
    assert session.sign_in("operator", Secret("benar"), exercise=True).exercise
    centre.knows_exercise = False
    with pytest.raises(KnownError) as caught:
        session.sign_in("operator", Secret("benar"), exercise=True)
    assert caught.value.code == "auth.no_exercise"
    assert (session.user, centre.signed_out, ended) == (None, 1, ["auth.signed_out"])


def test_who_was_here_before_goes_on_while_the_centre_is_away_and_is_renewed_when_it_is_back(
    token_centre: FakeTokenCentre,
) -> None:
    vault = MemoryVault()
    vault.kept["operator@https://pusat"] = Secret("refresh-0")
    session = Session(token_centre, vault, FakeClock())
    token_centre.failure = KnownError("net.unreachable", host="pusat")

    assert session.resume_offline(USER)
    assert session.user == USER
    with pytest.raises(KnownError, match=r"net\.unreachable"):
        session.access_token()
    assert vault.kept["operator@https://pusat"].reveal() == "refresh-0"

    token_centre.failure = None

    assert session.access_token().reveal() == "access-1"
    assert token_centre.renewals == ["refresh-0"]


def test_a_token_that_is_no_good_any_more_ends_what_began_without_the_centre(token_centre: FakeTokenCentre) -> None:
    vault = MemoryVault()
    vault.kept["operator@https://pusat"] = Secret("refresh-0")
    session = Session(token_centre, vault, FakeClock())
    ended: list[KnownError] = []
    session.ended.connect(ended.append)
    session.resume_offline(USER)
    token_centre.failure = KnownError("auth.expired")

    with pytest.raises(KnownError, match=r"auth\.expired"):
        session.access_token()

    assert [error.code for error in ended] == ["auth.expired"]
    assert session.user is None


def test_without_a_kept_token_nobody_goes_on_without_the_centre(token_centre: FakeTokenCentre) -> None:
    assert not Session(token_centre, MemoryVault(), FakeClock()).resume_offline(USER)
