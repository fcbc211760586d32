"""A small city for directory tests: Krapyak and Bringin with RW, RT and cameras."""

from __future__ import annotations

from console.domain.area import area_level, parent_code
from console.domain.camera import DirectoryStatus
from console.wire.directory import AreaDoc, CameraDoc, CameraStatus
from tests.helpers.toy_records import ToyDirectory

KRAPYAK = "33.74.13.1003"
NAMES = {
    "33.74": "Kota Semarang",
    "33.74.13": "Semarang Barat",
    "33.74.15": "Ngaliyan",
    KRAPYAK: "Krapyak",
    "33.74.15.1004": "Bringin",
}


def area_doc(code: str, name: str) -> AreaDoc:
    return AreaDoc(parent=parent_code(code), level=area_level(code), name=name)


def camera_doc(number: int, name: str, area_code: str, kind: str = "neighbourhood") -> CameraDoc:
    return CameraDoc(site_id=f"site-{number}", number=number, name=name, area_code=area_code, owner="RT", kind=kind)


def fill(records: ToyDirectory) -> None:
    """RW 1-2 with RT 1-3 in both kelurahan, one camera an RT, every second one online; and one traffic camera."""
    for code, name in NAMES.items():
        records.put_area(code, area_doc(code, name))
    number = 100
    for village in (KRAPYAK, "33.74.15.1004"):
        for rw in (1, 2):
            rw_code = f"{village}/RW{rw:03}"
            records.put_area(rw_code, area_doc(rw_code, f"RW {rw:02}"))
            for rt in (1, 2, 3):
                number += 1
                code = f"{rw_code}/RT{rt:03}"
                records.put_area(code, area_doc(code, f"RT {rt:02}"))
                records.put_camera(f"cam-{number}", camera_doc(number, f"Pos {number}", code))
                state = DirectoryStatus.ONLINE if number % 2 == 0 else DirectoryStatus.OFFLINE
                records.status[f"cam-{number}"] = CameraStatus(state=state)
    records.put_camera("cam-7", camera_doc(7, "Simpang Kalibanteng", "33.74.13", "traffic"))
