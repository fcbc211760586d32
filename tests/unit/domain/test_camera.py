"""Feed keys name one feed of one camera."""

from __future__ import annotations

from console.domain.camera import CameraId, FeedKey, FeedQuality


def test_a_feed_key_names_camera_and_quality() -> None:
    key = FeedKey.of(CameraId("smg-0042"), FeedQuality.SUB)
    assert str(key) == "smg-0042:sub"
    assert key.quality is FeedQuality.SUB
    assert key == FeedKey.of(CameraId("smg-0042"), FeedQuality.SUB)
    assert key != FeedKey.of(CameraId("smg-0042"), FeedQuality.MAIN)
