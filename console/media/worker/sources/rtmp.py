"""RTMP and RTMPS: a server that is asked to play."""

from __future__ import annotations

import av

from console.base.errors import KnownError
from console.domain.source_options import SourceOptions
from console.media.worker.sources.source import LIVE_OPTIONS, READ_TIMEOUT_S, Source
from console.media.worker.sources.trust import TrustedFile, is_untrusted


def open_rtmp(address: str, options: SourceOptions) -> Source:
    """``address`` may hold user and password. Raises KnownError or FFmpeg's errors."""
    trusted = TrustedFile(options)
    # FFmpeg's own ``timeout`` would make it a server that waits for a caller.
    more = {"rtmp_live": "live", "rtmp_buffer": "100", "rw_timeout": str(round(READ_TIMEOUT_S * 1e6))}
    if address.lower().startswith("rtmps"):
        more |= trusted.ffmpeg_options()
    try:
        return Source(av.open(address, format="flv", options=LIVE_OPTIONS | more, timeout=READ_TIMEOUT_S))
    except OSError:
        if is_untrusted(address, options):
            raise KnownError("camera.untrusted") from None
        raise
    finally:
        trusted.close()
