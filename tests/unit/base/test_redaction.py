"""Secrets do not print, and addresses lose their passwords before they are logged."""

from __future__ import annotations

import logging

import pytest

from console.base.redaction import Secret, with_credentials, without_credentials


def test_a_secret_gives_its_value_only_when_asked(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret("rahasia")
    with caplog.at_level(logging.INFO):
        logging.getLogger("ronda.test").info("token %s %r", secret, {"token": secret})
    assert secret.reveal() == "rahasia"
    assert "rahasia" not in f"{secret} {secret!r} {secret!s} {[secret]} {caplog.text}"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("rtsp://10.1.2.3/live", "rtsp://10.1.2.3/live"),
        ("rtsp://admin:pass@10.1.2.3:554/live", "rtsp://10.1.2.3:554/live"),
        ("rtsp://admin:pa@ss@10.1.2.3/live", "rtsp://10.1.2.3/live"),
        ("rtsp://admin@cam.example/live?token=1#x", "rtsp://cam.example/live"),
        ("https://[2001:db8::1]:8443/x?y", "https://[2001:db8::1]:8443/x"),
        ("rtsp://admin:12/34@cam.example/live", "rtsp://***"),
        ("rtsp://admin:p#ss@cam.example/live", "rtsp://***"),
        ("rtsp://admin:p?ss@cam.example/live", "rtsp://***"),
        ("rtsp://cam.example:pass/live", "rtsp://***"),
        ("rtsp://[cam/live", "rtsp://***"),
        ("admin:pass@cam.example/live", "***"),
        ("", "***"),
    ],
)
def test_an_address_is_shown_without_what_may_be_secret(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


def test_credentials_are_escaped_into_an_address_in_place_of_others() -> None:
    url = with_credentials("rtsp://old:one@cam.example:554/live?x=1", "ad/min", Secret("p@:?#/"))
    assert url == "rtsp://ad%2Fmin:p%40%3A%3F%23%2F@cam.example:554/live?x=1"


def test_without_a_user_an_address_stays_as_it_is() -> None:
    assert with_credentials("rtsp://cam.example/live", "", Secret("x")) == "rtsp://cam.example/live"
