"""RTSP: RTP inside the connection, as datagrams, or inside TLS."""

from __future__ import annotations

import threading

import av
import av.error

from console.base.errors import KnownError
from console.domain.source_options import SourceOptions, Transport
from console.media.worker.sources.source import LIVE_OPTIONS, READ_TIMEOUT_S, Source
from console.media.worker.sources.trust import TrustedFile, is_untrusted

_UDP_BUFFER_BYTES = 1 << 20
"""A key picture of a large feed comes as one burst of datagrams."""
_REORDER_WAIT_US = 100_000
"""How long a missing datagram is waited for."""


_BUSY_PAUSE_S = 0.3
_REFUSALS = (av.error.HTTPBadRequestError, av.error.HTTPOtherClientError)
"""A camera that announces sound and then refuses it shall be seen all the same."""
_PICTURES_ALONE = {"allowed_media_types": "video"}

_WHOLE_PICTURES = {
    # FFmpeg's parser holds every picture until the next one begins; ``AccessUnitJoiner`` does not.
    "fflags": "noparse",
    # The session description says what comes. Looking longer would throw the first key picture away.
    "analyzeduration": "1",
    "probesize": "32",
}


def open_rtsp(address: str, options: SourceOptions) -> Source:
    """``address`` may hold user and password. Raises KnownError or FFmpeg's errors."""
    if not address.lower().startswith("rtsps"):
        return Source(_open(address, _transport(options.transport)))
    trusted = TrustedFile(options)
    try:
        # Datagrams would go beside the TLS connection, in the clear.
        return Source(_open(address, {"rtsp_transport": "tcp"} | trusted.ffmpeg_options()))
    except av.error.InvalidDataError:
        raise
    except OSError:
        if is_untrusted(address, options):
            raise KnownError("camera.untrusted") from None
        raise
    finally:
        trusted.close()


def _open(address: str, more: dict[str, str]) -> av.container.InputContainer:
    timeout = {"timeout": str(round(READ_TIMEOUT_S * 1e6))}
    options = LIVE_OPTIONS | _WHOLE_PICTURES | timeout | more
    # Sound costs its bytes, and nothing else unless it is listened to; asking later would interrupt the picture.
    with_sound = options | {"allowed_media_types": "video+audio"}
    try:
        return av.open(address, options=with_sound)
    except av.error.HTTPServerError:
        # Busy, as GStreamer's server is for a moment after a viewer was cut off: no word against the sound.
        threading.Event().wait(_BUSY_PAUSE_S)
    except _REFUSALS:
        return av.open(address, options=options | _PICTURES_ALONE)
    try:
        return av.open(address, options=with_sound)
    except (av.error.HTTPServerError, *_REFUSALS):
        return av.open(address, options=options | _PICTURES_ALONE)


def _transport(transport: Transport) -> dict[str, str]:
    udp = {"buffer_size": str(_UDP_BUFFER_BYTES), "max_delay": str(_REORDER_WAIT_US)}
    match transport:
        case Transport.TCP:
            return {"rtsp_transport": "tcp"}
        case Transport.UDP:
            return {"rtsp_transport": "udp"} | udp
        case Transport.AUTO:
            # FFmpeg tries them in this order, and goes from silent datagrams to the connection itself.
            return {"rtsp_transport": "udp+tcp"} | udp
