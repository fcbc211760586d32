"""What is on this console's tiles, and who saw a camera last."""

from __future__ import annotations

from urllib.parse import quote

from console.net.calls import Calls
from console.wire.sightings import CameraSightings, SightingsAnswer, SightingsBody


class SightingCalls(Calls):
    """``/v1/sightings``."""

    def put_sightings(self, body: SightingsBody) -> SightingsAnswer:
        return self.put(SightingsAnswer, "/v1/sightings", body)

    def sightings_of(self, camera: str) -> CameraSightings:
        return self.get(CameraSightings, f"/v1/cameras/{quote(camera, safe='')}/sightings")
