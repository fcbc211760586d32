"""XML of a stranger is read in bounded time and memory, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.server.sources.onvif import xml_answer
from console.server.sources.onvif.xml_answer import every, inside, name_in, number, read_xml, words

_EXTERNAL = b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]><a>&f;</a>'
_EMPTY_TYPE = b'<?xml version="1.0"?><!DOCTYPE a><a/>'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"<a>",
        b"<a/><b/>",
        b"<a>&b;</a>",
        _EXTERNAL,
        _EMPTY_TYPE,
        b"<a>" * 65 + b"</a>" * 65,
        b"<?xml version='1.0' encoding='utf-7'?><a/>",
    ],
)
def test_what_no_honest_device_sends_is_refused(body: bytes) -> None:
    with pytest.raises(KnownError) as caught:
        read_xml(body, "10.0.0.5")
    assert repr(caught.value) == repr(KnownError("source.bad_answer", host="10.0.0.5"))
    assert caught.value.__cause__ is None


def test_more_elements_than_the_largest_recorder_needs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_answer, "_MOST_ELEMENTS", 1000)
    assert len(read_xml(b"<a>" + b"<b/>" * 999 + b"</a>", "h")) == 999
    with pytest.raises(KnownError):
        read_xml(b"<a>" + b"<b/>" * 1000 + b"</a>", "h")


def test_names_count_and_namespaces_do_not() -> None:
    root = read_xml(b'<x:a xmlns:x="urn:x"><b xmlns="urn:y"> one\n two </b><x:b>12.5</x:b><b/></x:a>', "h")
    assert [words(one) for one in every(root, "b")] == ["one two", "12.5", ""]
    assert (words(root, "b"), words(root, "c", "b"), inside(root, "c")) == ("one two", "", None)


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("12.7", 12), ("-3", 0), ("1e3", 0), ("", 0), ("٣", 0), ("9" * 5000, 0)]
)
def test_a_number_is_small_and_plain_or_none(text: str, value: int) -> None:
    assert number(read_xml(f"<a><b>{text}</b></a>".encode(), "h"), "b") == value


def test_a_name_is_made_fit_for_a_list() -> None:
    scopes = [
        "onvif://www.onvif.org/type/x",
        "onvif://www.onvif.org/NAME/Tugu%0A%1b%5B31mMuda",
        "onvif://www.onvif.org/name/b",
    ]
    assert name_in(scopes) == "Tugu [31mMuda"
    assert name_in(["onvif://www.onvif.org/name/"]) == ""


@given(st.binary() | st.text(alphabet="<>/&;!?[]'\"= aDOCTYPE").map(str.encode))
def test_any_bytes_are_a_document_or_a_known_error(body: bytes) -> None:
    code = ""
    try:
        read_xml(body, "h")
    except KnownError as error:
        code = error.code
    assert code in {"", "source.bad_answer"}
