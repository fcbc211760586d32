"""A thread that Python does not know keeps one state for all its callbacks, and takes it along when it ends."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import threading
from collections.abc import Callable

from console.media.worker.thread_state import keep_thread_state

_Start = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
_libc = ctypes.CDLL(None)
_state_of_thread = ctypes.pythonapi.PyGILState_GetThisThreadState
_state_of_thread.restype = ctypes.c_void_p
_next_state = ctypes.pythonapi.PyThreadState_Next
_next_state.argtypes, _next_state.restype = (ctypes.c_void_p,), ctypes.c_void_p
_first_state = ctypes.pythonapi.PyInterpreterState_ThreadHead
_first_state.argtypes, _first_state.restype = (ctypes.c_void_p,), ctypes.c_void_p
_interpreter = ctypes.pythonapi.PyInterpreterState_Get
_interpreter.restype = ctypes.c_void_p


def _states() -> set[int]:
    found, state = set(), _first_state(_interpreter())
    while state:
        found.add(state)
        state = _next_state(state)
    return found


def _on_foreign_thread(work: Callable[[], None]) -> None:
    """Runs it on a thread of the C library, as libVLC's are; returns when that has ended."""
    thread = ctypes.c_ulong()
    start = _Start(lambda _nothing: work())
    assert _libc.pthread_create(ctypes.byref(thread), None, start, None) == 0
    assert _libc.pthread_join(thread, None) == 0


def test_state_lives_on_after_the_callback_that_kept_it() -> None:
    counted: list[int] = []
    inner = ctypes.CFUNCTYPE(None)(lambda: counted.append(len(_states())))

    def work() -> None:
        keep_thread_state()
        keep_thread_state()
        inner()

    before = len(_states())
    _on_foreign_thread(work)
    assert counted == [before + 1]


def test_pythons_own_threads_are_left_alone() -> None:
    before = _states()
    thread = threading.Thread(target=keep_thread_state)
    thread.start()
    thread.join()
    assert _states() == before


def test_program_that_kept_nothing_but_its_main_thread_ends_well() -> None:
    """Else every program crashes at its very end in which Python itself calls what libVLC calls elsewhere, such as a test's."""
    program = "from console.media.worker.thread_state import keep_thread_state; keep_thread_state()"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_state_ends_with_its_thread() -> None:
    before = _states()
    for _ in range(50):
        _on_foreign_thread(keep_thread_state)
    assert _states() == before
