"""Who watches which camera: asked by the switchboard, and needed to cut viewers off."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from console.farm.rtsp.addresses import parse_address
from console.farm.rtsp.gst import GstRtsp, GstRtspServer


class Viewers:
    """The connected clients of a server. GStreamer calls from its own threads."""

    def __init__(self, server: Any, refusal: Callable[[str, bool], int | None]) -> None:
        """``refusal(camera_id, has_credentials)`` gives the RTSP status to answer instead of a stream, or None."""
        self._server = server
        self._refusal = refusal
        self._lock = threading.Lock()
        self._camera_by_client: dict[Any, str] = {}
        self._playing: set[Any] = set()
        server.connect("client-connected", self._on_connected)

    def counts(self) -> dict[str, int]:
        """Playing viewers of each camera that has any."""
        with self._lock:
            return dict(Counter(self._camera_by_client[client] for client in self._playing))

    def cut_off(self, camera_id: str) -> int:
        """Disconnects every client of a camera; gives how many."""
        with self._lock:
            doomed = {client for client, camera in self._camera_by_client.items() if camera == camera_id}
        remove, keep = GstRtspServer.RTSPFilterResult.REMOVE, GstRtspServer.RTSPFilterResult.KEEP
        self._server.client_filter(lambda _server, client: remove if client in doomed else keep)
        return len(doomed)

    def _on_connected(self, _server: Any, client: Any) -> None:
        client.connect("pre-describe-request", self._before_describe)
        client.connect("play-request", self._on_play)
        client.connect("closed", self._on_closed)

    def _before_describe(self, client: Any, context: Any) -> Any:
        # Only DESCRIBE carries the camera's own address: later requests use the base address that it answers.
        address = parse_address(context.uri.abspath)
        if address is None:
            return GstRtsp.RTSPStatusCode.NOT_FOUND
        result, _ = context.request.get_header(GstRtsp.RTSPHeaderField.AUTHORIZATION, 0)
        status = self._refusal(address.camera_id, result == GstRtsp.RTSPResult.OK)
        if status is not None:
            return GstRtsp.RTSPStatusCode(status)
        with self._lock:
            self._camera_by_client[client] = address.camera_id
        return GstRtsp.RTSPStatusCode.OK

    def _on_play(self, client: Any, _context: Any) -> None:
        with self._lock:
            if client in self._camera_by_client:
                self._playing.add(client)

    def _on_closed(self, client: Any) -> None:
        with self._lock:
            self._camera_by_client.pop(client, None)
            self._playing.discard(client)
