"""The child process that asks some cameras for a key picture; the centre itself loads no codec."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from console.base.redaction import Secret

MODULE = "console.media.worker.probe"
_NEEDED = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")
"""What the child inherits; nothing of the centre's environment, which may hold the database's password."""
_PACKAGE_PARENT = Path(__file__).parents[3]
_LOOK_EVERY_S = 0.25
_MOST_BYTES = 64 * 1024
TIMED_OUT = "camera.timeout"


@dataclass(frozen=True)
class ProbeSource:
    """A feed to ask; ``mark`` is of the key picture that was seen last."""

    camera_id: str
    url: str
    user: str
    password: Secret
    mark: str


@dataclass(frozen=True)
class ProbeResult:
    """``code`` is ``live``, ``same-picture``, or why there was no picture."""

    code: str
    mark: str = ""


@dataclass(frozen=True)
class BatchLimits:
    """How many at once, how long a key picture is waited for, and when the whole batch is killed."""

    at_once: int = 8
    wait_s: float = 10.0
    deadline_s: float = 45.0


def probe_batch(
    sources: Sequence[ProbeSource], limits: BatchLimits, should_stop: Callable[[], bool] = lambda: False
) -> dict[str, ProbeResult]:
    """By camera. One that is missing was not measured: the child died, or was stopped. Raises OSError.

    What still hangs at the deadline is told as timed out.
    """
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _NEEDED if name in os.environ}
        | {"PYTHONPATH": str(_PACKAGE_PARENT), "PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "2"},
    )
    try:
        return _answers(child, sources, limits, should_stop)
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _answers(
    child: subprocess.Popen[bytes], sources: Sequence[ProbeSource], limits: BatchLimits, should_stop: Callable[[], bool]
) -> dict[str, ProbeResult]:
    assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018  asked for above, tells mypy
    # Through the pipe alone: a command line is seen by every user of the machine.
    with suppress(BrokenPipeError):
        child.stdin.write(json.dumps(_order(sources, limits)).encode() + b"\n")
        child.stdin.flush()
    found: dict[str, ProbeResult] = {}
    rest = b""
    until_s = time.monotonic() + limits.deadline_s
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while len(found) < len(sources) and not should_stop():
            if time.monotonic() >= until_s:
                return {one.camera_id: ProbeResult(TIMED_OUT) for one in sources} | found
            if not selector.select(_LOOK_EVERY_S):
                continue
            data = os.read(child.stdout.fileno(), _MOST_BYTES)
            if not data:
                return found
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                said = json.loads(line)
                found[sources[said["place"]].camera_id] = ProbeResult(said["code"], said["mark"])
    return found


def _order(sources: Sequence[ProbeSource], limits: BatchLimits) -> dict[str, object]:
    cameras = [
        {"url": one.url, "user": one.user, "password": one.password.reveal(), "mark": one.mark} for one in sources
    ]
    return {"at_once": limits.at_once, "wait_s": limits.wait_s, "cameras": cameras}
