"""The demo city's services on this machine: camera farm and centre, set up once in a folder and quick to start again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from console.base.errors import KnownError
from console.demo import credentials
from console.demo.child import Child, run_once
from console.demo.wall_choice import choose_cameras

FARM_READY_S = 180.0
CENTRE_READY_S = 60.0
_SCOPE = "33.74"


class Step(Protocol):
    """Told the key of each step as it begins, and what its line needs, for a progress line."""

    def __call__(self, key: str, **params: str) -> None: ...


def no_progress(key: str, **params: str) -> None:
    """For those who show no progress."""


@dataclass(frozen=True)
class Ports:
    """Where the services listen; 0 lets the system choose."""

    rtsp: int = 8554
    centre: int = 8480


class CityServices:
    """Farm and centre as child processes. Not thread-safe; used by the demo, the benches and the end-to-end tests."""

    def __init__(self, folder: Path, ports: Ports | None = None, on_step: Step = no_progress) -> None:
        self._folder = folder
        self._ports = ports or Ports()
        self._on_step = on_step
        self._children: list[Child] = []
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.credentials_file = folder / "passwords.json"
        self.credentials = credentials.load_or_make(self.credentials_file)
        self.centre_url = ""
        self.switchboard_port = 0

    def start(self) -> None:
        """Returns when a console can sign in. Raises KnownError when a part does not come up; then all are stopped."""
        try:
            self._start_farm()
            self._prepare_centre()
            self._start_centre()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Ends what was started, last first."""
        while self._children:
            self._children.pop().stop()

    def broken_part(self) -> str | None:
        """The name of a part that ended by itself, or None."""
        return next((child.name for child in self._children if not child.running()), None)

    def cameras_for_wall(self, count: int) -> list[str]:
        """Ids of ``count`` cameras that are online, their pictures as different as the farm has them."""
        return [str(camera_id) for camera_id in choose_cameras(count)]

    @property
    def farm_environment(self) -> Mapping[str, str]:
        """What a farm command needs to reach this farm's switchboard."""
        return {"RONDA_FARM_PASSWORD": self.credentials.cameras, "RONDA_FARM_USER": credentials.CAMERA_USER}

    @property
    def rtsp_base(self) -> str:
        return f"rtsp://127.0.0.1:{self._rtsp_port}"

    @property
    def _city_folder(self) -> Path:
        return self._folder / "city"

    @property
    def _centre_environment(self) -> dict[str, str]:
        return {"RONDA_HOME": str(self._folder / "centre")}

    def _start_farm(self) -> None:
        self._on_step("demo-step-farm")
        clips = Path(os.environ.get("RONDA_CLIPS_FOLDER") or self._folder / "clips")
        arguments = ["farm", "serve", "--with-parent", "--clips", str(clips), "--password-env", "RONDA_FARM_PASSWORD"]
        arguments += ["--port", str(self._ports.rtsp), "--switchboard-port", "0"]
        child = Child("farm", arguments, self.farm_environment)
        self._children.append(child)
        ready = child.ready(FARM_READY_S)
        self._rtsp_port = int(ready["rtsp_port"])
        self.switchboard_port = int(ready["switchboard_port"])

    def _prepare_centre(self) -> None:
        """Writes the city and takes it in, unless the folder already holds it for this very farm address."""
        stamp_file = self._folder / "prepared.json"
        stamp = {"rtsp_base": self.rtsp_base, "version": 1}
        if stamp_file.exists() and json.loads(stamp_file.read_text(encoding="utf-8")) == stamp:
            return
        self._on_step("demo-step-city")
        city = str(self._city_folder)
        run_once("city", ["city", "write", "--out", city, "--rtsp-base", self.rtsp_base], self.farm_environment)
        self._on_step("demo-step-import")
        files = [str(self._city_folder / "cameras.csv"), "--areas", str(self._city_folder / "areas.csv")]
        run_once("import", ["centre", "import", *files], self._centre_environment)
        self._on_step("demo-step-people")
        for name, role, display in (
            (credentials.OPERATOR, "operator", "Operator Demo"),
            (credentials.SUPERVISOR, "supervisor", "Supervisor Demo"),
            (credentials.POLICE, "police_liaison", "Polisi Demo"),
        ):
            self._add_user(name, role, display)
        stamp_file.write_text(json.dumps(stamp), encoding="utf-8")

    def _add_user(self, name: str, role: str, display: str) -> None:
        password = self.credentials.password(name).reveal()
        arguments = ["centre", "user", "add", name, "--role", role, "--scope", _SCOPE, "--display-name", display]
        run_once("user", arguments, {**self._centre_environment, "RONDA_NEW_PASSWORD": password})

    def _start_centre(self) -> None:
        self._on_step("demo-step-centre")
        arguments = ["centre", "serve", "--with-parent", "--port", str(self._ports.centre)]
        child = Child("centre", arguments, self._centre_environment)
        self._children.append(child)
        self.centre_url = str(child.ready(CENTRE_READY_S)["url"])
        if not self.centre_url:
            raise KnownError("demo.not_ready", part="centre", seconds=int(CENTRE_READY_S))
