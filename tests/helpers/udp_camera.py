"""A camera whose pictures come as datagrams, of which a test may have some lost."""

from __future__ import annotations

import random
import re
import socket
from contextlib import ExitStack

from tests.helpers.stream_camera import Stream, StreamCamera


class UdpCamera(StreamCamera):
    """``lost_share`` of the packets never leave; may be set at any time."""

    def __init__(self, stream: Stream) -> None:
        self.lost_share = 0.0
        self.lost = 0
        self._chance = random.Random(7)
        self._open = ExitStack()
        self._ways: dict[socket.socket, socket.socket] = {}
        super().__init__(stream)

    def __exit__(self, *reason: object) -> None:
        super().__exit__(*reason)
        self._open.close()

    def _transport(self, viewer: socket.socket, headers: dict[str, str]) -> str:
        ports = re.search(r"client_port=(\d+)-(\d+)", headers["transport"])
        assert ports is not None, "the viewer does not want datagrams"
        rtp, rtcp = (self._open.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) for _ in range(2))
        for one, port in zip((rtp, rtcp), ports.groups(), strict=True):
            one.bind(("127.0.0.1", 0))
            one.connect(("127.0.0.1", int(port)))
        self._ways[viewer] = rtp
        own = f"{rtp.getsockname()[1]}-{rtcp.getsockname()[1]}"
        return f"RTP/AVP;unicast;client_port={ports[1]}-{ports[2]};server_port={own}"

    def _send(self, viewer: socket.socket, data: bytes) -> None:
        if self._chance.random() < self.lost_share:
            self.lost += 1
            return
        self._ways[viewer].send(data)
