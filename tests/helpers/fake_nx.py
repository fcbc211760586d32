"""An Nx server for tests of its adapter and of moving cameras: sessions, devices, PTZ, as its makers' samples and headers say."""

from __future__ import annotations

from typing import Any

from tests.helpers.fake_system import NOT_FOUND, Asked, Said

USER, PASSWORD = "ronda", "rahasia-nx"
CAMERA_PASSWORD = "s3cret-kamera"
CAMERA_ID = "d8b6e1f0-0000-4000-8000-000000000001"


def device_v4(number: int = 1, **changed: Any) -> dict[str, Any]:
    """As REST v4 gives a camera that can be moved; only an administrator is told its credentials."""
    device = {
        "id": f"d8b6e1f0-0000-4000-8000-{number:012}",
        "name": "Simpang Lima",
        "url": "http://10.1.2.3:80/onvif/device_service",
        "mac": "92-61-00-00-00-9F",
        "physicalId": "92-61-00-00-00-9F",
        "status": "Recording",
        "deviceType": "Camera",
        "vendor": "Hanwha",
        "credentials": {"user": "op", "password": CAMERA_PASSWORD},
        "options": {"isControlEnabled": True, "isDualStreamingDisabled": False},
        "mediaStreams": [
            {"encoderIndex": 0, "resolution": "1920x1080", "transports": "rtsp|webrtc", "codec": 27},
            {"encoderIndex": 1, "resolution": "640x360", "transports": "rtsp|webrtc", "codec": 27},
            {"encoderIndex": -1, "resolution": "*", "transports": "webm|mjpeg", "transcodingRequired": True},
        ],
        "ptz": {"capabilities": "ContinuousPanCapability|ContinuousTiltCapability|PresetsPtzCapability"},
        "parameters": {"customGroupId": "Semarang\nSemarang Tengah"},
    }
    return device | changed


def device_v2(number: int = 1, **changed: Any) -> dict[str, Any]:
    """As earlier versions give it: the id in braces, capabilities as bits, and nothing of its streams."""
    device = device_v4(number)
    del device["ptz"], device["mediaStreams"]
    parameters = {"ptzCapabilities": 1 | 2 | 65536}
    return device | {"id": f"{{{device['id']}}}", "parameters": parameters} | changed


class FakeNx:
    """Attributes are looked at with every request."""

    def __init__(self, newest: int = 4) -> None:
        self.newest = newest
        self.devices: Any = [device_v4()]
        self.wraps = False
        self.sessions: set[str] = set()
        self.signed_in = 0
        self.signs_out = True
        self.presets: dict[str, str] = {"1": "Gerbang"}
        self.moves: list[Any] = []
        self.body: bytes | None = None
        """In place of the devices."""

    def __call__(self, asked: Asked) -> Said:
        _empty, _rest, version, *path = asked.path.split("/")
        if int(version[1:]) > self.newest:
            return NOT_FOUND
        if path == ["login", "sessions"]:
            return self._sign_in(asked)
        token = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.sessions:
            return Said({"error": "3", "errorString": f"no session {token}"}, 401)
        if path[:2] == ["login", "sessions"] and asked.method == "DELETE":
            if not self.signs_out:
                return Said({"errorString": f"no {token}"}, 500)
            self.sessions.discard(path[2])
            return Said({})
        return self._devices(asked, path)

    def _sign_in(self, asked: Asked) -> Said:
        if (asked.document["username"], asked.document["password"]) != (USER, PASSWORD):
            return Said({"errorString": "Wrong username or password."}, 401)
        self.signed_in += 1
        token = f"vms-rahasia-{self.signed_in}"
        self.sessions.add(token)
        return Said({"id": "s", "username": USER, "token": token, "ageS": 0, "expiresInS": 900})

    def _devices(self, asked: Asked, path: list[str]) -> Said:
        match asked.method, path:
            case "GET", ["devices"]:
                listed = {"reply": self.devices} if self.wraps else self.devices
                return Said(listed if self.body is None else self.body)
            case ("POST" | "DELETE") as method, ["devices", device, "ptz", "move"] if device == CAMERA_ID:
                self.moves.append((method, asked.document))
                return Said({})
            case method, ["devices", device, "ptz", "presets", *rest] if device == CAMERA_ID:
                return self._presets(asked, method, rest)
        return NOT_FOUND

    def _presets(self, asked: Asked, method: str, rest: list[str]) -> Said:
        match method, rest:
            case "GET", []:
                return Said([{"deviceId": CAMERA_ID, "id": key, "name": name} for key, name in self.presets.items()])
            case "POST", []:
                self.presets[asked.document["id"]] = asked.document["name"]
                return Said(asked.document)
            case "POST", [preset, "activate"] if preset in self.presets:
                self.moves.append((preset, asked.document))
                return Said({})
            case "DELETE", [preset] if preset in self.presets:
                del self.presets[preset]
                return Said({})
        return NOT_FOUND
