"""The mapping source: real shapes of open data, page by page, and answers that are broken, endless or the same for ever."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import SourceReading
from console.server.sources.kinds import SourceSetup, opened
from console.server.sources.mapping import MappingSource
from console.server.sources.mapping_records import arcgis_pages, ckan_pages
from console.server.sources.rows import Defaults
from console.server.sources.store import NewSource, add_source
from console.server.sources.taking import dry_run, run_source
from tests.helpers.centre import VILLAGE, RunningCentre
from tests.helpers.open_data import OpenData, published

_SECRET = "Adm1n-bocor"
_LEAKED: list[dict[str, Any]] = [
    {
        "nama_cctv": "Simpang Lima",
        "url_cctv": "https://cctv.example/simpang-lima/index.m3u8",
        "rtsp": f"rtsp://admin:{_SECRET}@10.1.2.3:554/Streaming/Channels/10602",
        "status": "on",
    },
    {
        "nama_cctv": "Tugu Muda",
        "url_cctv": "",
        "rtsp": f"rtsp://admin:{_SECRET}@10.1.2.4:554/cam/realmonitor?channel=7&subtype=1",
        "status": "off",
    },
    {
        "nama_cctv": "Kota Lama",
        "url_cctv": "",
        "rtsp": f"http://admin:{_SECRET}@10.1.2.5/ISAPI/Streaming/channels/102/httpPreview",
        "status": "rusak",
    },
]
"""As one city's app had it, logins and all."""
_LEAKED_MAP = {
    "key": "nama_cctv",
    "name": "nama_cctv",
    "main_url": {"path": "rtsp", "feed": "main"},
    "sub_url": {"path": "rtsp", "feed": "sub"},
    "status": {"path": "status", "values": {"ON": "online", "off": "offline"}, "otherwise": "unknown"},
}
_SIMPLE_MAP = {"key": "id", "name": "nama", "main_url": {"template": "rtsp://{ip}/{saluran|pad2}"}}


@pytest.fixture
def data() -> Iterator[OpenData]:
    with published() as data:
        yield data


def _read(settings: Mapping[str, object], login: Login | None = None) -> SourceReading:
    setup = SourceSetup(settings, login) if login else SourceSetup(settings)
    with opened("mapping", setup) as adapter:
        return adapter.read()


def _fault(settings: Mapping[str, object], login: Login | None = None) -> str:
    with pytest.raises(KnownError) as caught:
        _read(settings, login)
    return caught.value.code


def _numbered(count: int) -> list[dict[str, Any]]:
    return [{"id": number, "nama": f"Pos {number}", "ip": "10.0.0.1", "saluran": number} for number in range(count)]


def test_a_leaked_list_becomes_cameras_whose_logins_are_sealed_and_nowhere_told(
    data: OpenData, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    data.files["/cctv.json"] = json.dumps({"cctv": _LEAKED}).encode()
    settings = {"url": f"{data.url}/cctv.json?apl=atcs", "format": "json", "records": "cctv", "fields": _LEAKED_MAP}
    city = RunningCentre(tmp_path)
    city.add_areas()
    add_source(
        city.centre, NewSource("atcs", "mapping", settings, defaults=Defaults(700, VILLAGE, "Dishub", "traffic"))
    )
    told = repr(dry_run(city.centre, "atcs"))
    report = run_source(city.centre, "atcs")
    rows = {row["name"]: row for row in city.rows("cameras")}
    everything = repr([dict(row) for table in ("cameras", "sources", "event_log", "audit") for row in city.rows(table)])
    states = {row["camera_id"]: row["state"] for row in city.rows("camera_status")}
    city.close()

    assert data.asked[0] == ("/cctv.json", {"apl": "atcs"}, "")
    assert {name: (row["main_url"], row["sub_url"]) for name, row in rows.items()} == {
        "Simpang Lima": (
            "rtsp://10.1.2.3:554/Streaming/Channels/10601",
            "rtsp://10.1.2.3:554/Streaming/Channels/10602",
        ),
        "Tugu Muda": (
            "rtsp://10.1.2.4:554/cam/realmonitor?channel=7&subtype=0",
            "rtsp://10.1.2.4:554/cam/realmonitor?channel=7&subtype=1",
        ),
        "Kota Lama": (
            "http://10.1.2.5/ISAPI/Streaming/channels/101/httpPreview",
            "http://10.1.2.5/ISAPI/Streaming/channels/102/httpPreview",
        ),
    }
    for row in rows.values():
        login = city.centre.keys.unseal(row["sub_login"])
        assert (login.user, login.password.reveal()) == ("admin", _SECRET)
    assert [states[rows[name]["id"]] for name in ("Simpang Lima", "Tugu Muda", "Kota Lama")] == [
        "online",
        "offline",
        "unknown",
    ]
    assert _SECRET not in told + repr(report) + everything + caplog.text
    assert "10.1.2." not in told


def test_makers_templates_make_both_addresses_and_one_login_serves_all(data: OpenData) -> None:
    data.files["/nvr.csv"] = (
        "\ufeffkode;nama;ip;kanal;lat;long;nvr;gardu\n"
        "A1;Pos Kali;10.0.0.7;3;-6,98;110,41;nvr-1;SMG 07\n"
        "A2;Pos Pasar;10.0.0.7;4;0;0;nvr-1;\n"
        "A3;Pos Rusak;;5;utara;110,4;nvr-1;\n"
    ).encode()
    fields = {
        "key": "kode",
        "name": "nama",
        "latitude": "lat",
        "longitude": "long",
        "recorder_id": "nvr",
        "recorder_feeds": {"fixed": "16"},
        "power_id": "gardu",
    }
    vendor = {"make": "dahua", "host": "ip", "channel": "kanal"}
    login = Login("kamera", Secret(_SECRET))
    settings: dict[str, object] = {"url": f"{data.url}/nvr.csv", "format": "csv", "fields": fields, "vendor": vendor}
    reading = _read(settings | {"login_for": "feeds"}, login)
    first, second, third = reading.cameras
    assert data.asked[0][2] == ""
    assert (first.main_url, first.sub_url) == (
        "rtsp://10.0.0.7:554/cam/realmonitor?channel=3&subtype=0",
        "rtsp://10.0.0.7:554/cam/realmonitor?channel=3&subtype=1",
    )
    assert (first.latitude, first.longitude, first.login) == (-6.98, 110.41, login)
    assert (first.recorder_id, first.recorder_feeds, first.place) == ("nvr-1", 16, 2)
    assert (first.power_id, second.power_id, first.switch_id) == ("SMG 07", "", "")
    assert (second.latitude, second.longitude) == (None, None)
    assert (third.main_url, third.latitude == third.latitude) == (
        "",
        False,
    )  # not a number, which no check lets through


def test_geojson_brings_its_places(data: OpenData) -> None:
    features = [
        {
            "type": "Feature",
            "id": "k-1",
            "geometry": {"type": "Point", "coordinates": [110.42, -6.95]},
            "properties": {"nama": "Kali", "ip": "10.0.0.1", "saluran": 1},
        },
        {"type": "Feature", "id": "k-2", "geometry": None, "properties": {"nama": "Laut"}},
        7,
    ]
    data.files["/g"] = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    cameras = _read({"url": f"{data.url}/g", "format": "geojson", "fields": _SIMPLE_MAP}).cameras
    assert [(one.key, one.latitude, one.longitude) for one in cameras] == [
        ("k-1", -6.95, 110.42),
        ("k-2", None, None),
        ("", None, None),
    ]
    assert [one.main_url for one in cameras] == ["rtsp://10.0.0.1/01", "", ""]


@pytest.mark.parametrize("form", ["arcgis", "ckan"])
def test_every_page_is_read(data: OpenData, form: str) -> None:
    data.records = _numbered(8)
    path = "/arcgis/rest/services/cctv/FeatureServer/0" if form == "arcgis" else "/portal"
    more = {"resource": "cctv-2026"} if form == "ckan" else {}
    settings = {"url": data.url + path, "format": form, "page_size": 1000, "fields": _SIMPLE_MAP} | more
    reading = _read(settings)
    assert [one.key for one in reading.cameras] == [str(number) for number in range(8)]
    assert [one.place for one in reading.cameras] == list(range(1, 9))
    assert len(data.asked) == 3

    data.knows_paging = False
    assert _fault(settings) == "source.paging"
    data.records = []
    assert _read(settings).cameras == ()


@pytest.mark.parametrize(
    ("sign_in", "header", "token"),
    [
        ("basic", "Basic cGV0dWdhczpBZG0xbi1ib2Nvcg==", None),
        ("bearer", f"Bearer {_SECRET}", None),
        ("key", _SECRET, None),
        ("token", "", _SECRET),
    ],
)
def test_the_login_is_shown_as_the_system_wants_it(
    data: OpenData, sign_in: str, header: str, token: str | None
) -> None:
    data.files["/a"] = b"[]"
    settings: dict[str, object] = {"url": f"{data.url}/a", "format": "json", "fields": _SIMPLE_MAP, "sign_in": sign_in}
    _read(settings, Login("petugas", Secret(_SECRET)))
    assert data.asked == [("/a", {"token": token} if token else {}, header)]


def test_broken_answers_are_faults_and_never_a_part_of_the_cameras(data: OpenData, tmp_path: Path) -> None:
    whole = json.dumps({"cctv": _LEAKED}).encode()
    data.files = {
        "/cut": whole[:-9],
        "/wrong": b'{"cctv": {"nama_cctv": "x"}}',
        "/other": b'{"kamera": []}',
        "/binary": b"\xff\xfe\x00",
        "/deep": b"[" * 100_000,
        "/quote": b'nama_cctv,rtsp\n"a,b\n',
        "/good": whole,
    }
    faults = {}
    for path in data.files:
        form = "csv" if path == "/quote" else "json"
        settings = {"url": data.url + path, "format": form, "records": "cctv", "fields": _LEAKED_MAP}
        if path == "/good":
            data.cut_bytes = 9
        faults[path] = _fault(settings)
    assert faults.pop("/good") == "source.unreachable"
    assert set(faults.values()) == {"source.bad_answer"}
    missing = {"file": str(tmp_path / "missing.json"), "format": "json", "fields": _SIMPLE_MAP}
    assert _fault(missing) == "source.file"


def test_an_arcgis_error_is_one_though_it_says_200(data: OpenData) -> None:
    settings: dict[str, object] = {"url": f"{data.url}/x/FeatureServer/0", "format": "arcgis", "fields": _SIMPLE_MAP}
    assert _fault(settings | {"sign_in": "token"}, Login("x", Secret("expired"))) == "source.refused"


def test_pages_without_end_or_with_less_than_promised_are_refused() -> None:
    def endless_arcgis(offset: int) -> object:
        return {"features": [{"attributes": {"id": offset}}], "exceededTransferLimit": True}

    def endless_ckan(offset: int) -> object:
        return {"success": True, "result": {"records": [{"id": offset}]}}

    def short_ckan(offset: int) -> object:
        return {"success": True, "result": {"records": [] if offset else [{"id": 1}], "total": 5}}

    def long_ckan(offset: int) -> object:
        return {"success": True, "result": {"records": [{"id": offset + number} for number in range(9_000)]}}

    faults = []
    for pages in (
        arcgis_pages(endless_arcgis, "h"),
        ckan_pages(endless_ckan, "h"),
        ckan_pages(short_ckan, "h"),
        ckan_pages(long_ckan, "h"),
        arcgis_pages(lambda _offset: {"features": [], "exceededTransferLimit": True}, "h"),
        ckan_pages(lambda _offset: {"success": False}, "h"),
        arcgis_pages(lambda _offset: [], "h"),
    ):
        with pytest.raises(KnownError) as caught:
            list(pages)
        faults.append(caught.value.code)
    assert faults == [
        "source.paging",
        "source.paging",
        "source.bad_answer",
        "source.bad_answer",
        "source.paging",
        "source.bad_answer",
        "source.bad_answer",
    ]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "nama", "ip", "lat"]), inner),
    max_leaves=8,
)


@given(_JSON)
def test_whatever_a_record_is_it_becomes_a_camera_for_the_checks(record: object) -> None:
    class Answer:
        body = json.dumps([record]).encode()

    class Fetch:
        host = "h"

        def ask(self, _ask: object) -> Answer:
            return Answer()

    fields: dict[str, object] = {**_SIMPLE_MAP, "latitude": "lat", "longitude": "ip", "number": "id", "status": "nama"}
    settings = {"url": "http://h/a", "format": "json", "fields": fields}
    (camera,) = MappingSource(Fetch(), settings).read().cameras
    assert camera.status in {None, *DirectoryStatus}
    assert camera.place == 1
