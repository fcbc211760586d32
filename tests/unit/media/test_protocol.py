"""Messages survive the way through bytes, in whatever pieces they come; nonsense is refused."""

from __future__ import annotations

import struct
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import BugError
from console.domain.camera import CameraId, FeedKey
from console.domain.feed_state import FeedState
from console.domain.footage import Gap, GapReason
from console.domain.replay import ReplayMove
from console.domain.source_options import SourceOptions, Transport
from console.domain.wall_plan import SurfaceId
from console.media.protocol.coding import LARGEST_BYTES, Decoder, encode
from console.media.protocol.messages import (
    ClipSaved,
    CloseFeed,
    ControlReplay,
    DecoderChanged,
    FeedChanged,
    FeedCounted,
    Heartbeat,
    Message,
    OpenFeed,
    Quit,
    Ready,
    ReplayAt,
    ReplayEnded,
    ReplayMemory,
    SaveClip,
    SetRing,
    ShowSurface,
    StartReplay,
    StopReplay,
    SurfaceMemory,
)

FEED = FeedKey(CameraId("a:b/ü"), "sub")
MESSAGES: list[Message] = [
    OpenFeed(FEED, "rtsp://x/y", "user", "pass word"),
    OpenFeed(
        FEED, "https://x/y", "", "", SourceOptions(Transport.UDP, (("Referer", "https://x/"),), False, "PEM", "/f")
    ),
    CloseFeed(FEED),
    ShowSurface(SurfaceId("s"), FEED, 240, 135),
    SetRing(60.0, 10**6, 10**7),
    StartReplay(SurfaceId("s"), 3, FEED, 240, 135, 10.0),
    ControlReplay(SurfaceId("s"), 3, ReplayMove.STEP, -1.0),
    StopReplay(SurfaceId("s"), 3),
    ReplayMemory(SurfaceId("s"), 3),
    ReplayAt(SurfaceId("s"), 3, 1234.5, True, 0.25),
    ReplayEnded(SurfaceId("s"), 3, "media.no_replay"),
    SaveClip(7, FEED, 20.0, 30.0, False, "/somewhere/ü.mp4"),
    ClipSaved(7, 1.0, 2.0, 0.5, 3.0, 15, "h264", (Gap(2.0, 3.0, GapReason.CONNECTION),), -7.5),
    Quit(),
    Ready(1, 1234),
    Heartbeat(0.5, 10**9, 12.5, 3),
    FeedCounted(FEED, 2, 10**6, 10**12, 400, 1, 3.25, 2.0),
    FeedChanged(FEED, FeedState.WAITING, "camera.timeout", 1.5),
    SurfaceMemory(SurfaceId("s"), FEED),
    DecoderChanged(SurfaceId("s"), FEED, "camera.not_decoded"),
]


@given(st.lists(st.sampled_from(MESSAGES), max_size=8), st.integers(1, 50))
def test_messages_come_back_whatever_the_pieces(messages: list[Message], piece: int) -> None:
    data = b"".join(map(encode, messages))
    decoder = Decoder()
    found = [message for at in range(0, len(data), piece) for message in decoder.feed(data[at : at + piece])]
    assert found == messages


@given(
    st.builds(
        FeedChanged,
        st.builds(FeedKey, st.text().map(CameraId), st.sampled_from(["sub", "main"])),
        st.sampled_from(FeedState),
        st.text(),
        st.floats(0, 1e6),
    )
)
def test_any_text_is_carried(message: FeedChanged) -> None:
    assert Decoder().feed(encode(message)) == [message]


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        b"nonsense",
        b'{"kind":"Quit","extra":1}',
        b'{"kind":"Heartbeat","stuck_s":0}',
        b'{"kind":"Ready","version":"1","pid":2}',
        b'{"kind":"Ready","version":true,"pid":2}',
        b'{"kind":"CloseFeed","feed":"a:sub"}',
        b'{"kind":"CloseFeed","feed":["a",1]}',
        b'{"kind":"Nothing"}',
        b"\xff\xfe",
    ],
)
def test_nonsense_is_refused(body: bytes) -> None:
    with pytest.raises(BugError) as caught:
        Decoder().feed(struct.pack("!I", len(body)) + body)
    assert caught.value.__cause__ is None


def test_a_message_of_impossible_length_is_refused_before_it_comes() -> None:
    with pytest.raises(BugError):
        Decoder().feed(struct.pack("!I", LARGEST_BYTES + 1))


def test_a_password_is_never_printed() -> None:
    assert "pass word" not in repr(MESSAGES[0])


def test_every_message_has_a_name_of_its_own() -> None:
    kinds = get_args(Message)
    assert len({kind.__name__ for kind in kinds}) == len(kinds)
