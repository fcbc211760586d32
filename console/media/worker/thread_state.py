"""Keeps Python's state of a libVLC thread from one callback to the next.

ctypes makes one for every call that comes from a thread unknown to Python, and takes it away afterwards: that maps and unmaps
memory for each picture, and every unmapping stops the worker's other threads for a moment.
"""

from __future__ import annotations

import ctypes
import threading

_LOCKED = 0
"""PyGILState_LOCKED: give the state back, but not the interpreter's lock, which the callback itself gives back."""

_ensure = ctypes.pythonapi.PyGILState_Ensure
_release = ctypes.pythonapi.PyGILState_Release
_release.argtypes, _release.restype = (ctypes.c_int,), None
_DestructorCallback = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
# glibc runs these before it clears the thread's own data, in which Python looks for the state.
_at_thread_end = ctypes.CDLL(None)["__cxa_thread_atexit_impl"]
_at_thread_end.argtypes, _at_thread_end.restype = (_DestructorCallback, ctypes.c_void_p, ctypes.c_void_p), ctypes.c_int
_SOMEWHERE_IN_A_LIBRARY = ctypes.cast(_at_thread_end, ctypes.c_void_p)
"""glibc takes no address at all for the library that it found last, which may be none."""

_known = threading.local()


def keep_thread_state() -> None:
    """Called in a callback: from now on the calling thread keeps its state until it ends; Python's own threads do anyway."""
    if getattr(_known, "kept", False):
        return
    _known.kept = True
    if _is_pythons_own():
        # Python takes its state away before glibc could: the process would crash at its end.
        return
    _ensure()
    _at_thread_end(_let_go, None, _SOMEWHERE_IN_A_LIBRARY)


def _is_pythons_own() -> bool:
    own = threading.get_ident()
    return any(thread.ident == own for thread in threading.enumerate())


# Here too the callback holds the state once more; when that goes the state goes.
_let_go = _DestructorCallback(lambda _nothing: _release(_LOCKED))
