"""The libVLC player that is heard: samples through a pipe, never more of them than a moment."""

from __future__ import annotations

import fcntl
import os
import struct
import termios

from console.media.worker.libvlc import LibVlc
from console.media.worker.sound_wave import BYTES_A_SECOND, RATE_HZ

OUTPUT_VARIABLE = "RONDA_SOUND_OUTPUT"
"""For developers: the file that gets the sound as WAV, instead of the loudspeaker."""

_INSTANCE_OPTIONS = (
    "--quiet",
    "--ignore-config",
    "--no-lua",
    "--no-osd",
    "--no-spu",
    "--no-video",
    "--no-interact",
    "--no-xlib",
    "--no-disable-screensaver",
)
_CACHING_MS = 100
_MOST_WAITING_BYTES = BYTES_A_SECOND * 15 // 100
_MEDIA_OPTIONS = (
    ":demux=rawaud",
    ":rawaud-fourcc=s16l",
    ":rawaud-channels=1",
    f":rawaud-samplerate={RATE_HZ}",
    f":file-caching={_CACHING_MS}",
    # How much later libVLC may let the sound become when packets come late; beyond it, it starts its clock anew.
    ":clock-jitter=100",
    ":prefetch-buffer-size=16",
    ":prefetch-read-size=2048",
)
_BLOCKS_OF_DOUBT = 40


def sound_vlc() -> LibVlc:
    """An instance with sound, to the output that the system offers. Raises KnownError as ``LibVlc`` does."""
    path = os.environ.get(OUTPUT_VARIABLE)
    output = ("--aout=afile", f"--audiofile-file={path}") if path else ()
    return LibVlc(_INSTANCE_OPTIONS + output)


class SoundPlayer:
    """Made, looked at and released on one thread; ``offer`` from another, but not after ``release`` has begun."""

    def __init__(self, vlc: LibVlc) -> None:
        self._vlc = vlc
        self._read_fd, self._write_fd = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self._write_fd, False)
        # As ``stream`` libVLC does not believe that it could slow the source down, and follows its pace.
        self._player = vlc.new_player(f"stream:///dev/fd/{self._read_fd}", _MEDIA_OPTIONS)
        self._before = (0, 0)
        vlc.play(self._player)

    def offer(self, samples: bytes) -> bool:
        """Never blocks; False when dropped because libVLC does not keep up: better a gap than sound from the past."""
        if self._waiting_bytes() > _MOST_WAITING_BYTES:
            return False
        try:
            return os.write(self._write_fd, samples) == len(samples)
        except BlockingIOError:
            return False

    def is_heard(self) -> bool | None:
        """Whether a sound device takes the sound; None while that cannot be said. Counts from the last answer."""
        decoded, played = self._vlc.sound_blocks(self._player)
        if played > self._before[1]:
            self._before = (decoded, played)
            return True
        return False if decoded > self._before[0] + _BLOCKS_OF_DOUBT else None

    def release(self) -> None:
        """Blocks until libVLC has stopped."""
        self._vlc.release(self._player)
        os.close(self._write_fd)
        os.close(self._read_fd)

    def _waiting_bytes(self) -> int:
        (waiting,) = struct.unpack("i", fcntl.ioctl(self._read_fd, termios.FIONREAD, b"\0\0\0\0"))
        return int(waiting)
