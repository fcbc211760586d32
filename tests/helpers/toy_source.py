"""A source whose cameras a test says, and the kind ``toy`` that stands for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import PtzAddress, PtzProtocol, SourceCamera, SourceReading
from console.server.sources.kinds import KINDS, SourceOpening
from console.server.sources.rows import Defaults
from console.server.sources.store import NewSource
from tests.helpers.centre import VILLAGE

TOY_DEFAULTS = Defaults(first_number=500, area_code=VILLAGE, owner="Dishub", camera_kind="traffic")
TOY_PASSWORD = "sandi-zm-rahasia"


class ToySource:
    """What the next reads give; ``fault`` instead, where it is set."""

    def __init__(self) -> None:
        self.cameras: list[SourceCamera] = [toy_camera(number) for number in range(1, 21)]
        self.notes: tuple[str, ...] = ()
        self.unread: tuple[str, ...] = ()
        self.unusable: tuple[str, ...] = ()
        self.fault: Exception | None = None
        self.reads = 0
        self.during: Callable[[], None] = lambda: None
        self.logins: list[Login] = []

    def read(self) -> SourceReading:
        self.reads += 1
        self.during()
        if self.fault is not None:
            raise self.fault
        return SourceReading(tuple(self.cameras), self.notes, self.unread, self.unusable)

    def opened(self, opening: SourceOpening) -> ToySource:
        self.logins.append(opening.setup.login)
        if opening.setup.settings.get("wrong"):
            raise KnownError("source.setting", field="wrong")
        return self

    def change(self, key: str, /, **values: object) -> None:
        self.cameras = [
            replace(camera, **values) if camera.key == key else camera  # type: ignore[arg-type]  # passed on
            for camera in self.cameras
        ]


def toy_camera(number: int) -> SourceCamera:
    return SourceCamera(
        key=str(number),
        name=f"Simpang {number}",
        main_url=f"rtsp://kamera:{TOY_PASSWORD}@10.0.0.{number}/main",
        latitude=-6.97,
        longitude=110.42,
        ptz=PtzAddress(PtzProtocol.ONVIF, f"http://10.0.0.{number}/onvif/ptz", "profil-1"),
        ptz_login=Login("putar", Secret(TOY_PASSWORD)),
        status=DirectoryStatus.ONLINE,
        place=number,
    )


def install_toy(monkeypatch: pytest.MonkeyPatch) -> ToySource:
    toy = ToySource()
    monkeypatch.setitem(KINDS, "toy", toy.opened)
    return toy


def new_toy(source_id: str = "toy", **values: object) -> NewSource:
    new = NewSource(source_id, "toy", {"url": "http://10.0.0.9"}, "Kota", defaults=TOY_DEFAULTS)
    return replace(new, **values)  # type: ignore[arg-type]  # passed on
