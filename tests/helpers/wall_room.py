"""A wall at a real centre, the machines that show it, and what the centre knows of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.auth.session import Session
from console.auth.vault import NoVault
from console.base.clock import SystemClock
from console.base.redaction import Secret
from console.net.client import CentreClient
from console.wire.wall_record import WallSpellRecord
from console.wire.walls import ScreenRecord, WallRecord
from tests.helpers.centre import PASSWORD, RunningCentre

SHOWN_WITHIN_S = 60.0
_ROOT = Path(__file__).parents[2]


class WallMachine:
    """``ronda wall`` as a process of its own; ``centre_url`` is the way that it takes to the centre."""

    def __init__(self, folder: Path, name: str, secret: Secret, centre_url: str) -> None:
        self._folder, self._name, self._centre_url = folder, name, centre_url
        folder.mkdir(exist_ok=True)
        (folder / "secret").write_text(secret.reveal())
        (folder / "secret").chmod(0o600)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "console", "wall", "--name", self._name, "--wall", "utama"),
                *("--centre", self._centre_url, "--secret-file", str(self._folder / "secret")),
                *("--windowed", "640x360", "--metrics", str(self._folder / "metrics.json")),
            ],
            cwd=_ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "RONDA_HOME": str(self._folder / "home")},
        )

    def kill(self) -> None:
        """As when the power fails; also when it runs no more."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """As its service is stopped."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(SHOWN_WITHIN_S) == 0

    def pictured(self) -> list[str]:
        """The cameras that had pictures on its tiles when it was stopped."""
        tiles = json.loads((self._folder / "metrics.json").read_text())["tiles"]
        return sorted(tile["camera"] for tile in tiles if tile["frames"] > 0)

    def holds_its_folder(self) -> bool:
        """It is past signing in."""
        assert self._process is not None
        assert self._process.poll() is None, "the machine ended"
        lock = str(self._folder / "home" / "data" / "in-use.lock")
        return any(_target(link) == lock for link in Path(f"/proc/{self._process.pid}/fd").iterdir())


class WallRoom:
    """The wall ``utama`` as a supervisor sees it."""

    def __init__(self, centre: RunningCentre) -> None:
        self.centre = centre
        self.client = CentreClient(centre.url)
        session = Session(self.client, NoVault(), SystemClock())
        self.client.use_tokens(session)
        session.sign_in("supervisor", Secret(PASSWORD))

    def close(self) -> None:
        self.client.close()

    def wall(self) -> WallRecord:
        return self.client.walls().walls[0]

    def screen(self, number: int) -> ScreenRecord:
        return self.wall().screens[number - 1]

    def cameras(self) -> list[list[str]]:
        """By screen, in the order of the tiles."""
        return [[camera for camera in screen.layout.cameras if camera] for screen in self.wall().screens]

    def is_applied(self, number: int) -> bool:
        """The machine has said that the screen shows what is wanted there."""
        screen = self.screen(number)
        return screen.shown is not None and screen.shown.version == screen.version

    def pictures(self, machine: str, camera: str, since_utc: datetime | None = None) -> int:
        """How often the machine told that the camera's picture stands on a tile."""
        return sum(
            (row["username"], row["action"], row["subject"]) == (f"wall:{machine}", "view_begun", camera)
            and (since_utc is None or row["at_utc"] >= since_utc)
            for row in self.centre.rows("audit")
        )

    def spells(self, camera: str = "") -> list[WallSpellRecord]:
        """What is on record of the wall, or of one camera on it; oldest first."""
        now = datetime.now(UTC)
        since, until = (now - timedelta(hours=1)).isoformat(), (now + timedelta(hours=1)).isoformat()
        asked = {"from": since, "to": until} | ({"camera": camera} if camera else {})
        return list(reversed(self.client.wall_record("utama", asked).spells))


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:
        # Closed between the listing and the look.
        return ""
