"""One libVLC player that draws one surface: memory callbacks in, new pictures out."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from console.media.picture_memory import SPARE_LINES, PictureFormat, SurfaceWriter
from console.media.worker.libvlc import CleanupCallback, DisplayCallback, LibVlc, LockCallback, SetupCallback

_SMALL_TILE_PX = 480 * 270
_CHROMA = b"RV32"

_compare = ctypes.CDLL(None).memcmp
_compare.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
_compare.restype = ctypes.c_int


def media_options(caching_ms: int, shown: PictureFormat) -> tuple[str, ...]:
    """libVLC's options of one player; docs/design/001-media-path.md has the reason of each."""
    options = [
        f":file-caching={caching_ms}",
        ":avcodec-threads=1",
        ":avcodec-hw=none",
        ":prefetch-buffer-size=256",
        ":prefetch-read-size=16384",
        ":demux=ts",
        ":no-audio",
        ":no-spu",
    ]
    if shown.width_px * shown.height_px <= _SMALL_TILE_PX:
        # Nobody sees the missing deblocking in a small tile, and it is a tenth of all the work.
        options.append(":avcodec-skiploopfilter=4")
    return tuple(options)


class Player:
    """Made, started and released on the command thread; the callbacks come on libVLC's own threads.

    libVLC redraws its last picture every 80 ms: a picture equal to the one before is none, and is not published.
    """

    def __init__(
        self,
        vlc: LibVlc,
        address: str,
        caching_ms: int,
        shown: PictureFormat,
        on_first_picture: Callable[[SurfaceWriter], None],
    ) -> None:
        self._vlc = vlc
        self._on_first_picture = on_first_picture
        self._writer = SurfaceWriter(shown)
        self._has_picture = False
        self._callbacks: tuple[Any, ...] = (
            SetupCallback(self._setup),
            CleanupCallback(self._cleanup),
            LockCallback(self._lock),
            DisplayCallback(self._display),
        )
        self._player = vlc.new_player(address, media_options(caching_ms, shown))
        vlc.draw_with(self._player, *self._callbacks)

    def start(self) -> None:
        self._vlc.play(self._player)

    def note_packet(self, arrival_ns: int, *, dropped: bool) -> None:
        """The feed's thread says that a picture came from the camera."""
        self._writer.note_packet(arrival_ns, dropped=dropped)

    def release(self) -> None:
        """Blocks until libVLC has stopped."""
        self._vlc.release(self._player)
        self._callbacks = ()
        self._writer.close()

    def _setup(self, _opaque: Any, chroma: int, width: Any, height: Any, pitches: Any, lines: Any) -> int:
        """libVLC asks how to draw; it may ask again when the stream changes, and gets the same answer."""
        shown = self._writer.format
        ctypes.memmove(chroma, _CHROMA, len(_CHROMA))
        width[0], height[0] = shown.width_px, shown.height_px
        pitches[0], lines[0] = shown.pitch_bytes, shown.height_px + SPARE_LINES
        return 1

    def _cleanup(self, _opaque: Any) -> None:
        """The buffers stay: the console may be painting them."""

    def _lock(self, _opaque: Any, planes: Any) -> None:
        planes[0] = self._writer.next_buffer()

    def _display(self, _opaque: Any, _picture: Any) -> None:
        writer = self._writer
        if self._has_picture:
            if _compare(writer.next_buffer(), writer.published_buffer(), writer.format.picture_bytes) != 0:
                writer.publish()
            return
        writer.publish()
        self._has_picture = True
        self._on_first_picture(writer)
