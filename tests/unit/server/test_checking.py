"""Tests of one row's checks: nothing that a file holds makes them crash or leaves a password in an address."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.server.intake.checking import check_area, check_camera
from console.server.intake.faults import RowFault
from console.server.intake.reading import AREA_COLUMNS, CAMERA_COLUMNS, Row
from console.server.sources.adapter import PtzAddress, PtzProtocol

_GOOD = {
    "id": "kam-1",
    "name": "Pos",
    "area_code": "33.74.02.1001",
    "latitude": "-6.9",
    "longitude": "110.4",
    "main_url": "rtsp://127.0.0.1/a",
    "sub_url": "",
    "owner": "RT",
    "kind": "river",
    "number": "12",
}
_LINKS = ("recorder_id", "recorder_feeds", "uplink_id", "uplink_feeds", "switch_id", "power_id")
_OPTIONAL = ("site_id", "approximate", "status", "user", "password", *_LINKS)
_TEXTS = st.text(max_size=30) | st.sampled_from(
    ["1", "-6", "nan", "inf", "ya", "rtsp://[", "rtsp://u:p@h:99999/x", "33.74"]
)


@given(st.fixed_dictionaries(dict.fromkeys((*CAMERA_COLUMNS, *_OPTIONAL), _TEXTS)))
def test_any_row_is_a_camera_or_has_a_fault(fields: dict[str, str]) -> None:
    faults: list[RowFault] = []
    camera = check_camera(Row(7, fields), faults)
    assert (camera is None) == bool(faults)
    assert all(fault.line == 7 for fault in faults)


@given(st.fixed_dictionaries(dict.fromkeys(AREA_COLUMNS, _TEXTS)))
def test_any_row_is_an_area_or_has_a_fault(fields: dict[str, str]) -> None:
    faults: list[RowFault] = []
    area = check_area(Row(2, fields), faults)
    assert (area is None) == bool(faults)


@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_address_never_keeps_its_login(user: str, password: str) -> None:
    faults: list[RowFault] = []
    camera = check_camera(Row(1, _GOOD | {"main_url": f"rtsp://{user}:{password}@10.0.0.1:554/live?x=1"}), faults)
    if camera is None:
        assert password not in str([fault.value for fault in faults]) or len(password) < 9
    else:
        assert "@" not in urlsplit(camera.main.url).netloc


@pytest.mark.parametrize("password", ["123/4", "123?4", "123#4", "/", "12:3/4"])
def test_a_password_that_ends_the_host_early_makes_the_address_a_wrong_one(password: str) -> None:
    faults: list[RowFault] = []
    assert check_camera(Row(1, _GOOD | {"main_url": f"rtsp://admin:{password}@10.0.0.1/live"}), faults) is None
    assert [(fault.reason, fault.value) for fault in faults] == [("import.bad_url", "main_url")]


def test_a_camera_that_can_be_moved_has_protocol_and_address_with_a_login_of_its_own() -> None:
    faults: list[RowFault] = []
    ptz = {"ptz_protocol": "ONVIF", "ptz_url": "http://p:q@10.0.0.1/onvif/ptz", "ptz_token": "profil-1"}
    camera = check_camera(Row(1, _GOOD | ptz), faults)
    assert camera is not None
    assert camera.ptz == PtzAddress(PtzProtocol.ONVIF, "http://10.0.0.1/onvif/ptz", "profil-1")
    assert (camera.ptz_login.user, camera.ptz_login.password.reveal()) == ("p", "q")
    for wrong in ({"ptz_protocol": "pelco"}, {"ptz_url": "rtsp://10.0.0.1/ptz"}, {"ptz_url": ""}):
        assert check_camera(Row(2, _GOOD | ptz | wrong), faults) is None
    assert [fault.reason for fault in faults] == ["import.bad_ptz", "import.bad_url", "import.missing"]


@pytest.mark.parametrize("field", ["name", "owner", "kind"])
def test_an_address_among_the_words_is_refused_untold(field: str) -> None:
    faults: list[RowFault] = []
    assert check_camera(Row(1, _GOOD | {field: "rtsp://u:rahasia@10.0.0.1/a"}), faults) is None
    assert [(fault.reason, fault.value) for fault in faults] == [("import.bad_text", field)]


def test_good_row_becomes_the_camera() -> None:
    faults: list[RowFault] = []
    camera = check_camera(
        Row(1, _GOOD | {"user": "u", "password": " p ", "approximate": "ya", "status": "OFFLINE"}), faults
    )
    assert faults == []
    assert camera is not None
    assert (camera.number, camera.doc["site_id"], camera.doc["approximate"]) == (12, "kam-1", True)
    assert (camera.main.login.user, camera.main.login.password.reveal()) == ("u", " p ")


def test_what_cameras_share_is_named_with_its_number_of_feeds_where_that_is_limited() -> None:
    faults: list[RowFault] = []
    shared = {"recorder_id": "nvr-7", "recorder_feeds": "4", "uplink_id": "rt-03", "power_id": "SMG-07"}
    camera = check_camera(Row(1, _GOOD | shared), faults)
    assert camera is not None
    assert [camera.doc[name] for name in _LINKS] == ["nvr-7", 4, "rt-03", None, None, "SMG-07"]
    assert check_camera(Row(2, _GOOD | {"uplink_id": "rt-03", "uplink_feeds": "banyak"}), faults) is None
    assert check_camera(Row(3, _GOOD | {"uplink_feeds": "4"}), faults) is None
    assert check_camera(Row(4, _GOOD | {"switch_id": "lantai 2"}), faults) is None
    assert check_camera(Row(5, _GOOD | {"recorder_id": "nvr 7"}), faults) is None
    assert [fault.reason for fault in faults] == ["import.bad_feed_count", *["import.bad_id"] * 3]
