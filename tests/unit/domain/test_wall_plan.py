"""Values of the wall plan keep their secrets."""

from __future__ import annotations

from console.domain.wall_plan import FeedAddress


def test_a_feed_address_does_not_print_itself() -> None:
    address = FeedAddress("rtsp://cam.example/live", "admin", "rahasia")
    assert "rahasia" not in f"{address} {address!r} {[address]}"
