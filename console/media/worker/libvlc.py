"""The calls of libVLC 3 that Ronda makes, bound with ctypes.

Not python-vlc: its 12,000 lines cost every worker 6 MB, and importing it ends the process when the library is missing.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_uint, c_void_p
from pathlib import Path
from typing import Any

from console.base.errors import KnownError

LIBRARY_VARIABLE = "RONDA_LIBVLC"
"""Names another libVLC to load, such as a bundled one."""

_INSTANCE_OPTIONS = (
    "--quiet",
    # A late picture is shown at once: dropping it would show none at all where every picture is late. The video output does
    # not see its medium's options.
    "--no-drop-late-frames",
    "--ignore-config",
    "--no-lua",
    "--no-osd",
    "--no-spu",
    # Text is never drawn, yet each player would load the fonts for it.
    "--text-renderer=none",
    "--no-video-title-show",
    "--no-snapshot-preview",
    "--no-disable-screensaver",
    "--no-xlib",
    "--no-interact",
    "--no-audio",
    "--aout=none",
    # Fast bilinear: a picture is shown far smaller than it was sent, and scaling is the second largest cost.
    "--swscale-mode=0",
)

_STATISTICS_WORDS, _DECODED_PICTURES, _DECODED_SOUND, _PLAYED_SOUND = 15, 6, 7, 10
"""``libvlc_media_stats_t``: 15 words of 32 bits, and where those lie that we read."""

LockCallback = CFUNCTYPE(c_void_p, c_void_p, POINTER(c_void_p))
DisplayCallback = CFUNCTYPE(None, c_void_p, c_void_p)
SetupCallback = CFUNCTYPE(
    c_uint, POINTER(c_void_p), c_void_p, POINTER(c_uint), POINTER(c_uint), POINTER(c_uint), POINTER(c_uint)
)
CleanupCallback = CFUNCTYPE(None, c_void_p)
_LogCallback = CFUNCTYPE(None, c_void_p, c_int, c_void_p, c_char_p, c_void_p)

_PROTOTYPES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "libvlc_new": (c_void_p, (c_int, POINTER(c_char_p))),
    "libvlc_release": (None, (c_void_p,)),
    "libvlc_get_version": (c_char_p, ()),
    "libvlc_media_new_location": (c_void_p, (c_void_p, c_char_p)),
    "libvlc_media_get_stats": (c_int, (c_void_p, c_void_p)),
    "libvlc_media_player_get_media": (c_void_p, (c_void_p,)),
    "libvlc_media_add_option": (None, (c_void_p, c_char_p)),
    "libvlc_media_release": (None, (c_void_p,)),
    "libvlc_media_player_new_from_media": (c_void_p, (c_void_p,)),
    "libvlc_media_player_release": (None, (c_void_p,)),
    "libvlc_log_set": (None, (c_void_p, _LogCallback, c_void_p)),
    "libvlc_media_player_play": (c_int, (c_void_p,)),
    "libvlc_media_player_stop": (None, (c_void_p,)),
    "libvlc_video_set_callbacks": (None, (c_void_p, LockCallback, c_void_p, DisplayCallback, c_void_p)),
    "libvlc_video_set_format_callbacks": (None, (c_void_p, SetupCallback, CleanupCallback)),
}


class LibVlc:
    """One libVLC instance. All calls on one thread, and never from a callback of libVLC: that would block for ever."""

    def __init__(self, wanted: tuple[str, ...] = _INSTANCE_OPTIONS) -> None:
        """Silent, unless ``wanted`` says otherwise. Raises KnownError ``worker.no_libvlc`` or ``worker.no_plugins``."""
        self._library = _load()
        self._gives_way = False
        options = (c_char_p * len(wanted))(*(option.encode() for option in wanted))
        self._instance = self._library.libvlc_new(len(options), options)
        if not self._instance:
            raise KnownError("worker.no_plugins")

    def version(self) -> str:
        text: bytes = self._library.libvlc_get_version()
        return text.decode()

    def hear_log(self, take: Callable[[bytes], None]) -> None:
        """Hands over the form of each message, ``Using %s for hardware decoding``, without what stands in it; any thread."""
        self._log = _LogCallback(lambda _data, _level, _context, form, _values: take(form or b""))
        self._library.libvlc_log_set(self._instance, self._log, None)

    def new_player(self, address: str, options: tuple[str, ...]) -> int:
        """A player of one medium, not playing yet. Raises MemoryError when libVLC gives none."""
        library = self._library
        medium = library.libvlc_media_new_location(self._instance, address.encode())
        for option in options:
            library.libvlc_media_add_option(medium, option.encode())
        player = library.libvlc_media_player_new_from_media(medium)
        library.libvlc_media_release(medium)
        if not player:
            raise MemoryError("libVLC made no player")
        return int(player)

    def draw_with(self, player: int, setup: Any, cleanup: Any, lock: Any, display: Any) -> None:
        """Sets the memory callbacks; the caller keeps them alive until ``release``."""
        self._library.libvlc_video_set_callbacks(player, lock, None, display, None)
        self._library.libvlc_video_set_format_callbacks(player, setup, cleanup)

    def play(self, player: int) -> None:
        if not self._gives_way:
            self._library.libvlc_media_player_play(player)
            return
        # libVLC's threads inherit the class of the one that begins to play, which has no way back.
        beginner = threading.Thread(target=self._play_in_idle_time, args=(player,), name="player start")
        beginner.start()
        beginner.join()

    def give_way(self) -> None:
        """All threads but Python's own run only while no other program wants the processor, from now on and for good."""
        self._gives_way = True
        # After a fork Python goes on calling the first thread by the number that it had in the parent.
        own = {os.getpid(), *(thread.native_id for thread in threading.enumerate())}
        for number in (int(task.name) for task in Path("/proc/self/task").iterdir()):
            if number not in own:
                # One that ends meanwhile is no loss.
                with suppress(ProcessLookupError):
                    os.sched_setscheduler(number, os.SCHED_IDLE, os.sched_param(0))

    def _play_in_idle_time(self, player: int) -> None:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        self._library.libvlc_media_player_play(player)

    def sound_blocks(self, player: int) -> tuple[int, int]:
        """How many blocks of sound were decoded, and how many a sound device has taken; counted once the player plays."""
        statistics = self._statistics(player)
        return statistics[_DECODED_SOUND], statistics[_PLAYED_SOUND]

    def decoded_pictures(self, player: int) -> int:
        """Since it began to play, also those equal to the one before; brought up to date four times a second."""
        return self._statistics(player)[_DECODED_PICTURES]

    def _statistics(self, player: int) -> Sequence[int]:
        statistics = (c_int * _STATISTICS_WORDS)()
        medium = self._library.libvlc_media_player_get_media(player)
        self._library.libvlc_media_get_stats(medium, statistics)
        self._library.libvlc_media_release(medium)
        return statistics[:]

    def release(self, player: int) -> None:
        """Stops and frees; no callback comes any more once this returns."""
        self._library.libvlc_media_player_stop(player)
        self._library.libvlc_media_player_release(player)


def _load() -> ctypes.CDLL:
    name = os.environ.get(LIBRARY_VARIABLE) or "libvlc.so.5"
    try:
        library = ctypes.CDLL(name)
        for function, (result, arguments) in _PROTOTYPES.items():
            bound = getattr(library, function)
            bound.restype, bound.argtypes = result, arguments
    except (OSError, AttributeError) as error:
        raise KnownError("worker.no_libvlc") from error
    return library
