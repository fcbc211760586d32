"""The police page's session: a cookie that no script reads and no other site can use."""

from __future__ import annotations

import requests

from tests.helpers.centre import PASSWORD, RunningCentre
from tests.helpers.clock import FakeClock
from tests.integration.server.conftest import MakeCentre

_GRANT = {"username": "police_liaison", "password": PASSWORD}


def _page(centre: RunningCentre) -> requests.Session:
    """A signed-in page: cookies, and the Origin that a browser sends."""
    session = requests.Session()
    session.headers["Origin"] = centre.url
    answer = session.post(f"{centre.url}/v1/inbox/session", json=_GRANT, timeout=5)
    assert answer.status_code == 200, answer.text
    return session


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(centre: RunningCentre) -> None:
    answer = requests.post(f"{centre.url}/v1/inbox/session", json=_GRANT, headers={"Origin": centre.url}, timeout=5)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/v1" in cookie
    assert answer.json()["role"] == "police_liaison"
    assert "token" not in answer.text


def test_other_origins_can_change_nothing(centre: RunningCentre) -> None:
    with _page(centre) as session:
        assert session.get(f"{centre.url}/v1/flags", timeout=5).status_code == 200
        for origin in ("https://evil.example", "null", f"{centre.url}.evil.example", None):
            session.headers["Origin"] = origin  # type: ignore[assignment]  # None sends no such header
            answer = session.delete(f"{centre.url}/v1/inbox/session", timeout=5)
            assert (answer.status_code, answer.json()["code"]) == (403, "auth.foreign_origin")


def test_signing_in_from_another_origin_is_refused(centre: RunningCentre) -> None:
    headers = {"Origin": "https://evil.example"}
    answer = requests.post(f"{centre.url}/v1/inbox/session", json=_GRANT, headers=headers, timeout=5)
    assert answer.json()["code"] == "auth.foreign_origin"


def test_only_who_may_acknowledge_gets_a_session(centre: RunningCentre) -> None:
    grant = {"username": "operator", "password": PASSWORD}
    answer = requests.post(f"{centre.url}/v1/inbox/session", json=grant, headers={"Origin": centre.url}, timeout=5)
    assert (answer.status_code, answer.json()["code"]) == (403, "auth.forbidden")
    assert "Set-Cookie" not in answer.headers


def test_signing_out_ends_the_session_at_the_centre(centre: RunningCentre) -> None:
    with _page(centre) as session:
        cookies = session.cookies.copy()
        assert session.delete(f"{centre.url}/v1/inbox/session", timeout=5).status_code == 204
        answer = requests.get(f"{centre.url}/v1/flags", cookies=cookies, timeout=5)
        assert (answer.status_code, answer.json()["code"]) == (401, "auth.session_ended")


def test_session_lasts_a_shift(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    with _page(centre) as session:
        # By hand: the cookie jar has a clock of its own.
        cookies = session.cookies.copy()
        clock.advance(11.9 * 3600)
        assert requests.get(f"{centre.url}/v1/flags", cookies=cookies, timeout=5).status_code == 200
        clock.advance(0.2 * 3600)
        assert requests.get(f"{centre.url}/v1/flags", cookies=cookies, timeout=5).json()["code"] == "auth.token_expired"


def test_page_and_api_carry_the_headers_of_safety(centre: RunningCentre) -> None:
    page = requests.get(f"{centre.url}/inbox", timeout=5)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["X-Frame-Options"] == "DENY"
    health = requests.get(f"{centre.url}/v1/health", timeout=5)
    assert set(health.json()) == {"status", "reasons"}
    assert health.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "server" not in health.headers


def test_only_the_pages_own_files_are_served(centre: RunningCentre) -> None:
    for name in ("../settings.py", "..%2fsettings.py", "nothing.js", "__init__.py"):
        answer = requests.get(f"{centre.url}/inbox/{name}", timeout=5)
        assert answer.status_code == 404
        assert answer.json()["code"] == "request.unknown_path"
