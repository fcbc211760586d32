"""Anything that may lie on a tile, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from console.domain.camera import CameraId
from console.domain.tile_content import (
    LONGEST_BOARD_TEXT,
    ClockBoard,
    FlagsBoard,
    Hotspot,
    MapBoard,
    MessageBoard,
    PlotBoard,
    TileContent,
    TilePlot,
    board_text,
)


def _has_text(text: str) -> bool:
    return bool(text.strip()) and bool(" ".join("".join(c if c.isprintable() else " " for c in text).split()))


TEXTS = st.text(max_size=LONGEST_BOARD_TEXT).filter(_has_text).map(board_text)
BOARDS: st.SearchStrategy[TileContent] = st.one_of(
    st.sampled_from((ClockBoard(), FlagsBoard(), MapBoard())),
    st.builds(MessageBoard, TEXTS),
    st.builds(PlotBoard, st.sampled_from(TilePlot)),
)
OTHERS: st.SearchStrategy[TileContent] = st.one_of(st.just(Hotspot()), BOARDS)
CAMERAS = st.builds(CameraId, st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40))
CONTENTS: st.SearchStrategy[TileContent | None] = st.one_of(st.none(), CAMERAS, OTHERS)
