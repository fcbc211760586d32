"""Addresses of the farm: every camera's feeds lead to a clip, or to the camera's own media."""

from __future__ import annotations

import pytest

from console.farm.city.cameras import city_cameras
from console.farm.rtsp.addresses import CAMERA_ID, Address, mount_of, parse_address


def test_every_camera_of_the_city_has_an_address() -> None:
    for camera in city_cameras():
        assert CAMERA_ID.fullmatch(camera.id)
        assert parse_address(f"/{camera.id}/sub") == Address(camera.id, "sub", "")


@pytest.mark.parametrize("path", ["/", "/traffic-001", "/traffic-001/other", "/../sub", "/clip/sub-01", "/own/a-1/sub"])
def test_other_paths_name_no_camera(path: str) -> None:
    assert parse_address(path) is None


def test_cameras_share_the_media_of_their_clip() -> None:
    assert mount_of("/traffic-001/sub/stream=0", ()) == mount_of("/traffic-006/sub/stream=0", ())
    assert mount_of("/traffic-001/sub/stream=0", ()).endswith("/stream=0")


def test_a_camera_with_its_own_media_shares_with_nobody() -> None:
    assert mount_of("/traffic-001/main", {"traffic-001"}) == "/own/traffic-001/main"
    assert mount_of("/traffic-002/main", {"traffic-001"}).startswith("/clip/main-")


def test_what_names_no_camera_stays_as_it_is() -> None:
    assert mount_of("/clip/sub-01/stream=0", ()) == "/clip/sub-01/stream=0"
