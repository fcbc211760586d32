"""Devices of the own network are found in bounded time, and only what answers our question counts."""

from __future__ import annotations

import pytest

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.server.sources.onvif.address import DeviceAddress
from console.server.sources.onvif.discovery import FoundDevice, discover
from tests.helpers.onvif_camera import running_camera
from tests.helpers.onvif_discovery import answering_network, match

_NAMED = "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/Tugu%20Muda onvif://www.onvif.org/name/x"
_BOMB = b'<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><b>&b;</b>'


def _answers(question: str) -> list[bytes]:
    return [
        match(question, "http://192.168.1.64:8000/onvif/device_service", _NAMED),
        match(question, "http://192.168.1.64:8000/onvif/device_service", _NAMED),
        b"\xff\x00 no XML",
        _BOMB,
        match("urn:uuid:somebody-else", "http://10.0.0.9/onvif/device_service"),
        match(question, ""),
        match(question, "http://[fe80::1 ftp://10.0.0.3/x https://10.0.0.3/onvif/device_service"),
    ]


def test_devices_are_found_at_the_address_that_they_answered_from() -> None:
    with answering_network(_answers) as network:
        found = discover(SystemClock(), seconds=30.0, most=len(_answers("")), ask=network.ask)
    assert found == [
        FoundDevice("http://127.0.0.1:8000/onvif/device_service", "Tugu Muda"),
        FoundDevice("https://127.0.0.1:443/onvif/device_service", "127.0.0.1"),
    ]
    assert b"dn:NetworkVideoTransmitter" in network.probes[0]


def test_what_is_found_can_be_read() -> None:
    with (
        running_camera() as camera,
        answering_network(
            lambda question: [match(question, f"http://10.0.0.1:{camera.port}/onvif/device_service")]
        ) as network,
    ):
        (found,) = discover(SystemClock(), seconds=30.0, most=1, ask=network.ask)
    assert DeviceAddress.of(found.address).key == camera.address


def test_a_network_without_devices_is_asked_for_a_bounded_time() -> None:
    with answering_network(lambda _question: []) as network:
        assert discover(SystemClock(), seconds=0.05, ask=network.ask) == []


def test_a_machine_that_can_not_ask_says_so() -> None:
    with pytest.raises(KnownError, match=r"source\.no_network"):
        discover(SystemClock(), ask=("127.0.0.1", 3702), interface="no address")
