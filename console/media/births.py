"""The console's side of the nursery: starts it, and asks it for workers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import console
from console.media.link import Link

_NEEDED = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "VLC_PLUGIN_PATH", "RONDA_LIBVLC")
"""What a worker inherits; no credentials of the console, which may be in its environment."""
_NEEDED_FOR_HARDWARE = ("LIBVA_DRIVER_NAME", "LIBVA_DRIVERS_PATH", "VDPAU_DRIVER")
"""So that workers decode with the driver that ``ronda doctor`` has tried."""
_NEEDED_FOR_SOUND = ("XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_COOKIE", "ALSA_CONFIG_PATH", "RONDA_SOUND_OUTPUT")
_ENVIRONMENT = {
    # Two heaps instead of eight for each core: dozens of threads would each waste one.
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TRIM_THRESHOLD_": "131072",
    "PYTHONDONTWRITEBYTECODE": "1",
}
_PACKAGE_PARENT = Path(console.__file__).parent.parent
SHOW_ERRORS_VARIABLE = "RONDA_WORKER_ERRORS"
"""Set to see what workers write to stderr, on a developer's machine only: libraries may write addresses there."""


@dataclass
class NewWorker:
    """A worker on its way: its link works at once, its pidfd comes with the nursery's answer."""

    link: Link
    lifeline_fd: int
    last_words_fd: int


class Nursery:
    """Started anywhere, then all methods on the input and output thread."""

    program: ClassVar[str] = "console.media.worker"

    def __init__(self) -> None:
        """Starts the process, which loads for half a second. Raises OSError."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        command = [sys.executable, "-P", "-m", self.program, str(theirs.fileno())]
        environment = {
            name: os.environ[name] for name in _NEEDED + _NEEDED_FOR_HARDWARE + _NEEDED_FOR_SOUND if name in os.environ
        } | _ENVIRONMENT
        environment["PYTHONPATH"] = str(_PACKAGE_PARENT)
        errors = None if os.environ.get(SHOW_ERRORS_VARIABLE) else subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(
                command,
                env=environment,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        self.link = Link(ours)

    @property
    def pid(self) -> int:
        return self._process.pid

    def bear(self, bell_fd: int) -> NewWorker:
        """Asks for a worker, which rings ``bell_fd``. Raises LinkLostError."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        lifeline_read, lifeline_write = os.pipe2(os.O_CLOEXEC)
        last_words_fd = os.memfd_create("last words")
        try:
            self.link.send_descriptors([theirs.fileno(), lifeline_read, bell_fd, last_words_fd])
        except BaseException:
            ours.close()
            os.close(lifeline_write)
            os.close(last_words_fd)
            raise
        finally:
            theirs.close()
            os.close(lifeline_read)
        return NewWorker(Link(ours), lifeline_write, last_words_fd)

    def close(self) -> None:
        """Ends the nursery; its workers go on."""
        self.link.close()
        self._process.kill()
        self._process.wait()


def early_nursery() -> Nursery | None:
    """One that loads while the console itself does; None when it can't be started, which is told when workers are needed."""
    try:
        return Nursery()
    except OSError:
        return None


def kill(pidfd: int) -> None:
    """Ends a worker now; nothing happens when it is dead already."""
    with suppress(OSError):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
