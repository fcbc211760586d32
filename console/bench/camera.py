"""``python -m console.bench.camera``: cameras that write down when they took each picture, for measuring delay.

Serves every ``/CAMERA/sub`` over RTSP on the loopback without asking who comes. Prints its port, ends when standard
input ends, then prints its log.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import socket
import sys
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from console.base.parent import end_with_parent
from console.bench.camera_log import CameraLog, Viewing
from console.bench.delivery import Delivery
from console.bench.rtp import CLOCK, interleaved, session_description
from console.farm.catalogue import Clip, clip_of
from console.farm.clips.encode import ensure_clips
from console.farm.rtsp.units import is_keyframe, split_units

_BEGAN_S = time.monotonic()
_CODEC = "h264"


@cache
def _units(folder: Path, clip: Clip) -> list[bytes]:
    return split_units((folder / clip.file_name).read_bytes(), _CODEC)


class StampingCamera:
    """One thread a viewer; all cameras take their pictures at the same beat, from the start of the process."""

    def __init__(self, folder: Path, jitter_s: float, burst_s: float) -> None:
        self._folder = folder
        self._jitter_s, self._burst_s = jitter_s, burst_s
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.viewings: list[Viewing] = []
        threading.Thread(target=self._accept, name="camera", daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def _accept(self) -> None:
        while True:
            viewer, _ = self._listener.accept()
            viewer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(viewer, time.monotonic_ns()), daemon=True).start()

    def _serve(self, viewer: socket.socket, connected_ns: int) -> None:
        with viewer, viewer.makefile("rb") as lines, contextlib.suppress(OSError):
            while first := lines.readline().decode("latin-1").split():
                headers = _headers(iter(lines.readline, b""))
                path = "/".join(first[1].split("/")[3:5])
                clip = clip_of(path.partition("/")[0], "sub")
                viewer.sendall(self._answer(first[0], first[1], headers, clip))
                if first[0] == "PLAY":
                    self._play(viewer, clip, Viewing(path, clip.id, connected_ns, time.monotonic_ns()))
                    return

    def _answer(self, method: str, url: str, headers: dict[str, str], clip: Clip) -> bytes:
        extra = body = ""
        if method == "DESCRIBE":
            body = session_description(_units(self._folder, clip)[0], clip.fps)
            extra = f"Content-Type: application/sdp\r\nContent-Base: {url}/\r\nContent-Length: {len(body)}\r\n"
        elif method == "SETUP":
            extra = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
        elif method == "OPTIONS":
            extra = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"
        head = f"RTSP/1.0 200 OK\r\nCSeq: {headers.get('cseq', '0')}\r\nSession: 1;timeout=3600\r\n{extra}\r\n"
        return (head + body).encode()

    def _play(self, viewer: socket.socket, clip: Clip, viewing: Viewing) -> None:
        self.viewings.append(viewing)
        units, sequence = _units(self._folder, clip), 0
        delivery = Delivery(self._jitter_s, self._burst_s, random.Random(clip.id))
        index = int((time.monotonic() - _BEGAN_S) * clip.fps) + 1
        first_s = index / clip.fps
        while True:
            frame = index % len(units)
            taken_s = index / clip.fps
            data, sequence = interleaved(units[frame], sequence, index * CLOCK // clip.fps)
            _sleep_until(_BEGAN_S + first_s + delivery.due_s(taken_s - first_s))
            # Without jitter the delay counts from the sending: this process's own lateness is not the viewer's.
            taken_ns = round((_BEGAN_S + taken_s) * 1e9) if self._jitter_s else time.monotonic_ns()
            viewing.pictures.append((frame, taken_ns))
            viewer.sendall(data)
            if not viewing.first_key_ns and is_keyframe(units[frame], _CODEC):
                viewing.first_key_ns = time.monotonic_ns()
            index += 1


def _headers(lines: Iterator[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon:
            break
        headers[name.strip().lower()] = value.strip()
    return headers


def _sleep_until(at_s: float) -> None:
    if (left_s := at_s - time.monotonic()) > 0:
        time.sleep(left_s)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=Path, required=True)
    parser.add_argument("--jitter-s", type=float, default=0.0)
    parser.add_argument("--burst-s", type=float, default=0.0)
    arguments = parser.parse_args()
    end_with_parent()
    ensure_clips(arguments.clips)
    camera = StampingCamera(arguments.clips, arguments.jitter_s, arguments.burst_s)
    sys.stdout.write(f"{camera.port}\n")
    sys.stdout.flush()
    sys.stdin.read()
    sys.stdout.write(CameraLog(camera.viewings).to_json())


if __name__ == "__main__":
    main()
