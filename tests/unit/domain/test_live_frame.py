"""Frames of a live picture: what was packed is read again, and what is no frame is refused."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.live_frame import HEADER_BYTES, MOST_FRAME_BYTES, LiveFrame, LiveFrameKind, read_header


@given(st.sampled_from(LiveFrameKind), st.binary(max_size=200))
def test_a_packed_frame_is_read_as_it_was(kind: LiveFrameKind, payload: bytes) -> None:
    data = LiveFrame(kind, payload).packed()
    assert read_header(data[:HEADER_BYTES]) == (kind, len(data) - HEADER_BYTES)
    assert data[HEADER_BYTES:] == payload


@pytest.mark.parametrize("header", [b"X\x00\x00\x00\x01", struct.pack("!cI", b"K", MOST_FRAME_BYTES + 1)])
def test_what_is_no_frame_is_refused(header: bytes) -> None:
    with pytest.raises(ValueError, match=r"none|not a valid"):
        read_header(header)
