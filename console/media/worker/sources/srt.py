"""SRT through a child ``ffmpeg``: the FFmpeg inside PyAV has none. The child ends with this process, whatever happens."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import av

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.media.worker.sources.source import LIVE_OPTIONS, READ_TIMEOUT_S, Source

_CONNECT_TIMEOUT_MS = 3000
_LATENCY_US = 120_000
_KNOWN = frozenset({"mode", "streamid", "latency", "pbkeylen", "passphrase", "transtype"})
"""What an address may ask of libsrt; the rest is for servers, or names files."""
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}
_PIPE_BUFFER_BYTES = 16 * 1024
# The list of files comes on the standard input.
_IN = {"analyzeduration": "10000", "fpsprobesize": "0", "protocol_whitelist": "pipe,srt", "f": "concat", "safe": "0"}
_LOOK_BRIEFLY = "option analyzeduration 10000\noption fpsprobesize 0\noption fflags nobuffer\n"
"""The child passes packets on; what is in them is found out here."""
_OUT = {
    "c": "copy",
    "f": "mpegts",
    "flush_packets": "1",
    "muxdelay": "0",
    "muxpreload": "0",
    "max_interleave_delta": "1",
}
"""A picture never waits for a sound that may not come."""
_STREAMS = ("-map", "0:v:0", "-map", "0:a:0?")


def open_srt(url: str, password: Secret) -> Source:
    """The password, if any, is the passphrase. Raises KnownError (``camera.needs_ffmpeg`` among them) or FFmpeg's errors."""
    child = _Child(_script(url, password))
    try:
        container = av.open(child, "r", format="mpegts", options=LIVE_OPTIONS, buffer_size=_PIPE_BUFFER_BYTES)
    except BaseException:
        child.close()
        raise
    return Source(container, closers=[child.close])


def _script(url: str, password: Secret) -> bytes:
    """The address as a list of one file, for a pipe: everybody on this machine can read a program's arguments."""
    parts = urlsplit(url)
    asked = {name: value for name, value in parse_qsl(parts.query) if name in _KNOWN}
    asked = {"connect_timeout": str(_CONNECT_TIMEOUT_MS), "latency": str(_LATENCY_US), **asked, "mode": "caller"}
    if password.reveal():
        asked["passphrase"] = password.reveal()
    host = parts.netloc.rpartition("@")[2]
    address = urlunsplit(("srt", host, "", urlencode(asked, quote_via=quote), ""))
    # The list's language ends a quoted word at the quote; percent-encoding left none but in the host.
    if "'" in address or "\\" in address:
        raise KnownError("camera.bad_address")
    return f"ffconcat version 1.0\nfile '{address}'\n{_LOOK_BRIEFLY}".encode()


class _Child:
    """What the child sends, as a file that is never silent for longer than a camera may be. One thread."""

    def __init__(self, script: bytes) -> None:
        """Raises KnownError ``camera.needs_ffmpeg`` when the machine has no ffmpeg."""
        ffmpeg, setpriv = (shutil.which(name, path=_ENVIRONMENT["PATH"]) for name in ("ffmpeg", "setpriv"))
        if ffmpeg is None or setpriv is None:
            raise KnownError("camera.needs_ffmpeg")
        read_fd, write_fd = os.pipe()
        # Far below what a pipe holds, so this never blocks.
        os.write(write_fd, script)
        os.close(write_fd)
        try:
            self._process = subprocess.Popen(
                # The kernel kills it with the thread that started it, even through SIGKILL.
                [setpriv, "--pdeathsig", "KILL", "--", ffmpeg, *_arguments()],
                stdin=read_fd,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_ENVIRONMENT,
                bufsize=0,
            )
        finally:
            os.close(read_fd)
        assert self._process.stdout is not None  # noqa: S101  asked for above
        self._stdout = self._process.stdout
        self._has_sent = False

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes, none once the child has ended. Raises KnownError."""
        waiter = select.poll()
        waiter.register(self._stdout, select.POLLIN)
        if not waiter.poll(READ_TIMEOUT_S * 1000):
            raise KnownError("camera.timeout")
        data: bytes = os.read(self._stdout.fileno(), size)
        if not data and not self._has_sent:
            raise KnownError("camera.unreachable")
        self._has_sent = True
        return data

    def close(self) -> None:
        self._process.kill()
        self._stdout.close()
        self._process.wait()


def _arguments() -> list[str]:
    into = [word for name, value in _IN.items() for word in (f"-{name}", value)]
    out = [word for name, value in _OUT.items() for word in (f"-{name}", value)]
    return [
        "-nostdin",
        "-loglevel",
        "quiet",
        "-fflags",
        "nobuffer",
        *into,
        "-i",
        "pipe:0",
        *_STREAMS,
        *out,
        "-copyts",
        "pipe:1",
    ]
