"""An HLS playlist (RFC 8216) as far as a live picture needs it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from console.base.errors import KnownError

MARK = b"#EXTM3U"
_ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"]*"|[^",]*)')
_MOST_SEGMENTS = 20_000


@dataclass(frozen=True)
class Piece:
    """Bytes on a server; ``byte_range`` is first and last byte, None for all."""

    url: str
    byte_range: tuple[int, int] | None = None


@dataclass(frozen=True)
class Segment:
    """Some seconds of the stream. ``head`` comes before it when the player has not had it yet (fMP4)."""

    number: int
    duration_s: float
    piece: Piece
    head: Piece | None


@dataclass
class Playlist:
    """Either ``variants`` (bits a second, address), or segments."""

    variants: list[tuple[int, str]] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    target_s: float = 6.0
    has_ended: bool = False


@dataclass
class _State:
    number: int = 0
    duration_s: float = 0.0
    length_text: str = ""
    head: Piece | None = None
    bandwidth: int | None = None
    ends: dict[str, int] = field(default_factory=dict)


def read_playlist(text: str, url: str) -> Playlist:
    """``url`` is where it came from. Raises KnownError: ``camera.not_video``, or ``camera.unsupported_codec`` when encrypted."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    if not lines or not lines[0].startswith(MARK.decode()):
        raise KnownError("camera.not_video")
    playlist, state = Playlist(), _State()
    try:
        for line in lines[1:]:
            if line.startswith("#EXT"):
                _take_tag(line, url, playlist, state)
            elif line and not line.startswith("#"):
                _take_address(urljoin(url, line), playlist, state)
    except ValueError:
        # From None: the text quotes the line, which may hold a signed address.
        raise KnownError("camera.not_video") from None
    if len(playlist.segments) > _MOST_SEGMENTS:
        raise KnownError("camera.not_video")
    return playlist


def _take_tag(line: str, url: str, playlist: Playlist, state: _State) -> None:
    name, _, value = line.partition(":")
    match name:
        case "#EXTINF":
            state.duration_s = float(value.partition(",")[0])
        case "#EXT-X-TARGETDURATION":
            playlist.target_s = min(60.0, max(0.2, float(value)))
        case "#EXT-X-MEDIA-SEQUENCE":
            state.number = int(value)
        case "#EXT-X-BYTERANGE":
            state.length_text = value
        case "#EXT-X-MAP":
            found = _attributes(value)
            piece_url = urljoin(url, found["URI"]) if "URI" in found else ""
            state.head = Piece(piece_url, _byte_range(found.get("BYTERANGE", ""), piece_url, state))
        case "#EXT-X-STREAM-INF":
            state.bandwidth = int(_attributes(value).get("BANDWIDTH", "0"))
        case "#EXT-X-ENDLIST":
            playlist.has_ended = True
        case "#EXT-X-KEY" if _attributes(value).get("METHOD", "NONE") != "NONE":
            raise KnownError("camera.unsupported_codec")
        case _:
            pass


def _take_address(url: str, playlist: Playlist, state: _State) -> None:
    if state.bandwidth is not None:
        playlist.variants.append((state.bandwidth, url))
        state.bandwidth = None
        return
    piece = Piece(url, _byte_range(state.length_text, url, state))
    playlist.segments.append(Segment(state.number, state.duration_s, piece, state.head))
    state.number += 1
    state.length_text = ""


def _byte_range(text: str, url: str, state: _State) -> tuple[int, int] | None:
    if not text:
        return None
    length, _, start = text.partition("@")
    first = int(start) if start else state.ends.get(url, 0)
    state.ends[url] = first + int(length)
    return first, first + int(length) - 1


def _attributes(value: str) -> dict[str, str]:
    return {name: text.strip('"') for name, text in _ATTRIBUTE.findall(value)}
