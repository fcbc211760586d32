"""Every kind of source is made from its settings without asking anybody, and a wrong setting is told by its name."""

from __future__ import annotations

from typing import Any

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.server.keys import Login
from console.server.sources.kinds import KINDS, SourceSetup, opened

_GATEWAY = {"url": "http://gerbang.kota.example:9997", "streams": "rtsp://gerbang.kota.example:8554"}
_GOOD: dict[str, dict[str, Any]] = {
    "frigate": _GATEWAY,
    "go2rtc": _GATEWAY | {"sub_ending": ""},
    "mapping": {"file": "/srv/cctv.json", "format": "json", "fields": {"key": "id", "name": "n", "main_url": "r"}},
    "mediamtx": _GATEWAY,
    "nx": {"url": "https://nx.kota.example:7001"},
    "onvif": {"devices": ["10.1.2.3", "http://10.1.2.4:8080/onvif/device_service"]},
    "zoneminder": {"url": "https://zm.kota.example/zm"},
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_is_made_of_its_settings(kind: str) -> None:
    login = Login("petugas", Secret("rahasia"))
    with opened(kind, SourceSetup(_GOOD[kind], login, login)) as adapter:
        assert callable(adapter.read)
    with pytest.raises(KnownError) as caught, opened(kind, SourceSetup(_GOOD[kind] | {"urll": "x"})):
        pass
    assert (caught.value.code, caught.value.params) == ("source.setting", {"field": "urll"})


@pytest.mark.parametrize(
    ("kind", "changes", "what"),
    [
        ("frigate", {"streams": ""}, "streams"),
        ("mediamtx", {"streams": "rtsp://u:rahasia@h:8554"}, "streams"),
        ("mediamtx", {"streams": "rtsp://h:99999"}, "streams"),
        ("go2rtc", {"sub_ending": 7}, "sub_ending"),
        ("nx", {"streams": "ftp://h"}, "streams"),
        ("zoneminder", {"restream": 7}, "restream"),
        ("zoneminder", {"url": "zm.kota.example"}, "source.bad_address"),
        ("zoneminder", {"url": None}, "source.bad_address"),
        ("nx", {"url": "https://u:rahasia@nx.kota.example"}, "source.bad_address"),
        ("onvif", {"devices": []}, "devices"),
        ("onvif", {"devices": ["10.1.2.3", " "]}, "devices.1"),
        ("onvif", {"devices": ["u:rahasia@10.1.2.3"]}, "source.bad_address"),
    ],
)
def test_the_wrong_setting_is_named(kind: str, changes: dict[str, Any], what: str) -> None:
    with pytest.raises(KnownError) as caught, opened(kind, SourceSetup(_GOOD[kind] | changes)):
        pass
    assert caught.value.params.get("field", caught.value.code) == what
    assert "rahasia" not in str(caught.value)
