"""A Frigate for tests of its adapter: its sign-in, settings and state as its source of 2026 gives them (MIT licence)."""

from __future__ import annotations

from typing import Any

from tests.helpers.fake_system import NOT_FOUND, Asked, Said

USER, PASSWORD, TOKEN = "ronda", "rahasia-frigate", "eyJ0.rahasia-kuki.x"
MASKED = "rtsp://*:*@10.1.2.3:554/live"


def camera(*inputs: tuple[str, tuple[str, ...]], live: dict[str, str] | None = None, **changed: Any) -> dict[str, Any]:
    """A camera's part of the settings; an input is its path and its roles."""
    entry = {
        "enabled": True,
        "ffmpeg": {"inputs": [{"path": path, "roles": list(roles)} for path, roles in inputs]},
        "detect": {"enabled": True, "width": 1280, "height": 720, "fps": 5},
        "live": {"streams": live or {}, "height": 720},
        "onvif": {"host": "", "port": 8000},
        "zones": {},
    }
    return entry | changed


def restreamed(stream: str, *roles: str) -> tuple[str, tuple[str, ...]]:
    return f"rtsp://127.0.0.1:8554/{stream}", roles


class FakeFrigate:
    """Attributes are looked at with every request."""

    def __init__(self) -> None:
        self.cameras: Any = {
            "simpang_lima": camera(restreamed("simpang_lima", "record"), restreamed("simpang_lima_sub", "detect"))
        }
        self.streams: Any = {"simpang_lima": [MASKED], "simpang_lima_sub": [MASKED]}
        self.states: Any = {"simpang_lima": {"camera_fps": 5.1, "process_fps": 5.0, "detection_fps": 0.0, "pid": 321}}
        self.cookie_name = "frigate_token"
        self.body: bytes | None = None
        """In place of the settings."""

    def __call__(self, asked: Asked) -> Said:
        if asked.path == "/api/login" and asked.method == "POST":
            return self._sign_in(asked)
        if f"{self.cookie_name}={TOKEN}" not in asked.headers.get("cookie", ""):
            return Said({"message": "Unauthorized"}, 401)
        if asked.path == "/api/config":
            config = {"cameras": self.cameras, "go2rtc": {"streams": self.streams}, "mqtt": {"enabled": False}}
            return Said(config if self.body is None else self.body)
        if asked.path == "/api/stats":
            return Said({"cameras": self.states, "service": {"version": "0.16.2"}})
        return NOT_FOUND

    def _sign_in(self, asked: Asked) -> Said:
        if asked.document != {"user": USER, "password": PASSWORD}:
            return Said({"message": "Login failed"}, 401)
        return Said(b"", 200, {"Set-Cookie": f"{self.cookie_name}={TOKEN}; HttpOnly; Path=/"})
