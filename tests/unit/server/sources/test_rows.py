"""Ids of a source's cameras: as the intake wants them, lasting, and never shared."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from console.server.sources.adapter import SourceCamera
from console.server.sources.rows import Defaults, camera_id, row_of

_RULE = re.compile(r"[A-Za-z0-9._:-]{1,64}")


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_every_key_gets_an_id_of_its_own_that_the_intake_takes(first: str, second: str) -> None:
    assert _RULE.fullmatch(camera_id("a" * 24, first))
    assert camera_id("zm", first) == camera_id("zm", first)
    assert (camera_id("zm", first) == camera_id("zm", second)) == (first == second)


def test_plain_keys_can_be_read_in_the_id() -> None:
    assert camera_id("zm", "12") == "zm.12"
    assert camera_id("zm", "Simpang Lima") != camera_id("zm", "Simpang-Lima")


def test_the_innermost_known_group_says_the_area() -> None:
    defaults = Defaults(area_code="33.74", group_areas={"Utara": "33.74.02", "Bandarharjo": "33.74.02.1001"})
    for groups, area in ((("Utara", "Bandarharjo", "Pos"), "33.74.02.1001"), (("Utara",), "33.74.02"), ((), "33.74")):
        camera = SourceCamera(key="1", name="Pos", groups=groups)
        assert row_of(camera, "zm", defaults, None).text("area_code") == area


def test_devices_are_the_sources_own_and_a_power_feeder_is_the_citys() -> None:
    camera = SourceCamera(key="1", name="Pos", recorder_id="nvr 1", switch_id="sw-2", power_id="SMG 07/b")
    row = row_of(camera, "zm", Defaults(), None)
    assert row.text("switch_id") == "zm.sw-2"
    assert row.text("power_id") == "SMG-07-b"
    assert _RULE.fullmatch(row.text("recorder_id"))
    assert row.text("recorder_feeds") == ""


def test_a_row_shows_no_password_when_it_is_printed() -> None:
    camera = SourceCamera(key="1", name="Pos", main_url="rtsp://u:rahasia@10.0.0.1/a")
    assert "rahasia" not in repr(row_of(camera, "zm", Defaults(), None)) + repr(camera)
