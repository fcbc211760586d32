"""The switchboard: faults by HTTP on loopback, for those who hold the token."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from typing import Any

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.farm.rtsp.faults import Fault
from console.farm.rtsp.switchboard import Switchboard
from console.farm.switchboard_client import SwitchboardClient
from tests.helpers.ports import free_port

_TOKEN = "token"


class _Cameras:
    """Records what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Fault]] = []

    def set_fault(self, camera_id: str, fault: Fault) -> dict[str, Any]:
        self.told.append((camera_id, fault))
        return {"camera": camera_id, "fault": fault.value}

    def status(self) -> dict[str, Any]:
        return {"sessions": 3}


@pytest.fixture
def cameras() -> _Cameras:
    return _Cameras()


@pytest.fixture
def port(cameras: _Cameras) -> Iterator[int]:
    switchboard = Switchboard(0, _TOKEN, cameras)
    switchboard.start()
    yield switchboard.port
    switchboard.shutdown()
    switchboard.server_close()


def _ask(port: int, method: str, path: str, body: str = "", token: str = _TOKEN) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, body, {"Authorization": f"Bearer {token}"})
    response = connection.getresponse()
    answer: dict[str, Any] = json.loads(response.read())
    connection.close()
    return response.status, answer


def test_a_fault_reaches_the_camera(port: int, cameras: _Cameras) -> None:
    client = SwitchboardClient(port, Secret("token"))
    assert client.fault("traffic-001", Fault.FREEZE) == {"camera": "traffic-001", "fault": "freeze"}
    assert cameras.told == [("traffic-001", Fault.FREEZE)]
    assert client.status() == {"sessions": 3}


def test_without_the_token_nothing_is_done_or_told(port: int, cameras: _Cameras) -> None:
    assert _ask(port, "GET", "/status", token="other")[0] == 401
    assert _ask(port, "PUT", "/cameras/traffic-001/fault", '{"fault": "drop"}', token="")[0] == 401
    assert cameras.told == []
    with pytest.raises(KnownError, match=r"farm\.refused"):
        SwitchboardClient(port, Secret("wrong")).status()


@pytest.mark.parametrize("body", ["", "[]", "null", "{}", '{"fault": "explode"}', "{", '{"fault": []}'])
def test_a_body_that_names_no_fault_is_refused(port: int, cameras: _Cameras, body: str) -> None:
    status, answer = _ask(port, "PUT", "/cameras/traffic-001/fault", body)
    assert status == 400
    assert "freeze" in answer["faults"]
    assert cameras.told == []


@pytest.mark.parametrize("path", ["/cameras/TRAFFIC/fault", "/cameras/a/b/fault", "/cameras//fault", "/other"])
def test_a_path_that_names_no_camera_is_unknown(port: int, cameras: _Cameras, path: str) -> None:
    assert _ask(port, "PUT", path, '{"fault": "drop"}')[0] == 404
    assert _ask(port, "GET", path)[0] == 404
    assert cameras.told == []


def test_a_farm_that_is_not_there_is_told_as_such() -> None:
    with pytest.raises(KnownError, match=r"farm\.unreachable"):
        SwitchboardClient(free_port(), Secret("token")).status()
