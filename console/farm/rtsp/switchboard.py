"""The switchboard: HTTP on loopback, with a token, that gives cameras faults and tells who watches.

``GET /status``; ``PUT /cameras/CAMERA/fault`` with the body ``{"fault": "freeze"}``. Every request needs the header
``Authorization: Bearer TOKEN``.
"""

from __future__ import annotations

import hmac
import json
import re
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol

from console.farm.rtsp.addresses import CAMERA_ID
from console.farm.rtsp.faults import Fault

_FAULT_PATH = re.compile(r"/cameras/([^/]+)/fault")
_MOST_BODY_BYTES = 4096
_TIMEOUT_S = 10.0
_POLL_S = 0.1


class Cameras(Protocol):
    """What the switchboard works on; called from its threads."""

    def set_fault(self, camera_id: str, fault: Fault) -> dict[str, Any]: ...
    def status(self) -> dict[str, Any]: ...


class _Handler(BaseHTTPRequestHandler):
    server: Switchboard
    timeout = _TIMEOUT_S

    def do_GET(self) -> None:
        self._answer(self._status)

    def do_PUT(self) -> None:
        self._answer(self._fault)

    def log_message(self, *_args: object) -> None:
        """Nothing: the farm is quiet."""

    def _answer(self, action: Callable[[], tuple[HTTPStatus, dict[str, Any]]]) -> None:
        given = self.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, b"Bearer " + self.server.token.encode()):
            status, body = HTTPStatus.UNAUTHORIZED, {"error": "wrong token"}
        else:
            status, body = action()
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _status(self) -> tuple[HTTPStatus, dict[str, Any]]:
        if self.path != "/status":
            return HTTPStatus.NOT_FOUND, {"error": "no such path"}
        return HTTPStatus.OK, self.server.cameras.status()

    def _fault(self) -> tuple[HTTPStatus, dict[str, Any]]:
        match = _FAULT_PATH.fullmatch(self.path)
        if match is None or CAMERA_ID.fullmatch(match[1]) is None:
            return HTTPStatus.NOT_FOUND, {"error": "no such camera"}
        try:
            length = int(self.headers.get("Content-Length", "0"))
            fault = Fault(json.loads(self.rfile.read(min(length, _MOST_BODY_BYTES)))["fault"])
        except (ValueError, KeyError, TypeError):
            return HTTPStatus.BAD_REQUEST, {"error": "no such fault", "faults": [known.value for known in Fault]}
        return HTTPStatus.OK, self.server.cameras.set_fault(match[1], fault)


class Switchboard(ThreadingHTTPServer):
    """Serves from its own threads once started. Raises OSError when the port is taken."""

    daemon_threads = True

    def __init__(self, port: int, token: str, cameras: Cameras) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.token = token
        self.cameras = cameras

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, args=(_POLL_S,), name="switchboard", daemon=True).start()
