"""The peers of the wall bench: GStreamer and mpv showing the same feeds at the same size on the same kind of screen."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from console.base.errors import KnownError
from console.bench.process_tree import TreeCost, measure
from console.bench.virtual_screen import virtual_screen

SYSTEM_PYTHON = "/usr/bin/python3"


@dataclass(frozen=True)
class Feeds:
    """What every program under test is given."""

    urls: Sequence[str]
    user: str
    password: str
    tile_width_px: int
    tile_height_px: int
    settle_s: float
    """Time for connections and first pictures, not measured."""
    measure_s: float
    frames_per_s: float


@dataclass(frozen=True)
class PeerResult:
    """A peer's cost and, where it tells, the share of frames that it put on the screen."""

    cost: TreeCost
    shown_share: float | None


def run_gstreamer(feeds: Feeds) -> PeerResult:
    """One process, one pipeline a feed."""
    wish = {
        "urls": list(feeds.urls),
        "user": feeds.user,
        "password": feeds.password,
        "width": feeds.tile_width_px,
        "height": feeds.tile_height_px,
    }
    with virtual_screen() as screen:
        process = subprocess.Popen(
            [SYSTEM_PYTHON, str(Path(__file__).with_name("gst_peer.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **screen.environment},
            text=True,
        )
        began_s = time.monotonic()
        if process.stdin is None:
            raise KnownError("bench.peer_failed", peer="gstreamer")
        process.stdin.write(json.dumps(wish) + "\n")
        process.stdin.flush()
        time.sleep(feeds.settle_s)
        cost = measure([process.pid], feeds.measure_s)
        played_s = time.monotonic() - began_s
        process.terminate()
        answer, _ = process.communicate(timeout=60)
    if process.returncode != 0 or not answer:
        raise KnownError("bench.peer_failed", peer="gstreamer")
    shown = json.loads(answer)["rendered"]
    return PeerResult(cost, min(1.0, shown / (len(feeds.urls) * feeds.frames_per_s * played_s)))


def run_mpv(feeds: Feeds) -> PeerResult:
    """One process a feed, as ``mpv --profile=low-latency`` is used on walls; addresses go by a private file."""
    with virtual_screen() as screen, tempfile.TemporaryDirectory() as folder:
        processes = [_start_mpv(feeds, index, Path(folder), screen.environment) for index in range(len(feeds.urls))]
        try:
            time.sleep(feeds.settle_s)
            cost = measure([process.pid for process in processes], feeds.measure_s)
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait()
    return PeerResult(cost, None)


def _start_mpv(feeds: Feeds, index: int, folder: Path, screen: Mapping[str, str]) -> subprocess.Popen[bytes]:
    scheme, _, rest = feeds.urls[index].partition("://")
    playlist = folder / f"{index}.m3u"
    playlist.touch(mode=0o600)
    playlist.write_text(f"{scheme}://{feeds.user}:{feeds.password}@{rest}\n", encoding="utf-8")
    size = f"{feeds.tile_width_px}x{feeds.tile_height_px}"
    try:
        return subprocess.Popen(
            [
                *("mpv", "--no-config", "--profile=low-latency", "--vo=x11", "--no-audio", "--really-quiet"),
                *("--rtsp-transport=tcp", f"--geometry={size}", "--no-keepaspect-window", f"--playlist={playlist}"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **screen},
        )
    except FileNotFoundError as error:
        raise KnownError("bench.no_peer", peer="mpv") from error
