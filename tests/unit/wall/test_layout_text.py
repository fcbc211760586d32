"""What a colleague's text may not do, however well its check fits."""

from __future__ import annotations

import base64
import json
import zlib

import pytest

from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.domain.layout import layout_by_name
from console.domain.wall_state import WallState
from console.wall.layout_text import _TEXT, as_text, from_text, plain
from console.wall.saved_layouts import MOST_SAVED, SavedLayouts

STATE = WallState(layout_by_name("1+5"), (CameraId("cam-1"), None, CameraId("cam-2")), locked=True)


def _forged(content: bytes) -> str:
    body = base64.urlsafe_b64encode(zlib.compress(content)).decode().rstrip("=")
    return f"RONDA-LAYOUT:1:{body}:{_TEXT.check(1, body)}"


def test_a_text_of_a_newer_version_says_which() -> None:
    text = as_text(STATE).replace("RONDA-LAYOUT:1:", "RONDA-LAYOUT:12:")

    with pytest.raises(KnownError, match=r"text_newer.*'12'"):
        from_text(text)


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b" " * 1_000_000,
        json.dumps({**plain(STATE), "cells": [[0, 0, 1, 1]]}).encode(),
        json.dumps({**plain(STATE), "rows": True}).encode(),
        json.dumps({**plain(STATE), "rows": 3.0}).encode(),
        json.dumps({**plain(STATE), "cells": [[0, 0, 3]]}).encode(),
        json.dumps({**plain(STATE), "spacing": -1}).encode(),
        json.dumps({**plain(STATE), "shape": "round"}).encode(),
        json.dumps({**plain(STATE), "cameras": ["a\nb"]}).encode(),
        json.dumps({**plain(STATE), "cameras": ["x"] * 2000}).encode(),
        json.dumps({**plain(STATE), "locked": 1}).encode(),
        json.dumps({**plain(STATE), "name": None}).encode(),
    ],
)
def test_what_is_no_layout_is_refused_though_its_check_fits(content: bytes) -> None:
    with pytest.raises(KnownError, match=r"layout\.text_damaged"):
        from_text(_forged(content))


def test_saved_layouts_are_read_as_they_were_written() -> None:
    saved = SavedLayouts()
    saved.save(STATE)

    assert SavedLayouts(saved.content()).by_name == {"1+5": STATE}
    saved.remove("1+5")
    assert SavedLayouts(saved.content()).by_name == {}


def test_no_more_layouts_are_saved_than_anybody_finds_again() -> None:
    saved = SavedLayouts()
    for index in range(MOST_SAVED):
        saved.save(WallState(layout_by_name("1x1").__class__(f"no {index}", 1, 1, layout_by_name("1x1").cells)))

    with pytest.raises(KnownError, match=r"layout\.too_many"):
        saved.save(STATE)


@pytest.mark.parametrize("content", [b"{}", b"", b"[1]", b'[{"name": "x"}]'])
def test_other_content_is_no_saved_layouts(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        SavedLayouts(content)
