"""One libVLC player that draws one feed at one size: memory callbacks in, new pictures out."""

from __future__ import annotations

import ctypes
import time
import zlib
from collections.abc import Callable
from typing import Any

from console.domain.feed_state import SignsOfLife
from console.media.picture_memory import SPARE_LINES, PictureFormat, SurfaceWriter
from console.media.worker.intake import Intake
from console.media.worker.leading import without_leading
from console.media.worker.libvlc import CleanupCallback, DisplayCallback, LibVlc, LockCallback, SetupCallback
from console.media.worker.ring import RingUnit
from console.media.worker.thread_state import keep_thread_state

_SMALL_TILE_PX = 480 * 270
_CHROMA = b"RV32"
_CATCHING_UP_S = 1.0
_MOST_BEHIND = 12
"""Pictures that libVLC may not have drawn yet; more, and it cannot keep up."""

# PyDLL keeps the interpreter's lock: giving it away and waiting for it again costs more than comparing.
_compare = ctypes.PyDLL(None).memcmp
_compare.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
_compare.restype = ctypes.c_int


def media_options(shown: PictureFormat, *, hardware: bool = False) -> tuple[str, ...]:
    """libVLC's options of one player; docs/design/001-media-path.md has the reason of each."""
    options = [
        ":avcodec-threads=1",
        f":avcodec-hw={'any' if hardware else 'none'}",
        ":no-audio",
        ":no-spu",
        ":no-avcodec-hurry-up",
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
        codec: str,
        shown: PictureFormat,
        on_first_picture: Callable[[SurfaceWriter], None],
        on_picture: Callable[[], None],
        *,
        hardware: bool = False,
    ) -> None:
        """``on_first_picture`` and ``on_picture`` are called on libVLC's threads and must not call libVLC."""
        self._vlc = vlc
        self._on_first_picture = on_first_picture
        self._on_picture = on_picture
        self.writer = SurfaceWriter(shown)
        self._has_picture = False
        self._retired = False
        self._drawn = 0
        self._intake = Intake(codec)
        self._skipped = 0
        self._skip_until_s = 0.0
        self._unseen: int | None = None
        """The content of the first picture of a group that was going on."""
        self._callbacks: tuple[Any, ...] = (
            SetupCallback(self._setup),
            CleanupCallback(self._cleanup),
            LockCallback(self._lock),
            DisplayCallback(self._display),
        )
        self._player = vlc.new_player("imem://", self._intake.options + media_options(shown, hardware=hardware))
        vlc.draw_with(self._player, *self._callbacks)

    def start(self) -> None:
        self._vlc.play(self._player)

    def begin(self, group: list[RingUnit]) -> None:
        """Decodes the group of pictures that is going on; only what comes after it is shown. Under the feed's lock."""
        if group:
            self.writer.note_backlog(group[-1].unit.arrival_ns)
        group = without_leading(group)
        self._skipped = max(0, len(group) - 1)
        self._skip_until_s = time.monotonic() + _CATCHING_UP_S
        self._intake.begin(group)

    def offer(self, unit: RingUnit, due_ns: int) -> bool:
        """Takes a picture to be shown at ``due_ns``; False when it was dropped. Under the feed's lock."""
        if self._intake.waiting + self._intake.given - self._drawn > _MOST_BEHIND + self._skipped:
            self._intake.drop_to_key()
        taken = self._intake.offer(unit, due_ns)
        self.writer.note_packet(unit.unit.arrival_ns, dropped=not taken)
        return taken

    def pass_over(self, unit: RingUnit) -> None:
        """This picture and those after it are not decoded, until the next key picture. Under the feed's lock."""
        self._intake.drop_to_key()
        self.writer.note_packet(unit.unit.arrival_ns, dropped=False)

    def signs(self, now_s: float) -> SignsOfLife:
        """How long ago the feed gave each sign of life."""
        return self.writer.signs(now_s)

    def decoded_pictures(self) -> int:
        """Since it began to play, also those equal to the one before. On the command thread."""
        return self._vlc.decoded_pictures(self._player)

    def note_decoded(self, now_ns: int) -> None:
        """The console shall know that the decoder works, though what it decodes stays the same."""
        self.writer.note_decoded(now_ns)

    def retire(self) -> None:
        """From now on nothing is decoded or shown; ``release`` may come later."""
        self._retired = True
        self._intake.close()

    def release(self) -> None:
        """Blocks until libVLC has stopped."""
        self.retire()
        self._vlc.release(self._player)
        self._callbacks = ()
        self.writer.close()

    def _setup(self, _opaque: Any, chroma: int, width: Any, height: Any, pitches: Any, lines: Any) -> int:
        """libVLC asks how to draw; it may ask again when the stream changes, and gets the same answer."""
        shown = self.writer.format
        ctypes.memmove(chroma, _CHROMA, len(_CHROMA))
        width[0], height[0] = shown.width_px, shown.height_px
        pitches[0], lines[0] = shown.pitch_bytes, shown.height_px + SPARE_LINES
        return 1

    def _cleanup(self, _opaque: Any) -> None:
        """The buffers stay: the console may be painting them."""

    def _lock(self, _opaque: Any, planes: Any) -> None:
        keep_thread_state()
        planes[0] = self.writer.next_buffer()

    def _display(self, _opaque: Any, _picture: Any) -> None:
        # The pictures that libVLC draws again are counted too, but it never draws more than it was given.
        self._drawn = min(self._drawn + 1, self._intake.given)
        if self._retired:
            return
        writer = self.writer
        if self._has_picture:
            if _compare(writer.next_buffer(), writer.published_buffer(), writer.format.picture_bytes) != 0:
                writer.publish()
                self._on_picture()
            return
        if self._skipped and time.monotonic() < self._skip_until_s and self._is_unseen():
            return
        writer.publish()
        self._has_picture = True
        self._on_first_picture(writer)
        self._on_picture()

    def _is_unseen(self) -> bool:
        """Whether this is the first picture of the group that was going on: libVLC draws it, and then only the newest."""
        writer = self.writer
        content = zlib.crc32(ctypes.string_at(writer.next_buffer(), writer.format.picture_bytes))
        if self._unseen is None:
            self._unseen = content
        return content == self._unseen
