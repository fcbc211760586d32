"""A line to a server that a test can cut and mend."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Self


class CutRelay:
    """Leads who comes to ``port`` on to a server on the loopback. A context manager."""

    def __init__(self, inner_port: int) -> None:
        self._inner_port = inner_port
        self._guard = threading.Lock()
        self._is_cut = self._is_closed = False
        self._lines: list[socket.socket] = []
        self._leading: list[threading.Thread] = []
        self.refused = 0
        """How many came while the line was cut."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, name="relay", daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closed = True
        self.cut()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        for thread in (self._thread, *self._leading):
            thread.join(5)
        self._listener.close()

    def cut(self) -> None:
        """Ends every connection; who comes is hung up on."""
        with self._guard:
            self._is_cut = True
            lines, self._lines = self._lines, []
        for line in lines:
            _hang_up(line)

    def mend(self) -> None:
        with self._guard:
            self._is_cut = False

    def _accept(self) -> None:
        while not self._is_closed:
            try:
                outer, _ = self._listener.accept()
            except OSError:
                return
            with self._guard:
                if self._is_cut:
                    self.refused += 1
                    outer.close()
                    continue
                # Within the guard: whoever cuts ends this one as well.
                inner = socket.create_connection(("127.0.0.1", self._inner_port))
                self._lines += (outer, inner)
            thread = threading.Thread(target=_lead, args=(outer, inner), name="relayed line", daemon=True)
            self._leading.append(thread)
            thread.start()


def _lead(outer: socket.socket, inner: socket.socket) -> None:
    """Until one of them hangs up."""
    back = threading.Thread(target=_pour, args=(inner, outer), name="relayed line back", daemon=True)
    with outer, inner:
        back.start()
        _pour(outer, inner)
        back.join()


def _pour(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for line in (source, target):
        _hang_up(line)


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
