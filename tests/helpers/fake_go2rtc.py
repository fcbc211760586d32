"""A go2rtc for tests of its adapter: its streams as its API file and its source give them (MIT licence, 1.9)."""

from __future__ import annotations

import base64
from typing import Any

from tests.helpers.fake_system import NOT_FOUND, Asked, Said

USER, PASSWORD = "ronda", "rahasia-go2rtc"
CAMERA_PASSWORD = "s3cret-kamera"
_URL = f"rtsp://op:{CAMERA_PASSWORD}@10.1.2.3/live"


def watched(**changed: Any) -> dict[str, Any]:
    """A stream that somebody watches, so that its producer is connected."""
    producer = {
        "id": 5,
        "format_name": "rtsp",
        "protocol": "rtsp+tcp",
        "remote_addr": "10.1.2.3:554",
        "url": _URL,
        "medias": ["video, recvonly, H264"],
        "receivers": [{"id": 6, "codec": {"codec_name": "h264"}, "bytes": 70_000}],
        "bytes_recv": 70_000,
    }
    return {"producers": [producer | changed], "consumers": [{"id": 7, "format_name": "rtsp"}]}


def unwatched() -> dict[str, Any]:
    return {"producers": [{"url": _URL}], "consumers": None}


class FakeGo2Rtc:
    """Attributes are looked at with every request."""

    def __init__(self) -> None:
        self.streams: Any = {"simpang-lima": watched()}
        self.body: bytes | None = None

    def __call__(self, asked: Asked) -> Said:
        basic = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {basic}":
            return Said(b"", 401, {"Www-Authenticate": 'Basic realm="go2rtc"'})
        if asked.path != "/api/streams":
            return NOT_FOUND
        return Said(self.streams if self.body is None else self.body)
