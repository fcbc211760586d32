"""What waits for a viewer: in order, bounded, and never a picture without those that it builds on."""

from __future__ import annotations

import asyncio

from console.domain.live_frame import LiveFrame, LiveFrameKind
from console.server.live.viewer import Viewer

_KEY, _PICTURE = LiveFrameKind.KEY, LiveFrameKind.PICTURE
_MEBIBYTE = 1024 * 1024


def _taken(viewer: Viewer) -> bytes:
    return asyncio.run(viewer.next_frames(5.0))


def _packed(*frames: LiveFrame) -> bytes:
    return b"".join(frame.packed() for frame in frames)


def test_frames_come_in_order_and_once() -> None:
    async def story() -> tuple[bytes, bytes]:
        viewer = Viewer("session")
        for frame in frames:
            viewer.offer(frame)
        return await viewer.next_frames(5.0), await viewer.next_frames(0.001)

    frames = [LiveFrame(LiveFrameKind.HEAD, b"h"), LiveFrame(_KEY, b"k"), LiveFrame(_PICTURE, b"p")]
    assert asyncio.run(story()) == (_packed(*frames), LiveFrame(LiveFrameKind.BEAT).packed())


def test_who_is_slow_goes_on_at_a_key_picture_and_keeps_the_head() -> None:
    viewer = Viewer("session")
    head, new_key = LiveFrame(LiveFrameKind.HEAD, b"h"), LiveFrame(_KEY, b"new")
    viewer.offer(head)
    for _ in range(5):
        viewer.offer(LiveFrame(_PICTURE, bytes(_MEBIBYTE)))
    viewer.offer(LiveFrame(_PICTURE, b"builds on what was dropped"))
    viewer.offer(new_key)
    viewer.offer(LiveFrame(_PICTURE, b"follows"))
    assert _taken(viewer) == _packed(head, new_key, LiveFrame(_PICTURE, b"follows"))


def test_a_mask_is_told_ahead_of_every_picture_that_waits_and_only_where_it_is_new() -> None:
    viewer = Viewer("session")
    head, key = LiveFrame(LiveFrameKind.HEAD, b"h"), LiveFrame(_KEY, b"k")
    viewer.offer(head)
    viewer.cover("[]")
    viewer.offer(key)
    viewer.cover("[1]")
    assert _taken(viewer) == _packed(LiveFrame(LiveFrameKind.MASK, b"[1]"), head, key)
    viewer.cover("[1]")
    viewer.offer(LiveFrame(_PICTURE, b"p"))
    assert _taken(viewer) == _packed(LiveFrame(_PICTURE, b"p"))


def test_the_last_word_is_the_last_and_comes_at_once() -> None:
    viewer = Viewer("session")
    viewer.offer(LiveFrame(_KEY, b"k"))
    viewer.end("flag.closed")
    viewer.end("camera.closed")
    viewer.offer(LiveFrame(_PICTURE, b"p"))
    assert not viewer.is_done
    assert _taken(viewer) == LiveFrame(LiveFrameKind.END, b"flag.closed").packed()
    assert viewer.is_done
