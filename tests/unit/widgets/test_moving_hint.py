"""A hint over a small tile is broken between its parts, never within one, and left out where a part does not fit."""

from __future__ import annotations

from console.widgets.wall.moving_painter import in_lines

HINT = "Seret: putar · roda: zum · Esc: selesai"


def test_as_many_parts_as_fit_share_a_line() -> None:
    assert in_lines(HINT, lambda line: len(line) <= 100) == [HINT]
    assert in_lines(HINT, lambda line: len(line) <= 25) == ["Seret: putar · roda: zum", "Esc: selesai"]
    assert in_lines(HINT, lambda line: len(line) <= 13) == ["Seret: putar", "roda: zum", "Esc: selesai"]


def test_what_does_not_fit_is_left_out_whole() -> None:
    assert in_lines(HINT, lambda line: len(line) <= 10) == []
    assert in_lines("", lambda _line: True) == []
