"""The farm's addresses: ``/CAMERA/main`` and ``/CAMERA/sub`` for any camera, led to a clip or to the camera's own media."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from console.farm.catalogue import Clip, clip_of

QUALITIES = ("sub", "main")
_ADDRESS = re.compile(r"/([a-z]+(?:-\d+)+)/(sub|main)(/.*)?")
CAMERA_ID = re.compile(r"[a-z]+(?:-\d+)+")


@dataclass(frozen=True)
class Address:
    """What an address of the farm names."""

    camera_id: str
    quality: str
    rest: str
    """What the server itself appends, such as ``/stream=0``."""


def parse_address(path: str) -> Address | None:
    """The camera and feed that ``path`` names, or None when it has not that shape."""
    match = _ADDRESS.fullmatch(path)
    return Address(match[1], match[2], match[3] or "") if match else None


def own_mount(camera_id: str, quality: str) -> str:
    """Where a camera's own media is mounted."""
    return f"/own/{camera_id}/{quality}"


def clip_mount(clip: Clip) -> str:
    """Where the media shared by all cameras of a clip is mounted."""
    return f"/clip/{clip.name}"


def mount_of(path: str, own_cameras: Container[str]) -> str:
    """The mount behind ``path``; a path that names no camera stays as it is and is found or not by the server."""
    address = parse_address(path)
    if address is None:
        return path
    if address.camera_id in own_cameras:
        return own_mount(address.camera_id, address.quality) + address.rest
    return clip_mount(clip_of(address.camera_id, address.quality)) + address.rest
