"""A real centre for tests: uvicorn in a thread on a free port, its own folder, cheap password hashes."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import requests
from sqlalchemy import RowMapping, select

from console.base.clock import Clock, SystemClock
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.domain.roles import Role
from console.server.centre import Centre
from console.server.intake.importing import ImportReport, ImportWish, import_files
from console.server.opening import prepared_centre
from console.server.people import NewUser, add_user
from console.server.ptz.drivers import open_driver
from console.server.ptz.source import DriverOf
from console.server.serving import CentreServer, Door
from console.server.settings import CentreSettings, Lifetimes, Limits, PasswordCost
from console.server.statuses import write_statuses
from console.server.tables import METADATA
from console.wire.auth import TokenAnswer
from tests.helpers.made_database import put_tables
from tests.helpers.waiting import wait_until

PASSWORD = "ronda-malam-2026"
CITY = "33.74"
VILLAGE = "33.74.02.1001"
OTHER_VILLAGE = "33.74.03.1001"
AREAS = {
    CITY: "Kota Semarang",
    "33.74.02": "Semarang Utara",
    VILLAGE: "Bandarharjo",
    f"{VILLAGE}/RW002": "RW 002",
    f"{VILLAGE}/RW002/RT003": "RT 003",
    "33.74.03": "Semarang Timur",
    OTHER_VILLAGE: "Kemijen",
}
_COLUMNS = (
    "id,name,area_code,latitude,longitude,main_url,sub_url,owner,kind,number,site_id,approximate,status,user,password,"
    "recorder_id,recorder_feeds,power_id"
)
_TIMEOUT_S = 10.0
_SQLITE = "sqlite:///"


@dataclass(frozen=True)
class TestCamera:
    """A camera to put into a test centre; ``main_url`` and ``sub_url`` default to a loopback address by its id."""

    __test__ = False

    id: str
    number: int
    name: str = "Pos Ronda"
    area_code: str = f"{VILLAGE}/RW002/RT003"
    main_url: str | None = None
    sub_url: str | None = None
    user: str = "kamera"
    password: str = "rahasia-kamera"
    status: str = "online"
    place: str = "-6.96,110.42"
    """Latitude and longitude; a comma alone is a camera that nobody has placed."""
    recorder: str = ","
    """Its id and number of feeds, between a comma."""
    power: str = ""

    def csv_row(self) -> str:
        main = f"rtsp://127.0.0.1:9/{self.id}/main" if self.main_url is None else self.main_url
        sub = f"rtsp://127.0.0.1:9/{self.id}/sub" if self.sub_url is None else self.sub_url
        place = f"{self.area_code},{self.place},{main},{sub}"
        rest = (
            f"RT,neighbourhood,{self.number},,ya,{self.status},{self.user},{self.password},{self.recorder},{self.power}"
        )
        return f"{self.id},{self.name},{place},{rest}"


class RunningCentre:
    """A centre that answers at ``url``; ``stop`` and ``start`` play an outage, the data stays."""

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str | None = None,
        clock: Clock | None = None,
        limits: Limits | None = None,
        lifetimes: Lifetimes | None = None,
        port: int = 0,
        driver_of: DriverOf = open_driver,
    ) -> None:
        self.folder = folder
        self._driver_of = driver_of
        self.settings = CentreSettings(
            database_url or f"sqlite:///{folder / 'centre.sqlite'}",
            folder,
            password_cost=PasswordCost(passes=1, memory_kib=64, lanes=1),
            limits=limits or Limits(),
            lifetimes=lifetimes or Lifetimes(keep_alive_s=0.2),
        )
        self._clock = clock or SystemClock()
        self._port = port
        self._server: CentreServer | None = None
        self._thread: threading.Thread | None = None
        self._was_stopped = False
        self.url = ""
        if self.settings.database_url.startswith(_SQLITE):
            put_tables(Path(self.settings.database_url.removeprefix(_SQLITE)))
        self.centre: Centre = prepared_centre(self.settings, self._clock, driver_of)

    def start(self) -> RunningCentre:
        """Listens; after a stop on the same port again."""
        if self._server is not None:
            raise AssertionError("runs already")
        if self._was_stopped:
            self.centre = prepared_centre(self.settings, self._clock, self._driver_of)
        server = CentreServer(self.centre, Door(port=self._port), self._listening)
        self._server = server
        self.url = ""
        self._thread = threading.Thread(target=server.run, name="test centre", daemon=True)
        self._thread.start()
        wait_until(lambda: self.url, what="the centre's ready line")
        return self

    def stop(self) -> None:
        if self._server is None or self._thread is None:
            return
        self._server.should_exit = True
        self._thread.join(_TIMEOUT_S)
        assert not self._thread.is_alive(), "the centre did not stop"
        self._server = self._thread = None
        self._was_stopped = True

    def close(self) -> None:
        self.stop()
        self.centre.database.close()

    def _listening(self, url: str) -> None:
        self._port = int(url.rpartition(":")[2])
        self.url = url

    def add_areas(self, areas: dict[str, str] | None = None) -> None:
        self.add_cameras((), areas=areas or AREAS)

    def add_user(
        self,
        name: str,
        role: Role,
        scope: Iterable[str] = (CITY,),
        denied: Iterable[str] = (),
        password: str = PASSWORD,
    ) -> None:
        user = NewUser(name, role, tuple(scope), name.title(), tuple(denied))
        add_user(self.centre, user, Secret(password))

    def add_cameras(
        self, cameras: Iterable[TestCamera], *, areas: dict[str, str] | None = None, full: bool = False
    ) -> ImportReport:
        """Through the importer, as a city does it; ``areas`` defaults to AREAS."""
        given = AREAS if areas is None else areas
        area_file, camera_file = self.folder / "areas.csv", self.folder / "cameras.csv"
        area_file.write_text("".join(["code,name\n", *(f"{code},{name}\n" for code, name in given.items())]))
        camera_file.write_text("".join([f"{_COLUMNS}\n", *(f"{camera.csv_row()}\n" for camera in cameras)]))
        wish = ImportWish(camera_file, area_file, full=full, allow_removal=True)
        return import_files(self.centre, wish)

    def set_status(self, camera_id: str, state: DirectoryStatus, since_utc: datetime | None = None) -> None:
        now = self._clock.now_utc()
        since = {} if since_utc is None else {camera_id: since_utc}
        self.centre.write(lambda connection: (None, write_statuses(connection, {camera_id: state}, now, since)))

    def sign_in(self, name: str, password: str = PASSWORD) -> TokenAnswer:
        body = {"grant": "password", "username": name, "password": password}
        answer = requests.post(f"{self.url}/v1/auth/token", json=body, timeout=_TIMEOUT_S)
        assert answer.status_code == 200, answer.text
        return TokenAnswer.model_validate_json(answer.content)

    def client(self, name: str) -> CentreClient:
        """Signed in as ``name``."""
        return CentreClient(self.url, self.sign_in(name).access_token)

    def rows(self, table: str) -> list[RowMapping]:
        """All rows of a table, for what no API shows (audit, sealed logins); in the order of time where they have one."""
        wanted = METADATA.tables[table]
        # PostgreSQL gives rows in any order, and another one after an update.
        numbers = [wanted.c[name] for name in ("at_utc", "seq", "number") if name in wanted.c]
        with self.centre.database.read() as connection:
            return list(connection.execute(select(wanted).order_by(*numbers)).mappings())


class CentreClient:
    """Plain requests with a bearer token; every call gives the response as it is."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, path: str, body: object = None, **headers: str) -> requests.Response:
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return requests.request(
            method,
            f"{self.url}{path}",
            data=None if body is None else json.dumps(body),
            headers=self.headers | ({} if body is None else {"Content-Type": "application/json"}) | named,
            timeout=_TIMEOUT_S,
            allow_redirects=False,
        )

    def get(self, path: str, **headers: str) -> requests.Response:
        return self.call("GET", path, **headers)

    def put_flag(self, camera_id: str, flag_id: UUID | None = None, **changes: object) -> requests.Response:
        return self.call("PUT", f"/v1/flags/{flag_id or new_id()}", flag_body(camera_id, **changes))


def flag_body(camera_id: str, **changes: object) -> dict[str, object]:
    """A plain flag, as JSON."""
    moment = "2026-11-23T14:14:09Z"
    body: dict[str, object] = {"camera_id": camera_id, "category": "KAM-01", "priority": 1, "note": "Sekitar 15 orang"}
    return body | {"at_utc": moment, "created_utc": moment} | changes


def send_evidence(
    client: CentreClient, flag_id: UUID, camera_id: str, kind: str, content_type: str, content: bytes, **more: object
) -> UUID:
    """Announces a file and uploads it in one piece, as a console does."""
    evidence_id = new_id()
    moment = "2026-11-23T14:14:09Z"
    body = {
        "kind": kind,
        "camera_id": camera_id,
        "content_type": content_type,
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "start_utc": moment,
        "end_utc": moment,
        **more,
    }
    announced = client.call("PUT", f"/v1/flags/{flag_id}/evidence/{evidence_id}", body)
    assert announced.status_code == 201, announced.text
    location = begin_tus(client, evidence_id, len(content)).headers["Location"]
    done = patch_tus(client, location, 0, content)
    assert done.status_code == 204, done.text
    return evidence_id


def begin_tus(client: CentreClient, evidence_id: UUID, length: int) -> requests.Response:
    named = base64.b64encode(str(evidence_id).encode()).decode()
    file_name, file_type = base64.b64encode(b"clip.mp4").decode(), base64.b64encode(b"video/mp4").decode()
    metadata = f"evidence_id {named},filename {file_name},filetype {file_type}"
    return client.call(
        "POST", "/v1/uploads", Tus_Resumable="1.0.0", Upload_Length=str(length), Upload_Metadata=metadata
    )


def patch_tus(client: CentreClient, location: str, offset: int, content: bytes) -> requests.Response:
    headers = {
        **client.headers,
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
    }
    return requests.patch(f"{client.url}{location}", data=content, headers=headers, timeout=_TIMEOUT_S)
