"""What other systems say is taken in the right type only, and one wrong entry costs only itself."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.server.sources.adapter import SourceCamera
from console.server.sources.entries import (
    MOST_ENTRIES,
    BadEntryError,
    degrees,
    feed_address,
    flag,
    gathered,
    label,
    listed,
    mapped,
    part,
    served_at,
    text,
    without_login,
)


def camera(entry: Any, place: int) -> SourceCamera | None:
    if entry is None:
        return None
    return SourceCamera(text(part(entry), "key"), "name", main_url=text(entry, "url"), place=place)


def test_each_entry_is_a_camera_a_note_or_left_out() -> None:
    entries = [
        {"key": "a", "url": "rtsp://a"},
        None,
        7,
        {"key": "b"},
        {"key": "a", "url": "rtsp://b"},
        {"url": "rtsp://c"},
    ]
    reading = gathered(entries, camera)
    assert [(one.key, one.main_url, one.place) for one in reading.cameras] == [("a", "rtsp://a", 1)]
    assert reading.notes == (
        "source.bad_entry camera 3",
        "source.no_address camera 4",
        "source.bad_entry camera 5",
        "source.bad_entry camera 6",
    )


@pytest.mark.parametrize("document", [None, [], {"cameras": {}}, {"other": []}, "cameras"])
def test_an_answer_without_its_list_is_refused(document: Any) -> None:
    with pytest.raises(KnownError, match=r"source\.bad_answer"):
        listed(document, "cameras", "nvr")


def test_as_many_as_a_city_may_have_are_taken_and_no_more() -> None:
    many: list[None] = [None] * MOST_ENTRIES
    assert listed({"cameras": many}, "cameras", "nvr") is many
    with pytest.raises(KnownError, match=r"source\.too_many"):
        listed({"cameras": [*many, None]}, "cameras", "nvr")
    with pytest.raises(KnownError, match=r"source\.too_many"):
        mapped({str(number): None for number in range(MOST_ENTRIES + 1)}, "nvr")


@pytest.mark.parametrize("value", [True, 1.5, [], {}, 10**18, "x" * 4097])
def test_what_is_no_text_is_refused(value: Any) -> None:
    with pytest.raises(BadEntryError):
        text({"name": value}, "name")


def test_a_number_is_taken_as_its_digits_and_nothing_as_no_text() -> None:
    assert [text({"name": value}, "name") for value in ("Miroto", 7, None)] == ["Miroto", "7", ""]
    assert text({}, "name") == ""


@pytest.mark.parametrize(
    ("value", "taken"), [(None, False), (True, True), (0, False), (1, True), ("1", True), ("0", False)]
)
def test_yes_and_no_as_databases_say_them(value: Any, taken: bool) -> None:
    assert flag({"on": value}, "on") is taken


@pytest.mark.parametrize("value", [2, "ja", [], {}])
def test_what_is_neither_yes_nor_no_is_refused(value: Any) -> None:
    with pytest.raises(BadEntryError):
        flag({"on": value}, "on")


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        ("-6.99030000", -6.9903),
        (107, 107.0),
        (180.0, 180.0),
        (180.1, None),
        ("", None),
        (None, None),
        ("inf", None),
        ("nan", None),
    ],
)
def test_degrees_come_as_numbers_or_text(value: Any, taken: float | None) -> None:
    assert degrees({"x": value}, "x", 180) == taken


@pytest.mark.parametrize("value", ["east", True, [], 10**400])
def test_what_is_no_number_is_no_place(value: Any) -> None:
    with pytest.raises(BadEntryError):
        degrees({"x": value}, "x", 180)


def test_a_name_is_one_line_without_control_characters() -> None:
    assert label("Pompa\n\tBerok\0 \x1b[31m\u202e Kota") == "Pompa Berok [31m Kota"
    assert len(label("x" * 5000)) == 200


@given(st.text())
def test_any_name_becomes_printable(words: str) -> None:
    assert label(words).isprintable()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "rtsp://",
        "rtsp:///live",
        "gopher://a/b",
        "/dev/video0",
        "rtsp://a:99999/x",
        "rtsp://a/b c",
        "rtsp://a/\n",
        "rtsp://[a/",
    ],
)
def test_what_no_feed_can_be_opened_at_is_no_address(words: str) -> None:
    assert feed_address(words) == ""


@given(st.text())
def test_any_text_is_an_address_or_none(words: str) -> None:
    assert feed_address(words) in {words, ""}


def test_the_address_of_a_served_feed_keeps_its_name_whole() -> None:
    assert served_at("rtsp://a:8554", "kota/simpang lima?x#y") == "rtsp://a:8554/kota/simpang%20lima%3Fx%23y"
    assert served_at("https://a/hls/", "b", "stream=1") == "https://a/hls/b?stream=1"


def test_an_address_loses_its_login() -> None:
    assert without_login("http://op:p@ss@10.1.2.3:80/x?y=1") == "http://10.1.2.3:80/x?y=1"


@given(st.one_of(st.floats(), st.integers(), st.text(), st.none()))
def test_any_degrees_are_on_earth_none_or_refused(value: Any) -> None:
    try:
        found = degrees({"x": value}, "x", 90)
    except BadEntryError:
        return
    assert found is None or (math.isfinite(found) and abs(found) <= 90)
