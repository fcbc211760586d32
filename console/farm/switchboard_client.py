"""Talks to a running farm's switchboard on this machine: give a camera a fault, ask who watches."""

from __future__ import annotations

import http.client
import json
from typing import Any

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.farm.rtsp.faults import Fault

_TIMEOUT_S = 10.0


class SwitchboardClient:
    """One farm's switchboard. Blocking, any thread; raises KnownError ``farm.unreachable`` and ``farm.refused``."""

    def __init__(self, port: int, token: Secret) -> None:
        self._port = port
        self._token = token

    def fault(self, camera_id: str, fault: Fault) -> dict[str, Any]:
        """Gives a camera a fault. ``in_place`` in the answer is false when its viewers were cut off once for it."""
        return self._call("PUT", f"/cameras/{camera_id}/fault", {"fault": fault.value})

    def status(self) -> dict[str, Any]:
        """``sessions``, ``viewers`` by camera, ``faults`` by camera, ``open_media``, ``own_media``, ``absent``."""
        return self._call("GET", "/status", None)

    def _call(self, method: str, path: str, body: dict[str, str] | None) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_TIMEOUT_S)
        headers = {"Authorization": f"Bearer {self._token.reveal()}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, json.dumps(body) if body else None, headers)
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise KnownError("farm.unreachable", port=self._port) from error
        finally:
            connection.close()
        if response.status != http.client.OK:
            raise KnownError("farm.refused", status=response.status, reason=str(answer.get("error", "")))
        return answer
