"""Lines and events out of a byte stream, however it is cut into chunks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.net import lines as lines_module
from console.net.lines import LineTooLongError, split_lines
from console.net.server_sent import PushEvent, parse_events
from console.wire.push import PushKind

STREAM = (
    b"retry: 3000\r\n\r\n: still here\n\n"
    b"id: 41\nevent: flag.updated\ndata: {\ndata: }\n\n"
    b"event: wall.command\ndata: {}\n\n"
    b"id:42\nevent:reset\ndata:{}\r\n\r\n"
)


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    bounds = [0, *sorted(place % (len(stream) + 1) for place in places), len(stream)]
    return [stream[low:high] for low, high in pairwise(bounds)]


@given(st.lists(st.integers(0, 10_000), max_size=20))
def test_events_are_the_same_wherever_the_chunks_end(places: list[int]) -> None:
    events = [event for event in parse_events(split_lines(cut(STREAM, places))) if event]

    assert events == [PushEvent("41", PushKind.FLAG_UPDATED, b"{\n}"), PushEvent("42", PushKind.RESET, b"{}")]


def test_every_sign_of_life_is_told() -> None:
    assert len(list(parse_events(split_lines([STREAM])))) == 5


def test_an_event_that_was_cut_off_is_none() -> None:
    assert list(parse_events(split_lines([b"id: 1\nevent: reset\ndata: {}\n"]))) == []


@given(st.lists(st.binary().filter(lambda line: b"\n" not in line and not line.endswith(b"\r"))))
def test_lines_come_back_as_they_were_sent(sent: list[bytes]) -> None:
    assert list(split_lines([b"".join(line + b"\n" for line in sent)])) == sent


def test_a_line_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "LONGEST_LINE_BYTES", 100)

    with pytest.raises(LineTooLongError):
        list(split_lines([b"x" * 60, b"x" * 60]))
