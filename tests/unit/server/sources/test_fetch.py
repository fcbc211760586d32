"""HTTP to a source: what it takes, what it refuses, and that no password goes where it should not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.server.sources.fetch import Ask, FetchLimits, SourceHttp


class _System(BaseHTTPRequestHandler):
    """Answers by path, and keeps what it was sent."""

    seen: list[tuple[str, str, str]]

    def do_GET(self) -> None:
        self.server.seen.append((self.command, self.path, self.headers.get("Authorization", "")))  # type: ignore[attr-defined]
        path = self.path.partition("?")[0]
        if path in {"/401", "/403", "/500"}:
            self._answer(int(path[1:]), b"secret words of the server")
        elif path == "/away":
            self._answer(302, b"", Location="http://other.invalid/list")
        elif path == "/near":
            self._answer(302, b"", Location="/list")
        elif path == "/challenge":
            self._challenged()
        elif path == "/round":
            self._answer(302, b"", Location="/round")
        elif path == "/large":
            self._answer(200, b"x" * 200_000)
        elif path == "/garbage":
            self._answer(200, b"\xff{")
        else:
            self._answer(200, b'{"cameras": 3}')

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.command, self.path, body.decode()))  # type: ignore[attr-defined]
        self._answer(302, b"", Location="/list")

    def _challenged(self) -> None:
        """The page with the challenge promises more than anybody may read."""
        if "Digest" in self.headers.get("Authorization", ""):
            return self._answer(200, b"[]")
        self.send_response(401)
        self.send_header("WWW-Authenticate", self.server.challenge)  # type: ignore[attr-defined]
        self.send_header("Content-Length", str(1 << 40))
        return self.end_headers()

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Quiet."""


@pytest.fixture
def system() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _System)
    server.seen = []  # type: ignore[attr-defined]
    server.challenge = 'Digest realm="city", qop="auth", nonce="abc"'  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def http(system: ThreadingHTTPServer) -> Iterator[SourceHttp]:
    fetch = SourceHttp(f"http://127.0.0.1:{system.server_port}", limits=FetchLimits(body_bytes=100_000))
    yield fetch
    fetch.close()


def test_a_document_is_read_with_the_login(http: SourceHttp, system: ThreadingHTTPServer) -> None:
    assert http.json(Ask("/list", login=("ronda", Secret("rahasia")))) == {"cameras": 3}
    assert system.seen == [("GET", "/list", "Basic cm9uZGE6cmFoYXNpYQ==")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/401", "source.refused"),
        ("/403", "source.refused"),
        ("/500", "source.error"),
        ("/away", "source.redirected"),
        ("/round", "source.error"),
        ("/large", "source.too_large"),
        ("/garbage", "source.bad_answer"),
    ],
)
def test_what_can_not_be_used_is_told_by_its_code(http: SourceHttp, path: str, code: str) -> None:
    with pytest.raises(KnownError) as caught:
        http.json(Ask(path, params={"token": "rahasia"}))
    assert caught.value.code == code
    assert "rahasia" not in repr(caught.value) + str(caught.value.__cause__)


def test_a_challenge_is_answered_without_telling_the_password(http: SourceHttp, system: ThreadingHTTPServer) -> None:
    assert http.json(Ask("/challenge", login=("ronda", Secret("rahasia")), digest=True)) == []
    first, second = (said for _, _, said in system.seen)  # type: ignore[attr-defined]
    assert first == ""
    assert second.startswith('Digest username="ronda", realm="city", nonce="abc"')
    assert "rahasia" not in second


@pytest.mark.parametrize(
    "challenge",
    [
        "Digest",
        'Digest realm="city"',
        'Digest realm="city", nonce="abc", algorithm=ROT13',
        'Digest realm="city", nonce="abc", qop="auth-int"',
        'Basic realm="city"',
    ],
)
def test_a_challenge_that_nobody_could_answer_is_a_refusal(
    http: SourceHttp, system: ThreadingHTTPServer, challenge: str
) -> None:
    system.challenge = challenge  # type: ignore[attr-defined]
    with pytest.raises(KnownError, match=r"source\.refused") as caught:
        http.ask(Ask("/challenge", login=("ronda", Secret("rahasia")), digest=True))
    assert "rahasia" not in repr(caught.value)
    assert all("rahasia" not in said for _, _, said in system.seen)  # type: ignore[attr-defined]


def test_a_source_that_sends_no_challenge_gets_no_password(http: SourceHttp, system: ThreadingHTTPServer) -> None:
    http.ask(Ask("/list", login=("ronda", Secret("rahasia")), digest=True))
    assert system.seen == [("GET", "/list", "")]  # type: ignore[attr-defined]


def test_letters_beyond_latin_are_no_fault(http: SourceHttp, system: ThreadingHTTPServer) -> None:
    http.ask(Ask("/list", login=("rónda", Secret("раха"))))
    assert system.seen == [("GET", "/list", "Basic csOzbmRhOtGA0LDRhdCw")]  # type: ignore[attr-defined]


def test_the_answer_of_a_wanted_status_is_given_whole(http: SourceHttp) -> None:
    answer = http.ask(Ask("/500", also=frozenset({500})))
    assert (answer.status, answer.body) == (500, b"secret words of the server")


def test_what_is_no_plain_question_is_not_sent_to_where_a_redirect_points(
    http: SourceHttp, system: ThreadingHTTPServer
) -> None:
    with pytest.raises(KnownError, match=r"source\.redirected"):
        http.ask(Ask("/order", method="POST", body=b"go"))
    assert system.seen == [("POST", "/order", "go")]  # type: ignore[attr-defined]


def test_a_redirect_on_the_same_machine_is_followed(http: SourceHttp) -> None:
    assert http.json(Ask("/near")) == {"cameras": 3}


def test_a_system_that_is_away_is_unreachable_and_no_token_is_told() -> None:
    with pytest.raises(KnownError) as caught:
        SourceHttp("http://127.0.0.1:9").ask(Ask("/list", params={"token": "rahasia"}))
    assert caught.value.code == "source.unreachable"
    assert caught.value.__cause__ is None
    assert "rahasia" not in repr(caught.value)


@pytest.mark.parametrize("address", ["", "ftp://a", "http://", "http://user:secret@a", "nvr.local"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(KnownError, match=r"source\.bad_address"):
        SourceHttp(address)


def test_a_certificate_that_is_none_is_refused() -> None:
    with pytest.raises(KnownError, match=r"source\.bad_ca"):
        SourceHttp("https://a", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n")


def test_a_request_ends_when_it_is_to_stop(system: ThreadingHTTPServer) -> None:
    stopped: list[bool] = []
    http = SourceHttp(f"http://127.0.0.1:{system.server_address[1]}", should_stop=lambda: bool(stopped))
    assert http.json(Ask("/list")) == {"cameras": 3}
    stopped.append(True)
    with pytest.raises(KnownError, match=r"source\.stopped"):
        http.ask(Ask("/list"))
    assert len(system.seen) == 1  # type: ignore[attr-defined]
    http.close()
