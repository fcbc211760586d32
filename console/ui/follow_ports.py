"""What the screens need to know of the cameras around a camera."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from console.domain.camera import CameraId
from console.domain.neighbourhood import Neighbourhood


class NearbyDesk(Protocol):
    """Any thread; takes milliseconds."""

    def around(
        self, camera: CameraId, leave_out: Collection[CameraId] = (), keep: Collection[CameraId] = ()
    ) -> Neighbourhood:
        """Without those to be left out; of ``keep`` who still may be stays. Raises KnownError store.*, disk.*."""


class NothingNear:
    """Where no directory is at hand, as in a window without a console around it."""

    def around(
        self,
        camera: CameraId,
        leave_out: Collection[CameraId] = (),  # noqa: ARG002  as the port has it
        keep: Collection[CameraId] = (),  # noqa: ARG002
    ) -> Neighbourhood:
        return Neighbourhood(camera)
