"""HLS as one endless file: starts with the newest segment, and never lets itself fall behind by more than two."""

from __future__ import annotations

import http.client
import threading
import time

from console.base.errors import KnownError
from console.media.worker.sources.playlist import Piece, Playlist, Segment, read_playlist
from console.media.worker.sources.web import Web, body_error

_LONGEST_PLAYLIST_BYTES = 4 << 20
_MOST_BEHIND = 2
_LEAST_PAUSE_S, _LONGEST_PAUSE_S = 0.2, 2.0
_LEAST_PATIENCE_S = 10.0
_TARGETS_OF_PATIENCE = 3


class HlsFile:
    """What FFmpeg reads as a file. One thread; ``read`` blocks until the next segment is there.

    FFmpeg's own reader of playlists checks no certificate of the segments, believes in the names of files and types of
    content, and falls behind a camera whose clock is faster than ours.
    """

    def __init__(self, web: Web, url: str) -> None:
        """Fetches the playlist at ``url``. Raises KnownError."""
        self._web = web
        self._url = url
        self._playlist = self._media_playlist(self._reloaded())
        self._body: http.client.HTTPResponse | None = None
        self._head: Piece | None = None
        self._waiting: list[Piece] = []
        self._next: int | None = None
        self._unread = 0
        self._pause = threading.Event()
        self._is_first_look = True

    def is_behind(self) -> bool:
        """A newer segment waits already while this one is read."""
        return self._unread > 0 and not self._playlist.has_ended

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes, none at the end of a stream that has one. Raises KnownError."""
        while True:
            if self._body is None and not self._open_next():
                return b""
            assert self._body is not None  # noqa: S101  opened above
            try:
                data = self._body.read1(size)
            except (OSError, http.client.HTTPException) as error:
                raise body_error(error) from None
            if data:
                return data
            self._body.close()
            self._body = None

    def close(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None

    def _open_next(self) -> bool:
        if not self._waiting:
            segment = self._next_segment()
            # Another head is another stream to FFmpeg: the connection ends here and begins anew.
            if segment is None or (self._head is not None and segment.head != self._head):
                return False
            if segment.head is not None and self._head is None:
                self._head = segment.head
                self._waiting.append(segment.head)
            self._waiting.append(segment.piece)
        piece = self._waiting.pop(0)
        self._body = self._web.get(piece.url, piece.byte_range)
        return True

    def _next_segment(self) -> Segment | None:
        patience_s = max(_LEAST_PATIENCE_S, _TARGETS_OF_PATIENCE * self._playlist.target_s)
        deadline_s = time.monotonic() + patience_s
        while True:
            if not self._is_first_look and not self._playlist.has_ended:
                self._playlist = self._reloaded()
            self._is_first_look = False
            unread = self._unread_segments()
            if unread:
                self._next, self._unread = unread[0].number + 1, len(unread) - 1
                return unread[0]
            if self._playlist.has_ended:
                return None
            if time.monotonic() > deadline_s:
                raise KnownError("camera.timeout")
            self._pause.wait(min(_LONGEST_PAUSE_S, max(_LEAST_PAUSE_S, self._playlist.target_s / 4)))

    def _unread_segments(self) -> list[Segment]:
        """Those to come, in order; a stream that is going on begins at its newest."""
        segments = self._playlist.segments
        if self._playlist.has_ended:
            return [segment for segment in segments if self._next is None or segment.number >= self._next]
        # Smaller numbers than before: the server has started anew.
        if self._next is None or (segments and segments[-1].number < self._next - 1):
            return segments[-1:]
        unread = [segment for segment in segments if segment.number >= self._next]
        return unread if len(unread) <= _MOST_BEHIND else unread[-1:]

    def _reloaded(self) -> Playlist:
        with self._web.get(self._url) as answer:
            try:
                data = answer.read(_LONGEST_PLAYLIST_BYTES)
            except (OSError, http.client.HTTPException) as error:
                raise body_error(error) from None
            # Segments lie beside where the playlist really came from.
            return read_playlist(data.decode("utf-8", "replace"), answer.url or self._url)

    def _media_playlist(self, playlist: Playlist) -> Playlist:
        if not playlist.variants:
            return playlist
        self._url = max(playlist.variants)[1]
        chosen = self._reloaded()
        if chosen.variants:
            raise KnownError("camera.not_video")
        return chosen
