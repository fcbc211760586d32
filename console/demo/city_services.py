"""The demo city's services on this machine: camera farm and centre, set up once in a folder and quick to start again."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from console.base.errors import BugError
from console.base.redaction import Secret
from console.demo import credentials
from console.demo.child import Child, output_of
from console.demo.free_port import first_free_port
from console.demo.wall_choice import choose_cameras
from console.farm.city.files import FarmLogin, write_city
from console.farm.process import FarmOptions, FarmProcess

CENTRE_READY_S = 60.0
_SCOPE = "33.74"
_CITY_VERSION = 2
"""Raise it when the city's files change, so that old demo folders take them in again."""
_PEOPLE = (
    (credentials.OPERATOR, "operator", "Operator Demo"),
    (credentials.SUPERVISOR, "supervisor", "Supervisor Demo"),
    (credentials.POLICE, "police_liaison", "Polisi Demo"),
    (credentials.EVIDENCE, "evidence_officer", "Petugas Bukti Demo"),
)


class Step(Protocol):
    """Told the key of each step as it begins, and what its line needs, for a progress line."""

    def __call__(self, key: str, **params: str) -> None: ...


def no_progress(key: str, **params: str) -> None:
    """For those who show no progress."""


@dataclass(frozen=True)
class Ports:
    """Where the services listen when that is free; 0 lets the system choose."""

    rtsp: int = 8554
    centre: int = 8480

    @classmethod
    def any_free(cls) -> Ports:
        return cls(0, 0)


class CityServices:
    """Farm and centre as child processes, for the demo, the benches and the end-to-end tests.

    Everything on the main thread: on Linux the children end with the thread that started them.
    """

    def __init__(
        self,
        folder: Path,
        ports: Ports | None = None,
        on_step: Step = no_progress,
        own_media: Sequence[str] = (),
        cameras_at: str = "",
    ) -> None:
        """``own_media``: cameras whose faults reach viewers in place. ``cameras_at``: others play the farm there."""
        self._folder = folder
        self._ports = ports or Ports()
        self._on_step = on_step
        self._own_media = tuple(own_media)
        self._cameras_at = cameras_at
        self._centre: Child | None = None
        self._farm: FarmProcess | None = None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.credentials_file = folder / "passwords.json"
        self.credentials = credentials.load_or_make(self.credentials_file)
        self.authority_folder = folder / "authority"
        """Of the demo's own certificate authority; ``ca.pem`` in it is what packages are checked with."""
        self.centre_url = ""

    def start(self) -> None:
        """Returns when a console can sign in. Raises KnownError when a part does not come up; then all are stopped."""
        rtsp_port = 0 if self._cameras_at else first_free_port(self._ports.rtsp)
        try:
            self._prepare(self._cameras_at or f"rtsp://127.0.0.1:{rtsp_port}")
            if not self._cameras_at:
                self._start_farm(rtsp_port)
            self._start_centre()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Ends what was started, last first."""
        if self._centre is not None:
            self._centre.stop()
            self._centre = None
        if self._farm is not None:
            self._farm.stop()
            self._farm = None

    def broken_part(self) -> str | None:
        """The name of a part that ended by itself, or None."""
        if self._farm is not None and not self._farm.is_running():
            return "farm"
        return self._centre.name if self._centre is not None and not self._centre.running() else None

    def cameras_for_wall(self, count: int) -> list[str]:
        """Ids of ``count`` cameras that are online, their pictures as different as the farm has them."""
        return [str(camera_id) for camera_id in choose_cameras(count)]

    @property
    def farm(self) -> FarmProcess:
        """The running farm, to break its cameras. Raises BugError before ``start``."""
        if self._farm is None:
            raise BugError("the farm is not running")
        return self._farm

    def stop_centre(self) -> None:
        """The centre goes away, as in a power cut there."""
        if self._centre is not None:
            self._centre.stop()

    def restart_centre(self) -> None:
        """It comes back at the same address."""
        self._start_centre(int(self.centre_url.rpartition(":")[2]))

    @property
    def _city_folder(self) -> Path:
        return self._folder / "city"

    @property
    def centre_environment(self) -> dict[str, str]:
        """What a command needs to be of this centre."""
        return {"RONDA_HOME": str(self._folder / "centre")}

    def _start_farm(self, port: int) -> None:
        self._on_step("demo-step-farm")
        self._farm = FarmProcess(
            FarmOptions(
                clips_folder=Path(os.environ.get("RONDA_CLIPS_FOLDER") or self._folder / "clips"),
                user=credentials.CAMERA_USER,
                password=Secret(self.credentials.cameras),
                port=port,
                own_media=self._own_media,
                absent=self._city_folder / "offline.txt",
                log=self._folder / "farm.log",
            )
        )
        self._farm.start()

    def _prepare(self, rtsp_base: str) -> None:
        """Writes the city and takes it in, unless the folder already holds it for this very farm address."""
        stamp_file = self._folder / "prepared.json"
        stamp = {"rtsp_base": rtsp_base, "version": _CITY_VERSION}
        if stamp_file.exists() and json.loads(stamp_file.read_text(encoding="utf-8")) == stamp:
            return
        self._on_step("demo-step-city")
        login = FarmLogin(credentials.CAMERA_USER, Secret(self.credentials.cameras))
        files = write_city(self._city_folder, rtsp_base, login)
        self._on_step("demo-step-import")
        import_arguments = ["centre", "import", str(files.cameras), "--areas", str(files.areas)]
        output_of("import", import_arguments, self.centre_environment)
        self._on_step("demo-step-people")
        self._add_people()
        self._add_seal()
        stamp_file.write_text(json.dumps(stamp), encoding="utf-8")

    def _add_people(self) -> None:
        known = output_of("user", ["centre", "user", "list"], self.centre_environment)
        for name, role, display in _PEOPLE:
            if any(line.split()[:1] == [name] for line in known.splitlines()):
                continue
            password = self.credentials.password(name).reveal()
            arguments = ["centre", "user", "add", name, "--role", role, "--scope", _SCOPE, "--display-name", display]
            output_of("user", arguments, {**self.centre_environment, "RONDA_NEW_PASSWORD": password})

    def _add_seal(self) -> None:
        """So that evidence can be released in the demo too: an authority of its own, and the centre's sealing key."""
        passphrase = f"{self.credentials.authority}\n"
        authority = self.authority_folder
        place = ["--folder", str(authority), "--passphrase-fd", "0"]
        if not authority.exists():
            made = ["centre", "ca", "init", "Kota Semarang (demo)", *place]
            output_of("seal", made, self.centre_environment, passphrase)
        issued = ["centre", "ca", "issue", "Pusat Ronda (demo)", "--kind", "centre", *place]
        output_of("seal", issued, self.centre_environment, passphrase)

    def _start_centre(self, port: int | None = None) -> None:
        self._on_step("demo-step-centre")
        wanted = first_free_port(self._ports.centre) if port is None else port
        arguments = ["centre", "serve", "--with-parent", "--port", str(wanted)]
        self._centre = Child("centre", arguments, self.centre_environment)
        self.centre_url = str(self._centre.ready(CENTRE_READY_S)["url"])
