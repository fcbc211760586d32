"""The first picture of a camera after its repair, where the centre asks this console for it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol
from uuid import UUID

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.logs import about_camera, logger
from console.base.os_errors import disk_errors
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.repair_picture import RepairMoment
from console.domain.wall_plan import StillInfo
from console.wire.repair_pictures import RepairPicture, RepairPictureBody, WantedPicture
from console.wire.small_jpeg import packed

_LOG = logger("evidence")
_WAIT_S = 15.0
_FRESH_S = 10.0
"""An older one is no picture of the camera working again."""
_MOST_WAITING = 8


class PictureCentre(Protocol):
    """The part of the centre's client that is needed."""

    def put_repair_picture(
        self, repair_id: UUID, camera: str, moment: RepairMoment, body: RepairPictureBody
    ) -> RepairPicture: ...


class Stills(Protocol):
    """The part of the media engine that is needed."""

    def capture_still(self, feed: FeedKey, path: Path) -> Future[StillInfo]: ...


class RepairStills:
    """``ask`` from any thread, returns at once; an own thread takes and sends them. What fails is asked for again."""

    def __init__(
        self,
        media: Stills,
        centre: PictureCentre,
        spare: Path,
        clock: Clock,
        shown: Callable[[CameraId, bytes], bytes],
    ) -> None:
        """``spare``: a folder for a file under way. ``shown`` makes of a still what may be sent: masked and small."""
        self._media = media
        self._centre = centre
        self._spare = spare
        self._clock = clock
        self._shown = shown
        self._waiting: queue.Queue[WantedPicture | None] = queue.Queue(_MOST_WAITING)
        self._thread = threading.Thread(target=self._run, name="repair pictures", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask(self, wanted: Iterable[WantedPicture]) -> None:
        """What finds no place is asked for again with the next word of this console."""
        for one in wanted:
            try:
                self._waiting.put_nowait(one)
            except queue.Full:
                return

    def close(self) -> None:
        """A request that hangs is left to its timeout."""
        while True:
            try:
                self._waiting.put_nowait(None)
                break
            except queue.Full:
                self._waiting.get_nowait()
        if self._thread.ident is not None:
            self._thread.join(1.0)

    def _run(self) -> None:
        while (wanted := self._waiting.get()) is not None:
            try:
                self._send(wanted)
            except (KnownError, TimeoutError) as error:
                about = about_camera(CameraId(wanted.camera_id))
                code = error.code if isinstance(error, KnownError) else "media.no_picture"
                _LOG.info("no picture after the repair of %s: %s", wanted.camera_id, code, extra=about)

    def _send(self, wanted: WantedPicture) -> None:
        camera, part = CameraId(wanted.camera_id), self._spare / f"repair-{new_id()}.jpg"
        with disk_errors(self._spare):
            self._spare.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            # The small feed, or the other one where that is on the screen.
            info = self._media.capture_still(FeedKey.of(camera, FeedQuality.SUB), part).result(_WAIT_S)
            age_s = max(0.0, self._clock.now_utc().timestamp() - info.at_unix_s)
            if age_s > _FRESH_S:
                return
            with disk_errors(part):
                jpeg = self._shown(camera, part.read_bytes())
        finally:
            with disk_errors(part):
                part.unlink(missing_ok=True)
        body = RepairPictureBody(age_ms=round(age_s * 1000), is_live=True, jpeg=packed(jpeg))
        self._centre.put_repair_picture(wanted.repair_id, camera, RepairMoment.AFTER, body)
