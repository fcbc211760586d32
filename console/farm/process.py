"""A farm in a child process, for the demo and for tests: start it, ask for addresses, break its cameras, stop it."""

from __future__ import annotations

import json
import os
import secrets
import select
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from console.base.errors import BugError, KnownError
from console.base.redaction import Secret
from console.farm.rtsp.faults import Fault
from console.farm.serve import default_clips_folder
from console.farm.switchboard_client import SwitchboardClient

_START_TIMEOUT_S = 300.0
"""The first start encodes every clip: half a minute on two free cores, more on busy ones."""
_STOP_TIMEOUT_S = 5.0


@dataclass(frozen=True)
class FarmOptions:
    """How a farm is started."""

    clips_folder: Path = field(default_factory=default_clips_folder)
    user: str = "ronda"
    password: Secret = field(default_factory=lambda: Secret(secrets.token_urlsafe(12)))
    port: int = 0
    """0 takes a free one."""
    own_media: tuple[str, ...] = ()
    """Cameras whose faults reach connected viewers in place, without cutting them off once."""
    absent: Path | None = None
    """A file of camera ids that answer 404, one a line."""
    log: Path | None = None
    """Where progress and the server's own complaints go; nowhere when None."""


class FarmProcess:
    """A farm that ends with the thread that started it (Linux ties a child's end to its parent's thread).

    Start it from a thread that lives as long as the farm is wanted.
    """

    def __init__(self, options: FarmOptions | None = None) -> None:
        self.options = options or FarmOptions()
        self._token = Secret(secrets.token_urlsafe(24))
        self._process: subprocess.Popen[bytes] | None = None
        self._rtsp_port = 0
        self._switchboard_port = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def rtsp_port(self) -> int:
        return self._rtsp_port

    @property
    def base_url(self) -> str:
        """What ``ronda city write --rtsp-base`` takes; no credentials in it."""
        return f"rtsp://127.0.0.1:{self._rtsp_port}"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def url(self, camera_id: str, quality: str = "sub") -> str:
        """A feed's address, without credentials."""
        return f"{self.base_url}/{camera_id}/{quality}"

    def start(self, timeout_s: float = _START_TIMEOUT_S) -> None:
        """Blocks until cameras can be opened.

        Raises KnownError: the codes of ``ronda farm serve``, or ``farm.not_started`` when it ended or took too long.
        """
        if self._process is not None:
            raise BugError("the farm is started already")
        self._process = self._launch()
        deadline_s = time.monotonic() + timeout_s
        try:
            ready = self._first_line(deadline_s)
        except BaseException:
            self.stop()
            raise
        self._rtsp_port, self._switchboard_port = ready["rtsp_port"], ready["switchboard_port"]

    def stop(self) -> None:
        """Ends the farm and waits for its end; does nothing when it is not running."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()
        self._rtsp_port = 0

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def fault(self, camera_id: str, fault: Fault) -> dict[str, Any]:
        """Gives a camera a fault, or takes it away with ``Fault.OK``."""
        return self._switchboard().fault(camera_id, fault)

    def status(self) -> dict[str, Any]:
        """See ``SwitchboardClient.status``."""
        return self._switchboard().status()

    def _switchboard(self) -> SwitchboardClient:
        return SwitchboardClient(self._switchboard_port, self._token)

    def _launch(self) -> subprocess.Popen[bytes]:
        options = self.options
        command = [sys.executable, "-m", "console.farm", "--with-parent", "--port", str(options.port)]
        command += ["--clips", str(options.clips_folder), "--user", options.user]
        command += ["--own-media", ",".join(options.own_media)]
        command += ["--absent", str(options.absent)] if options.absent else []
        secrets_of_child = {
            "RONDA_FARM_PASSWORD": options.password.reveal(),
            "RONDA_FARM_TOKEN": self._token.reveal(),
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        }
        log = options.log.open("ab") if options.log else None
        try:
            return subprocess.Popen(
                command,
                env=os.environ | secrets_of_child,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log or subprocess.DEVNULL,
                bufsize=0,
            )
        finally:
            if log:
                log.close()

    def _first_line(self, deadline_s: float) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdout is None:
            raise BugError("no farm is starting")
        said = b""
        while b"\n" not in said:
            left_s = deadline_s - time.monotonic()
            ready, _, _ = select.select([process.stdout], [], [], max(0.0, left_s))
            if not ready:
                raise KnownError("farm.not_started", reason="timeout")
            chunk = os.read(process.stdout.fileno(), 4096)
            if not chunk:
                raise KnownError("farm.not_started", reason="ended", status=process.wait())
            said += chunk
        facts: dict[str, Any] = json.loads(said)
        if "error" in facts:
            code = str(facts.pop("error"))
            raise KnownError(code, **facts)
        return facts
