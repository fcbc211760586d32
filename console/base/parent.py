"""Ends this process when the one that started it ends, so that a killed demo leaves nothing behind."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

from console.base.errors import BugError

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Asks the kernel for SIGTERM at the parent's end (Linux); lasts through exec. Raises BugError when the kernel refuses."""
    if sys.platform != "linux":
        return
    parent = os.getppid()
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0) != 0:
        raise BugError(f"prctl: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)  # the parent went between the two calls
