"""Sign-in, renewal and sign-out over HTTP."""

from __future__ import annotations

import pytest
import requests

from console.base.redaction import Secret
from console.domain.roles import Role
from console.server.housekeeping import tidy
from console.server.passwords import Passwords
from console.wire.auth import TokenAnswer
from tests.helpers.centre import PASSWORD, CentreClient, RunningCentre
from tests.helpers.clock import FakeClock
from tests.integration.server.conftest import MakeCentre


def _token(centre: RunningCentre, **body: str) -> requests.Response:
    return CentreClient(centre.url, "").call("POST", "/v1/auth/token", body)


def _password(centre: RunningCentre, name: str, password: str) -> requests.Response:
    return _token(centre, grant="password", username=name, password=password)


def _refresh(centre: RunningCentre, token: str) -> requests.Response:
    return _token(centre, grant="refresh", refresh_token=token)


def test_right_password_gives_tokens_and_who_one_is(centre: RunningCentre) -> None:
    answer = centre.sign_in("  OPERATOR ")
    assert (answer.user.username, answer.user.role, answer.user.scope) == ("operator", Role.OPERATOR, ("33.74",))
    assert answer.expires_in_s == 900


def test_wrong_password_and_unknown_user_look_alike(centre: RunningCentre) -> None:
    answers = [_password(centre, name, "wrong-wrong-wrong") for name in ("operator", "nobody")]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json() == answers[1].json() == {"code": "auth.wrong_password", "detail": ""}


def test_unknown_user_costs_one_hash_comparison_too(centre: RunningCentre, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str | None] = []
    passwords = centre.centre.passwords

    def watched(known: str | None, given: Secret) -> bool:
        compared.append(known)
        return Passwords.matches(passwords, known, given)

    monkeypatch.setattr(passwords, "matches", watched)
    _password(centre, "nobody", "wrong-wrong-wrong")
    assert compared == [None]


def test_repeated_wrong_passwords_are_slowed_down(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    codes = [_password(centre, "operator", f"wrong-wrong-{number}").status_code for number in range(5)]
    refused = _password(centre, "operator", PASSWORD)
    other = _password(centre, "viewer", PASSWORD)
    assert codes == [401] * 5
    assert (refused.status_code, refused.json()["code"]) == (429, "auth.too_many_tries")
    assert other.status_code == 200
    clock.advance(int(refused.headers["Retry-After"]))
    assert _password(centre, "operator", PASSWORD).status_code == 200


def test_access_token_expires(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    client = make_centre(clock=clock).client("operator")
    assert client.get("/v1/directory/head").status_code == 200
    clock.advance(901)
    answer = client.get("/v1/directory/head")
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.token_expired")


def test_tampered_token_is_refused(centre: RunningCentre) -> None:
    token = centre.sign_in("operator").access_token
    for bad in (token[:-1] + ("0" if token[-1] != "0" else "1"), "a.b", "é.é", "x"):
        answer = requests.get(
            f"{centre.url}/v1/directory/head", headers={"Authorization": f"Bearer {bad}".encode()}, timeout=5
        )
        assert (answer.status_code, answer.json()["code"]) == (401, "auth.token_invalid")


def test_refresh_token_works_once_and_its_reuse_ends_the_session(centre: RunningCentre) -> None:
    first = centre.sign_in("operator")
    second = TokenAnswer.model_validate_json(_refresh(centre, first.refresh_token).content)
    stolen = _refresh(centre, first.refresh_token)
    assert (stolen.status_code, stolen.json()["code"]) == (401, "auth.token_reused")
    assert _refresh(centre, second.refresh_token).json()["code"] == "auth.session_ended"
    answer = CentreClient(centre.url, second.access_token).get("/v1/directory/head")
    assert (answer.status_code, answer.json()["code"]) == (401, "auth.session_ended")


def test_refresh_token_ages(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    token = centre.sign_in("operator").refresh_token
    clock.advance(14 * 86_400 + 1)
    assert _refresh(centre, token).json()["code"] == "auth.token_expired"


def test_an_ended_session_is_told_as_ended_for_a_month_and_then_forgotten(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    token = centre.sign_in("operator").refresh_token
    clock.advance(30 * 86_400)
    tidy(centre.centre)
    assert _refresh(centre, token).json()["code"] == "auth.token_expired"
    clock.advance(15 * 86_400)
    tidy(centre.centre)
    assert _refresh(centre, token).json()["code"] == "auth.token_invalid"


def test_sign_out_ends_both_tokens(centre: RunningCentre) -> None:
    answer = centre.sign_in("operator")
    client = CentreClient(centre.url, answer.access_token)
    assert client.call("POST", "/v1/auth/sign-out").status_code == 204
    assert client.get("/v1/directory/head").json()["code"] == "auth.session_ended"
    assert _refresh(centre, answer.refresh_token).json()["code"] == "auth.session_ended"


def test_no_token_is_kept_readable(centre: RunningCentre) -> None:
    answer = centre.sign_in("operator")
    kept = str([centre.rows(table) for table in ("refresh_tokens", "sessions", "users")])
    assert answer.refresh_token not in kept
    assert answer.access_token not in kept
    assert PASSWORD not in kept
    assert "$argon2id$" in kept


def test_invalid_request_never_repeats_the_password(centre: RunningCentre) -> None:
    answer = _token(centre, grant="password", username="", password="hunter2-hunter2")
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
    assert "hunter2" not in answer.text
