"""Colours by meaning, in both looks: the one place where a colour is written as a number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Colours:
    """``#rrggbb``. Each has a value of its own in each look, so that one is never taken for another.

    Only ``Theme.wear`` changes one, and only that of the theme.
    """

    ground: str = "#0b0f14"
    panel: str = "#121820"
    raised: str = "#1b232e"
    hover: str = "#243040"
    line: str = "#2a3544"
    control_line: str = "#607287"
    text: str = "#e8edf3"
    text_dim: str = "#a3b1c2"
    accent: str = "#5db2ff"
    accent_ground: str = "#12304d"
    on_accent: str = "#06121f"
    tile: str = "#05070a"
    live: str = "#58c79a"
    caution: str = "#f5be4b"
    alarm: str = "#ff8377"
    alarm_ground: str = "#3d1a1a"
    flag: str = "#ffd27a"
    replay: str = "#d9a8ff"
    mask: str = "#3a3f48"
    """Over what nobody may see; it must not pass for a dark picture."""
    pen: str = "#ffd600"
    """What people draw on stills, in any look the same: the picture is kept with it."""
    pen_edge: str = "#000000"
    pen_edge_light: str = "#ffffff"


DARK = Colours()
CONTRAST = Colours(
    ground="#000000",
    panel="#010101",
    raised="#111111",
    hover="#222222",
    line="#8c8c8c",
    control_line="#c8c8c8",
    text="#ffffff",
    text_dim="#e4e4e4",
    accent="#7cc8ff",
    accent_ground="#002a4d",
    on_accent="#000001",
    tile="#000002",
    live="#5dffb4",
    caution="#ffd21f",
    alarm="#ffaaa0",
    alarm_ground="#400000",
    flag="#ffe08a",
    replay="#e8c8ff",
)
"""Black ground, white text, strong lines: texts reach 7, frames and marks 4.5."""
