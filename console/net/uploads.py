"""Sends a file by tus 1.0 in pieces and goes on where it stopped, also after a restart.

Our own three requests instead of tuspy: that one has no timeouts, ignores a CA file on PATCH and can't renew a token.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

from console.base.errors import KnownError
from console.base.os_errors import disk_errors
from console.net.transport import Call, Transport

CHUNK_BYTES = 1024 * 1024
PIECE_TIMEOUT_S = 60.0
"""The answer to the last piece comes when the centre has hashed the file."""
_VERSION = {"Tus-Resumable": "1.0.0"}
_CONFLICT = 409
_GONE = {404, 410}


class Upload:
    """One file on its way; ``on_url`` is told the upload's address as soon as there is one, to keep it."""

    def __init__(
        self,
        transport: Transport,
        path: Path,
        metadata: Mapping[str, str],
        *,
        on_url: Callable[[str], None] = lambda _url: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self._transport = transport
        self._path = path
        self._metadata = metadata
        self._on_url = on_url
        self._should_stop = should_stop

    def send(self, resume_url: str = "") -> bool:
        """True when the centre has every byte, False when ``should_stop`` said so first."""
        with disk_errors(self._path), self._path.open("rb") as file:
            size = file.seek(0, 2)
            url, offset = self._begin(resume_url, size)
            while offset < size:
                if self._should_stop():
                    return False
                offset = self._send_piece(file, url, offset)
        return True

    def _begin(self, resume_url: str, size: int) -> tuple[str, int]:
        if resume_url:
            offset = self._offset_of(resume_url)
            if offset is not None and offset <= size:
                return resume_url, offset
        url = self._create(size)
        self._on_url(url)
        return url, 0

    def _create(self, size: int) -> str:
        pairs = [f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in self._metadata.items()]
        headers = {**_VERSION, "Upload-Length": str(size), "Upload-Metadata": ",".join(pairs)}
        answer = self._transport.ask(Call("POST", "/v1/uploads", headers=headers))
        location = answer.headers.get("Location", "")
        if not location:
            raise self._bad_answer(answer.status_code)
        # Only the path counts: behind a proxy the centre may name itself http or by an inner name,
        # and a token must never go to another host than the one that the operator signed in to.
        return urlsplit(urljoin(f"{self._transport.base_url}/v1/uploads", location)).path

    def _offset_of(self, url: str) -> int | None:
        try:
            answer = self._transport.ask(Call("HEAD", self._path_of(url), headers=_VERSION))
        except KnownError as error:
            if error.params.get("status") in _GONE:
                return None
            raise
        return self._offset_in(answer.headers.get("Upload-Offset", ""), answer.status_code)

    def _send_piece(self, file: BinaryIO, url: str, offset: int) -> int:
        file.seek(offset)
        piece = file.read(CHUNK_BYTES)
        headers = {
            **_VERSION,
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
        }
        try:
            answer = self._transport.ask(
                Call("PATCH", self._path_of(url), piece, headers, read_timeout_s=PIECE_TIMEOUT_S)
            )
        except KnownError as error:
            if error.params.get("status") != _CONFLICT:
                raise
            # The last piece arrived though its answer was lost: ask where the centre stands.
            return self._offset_of(url) or 0
        reached = self._offset_in(answer.headers.get("Upload-Offset", ""), answer.status_code)
        if reached <= offset:
            raise self._bad_answer(answer.status_code)
        return reached

    def _path_of(self, url: str) -> str:
        return url.removeprefix(urlsplit(self._transport.base_url).path)

    def _offset_in(self, text: str, status: int) -> int:
        if not text.isdecimal():
            raise self._bad_answer(status)
        return int(text)

    def _bad_answer(self, status: int) -> KnownError:
        return KnownError("net.bad_answer", host=self._transport.host, status=status)
