"""The look of Ronda as one frozen value: a calm dark room in which only what matters is bright."""

from __future__ import annotations

from dataclasses import dataclass, fields

_REFERENCE_HEIGHT_PX = 1080
_FONT_AT_REFERENCE_PX = 14.0
_SMALLEST_SCALE = 0.9
_LARGEST_SCALE = 4.0


@dataclass(frozen=True)
class Colours:
    """Colours by meaning, ``#rrggbb``."""

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


@dataclass(frozen=True)
class Theme:
    """Colours and sizes; every size is ``scale`` times what it is on a screen 1080 pixels high."""

    scale: float = 1.0
    colours: Colours = Colours()

    @classmethod
    def for_height(cls, height_px: int) -> Theme:
        """For a screen of so many logical pixels: readable at 720 lines, and at 2160 from the same chair."""
        return cls(scale=min(_LARGEST_SCALE, max(_SMALLEST_SCALE, height_px / _REFERENCE_HEIGHT_PX)))

    def px(self, units: float) -> int:
        """``units`` of 4 reference pixels, at least 1 pixel."""
        return max(1, round(units * 4 * self.scale))

    @property
    def font_px(self) -> int:
        return round(_FONT_AT_REFERENCE_PX * self.scale)

    @property
    def small_font_px(self) -> int:
        return max(11, round(12 * self.scale))

    @property
    def large_font_px(self) -> int:
        return round(18 * self.scale)

    def colour_names(self) -> dict[str, str]:
        return {field.name: getattr(self.colours, field.name) for field in fields(self.colours)}
