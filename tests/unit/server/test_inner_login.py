"""Logins inside addresses: every form found goes out before it is stored, and the address comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.server.intake.checking import check_camera
from console.server.intake.faults import RowFault
from console.server.intake.inner_login import put_back, taken_out
from console.server.intake.reading import Row
from console.server.sources.adapter import NO_LOGIN

_WORDS = st.text("abcXYZ019-.!$*%{}", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("url", "kept", "user"),
    [
        ("rtsp://h/user=admin&password=s4ndi&channel=1", "rtsp://h/user={user}&password={password}&channel=1", "admin"),
        (
            "rtsp://h/user=admin_password=s4ndi_channel=1_stream=0.sdp",
            "rtsp://h/user={user}_password={password}_channel=1_stream=0.sdp",
            "admin",
        ),
        ("http://h/video.cgi?usr=admin&pwd=s4ndi", "http://h/video.cgi?usr={user}&pwd={password}", "admin"),
        ("http://h/video.cgi?loginuse=a&loginpas=s4ndi", "http://h/video.cgi?loginuse={user}&loginpas={password}", "a"),
        ("http://h/a?Password=s4ndi", "http://h/a?Password={password}", "-"),
    ],
)
def test_every_form_is_taken_out_and_put_back(url: str, kept: str, user: str) -> None:
    clean, login = taken_out(url)
    assert login is not None
    assert (clean, login.user, login.password.reveal()) == (kept, user, "s4ndi")
    assert put_back(clean, login) == (url, NO_LOGIN)


@pytest.mark.parametrize(
    "url",
    [
        "rtsp://h/cam/realmonitor?channel=1&subtype=0",
        "rtsp://h/Streaming/Channels/101",
        "rtsp://h/bypass=1",
        "rtsp://h/user=admin&channel=1",
        "rtsp://h/user=admin&password=&channel=1",
    ],
)
def test_what_holds_no_password_stays_as_it_is(url: str) -> None:
    assert taken_out(url) == (url, None)
    assert put_back(url, NO_LOGIN) == (url, NO_LOGIN)


@given(_WORDS, _WORDS)
def test_whatever_the_login_is_the_address_comes_back(user: str, password: str) -> None:
    url = f"rtsp://h/user={user}&password={password}&channel=1"
    clean, login = taken_out(url)
    assert login is not None
    assert clean == "rtsp://h/user={user}&password={password}&channel=1"
    assert put_back(clean, login)[0] == url


def test_two_logins_in_one_address_are_none() -> None:
    faults: list[RowFault] = []
    row = {"id": "a", "name": "Pos", "area_code": "33.74", "number": "1", "main_url": "rtsp://u:p@h/user=a&password=b"}
    assert check_camera(Row(1, row), faults) is None
    assert [(fault.reason, fault.value) for fault in faults] == [("import.bad_url", "main_url")]
