"""What a hand or the keys draw on a still: the marks so far, and the one that is being drawn."""

from __future__ import annotations

from console.domain.still_mark import MarkKind, Marks, Point, with_mark

_STEP, _SMALL_STEP = 0.04, 0.005
"""Shares of the picture that one key press moves the cross."""


class MarkPen:
    """``marks`` are what is drawn; ``cross`` is where the keys are, None while the mouse draws."""

    def __init__(self) -> None:
        self.marks: Marks = ()
        self.kind = MarkKind.ARROW
        self.cross: Point | None = None
        self._drawn: list[Point] = []

    @property
    def is_drawing(self) -> bool:
        return bool(self._drawn)

    @property
    def shown(self) -> Marks:
        """With the one that is being drawn."""
        return with_mark(self.marks, self.kind, tuple(self._drawn)) if self._drawn else self.marks

    def begin(self, at: Point) -> None:
        """By mouse."""
        self.cross, self._drawn = None, [at]

    def draw(self, at: Point) -> None:
        self._drawn.append(at)

    def end(self) -> None:
        self.marks, self._drawn = self.shown, []

    def move(self, right: int, down: int, *, small: bool) -> None:
        """By keys."""
        step = _SMALL_STEP if small else _STEP
        x, y = self.cross or (0.5, 0.5)
        self.cross = (min(1.0, max(0.0, x + right * step)), min(1.0, max(0.0, y + down * step)))
        if self._drawn:
            self._drawn.append(self.cross)

    def press(self) -> None:
        """Begins a mark where the cross is, or ends it there; a number needs no second press."""
        self.cross = self.cross or (0.5, 0.5)
        was_drawing = self.is_drawing
        self._drawn.append(self.cross)
        if was_drawing or self.kind is MarkKind.NUMBER:
            self.end()

    def undo(self) -> None:
        """What is being drawn, else the last mark."""
        if self._drawn:
            self._drawn = []
        else:
            self.marks = self.marks[:-1]

    def clear(self) -> None:
        self.marks, self._drawn, self.cross = (), [], None
