"""A status that makes no sense costs that camera its status, and no other."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from console.domain.camera import DirectoryStatus
from console.net.directory_lines import read_status
from console.wire.directory import CameraStatus, StatusSnapshot
from tests.helpers.clock import START_UTC


def test_a_camera_whose_status_makes_no_sense_is_left_out() -> None:
    content = (
        b'{"seq":7,"cameras":{"a":{"state":"online"},"b":{"state":"on fire"},"c":7,'
        b'"d":{"state":"offline","since_utc":"yesterday"},"e":{"state":"offline"}}}'
    )

    found = read_status(content)

    assert found.seq == 7
    assert {name: one.state for name, one in found.cameras.items()} == {
        "a": DirectoryStatus.ONLINE,
        "e": DirectoryStatus.OFFLINE,
    }


@pytest.mark.parametrize("content", [b"", b"[]", b'{"seq":"x","cameras":{}}', b'{"seq":1,"cameras":[]}', b"\xff"])
def test_what_is_no_status_at_all_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        read_status(content)


@pytest.mark.parametrize("count", [0, 1, 500, 501, 1000, 1201])
@pytest.mark.parametrize("odd_name", ["", 'a},"b', "x},"])
def test_a_large_status_is_read_in_slices_to_the_same(count: int, odd_name: str) -> None:
    states = list(DirectoryStatus)
    cameras = {
        f"kam-{number}": CameraStatus(state=states[number % 3], since_utc=START_UTC if number % 2 else None)
        for number in range(count)
    }
    if odd_name:
        cameras[odd_name] = CameraStatus(state=DirectoryStatus.OFFLINE)
    snapshot = StatusSnapshot(seq=12, cameras=cameras)

    assert read_status(snapshot.model_dump_json().encode()) == snapshot
