"""Draws decoded pictures into shared memory at the size of a tile."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

from av.video.frame import VideoFrame

from console.media.picture_memory import PictureFormat, SurfaceWriter
from console.media.worker.fitting import fitted


class ReplayPicture:
    """One replay's memory; made anew when the pictures change their shape. One thread."""

    def __init__(self, box_width_px: int, box_height_px: int, on_memory: Callable[[int], None]) -> None:
        """``on_memory`` gets the descriptor of new memory once its first picture is in it."""
        self._box = (box_width_px, box_height_px)
        self._on_memory = on_memory
        self._writer: SurfaceWriter | None = None

    def show(self, frame: VideoFrame, width_px: int, height_px: int) -> None:
        """``width_px`` and ``height_px`` are the shape that the picture is meant to be seen in."""
        shown = fitted(width_px, height_px, *self._box)
        writer = self._writer
        if writer is None or writer.format != shown:
            self.close()
            writer = self._writer = SurfaceWriter(shown)
            _draw(frame, shown, writer.next_buffer())
            writer.publish()
            self._on_memory(writer.fd)
            return
        _draw(frame, shown, writer.next_buffer())
        writer.publish()

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def _draw(frame: VideoFrame, shown: PictureFormat, address: int) -> None:
    scaled = frame.reformat(width=shown.width_px, height=shown.height_px, format="bgra")
    plane = scaled.planes[0]
    row_bytes = shown.width_px * 4
    for row in range(shown.height_px):
        ctypes.memmove(
            address + row * shown.pitch_bytes, ctypes.c_void_p(plane.buffer_ptr + row * plane.line_size), row_bytes
        )
