"""The coverage as the local directory has it: status counts, and cameras outside RTs don't."""

from __future__ import annotations

from pathlib import Path

from console.directory.counts import replace_status
from console.directory.coverage import read_coverage
from console.directory.install import PageInstaller
from console.domain.area import AreaLevel
from console.domain.camera import DirectoryStatus
from console.domain.coverage import AreaCoverage
from console.store.database import Database, Durability
from console.wire.directory import AreaLine, CameraLine, CameraStatus, StatusSnapshot
from tests.helpers.toy_city import KRAPYAK, area_doc, camera_doc

RW = f"{KRAPYAK}/RW001"
_NAMES = {"33.74": "Kota Semarang", "33.74.13": "Semarang Barat", KRAPYAK: "Krapyak", RW: "RW 01"}


def test_rts_are_counted_by_what_their_cameras_are(tmp_path: Path) -> None:
    database = Database(tmp_path / "directory.sqlite", "directory", Durability.NORMAL)
    names = _NAMES | {f"{RW}/RT{number:03}": f"RT {number:02}" for number in range(1, 5)}
    cameras = {"a": f"{RW}/RT001", "b": f"{RW}/RT001", "c": f"{RW}/RT002", "d": f"{RW}/RT003", "traffic": "33.74.13"}
    lines: list[AreaLine | CameraLine] = [
        AreaLine(op="put", id=code, rev=rev, doc=area_doc(code, name))
        for rev, (code, name) in enumerate(names.items(), start=1)
    ]
    lines += [
        CameraLine(op="put", id=camera, rev=100 + number, doc=camera_doc(number, camera, area))
        for number, (camera, area) in enumerate(cameras.items(), start=1)
    ]
    states = {"a": DirectoryStatus.OFFLINE, "b": DirectoryStatus.ONLINE, "c": DirectoryStatus.OFFLINE}
    states["traffic"] = DirectoryStatus.ONLINE
    with database.transaction() as write:
        PageInstaller(write, 1, snapshot=True, first=True).install(lines)
        told = {camera: CameraStatus(state=state) for camera, state in states.items()}
        replace_status(write, StatusSnapshot(seq=1, cameras=told))

    coverage = read_coverage(database)
    database.close()

    assert coverage.of("33.74.13") == AreaCoverage("33.74.13", "Semarang Barat", 1, 2, 1, 4, 1)
    assert [(area.name, area.working, area.dead, area.bare) for area in coverage.at(AreaLevel.RT, KRAPYAK)] == [
        ("RT 1", 1, 0, 0),
        ("RT 2", 0, 1, 0),
        ("RT 3", 0, 1, 0),
        ("RT 4", 0, 0, 1),
    ]
