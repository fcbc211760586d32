"""Which module opens which address."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit, urlunsplit

import av

from console.base.redaction import Secret, with_credentials
from console.domain.source_options import SourceOptions
from console.media.worker.camera_errors import checked_address
from console.media.worker.sources.local_file import open_file
from console.media.worker.sources.rtmp import open_rtmp
from console.media.worker.sources.rtsp import open_rtsp
from console.media.worker.sources.source import LIVE_OPTIONS, READ_TIMEOUT_S, Source
from console.media.worker.sources.srt import open_srt
from console.media.worker.sources.web_stream import open_web


def open_source(url: str, user: str, password: Secret, options: SourceOptions) -> Source:
    """Blocks up to a few times the read timeout. Raises KnownError or FFmpeg's errors, whose texts hold the password."""
    if url.lower().startswith("file:"):
        return open_file(url, options)
    scheme = urlsplit(checked_address(url)).scheme.lower()
    match scheme:
        case "http" | "https":
            bare, user, password = _without_login(url, user, password)
            return open_web(bare, user, password, options)
        case "rtsp" | "rtsps":
            return open_rtsp(with_credentials(url, user, password), options)
        case "rtmp" | "rtmps":
            return open_rtmp(with_credentials(url, user, password), options)
        case "srt":
            return open_srt(url, password)
        case _:
            return Source(av.open(url, options=LIVE_OPTIONS, timeout=READ_TIMEOUT_S))


def _without_login(url: str, user: str, password: Secret) -> tuple[str, str, Secret]:
    """Some directories have the login in the address; the ticket's own goes before it."""
    parts = urlsplit(url)
    login, _, host = parts.netloc.rpartition("@")
    if login and not user:
        name, _, word = login.partition(":")
        user, password = unquote(name), Secret(unquote(word))
    return urlunsplit((parts.scheme, host, parts.path, parts.query, "")), user, password
