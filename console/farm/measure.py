"""``python -m console.farm.measure --viewers 100``: what viewers cost the farm, and how steadily their pictures come.

The viewers are sockets that read RTP over TCP and decode nothing, each on another camera.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import re
import statistics
import struct
import sys
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import psutil

from console.domain.camera import DirectoryStatus
from console.farm.city.cameras import city_cameras
from console.farm.process import FarmOptions, FarmProcess

_RTP_HEADER_BYTES = 12
_SETTLE_S = 3.0


@dataclass
class _Viewer:
    """What one viewer saw."""

    first_keyframe_s: float | None = None
    arrivals_s: list[float] = field(default_factory=list)
    """Time of each picture's first packet."""
    timestamps: list[int] = field(default_factory=list)


def _digest(challenge: str, user: str, password: str, method: str, url: str) -> str:
    realm, nonce = (re.search(rf'{name}="([^"]*)"', challenge) for name in ("realm", "nonce"))
    if realm is None or nonce is None:
        raise ValueError("no digest challenge")

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    answer = md5(f"{md5(f'{user}:{realm[1]}:{password}')}:{nonce[1]}:{md5(f'{method}:{url}')}")
    return f'Digest username="{user}", realm="{realm[1]}", nonce="{nonce[1]}", uri="{url}", response="{answer}"'


class _Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, user: str, password: str) -> None:
        self.reader, self._writer = reader, writer
        self._user, self._password = user, password
        self._challenge = ""
        self._sequence = 0

    async def ask(self, method: str, url: str, extra: str = "") -> tuple[str, str]:
        """Head and body of the answer; signs in once a challenge is known."""
        self._sequence += 1
        sign_in = _digest(self._challenge, self._user, self._password, method, url) if self._challenge else ""
        header = f"Authorization: {sign_in}\r\n" if sign_in else ""
        self._writer.write(f"{method} {url} RTSP/1.0\r\nCSeq: {self._sequence}\r\n{header}{extra}\r\n".encode())
        start = await self.reader.readexactly(4)
        while start[:1] == b"$":
            # The first pictures may overtake the answer to PLAY.
            await self.reader.readexactly(int.from_bytes(start[2:], "big"))
            start = await self.reader.readexactly(4)
        head = (start + await self.reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"Content-Length: (\d+)", head)
        body = (await self.reader.readexactly(int(length[1]))).decode() if length else ""
        if " 401 " in head and not self._challenge:
            challenge = re.search(r"WWW-Authenticate: (Digest .*)", head)
            self._challenge = challenge[1] if challenge else ""
            return await self.ask(method, url, extra)
        return head, body


async def _watch(farm: FarmProcess, camera_id: str, viewer: _Viewer, until_s: float) -> None:
    password = farm.options.password.reveal()
    streams = await asyncio.open_connection("127.0.0.1", farm.rtsp_port)
    connection = _Connection(*streams, farm.options.user, password)
    url = farm.url(camera_id)
    head, _ = await connection.ask("DESCRIBE", url, "Accept: application/sdp\r\n")
    base = re.search(r"Content-Base: (\S+)", head)
    aggregate = base[1] if base else url + "/"
    head, _ = await connection.ask(
        "SETUP", aggregate + "stream=0", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
    )
    session = re.search(r"Session: ([^;\r]+)", head)
    started_s = time.monotonic()
    await connection.ask("PLAY", aggregate, f"Session: {session[1] if session else ''}\r\n")
    while time.monotonic() < until_s:
        _note(viewer, await _packet(connection.reader), started_s)
    streams[1].close()


async def _packet(reader: asyncio.StreamReader) -> bytes:
    while True:
        _, channel, length = struct.unpack(">BBH", await reader.readexactly(4))
        packet = await reader.readexactly(length)
        if channel == 0:
            return packet


def _note(viewer: _Viewer, packet: bytes, started_s: float) -> None:
    now_s = time.monotonic()
    (timestamp,) = struct.unpack(">I", packet[4:8])
    # Parameter sets go only with a keyframe: H.264 type 7, H.265 type 32.
    first = packet[_RTP_HEADER_BYTES]
    if viewer.first_keyframe_s is None and (first & 0x1F == 7 or first >> 1 & 0x3F == 32):  # noqa: PLR2004
        viewer.first_keyframe_s = now_s - started_s
    if not viewer.timestamps or viewer.timestamps[-1] != timestamp:
        viewer.timestamps.append(timestamp)
        viewer.arrivals_s.append(now_s)


def _row(what: str, value: float, unit: str) -> dict[str, str | float]:
    return {"what": what, "value": round(value, 2), "unit": unit}


def _rows(viewers: list[_Viewer], cpu_s: float, seconds: float, rss_bytes: int) -> list[dict[str, str | float]]:
    late = [viewer.arrivals_s[len(viewer.arrivals_s) // 5 :] for viewer in viewers]
    gaps_s = sorted(other - one for times in late for one, other in pairwise(times))
    rates = [(len(times) - 1) / (times[-1] - times[0]) for times in late]
    steps = [b - a for viewer in viewers for a, b in pairwise(viewer.timestamps)]
    firsts = [viewer.first_keyframe_s for viewer in viewers if viewer.first_keyframe_s is not None]
    return [
        _row("viewers", len(viewers), ""),
        _row("farm's CPU for 100 viewers", cpu_s / seconds * 100 * 100 / len(viewers), "% of a core"),
        _row("farm's memory", rss_bytes / 2**20, "MiB"),
        _row("pictures a second, median", statistics.median(rates), "1/s"),
        _row("pictures a second, least", min(rates), "1/s"),
        _row("gap between pictures, p99", gaps_s[int(len(gaps_s) * 0.99)] * 1000, "ms"),
        _row("gap between pictures, most", gaps_s[-1] * 1000, "ms"),
        _row("timestamps that step by 6000", 100 * steps.count(6000) / len(steps), "%"),
        _row("first keyframe after PLAY, median", statistics.median(firsts) * 1000, "ms"),
        _row("first keyframe after PLAY, most", max(firsts) * 1000, "ms"),
    ]


async def _measure(farm: FarmProcess, count: int, seconds: float) -> list[dict[str, str | float]]:
    online = [camera.id for camera in city_cameras() if camera.status is DirectoryStatus.ONLINE]
    spread = online[:: max(1, len(online) // count)][:count]
    viewers = [_Viewer() for _ in spread]
    server = psutil.Process(farm.pid)
    until_s = time.monotonic() + _SETTLE_S + seconds
    watching = asyncio.gather(
        *(_watch(farm, camera, viewer, until_s) for camera, viewer in zip(spread, viewers, strict=True))
    )
    await asyncio.sleep(_SETTLE_S)
    before, started_s = server.cpu_times(), time.monotonic()
    await asyncio.sleep(seconds - 1)
    after, taken_s = server.cpu_times(), time.monotonic() - started_s
    rss_bytes = server.memory_info().rss
    await watching
    return _rows(viewers, after.user + after.system - before.user - before.system, taken_s, rss_bytes)


def main() -> int:
    """Prints one JSON object with the rows measured."""
    parser = argparse.ArgumentParser(prog="console.farm.measure")
    parser.add_argument("--viewers", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--clips", type=Path)
    arguments = parser.parse_args()
    options = FarmOptions(clips_folder=arguments.clips) if arguments.clips else FarmOptions()
    with FarmProcess(options) as farm:
        rows = asyncio.run(_measure(farm, arguments.viewers, arguments.seconds))
    sys.stdout.write(json.dumps({"rows": rows}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
