"""A viewer of a live picture as a program has it: the frames of the answer, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import requests

from console.domain.live_frame import HEADER_BYTES, LiveFrame, LiveFrameKind, read_header
from tests.helpers.centre import CentreClient

_TIMEOUT_S = 15.0


def live_path(flag_id: UUID, camera_id: str = "kam-001") -> str:
    return f"/v1/flags/{flag_id}/cameras/{camera_id}/live"


class LiveAnswer:
    """An open answer."""

    def __init__(self, answer: requests.Response) -> None:
        self._answer = answer

    def frame(self) -> LiveFrame:
        """The next one."""
        kind, length = read_header(self._read(HEADER_BYTES))
        return LiveFrame(kind, self._read(length))

    def until(self, kind: LiveFrameKind) -> LiveFrame:
        """The next one of its kind; all before it are let go."""
        while (frame := self.frame()).kind is not kind:
            pass
        return frame

    def _read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = self._answer.raw.read(count - len(data))
            assert more, "the answer ended without a last word"
            data += more
        return data


@contextmanager
def watching(client: CentreClient, flag_id: UUID, camera_id: str = "kam-001") -> Iterator[LiveAnswer]:
    """Watches until the block ends."""
    path = f"{client.url}{live_path(flag_id, camera_id)}"
    with requests.get(path, headers=client.headers, stream=True, timeout=_TIMEOUT_S) as answer:
        assert answer.status_code == 200, answer.text
        yield LiveAnswer(answer)
