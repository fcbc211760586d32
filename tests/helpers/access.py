"""Bodies of requests that more than one test of who may what sends."""

from __future__ import annotations

REASON = {"reason": "menghadap jendela rumah"}
WALL = {"title": "Dinding utama", "area_code": "33.74", "screens": [{"title": "Kiri", "open_to_operators": True}]}
COMMAND = {
    "id": "019ab000-0000-7000-8000-000000000001",
    "expires_utc": "2126-11-23T14:14:09Z",
    "command": {"op": "message", "screen": 1, "text": "Rapat"},
}
UNDO = {"id": "019ab000-0000-7000-8000-000000000001", "expires_utc": "2126-11-23T14:14:09Z", "version": 0}
THUMBNAIL = {"version": 0, "age_ms": 0, "cameras": [], "jpeg": "/9j/AP/Z"}
ACK = {"screen": 1, "state": "applied"}
