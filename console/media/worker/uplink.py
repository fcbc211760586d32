"""The worker's way to the console: messages and descriptors, sent in order by one thread."""

from __future__ import annotations

import os
import queue
import socket
import threading

from console.media.protocol.coding import encode
from console.media.protocol.messages import VERSION, Event, Ready


class Uplink:
    """``send`` from any thread, libVLC's callbacks too: it never blocks."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._waiting: queue.SimpleQueue[tuple[bytes, int]] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._send_all, name="uplink", daemon=True)
        self._thread.start()

    def send(self, event: Event, fd: int = -1) -> None:
        """Queues a message; a descriptor that goes with it is duplicated here and may be closed by the caller."""
        self._waiting.put((encode(event), os.dup(fd) if fd >= 0 else -1))

    def waiting(self) -> int:
        """Messages not sent."""
        return self._waiting.qsize()

    def _send_all(self) -> None:
        try:
            while True:
                data, fd = self._waiting.get()
                if fd >= 0:
                    sent = socket.send_fds(self._channel, [data], [fd])
                    os.close(fd)
                    data = data[sent:]
                self._channel.sendall(data)
        except OSError:
            # The console is gone, and with it every reason to go on; nothing is left to tell it to.
            os._exit(1)


def say_ready(channel: socket.socket) -> None:
    """The first message of a process on its channel, with its own pidfd."""
    pidfd = os.pidfd_open(os.getpid())
    socket.send_fds(channel, [encode(Ready(VERSION, os.getpid()))], [pidfd])
    os.close(pidfd)


def where_of(error: BaseException) -> str:
    """Type and lines of an error without its text."""
    lines: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"{os.path.basename(code.co_filename)}:{trace.tb_lineno}")  # noqa: PTH119  no need of pathlib here
        trace = trace.tb_next
    name = type(error).__name__
    return f"{name} at {' > '.join(lines[-6:])}" if lines else name
