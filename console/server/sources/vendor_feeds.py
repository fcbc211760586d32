"""Addresses of feeds as makers of cameras and recorders form them, and from one feed's address that of the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

FEEDS = ("main", "sub")

TEMPLATES = {
    "hikvision": (
        "rtsp://{host}:{port}/Streaming/Channels/{channel}01",
        "rtsp://{host}:{port}/Streaming/Channels/{channel}02",
    ),
    "dahua": (
        "rtsp://{host}:{port}/cam/realmonitor?channel={channel}&subtype=0",
        "rtsp://{host}:{port}/cam/realmonitor?channel={channel}&subtype=1",
    ),
}
"""Main and sub feed of each maker's cameras and recorders."""


@dataclass(frozen=True)
class _Form:
    """What stands for the feed in a maker's addresses: before it, itself, after it; and its words for main and sub."""

    pattern: re.Pattern[str]
    words: tuple[str, str]


_FORMS = (
    # Hikvision, RTSP and ISAPI: channel 106, feed 02.
    _Form(re.compile(r"(.*/Streaming/channels/\d+)(0[12])(\D.*|)", re.IGNORECASE), ("01", "02")),
    # Hikvision of old: /mpeg4/ch78/sub/av_stream.
    _Form(re.compile(r"(.*/ch\d+/)(main|sub)(/av_stream.*)", re.IGNORECASE), ("main", "sub")),
    # Dahua.
    _Form(re.compile(r"(.*/cam/realmonitor\?(?:.*&)?subtype=)([01])(\D.*|)", re.IGNORECASE), ("0", "1")),
)


def feed_address(url: str, feed: str) -> str:
    """``url`` for ``feed`` (main or sub). One of no known form is the main feed's, and the sub feed has none."""
    for form in _FORMS:
        match = form.pattern.fullmatch(url)
        if match:
            return f"{match[1]}{form.words[FEEDS.index(feed)]}{match[3]}"
    return url if feed == "main" else ""
