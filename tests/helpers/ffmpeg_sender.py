"""Debian's ffmpeg as a server of the numbered clip: RTMP, SRT and plain HTTP, and as the maker of HLS."""

from __future__ import annotations

import contextlib
import http.server
import socket
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.helpers.clip_files import whole_clip
from tests.helpers.waiting import wait_until

_FFMPEG = ("ffmpeg", "-nostdin", "-loglevel", "quiet")


@contextlib.contextmanager
def ffmpeg_sender(
    folder: Path, port: int, url: str, *options: str, kind: str = "tcp", clip: bytes = b""
) -> Iterator[subprocess.Popen[bytes]]:
    """Serves one viewer at ``url`` on ``port``, the clip (MPEG-TS, else the numbered one) over and over in real time."""
    path = folder / f"clip-{port}.ts"
    path.write_bytes(clip or whole_clip())
    with _running(path, *options, url) as process:
        wait_until(lambda: is_bound(port, kind), 10.0, f"ffmpeg on port {port}")
        yield process


@contextlib.contextmanager
def ffmpeg_hls(folder: Path, *options: str, clip: bytes = b"") -> Iterator[str]:
    """The address of a live playlist that ffmpeg writes, its segments of one second beside it."""
    path, site = folder / "clip-hls.ts", folder / "hls"
    path.write_bytes(clip or whole_clip())
    site.mkdir()
    live = ["-f", "hls", "-hls_time", "1", "-hls_list_size", "4", "-hls_flags", "delete_segments"]
    handler = partial(_QuietFiles, directory=str(site))
    with (
        _running(path, *live, *options, str(site / "live.m3u8")),
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
    ):
        wait_until((site / "live.m3u8").exists, 10.0, "ffmpeg's playlist")
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/live.m3u8"
        finally:
            server.shutdown()
            thread.join(5)


def with_tone(folder: Path, hz: int) -> bytes:
    """The numbered clip with a tone, as MPEG-TS."""
    silent, spoken = folder / "silent.ts", folder / "tone.ts"
    silent.write_bytes(whole_clip())
    tone = ["-f", "lavfi", "-i", f"sine=frequency={hz}:sample_rate=48000"]
    coding = ["-c:v", "copy", "-c:a", "aac", "-shortest", str(spoken)]
    subprocess.run([*_FFMPEG, "-i", str(silent), *tone, *coding], check=True, stdin=subprocess.DEVNULL)
    return spoken.read_bytes()


class _QuietFiles(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Silence."""


@contextlib.contextmanager
def _running(path: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    source = ["-re", "-stream_loop", "-1", "-i", str(path), "-c", "copy"]
    process = subprocess.Popen([*_FFMPEG, *source, *options], stdin=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def is_bound(port: int, kind: str = "tcp") -> bool:
    """Whether somebody has the port; asked of the kernel, for a try would use up the only viewer of a sender."""
    wanted = f":{port:04X}"
    rows = Path(f"/proc/net/{kind}").read_text(encoding="ascii").splitlines()[1:]
    listening = "0A" if kind == "tcp" else "07"
    return any(row.split()[1].endswith(wanted) and row.split()[3] == listening for row in rows)


def free_udp_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
