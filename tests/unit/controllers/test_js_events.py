"""Events of eight bytes: in pieces, at the beginning, and what is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.controllers.js_events import GarbledError, JsDecoder, JsEvent
from tests.helpers.fake_controller import AXIS, BUTTON, INITIAL, event

_STREAM = event(AXIS | INITIAL, 0, 5) + event(AXIS, 0, -32768) + event(BUTTON, 3, 1)
_EVENTS = [JsEvent(0, 5, True, True), JsEvent(0, -32768, True), JsEvent(3, 1, False)]


@given(st.sets(st.integers(1, len(_STREAM) - 1)))
def test_events_are_the_same_in_whatever_pieces_they_come(cuts: set[int]) -> None:
    decoder, found = JsDecoder(), []
    places = [0, *sorted(cuts), len(_STREAM)]
    for start, end in pairwise(places):
        found += decoder.feed(_STREAM[start:end])

    assert found == _EVENTS


@pytest.mark.parametrize("bad", [event(0x04, 0, 1), event(0x83, 0, 1), event(AXIS, 200, 1)])
def test_what_is_no_event_is_refused(bad: bytes) -> None:
    with pytest.raises(GarbledError):
        JsDecoder().feed(event(AXIS, 0, 0) + bad)
