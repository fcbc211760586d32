"""A server that publishes cameras as cities do: plain files, an ArcGIS layer and a CKAN table, each with its own paging."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

PAGE = 3
"""More than so many records at once it never gives, whatever it is asked for."""


class OpenData:
    """What is published; ``asked`` keeps path, parameters and the sign-in of each request."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.records: list[dict[str, Any]] = []
        self.knows_paging = True
        self.cut_bytes = 0
        """So much is lacking at the end of each answer."""
        self.asked: list[tuple[str, dict[str, str], str]] = []
        self.url = ""

    def answer(self, path: str, params: dict[str, str]) -> bytes:
        if path.endswith("/FeatureServer/0/query"):
            return json.dumps(self._arcgis(params)).encode()
        if path.endswith("/datastore_search"):
            return json.dumps(self._ckan(params)).encode()
        return self.files[path]

    def _arcgis(self, params: dict[str, str]) -> dict[str, Any]:
        if params.get("token") == "expired":
            return {"error": {"code": 498, "message": "Invalid token."}}
        assert (params["outSR"], params["f"], params["outFields"]) == ("4326", "json", "*")
        start = int(params["resultOffset"]) if self.knows_paging else 0
        end = start + min(PAGE, int(params["resultRecordCount"]))
        features = [{"attributes": record, "geometry": {"x": 110.4, "y": -6.9}} for record in self.records[start:end]]
        more = {"exceededTransferLimit": True} if end < len(self.records) else {}
        return {"objectIdFieldName": "OBJECTID", "features": features, **more}

    def _ckan(self, params: dict[str, str]) -> dict[str, Any]:
        start = int(params["offset"]) if self.knows_paging else 0
        end = start + min(PAGE, int(params["limit"]))
        assert (params["resource_id"], params["sort"]) == ("cctv-2026", "_id")
        return {"success": True, "result": {"records": self.records[start:end], "total": len(self.records)}}


class _Handler(BaseHTTPRequestHandler):
    data: OpenData

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        params = dict(parse_qsl(parts.query))
        self.data.asked.append((parts.path, params, self.headers.get("Authorization", "")))
        body = self.data.answer(parts.path, params)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) - self.data.cut_bytes])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Quiet."""


@contextmanager
def published() -> Iterator[OpenData]:
    data = OpenData()
    handler = type("Handler", (_Handler,), {"data": data})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    data.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield data
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
