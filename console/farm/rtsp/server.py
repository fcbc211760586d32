"""The RTSP server: any number of cameras on a few shared clips, digest sign-in, and faults by camera."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.farm.catalogue import Clip, clip_of, clips
from console.farm.rtsp.addresses import QUALITIES, clip_mount, mount_of, own_mount
from console.farm.rtsp.faults import ENDS_VIEWING, Fault, PictureSource
from console.farm.rtsp.gst import GstRtsp, GstRtspServer
from console.farm.rtsp.media import ROLE, clip_factory
from console.farm.rtsp.pacer import Pacer
from console.farm.rtsp.units import split_units
from console.farm.rtsp.viewers import Viewers

_UNAUTHORIZED = 401
_NOT_FOUND = 404


@dataclass(frozen=True)
class FarmSettings:
    """What a farm is started with."""

    clips_folder: Path
    user: str
    password: str
    host: str = "127.0.0.1"
    port: int = 0
    """0 takes a free one."""
    own_media: tuple[str, ...] = ()
    """Cameras with their own media from the start, so that a fault reaches connected viewers in place."""
    absent: frozenset[str] = frozenset()
    """Cameras that answer 404 until the switchboard says ok."""


class _Mounts(GstRtspServer.RTSPMountPoints):  # type: ignore[misc]  # gi has no types
    """Leads the addresses of thousands of cameras to a few mounts."""

    def __init__(self, own_cameras: set[str]) -> None:
        super().__init__()
        self._own_cameras = own_cameras

    def do_make_path(self, url: Any) -> str:
        return mount_of(url.abspath, self._own_cameras)


def _digest_auth(user: str, password: str) -> Any:
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, ROLE)
    auth.add_digest(user, password, token)
    return auth


class FarmServer:
    """The farm's cameras. ``set_fault`` and ``status`` from any thread."""

    def __init__(self, settings: FarmSettings) -> None:
        """Reads every clip. Raises OSError when one is missing, ValueError when one is no clip."""
        self._settings = settings
        self._lock = threading.RLock()
        self._pacer = Pacer()
        self._units = {clip.name: self._read_units(clip) for clip in clips()}
        self._faults: dict[str, Fault] = dict.fromkeys(settings.absent, Fault.DISAPPEAR)
        self._own_cameras: set[str] = set()
        self._own_sources: dict[str, list[PictureSource]] = {}
        self._server = GstRtspServer.RTSPServer()
        self._mounts = _Mounts(self._own_cameras)
        self._viewers = Viewers(self._server, self._refusal)

    def start(self) -> int | None:
        """Listens and gives the port, or None when it is taken. Needs a running GLib main loop."""
        self._server.set_address(self._settings.host)
        self._server.set_service(str(self._settings.port))
        self._server.set_auth(_digest_auth(self._settings.user, self._settings.password))
        for clip in clips():
            self._mount(clip_mount(clip), clip, self._source(clip))
        self._make_own(self._settings.own_media)
        self._server.set_mount_points(self._mounts)
        if self._server.attach(None) == 0:
            return None
        self._pacer.start()
        return int(self._server.get_bound_port())

    def set_fault(self, camera_id: str, fault: Fault) -> dict[str, Any]:
        """Gives a camera a fault; tells how many viewers were cut off and whether the rest see it in place.

        Viewers of a shared clip are cut off once, and find the fault on the camera's own media when they return.
        """
        with self._lock:
            changes_pictures = fault not in ENDS_VIEWING and fault is not Fault.OK
            in_place = camera_id in self._own_cameras
            if changes_pictures and not in_place:
                self._make_own([camera_id])
            for source in self._own_sources.get(camera_id, ()):
                source.fault = fault
            if fault in (Fault.OK, Fault.DROP):
                self._faults.pop(camera_id, None)
            else:
                self._faults[camera_id] = fault
        must_cut = fault in ENDS_VIEWING or (changes_pictures and not in_place)
        cut_off = self._viewers.cut_off(camera_id) if must_cut else 0
        return {"camera": camera_id, "fault": fault.value, "cut_off": cut_off, "in_place": in_place}

    def status(self) -> dict[str, Any]:
        """Viewers by camera, cameras with faults (those absent from the start only counted), open pipelines."""
        with self._lock:
            absent = self._settings.absent
            faults = {
                camera: fault.value
                for camera, fault in self._faults.items()
                if not (fault is Fault.DISAPPEAR and camera in absent)
            }
        viewers = self._viewers.counts()
        return {
            "sessions": sum(viewers.values()),
            "viewers": viewers,
            "faults": faults,
            "absent": len(absent),
            "open_media": self._pacer.open_feeds,
            "own_media": sorted(self._own_cameras),
        }

    def _refusal(self, camera_id: str, has_credentials: bool) -> int | None:
        fault = self._faults.get(camera_id)
        if fault is Fault.DISAPPEAR:
            return _NOT_FOUND
        # A real camera asks first and refuses the answer.
        return _UNAUTHORIZED if fault is Fault.REFUSE and has_credentials else None

    def _read_units(self, clip: Clip) -> list[bytes]:
        return split_units((self._settings.clips_folder / clip.file_name).read_bytes(), clip.scene.codec)

    def _source(self, clip: Clip) -> PictureSource:
        return PictureSource(self._units[clip.name], clip.scene.codec, clip.fps)

    def _mount(self, path: str, clip: Clip, source: PictureSource) -> None:
        self._mounts.add_factory(path, clip_factory(clip, path, source, self._pacer))

    def _make_own(self, camera_ids: Iterable[str]) -> None:
        for camera_id in camera_ids:
            sources = []
            for quality in QUALITIES:
                clip = clip_of(camera_id, quality)
                sources.append(self._source(clip))
                self._mount(own_mount(camera_id, quality), clip, sources[-1])
            self._own_sources[camera_id] = sources
            self._own_cameras.add(camera_id)
