"""One POST: it follows nothing, reads nothing but the status, and every wait of it ends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from console.base.errors import KnownError
from console.handoff.addresses import checked_post_url
from console.handoff.post import Outcome, post, retry_after_s
from tests.helpers.receiver import Reply, running_receiver

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


@contextmanager
def answering(content: bytes, *, drip: bool = False) -> Iterator[str]:
    """A server that says ``content`` whatever it is asked, and with ``drip`` never ends saying it."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            client, _ = server.accept()
            with client:
                client.recv(65_536)
                client.sendall(content)
                while drip and not ended.wait(0.02):
                    client.send(b"x")

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        finally:
            ended.set()
            thread.join()


def test_the_status_counts_and_a_redirect_is_not_followed() -> None:
    with running_receiver() as elsewhere:
        with running_receiver(lambda _request: Reply(307, headers={"Location": elsewhere.url})) as receiver:
            outcome = post(receiver.url, b"{}", {})
        assert (outcome.status, outcome.delivered) == (307, False)
        assert elsewhere.received == []


def test_what_is_not_http_is_no_delivery() -> None:
    with answering(b"\x00\x01 no http at all\r\n\r\n") as url:
        assert post(url, b"{}", {}) == Outcome(fault="no_http")


def test_a_server_that_drips_its_headers_for_ever_is_left() -> None:
    with answering(b"HTTP/1.1 200 OK\r\nX-Drip: ", drip=True) as url:
        assert post(url, b"{}", {}, timeout_s=0.3) == Outcome(fault="timeout")


def test_a_server_that_says_nothing_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        assert post(url, b"{}", {}, timeout_s=0.3) == Outcome(fault="timeout")


def test_nobody_there_is_told_as_that() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert post(f"http://127.0.0.1:{port}/", b"{}", {}).word() == "unreachable"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://polri.example/hook", "handoff.address_insecure"),
        ("http://10.0.0.1/hook", "handoff.address_insecure"),
        ("https://siti:rahasia@polri.example/hook", "handoff.address_bad"),
        ("https://polri.example/hook#x", "handoff.address_bad"),
        ("https://polri.example/a b", "handoff.address_bad"),
        ("https://polri.example/\r\nX: y", "handoff.address_bad"),
        ("ftp://polri.example/", "handoff.address_bad"),
        ("file:///etc/passwd", "handoff.address_bad"),
        ("https://", "handoff.address_bad"),
        ("https://x:99999/", "handoff.address_bad"),
    ],
)
def test_addresses_that_are_not_posted_to(url: str, code: str) -> None:
    with pytest.raises(KnownError) as caught:
        post(url, b"{}", {})
    assert caught.value.code == code
    assert "rahasia" not in str(caught.value)


@pytest.mark.parametrize("url", ["https://polri.example/hook?unit=1", "http://127.0.0.1:9/", "http://[::1]:9/x"])
def test_addresses_that_are(url: str) -> None:
    assert checked_post_url(f" {url} ") == url


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("40", 40.0),
        ("Mon, 23 Nov 2026 14:01:00 GMT", 60.0),
        ("Mon, 23 Nov 2026 13:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("Mon, 23 Nov 2026 14:01:00", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(text: str, seconds: float | None) -> None:
    assert retry_after_s(text, NOW) == seconds
