"""The child process that opens one camera for the police page; the centre itself loads no codec."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from console.domain.live_frame import HEADER_BYTES, LiveFrame, read_header
from console.server.live.source import LiveSource

MODULE = "console.media.worker.relay"
_NEEDED = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")
"""What the child inherits; nothing of the centre's environment, which may hold the database's password."""
_PACKAGE_PARENT = Path(__file__).parents[3]


class RelayProcess:
    """All methods on the event loop."""

    def __init__(self, process: subprocess.Popen[bytes], reader: asyncio.StreamReader) -> None:
        self._process = process
        self._reader = reader
        self._pipe: asyncio.ReadTransport | None = None

    @property
    def pid(self) -> int:
        return self._process.pid

    @classmethod
    async def start(cls, source: LiveSource) -> RelayProcess:
        """Raises OSError."""
        # asyncio's own subprocesses reap a child twice when it dies while it is killed, and then warn of it.
        process = subprocess.Popen(  # noqa: ASYNC220  it forks, and waits for nothing
            [sys.executable, "-P", "-m", MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _NEEDED if name in os.environ}
            | {"PYTHONPATH": str(_PACKAGE_PARENT), "PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "2"},
        )
        started = cls(process, asyncio.StreamReader())
        try:
            await started._open(source)
        except BaseException:
            await started.end()
            raise
        return started

    async def _open(self, source: LiveSource) -> None:
        assert self._process.stdin is not None  # noqa: S101  asked for above, tells mypy
        protocol = asyncio.StreamReaderProtocol(self._reader)
        loop = asyncio.get_running_loop()
        self._pipe, _ = await loop.connect_read_pipe(lambda: protocol, self._process.stdout)
        # Through the pipe alone: a command line is seen by every user of the machine. It is small and never blocks.
        order = {"url": source.url, "user": source.user, "password": source.password.reveal()}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()

    async def frame(self, timeout_s: float) -> LiveFrame | None:
        """The next one; None when the process is gone or says what is no frame. Raises TimeoutError."""
        async with asyncio.timeout(timeout_s):
            try:
                kind, length = read_header(await self._reader.readexactly(HEADER_BYTES))
                return LiveFrame(kind, await self._reader.readexactly(length))
            except (asyncio.IncompleteReadError, ValueError):
                return None

    async def end(self) -> None:
        """Gone when this returns, whatever it hangs in."""
        self._process.kill()
        await asyncio.to_thread(self._process.wait)
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        if self._pipe is not None:
            self._pipe.close()
        elif self._process.stdout is not None:
            self._process.stdout.close()
