"""FFmpeg's errors as codes; their texts are never used, for they hold the address with its password."""

from __future__ import annotations

from urllib.parse import urlsplit

import av.error

from console.base.errors import KnownError

SCHEMES = frozenset({"rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "srt", "udp", "rtp"})
"""What a camera's address may begin with: never ``file`` or ``concat``, which would read this machine's files."""

_CODES: tuple[tuple[type[BaseException], str], ...] = (
    (av.error.HTTPUnauthorizedError, "camera.unauthorized"),
    (av.error.HTTPForbiddenError, "camera.unauthorized"),
    (av.error.HTTPNotFoundError, "camera.not_found"),
    (av.error.HTTPError, "camera.unreachable"),
    (av.error.HTTPClientError, "camera.unreachable"),
    (TimeoutError, "camera.timeout"),
    (av.error.ExitError, "camera.timeout"),
    (av.error.EOFError, "camera.ended"),
    (av.error.ProtocolNotFoundError, "camera.bad_address"),
    (av.error.DemuxerNotFoundError, "camera.not_video"),
    (av.error.InvalidDataError, "camera.not_video"),
    (av.error.PatchWelcomeError, "camera.unsupported_codec"),
    (OSError, "camera.unreachable"),
)


def code_of(error: Exception, url: str, took_s: float, timeout_s: float) -> str:
    """The code of what went wrong while opening or reading ``url`` for ``took_s`` seconds."""
    if isinstance(error, KnownError):
        return error.code
    if isinstance(error, av.error.InvalidDataError) and url.lower().startswith("rtsp"):
        # FFmpeg says so of an RTSP camera that is silent, and of one that hangs up in the middle of a sentence.
        return "camera.timeout" if took_s >= timeout_s else "camera.unreachable"
    return next((code for kind, code in _CODES if isinstance(error, kind)), "camera.unreachable")


def checked_address(url: str) -> str:
    """``url`` if it may be a camera's. Raises KnownError ``camera.bad_address``."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or any(ord(letter) <= ord(" ") for letter in url):
        raise KnownError("camera.bad_address") from None
    return url
