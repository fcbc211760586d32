"""What an HTTP address leads to, found by its content: HLS, JPEG pictures in parts, MPEG-TS or FLV; types and names may lie."""

from __future__ import annotations

import http.client

import av

from console.base.redaction import Secret
from console.domain.source_options import SourceOptions
from console.media.worker.sources.hls import HlsFile
from console.media.worker.sources.playlist import MARK
from console.media.worker.sources.source import LIVE_OPTIONS, Pace, Source
from console.media.worker.sources.web import Web, body_error

# Never a playlist: FFmpeg would open what it names, files of this machine among them.
_STREAMS = "mpegts,flv,mpjpeg,mjpeg,h264,hevc,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"
_PIECES = "mpegts,mov,mp4,m4a,3gp,3g2,mj2"
_HTTP_BUFFER_BYTES = 16 * 1024
_LOOK_BYTES = 16


def open_web(url: str, user: str, password: Secret, options: SourceOptions) -> Source:
    """Raises KnownError or FFmpeg's errors."""
    web = Web(url, user, password, options)
    answer = web.get(url)
    stream = _LookedInto(answer)
    try:
        if stream.begins_with(MARK):
            stream.close()
            return _open_pieces(HlsFile(web, url))
        container = _open(stream, _STREAMS)
    except BaseException:
        stream.close()
        raise
    pace = Pace.NO_TIMES if container.format.name in ("mpjpeg", "mjpeg") else Pace.AS_IT_COMES
    return Source(container, pace, [stream.close])


def _open_pieces(pieces: HlsFile) -> Source:
    try:
        container = _open(pieces, _PIECES)
    except BaseException:
        pieces.close()
        raise
    return Source(container, Pace.IN_PIECES, [pieces.close], pieces.is_behind)


def _open(stream: _LookedInto | HlsFile, formats: str) -> av.container.InputContainer:
    # What comes inside may not name anything else to be opened.
    options = LIVE_OPTIONS | {"format_whitelist": formats, "protocol_whitelist": "none"}
    return av.open(stream, "r", options=options, buffer_size=_HTTP_BUFFER_BYTES)


class _LookedInto:
    """An answer whose first bytes were looked at. One thread."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self._answer = answer
        self._first = b""

    def begins_with(self, mark: bytes) -> bool:
        """Blocks for the first bytes. Raises KnownError."""
        while len(self._first) < _LOOK_BYTES:
            data = self._more(_LOOK_BYTES)
            if not data:
                break
            self._first += data
        return self._first.removeprefix(b"\xef\xbb\xbf").startswith(mark)

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes, as they come. Raises KnownError."""
        if self._first:
            data, self._first = self._first[:size], self._first[size:]
            return data
        return self._more(size)

    def close(self) -> None:
        self._answer.close()

    def _more(self, size: int) -> bytes:
        try:
            return self._answer.read1(size)
        except http.client.IncompleteRead:
            return b""
        except (OSError, http.client.HTTPException) as error:
            raise body_error(error) from None
