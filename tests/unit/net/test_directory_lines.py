"""A status that makes no sense costs that camera its status, and no other."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from console.domain.camera import DirectoryStatus
from console.net.directory_lines import read_status


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
