"""Debian's ffmpeg as a server of the numbered clip: RTMP, SRT and plain HTTP."""

from __future__ import annotations

import contextlib
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.clip_files import whole_clip
from tests.helpers.waiting import wait_until


@contextlib.contextmanager
def ffmpeg_sender(
    folder: Path, port: int, url: str, *options: str, kind: str = "tcp"
) -> Iterator[subprocess.Popen[bytes]]:
    """Serves one viewer at ``url`` on ``port``, the clip over and over in real time."""
    path = folder / f"clip-{port}.ts"
    path.write_bytes(whole_clip())
    command = ["ffmpeg", "-nostdin", "-loglevel", "quiet", "-re", "-stream_loop", "-1", "-i", str(path), "-c", "copy"]
    process = subprocess.Popen([*command, *options, url], stdin=subprocess.DEVNULL)
    try:
        wait_until(lambda: is_bound(port, kind), 10.0, f"ffmpeg on port {port}")
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
