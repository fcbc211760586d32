"""Settings of a mapping source: the first wrong one is told by its name when the source is added."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.server.sources.mapping_rules import filled, looked_up
from console.server.sources.mapping_settings import read_settings
from console.server.sources.vendor_feeds import feed_address

_GOOD: dict[str, Any] = {
    "url": "https://data.example/cctv.json",
    "format": "json",
    "fields": {"key": "id", "name": "nama", "main_url": "rtsp"},
}


def test_good_settings_are_taken() -> None:
    plan = read_settings(_GOOD | {"vendor": {"make": "hikvision", "host": "ip"}, "groups": ["kecamatan"]})
    assert plan.vendor is not None
    assert (plan.vendor.port.text({}), plan.vendor.channel.text({})) == ("554", "1")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"formt": "json"}, "formt"),
        ({"format": "xml"}, "format"),
        ({"url": ""}, "url"),
        ({"url": 7}, "url"),
        ({"url": "ftp://h/a"}, "url"),
        ({"url": "", "file": "cctv.json"}, "file"),
        ({"file": "/srv/cctv.json"}, "file"),
        ({"format": "ckan"}, "resource"),
        ({"format": "arcgis", "url": "", "file": "/srv/a"}, "file"),
        ({"page_size": 0}, "page_size"),
        ({"page_size": True}, "page_size"),
        ({"sign_in": "magic"}, "sign_in"),
        ({"login_for": "all"}, "login_for"),
        ({"fields": []}, "fields"),
        ({"fields": {"name": "n", "main_url": "r"}}, "fields.key"),
        ({"fields": {"key": "id", "name": "n"}}, "fields.main_url"),
        ({"fields": _GOOD["fields"] | {"nmae": "x"}}, "fields.nmae"),
        ({"fields": _GOOD["fields"] | {"owner": ""}}, "fields.owner"),
        ({"fields": _GOOD["fields"] | {"owner": {"path": "a", "fixed": "b"}}}, "fields.owner"),
        ({"fields": _GOOD["fields"] | {"owner": {"template": "{a"}}}, "fields.owner.template"),
        ({"fields": _GOOD["fields"] | {"owner": {"template": "{a|upper}"}}}, "fields.owner.template"),
        ({"fields": _GOOD["fields"] | {"owner": {"fixed": 5}}}, "fields.owner.fixed"),
        ({"fields": _GOOD["fields"] | {"status": {"path": "s", "values": {"on": 1}}}}, "fields.status.values"),
        ({"fields": _GOOD["fields"] | {"sub_url": {"path": "s", "feed": "third"}}}, "fields.sub_url.feed"),
        ({"vendor": {"make": "acme", "host": "ip"}}, "vendor.make"),
        ({"vendor": {"make": "dahua"}}, "vendor.host"),
        ({"vendor": {"make": "dahua", "host": "ip", "chanel": "c"}}, "vendor.chanel"),
        ({"groups": "kecamatan"}, "groups"),
        ({"groups": [7]}, "groups.0"),
    ],
)
def test_the_wrong_setting_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(KnownError) as caught:
        read_settings(_GOOD | changes)
    assert (caught.value.code, caught.value.params) == ("source.setting", {"field": field})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=6), inner, max_size=2),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*_GOOD, "vendor", "groups", "file", "page_size", "sign_in"]), _JSON))
def test_any_settings_are_taken_or_refused_by_name(settings: dict[str, Any]) -> None:
    for told in (settings, _GOOD | settings, _GOOD | {"fields": _GOOD["fields"] | {"status": settings.get("fields")}}):
        try:
            read_settings(told)
        except KnownError as error:
            assert error.code == "source.setting"  # noqa: PT017  it is taken, or this


def test_paths_lead_into_lists_and_through_dotted_names() -> None:
    record = {"a": [{"b": 7}], "c.d": 8}
    assert [looked_up(record, path) for path in ("a.0.b", "c.d", "a.1.b", "a.b", "x.y")] == [7, 8, None, None, None]


def test_a_template_is_whole_or_empty() -> None:
    record = {"ip": "10.0.0.1", "ch": "CH 7", "nama": "a/b", "none": None}
    assert filled("rtsp://{ip}/{ch|digits}?n={nama|url}", record) == "rtsp://10.0.0.1/7?n=a%2Fb"
    assert filled("{ch|pad6}", {"ch": 7.0}) == "000007"
    assert filled("rtsp://{ip}/{none}", record) == ""


@pytest.mark.parametrize(
    ("url", "main", "sub"),
    [
        ("rtsp://h/Streaming/Channels/10602", "rtsp://h/Streaming/Channels/10601", "rtsp://h/Streaming/Channels/10602"),
        (
            "rtsp://h/streaming/channels/101?t=1",
            "rtsp://h/streaming/channels/101?t=1",
            "rtsp://h/streaming/channels/102?t=1",
        ),
        (
            "rtsp://h/mpeg4/ch78/sub/av_stream",
            "rtsp://h/mpeg4/ch78/main/av_stream",
            "rtsp://h/mpeg4/ch78/sub/av_stream",
        ),
        (
            "rtsp://h/cam/realmonitor?channel=1&subtype=1&unicast=true",
            "rtsp://h/cam/realmonitor?channel=1&subtype=0&unicast=true",
            "rtsp://h/cam/realmonitor?channel=1&subtype=1&unicast=true",
        ),
        ("rtsp://h/live/ch0", "rtsp://h/live/ch0", ""),
    ],
)
def test_one_feed_of_a_known_maker_tells_the_other(url: str, main: str, sub: str) -> None:
    assert (feed_address(url, "main"), feed_address(url, "sub")) == (main, sub)
