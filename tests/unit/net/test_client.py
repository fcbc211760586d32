"""Calls to a centre, and what they say when it does not answer as it should."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.area import AreaLevel
from console.domain.camera import FeedQuality
from console.net.client import CentreClient
from console.net.failures import is_retryable
from console.wire.directory import AreaDoc, AreaLine, BeginLine, EndLine
from console.wire.events import BookmarkBody, FlagBody
from console.wire.streams import TicketWish
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_faults import FaultKind
from tests.helpers.toy_fixtures import FixedToken, centre, client, tokens
from tests.helpers.toy_routes import PASSWORD

__all__ = ["centre", "client", "tokens"]

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FLAG = FlagBody(camera_id="c1", category="KAM-01", priority=1, at_utc=NOW, created_utc=NOW)


def failure(client: CentreClient) -> KnownError:
    with pytest.raises(KnownError) as caught:
        client.status()
    return caught.value


def test_signing_in_gives_tokens_and_the_person(client: CentreClient) -> None:
    answer = client.sign_in("operator", Secret(PASSWORD))

    assert answer.user.display_name == "Operator"
    assert client.renew(Secret(answer.refresh_token)).access_token != answer.access_token


def test_a_wrong_password_is_named_and_not_repeated_in_the_error(client: CentreClient) -> None:
    with pytest.raises(KnownError) as caught:
        client.sign_in("operator", Secret("salah-sekali"))

    assert caught.value.code == "auth.wrong_password"
    assert "salah" not in repr(caught.value)
    assert not is_retryable(caught.value)


def test_a_used_refresh_token_means_signing_in_again(client: CentreClient) -> None:
    token = Secret(client.sign_in("operator", Secret(PASSWORD)).refresh_token)
    client.renew(token)

    with pytest.raises(KnownError) as caught:
        client.renew(token)

    assert caught.value.code == "auth.expired"


def test_too_many_tries_say_how_long_to_wait(client: CentreClient, centre: ToyCentre) -> None:
    centre.faults.plan(FaultKind.STATUS, "POST", "/v1/auth/token", status=429, code="auth.too_many_tries")

    with pytest.raises(KnownError) as caught:
        client.sign_in("operator", Secret(PASSWORD))

    assert caught.value.code == "auth.too_many_tries"


def test_an_expired_token_is_renewed_once_and_the_call_goes_through(
    client: CentreClient, centre: ToyCentre, tokens: FixedToken
) -> None:
    centre.tokens.expire()

    assert client.put_flag(new_id(), FLAG).number
    assert tokens.renewals == 1


def test_a_token_that_is_refused_after_renewal_ends_the_sign_in(client: CentreClient, centre: ToyCentre) -> None:
    centre.faults.plan(FaultKind.STATUS, "GET", "/v1/status", times=9, status=401, code="auth.token_expired")

    assert failure(client).code == "auth.expired"
    assert centre.count("GET", "/v1/status") == 2


def test_nobody_signed_in_is_told_without_asking_the_centre(centre: ToyCentre) -> None:
    client = CentreClient(centre.url)

    assert failure(client).code == "auth.signed_out"
    assert centre.requests == []


@pytest.mark.parametrize(
    ("status", "code", "told", "passes"),
    [
        (403, "auth.forbidden", "auth.forbidden", False),
        (403, "scope.denied", "scope.denied", False),
        (409, "id_conflict", "id_conflict", False),
        (422, "request.invalid", "request.invalid", False),
        (429, "events.too_many_streams", "centre.busy", True),
        (500, "", "centre.error", True),
        (503, "centre.storage", "centre.storage", True),
        (507, "", "centre.storage", True),
        (404, "<script>", "net.bad_answer", True),
    ],
)
def test_each_refusal_has_its_code(
    client: CentreClient, centre: ToyCentre, status: int, code: str, told: str, passes: bool
) -> None:
    centre.faults.plan(FaultKind.STATUS, "GET", "/v1/status", status=status, code=code)

    error = failure(client)

    assert error.code == told
    assert is_retryable(error) is passes


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (FaultKind.DROP, "net.unreachable"),
        (FaultKind.HALF_ANSWER, "net.unreachable"),
        (FaultKind.HTML, "net.bad_answer"),
    ],
)
def test_a_broken_answer_has_its_code(client: CentreClient, centre: ToyCentre, kind: FaultKind, told: str) -> None:
    centre.faults.plan(kind, "GET", "/v1/status")

    assert failure(client).code == told


def test_a_centre_that_does_not_answer_in_time(
    client: CentreClient, centre: ToyCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.faults.plan(FaultKind.HANG, "GET", "/v1/status")
    monkeypatch.setattr("console.net.transport.READ_TIMEOUT_S", 0.05)

    assert failure(client).code == "net.timeout"
    centre.faults.release()


def test_a_centre_that_is_not_there(client: CentreClient, centre: ToyCentre) -> None:
    centre.down()

    assert failure(client).code == "net.unreachable"


def test_an_unknown_host_is_unreachable() -> None:
    client = CentreClient("https://pusat.invalid")

    with pytest.raises(KnownError) as caught:
        client.sign_in("operator", Secret(PASSWORD))

    assert caught.value.code == "net.unreachable"
    assert caught.value.params == {"host": "pusat.invalid"}


def test_every_request_has_an_id_of_its_own(client: CentreClient, centre: ToyCentre) -> None:
    client.status()
    client.status()

    ids = {headers["X-Request-ID"] for headers in centre.headers}
    assert len(ids) == 2


def test_a_password_of_netrc_never_replaces_the_token(
    client: CentreClient, centre: ToyCentre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.transport._session.trust_env = True  # as for a centre on another machine
    netrc = tmp_path / "netrc"
    netrc.write_text("default login other password other\n")
    monkeypatch.setenv("NETRC", str(netrc))

    client.status()

    assert centre.headers[0]["Authorization"].startswith("Bearer ")


def test_no_secret_reaches_the_log(client: CentreClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    token = client.sign_in("operator", Secret(PASSWORD)).refresh_token
    client.renew(Secret(token))
    answer = client.tickets([TicketWish(camera_id="c1", quality=FeedQuality.SUB)])

    assert answer.tickets[0].password == "ticket-password"
    text = caplog.text + repr(answer)
    assert not any(secret in text for secret in (PASSWORD, token, "ticket-password", "rtsp://"))


def test_the_same_flag_again_is_the_same_flag(client: CentreClient, centre: ToyCentre) -> None:
    flag_id = new_id()

    first, again = client.put_flag(flag_id, FLAG), client.put_flag(flag_id, FLAG)

    assert first == again
    assert len(centre.records.flags) == 1


def test_a_flag_is_read_back_and_listed_while_open(client: CentreClient, centre: ToyCentre) -> None:
    flag_id = new_id()
    client.put_flag(flag_id, FLAG)

    assert [flag.id for flag in client.open_flags()] == [flag_id]
    centre.records.acknowledge(flag_id)
    assert client.open_flags() == ()
    assert client.flag(flag_id).acknowledgement is not None


def test_a_bookmark_goes_through(client: CentreClient, centre: ToyCentre) -> None:
    body = BookmarkBody(camera_id="c1", at_utc=NOW, note="truk", created_utc=NOW)

    assert client.put_bookmark(new_id(), body).body == body
    assert len(centre.records.bookmarks) == 1


def test_the_directory_comes_line_by_line_to_its_end(client: CentreClient, centre: ToyCentre) -> None:
    centre.records.put_area("33.74", AreaDoc(parent=None, level=AreaLevel.CITY, name="Kota Semarang"))

    lines = list(client.directory_changes())

    assert [type(line) for line in lines] == [BeginLine, AreaLine, EndLine]
    end = lines[-1]
    assert isinstance(end, EndLine)
    assert not end.more


def test_a_directory_page_that_is_cut_off_raises_instead_of_ending(client: CentreClient, centre: ToyCentre) -> None:
    centre.faults.plan(FaultKind.HALF_ANSWER, "GET", "/v1/directory/changes")

    with pytest.raises(KnownError) as caught:
        list(client.directory_changes())

    assert caught.value.code in ("net.unreachable", "net.bad_answer")


def test_an_unchanged_directory_answers_with_nothing(client: CentreClient) -> None:
    found = client.directory_head()
    assert found is not None

    assert client.directory_head(found[1]) is None
