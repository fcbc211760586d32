"""A child that never outlives who started it: the kernel ends it when the other side of a pipe is gone."""

from __future__ import annotations

import fcntl
import os
import signal

_F_SETSIG = 10


def die_with(lifeline_fd: int) -> None:
    """The kernel kills this process once the other end of the pipe closes, even if libVLC or FFmpeg hang.

    PR_SET_PDEATHSIG would tie it to the process that forked it, which need not be the one that matters.
    """
    fcntl.fcntl(lifeline_fd, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline_fd, _F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(lifeline_fd, fcntl.F_SETFL, fcntl.fcntl(lifeline_fd, fcntl.F_GETFL) | os.O_ASYNC)
