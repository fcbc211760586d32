"""The look of Ronda as one value: a calm dark room in which only what matters is bright, or black and white for who needs it."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from console.base.observer import Signal
from console.widgets.theme.colours import CONTRAST, DARK, Colours

SCALES_PERCENT = (100, 125, 150, 175, 200, 250, 300)
"""What "larger" and "smaller" step through."""
_REFERENCE_HEIGHT_PX = 1080
_FONT_AT_REFERENCE_PX = 14.0
_SMALLEST_SCALE = 0.9
_LARGEST_SCALE = 4.0
_TOUCH_PX = 44
_TOUCH_MM = 9.0
_MM_AN_INCH = 25.4


@dataclass(frozen=True)
class Look:
    """What people chose for this machine."""

    contrast: bool = False
    scale_percent: int = SCALES_PERCENT[0]
    touch: bool = False
    """Whatever is pressed is as large as a finger."""

    def __post_init__(self) -> None:
        if not SCALES_PERCENT[0] <= self.scale_percent <= SCALES_PERCENT[-1]:
            raise ValueError("a scale is from 100 to 300 percent")

    def larger_percent(self) -> int:
        return min((step for step in SCALES_PERCENT if step > self.scale_percent), default=SCALES_PERCENT[-1])

    def smaller_percent(self) -> int:
        return max((step for step in SCALES_PERCENT if step < self.scale_percent), default=SCALES_PERCENT[0])


class Theme:
    """Colours and sizes in force, the same for all windows; every size is ``scale`` times what it is on 1080 lines.

    Main thread. ``wear`` changes it in place, so that whoever paints with it paints the next time in the new look; ``changed``
    tells afterwards whoever has drawn something to keep.
    """

    def __init__(self, scale: float = 1.0, look: Look = Look(), dots_an_inch: float = 0.0) -> None:
        """``scale`` is what the screen gives; ``dots_an_inch`` its real logical pixels, 0 where it does not tell."""
        self.changing: Signal[Look] = Signal()
        """Before anything has its new size: for whoever makes room, else a window grows beyond its screen."""
        self.changed: Signal[Look] = Signal()
        self.colours = Colours()
        self._screen_scale = scale
        self._finger_px = max(_TOUCH_PX, math.ceil(_TOUCH_MM / _MM_AN_INCH * dots_an_inch))
        self._look = look
        self._dye()

    @classmethod
    def for_height(cls, height_px: int, look: Look = Look(), dots_an_inch: float = 0.0) -> Theme:
        """For a screen of so many logical pixels: readable at 720 lines, and at 2160 from the same chair."""
        scale = min(_LARGEST_SCALE, max(_SMALLEST_SCALE, height_px / _REFERENCE_HEIGHT_PX))
        return cls(scale, look, dots_an_inch)

    @property
    def look(self) -> Look:
        return self._look

    def wear(self, look: Look) -> None:
        """From now on; nothing happens when it is worn already."""
        if look == self._look:
            return
        self._look = look
        self._dye()
        self.changing.emit(look)
        self.changed.emit(look)

    @property
    def scale(self) -> float:
        return self._screen_scale * self._look.scale_percent / 100

    def px(self, units: float) -> int:
        """``units`` of 4 reference pixels, at least 1 pixel."""
        return max(1, round(units * 4 * self.scale))

    @property
    def finger_px(self) -> int:
        """What may be pressed is so high and wide at least; 0 where nobody touches the screen."""
        return self._finger_px if self._look.touch else 0

    @property
    def stroke_px(self) -> int:
        """Lines around controls."""
        return 2 if self._look.contrast else 1

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

    def _dye(self) -> None:
        """In place: painters keep ``colours``."""
        worn = CONTRAST if self._look.contrast else DARK
        for field in fields(worn):
            setattr(self.colours, field.name, getattr(worn, field.name))
