"""Addresses of devices: as people write them, and as devices tell them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.server.sources.onvif.address import DeviceAddress


@pytest.mark.parametrize(
    ("written", "key", "device_url"),
    [
        ("10.0.0.5", "10.0.0.5", "http://10.0.0.5:80/onvif/device_service"),
        (" Kamera.Kota:8000 ", "kamera.kota:8000", "http://kamera.kota:8000/onvif/device_service"),
        ("https://nvr.kota/", "nvr.kota", "https://nvr.kota:443/onvif/device_service"),
        ("http://nvr.kota:80/own/path", "nvr.kota", "http://nvr.kota:80/own/path"),
        ("2001:db8::7", "[2001:db8::7]", "http://[2001:db8::7]:80/onvif/device_service"),
        ("[2001:db8::7]:81", "[2001:db8::7]:81", "http://[2001:db8::7]:81/onvif/device_service"),
    ],
)
def test_an_address_is_taken_as_people_write_it(written: str, key: str, device_url: str) -> None:
    address = DeviceAddress.of(written)
    assert (address.key, address.device_url) == (key, device_url)


@pytest.mark.parametrize(
    "written",
    ["", "http://", "rtsp://10.0.0.5", "http://admin:rahasia@10.0.0.5", "admin@10.0.0.5", "10.0.0.5:x", "[::1", "a b"],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(KnownError) as caught:
        DeviceAddress.of(written)
    assert repr(caught.value) == repr(KnownError("source.bad_address"))


@pytest.mark.parametrize(
    ("reached", "told", "used"),
    [
        ("http://203.0.113.5:8080", "http://192.168.1.10/onvif/Media?x=1", "http://203.0.113.5:8080/onvif/Media?x=1"),
        ("http://10.0.0.5", "http://10.0.0.5:8899/onvif/PTZ", "http://10.0.0.5:8899/onvif/PTZ"),
        ("https://10.0.0.5", "http://10.0.0.5/onvif/PTZ", "https://10.0.0.5:443/onvif/PTZ"),
        ("http://10.0.0.5", "http://user@10.0.0.5/onvif/PTZ", "http://10.0.0.5:80/onvif/PTZ"),
        ("http://10.0.0.5", "/onvif/PTZ", ""),
        ("http://10.0.0.5", "http://10.0.0.5:99999/x", ""),
        ("http://10.0.0.5", "http://10.0.0.5\r\nX: y/onvif", ""),
    ],
)
def test_a_service_is_asked_where_its_device_was_reached(reached: str, told: str, used: str) -> None:
    assert DeviceAddress.of(reached).service_url(told) == used


@pytest.mark.parametrize(
    ("told", "used"),
    [
        ("rtsp://192.168.1.10:554/a?b=c", "rtsp://10.0.0.5:554/a?b=c"),
        ("rtsp://192.168.1.10/a", "rtsp://10.0.0.5/a"),
        ("rtsp://admin:p%40ss@192.168.1.10:8554/a", "rtsp://admin:p%40ss@10.0.0.5:8554/a"),
        ("file:///etc/passwd", ""),
        ("rtsp://", ""),
        ("rtsp://a:b:c/", ""),
    ],
)
def test_a_feed_is_fetched_where_its_device_was_reached(told: str, used: str) -> None:
    assert DeviceAddress.of("10.0.0.5").stream_url(told) == used


@pytest.mark.parametrize(
    ("address", "token", "key"),
    [
        ("10.0.0.5", "VideoSource_1", "10.0.0.5_VideoSource_1"),
        ("10.0.0.5:8000", "a b", "10.0.0.5:8000_c8687a08aa5d"),
        ("2001:db8::7", "000", "x5b14b02583b79a79_000"),
    ],
)
def test_a_key_is_what_an_id_takes_over_as_it_is(address: str, token: str, key: str) -> None:
    assert DeviceAddress.of(address).camera_key(token) == key


@given(st.sampled_from(["10.0.0.5", "a" * 60 + ".kota:8000", "[2001:db8::7]:8000"]), st.text(min_size=1))
def test_every_key_begins_as_the_device_says_and_fits_an_id(address: str, token: str) -> None:
    device = DeviceAddress.of(address)
    key = device.camera_key(token)
    assert key.startswith(device.beginning)
    assert re.fullmatch(r"[A-Za-z0-9._:-]{1,39}", key)


@given(st.text() | st.from_regex(r"(http|rtsp|https)://[a-z0-9.:@\[\]/?#%]{0,40}", fullmatch=True))
def test_nothing_that_a_device_tells_leads_anywhere_else(told: str) -> None:
    address = DeviceAddress.of("10.0.0.5:81")
    for url in (address.service_url(told), address.stream_url(told)):
        assert (
            not url
            or url.split("://")[1].split("/")[0].split("?")[0].rpartition("@")[2].partition(":")[0] == "10.0.0.5"
        )
