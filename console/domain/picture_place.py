"""Where a looked-at picture lies in its tile, which part of it is seen, and how zooming and dragging move it."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.picture_view import Fit, Hanging, PictureView, Zoom, bounded_factor

_BUFFER_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0)


@dataclass(frozen=True)
class Size:
    """Of a picture or a box; any unit, both sides greater than 0."""

    width: float
    height: float

    def turned(self, hanging: Hanging) -> Size:
        return Size(self.height, self.width) if hanging.sideways else self


@dataclass(frozen=True)
class Area:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Place:
    """``drawn`` is the whole picture as shown, in the box's unit from its corner; it may reach beyond the box."""

    drawn: Area
    box: Size

    @property
    def target(self) -> Area:
        """The part of the box with picture in it."""
        left, top = max(0.0, self.drawn.left), max(0.0, self.drawn.top)
        right = min(self.box.width, self.drawn.left + self.drawn.width)
        bottom = min(self.box.height, self.drawn.top + self.drawn.height)
        return Area(left, top, max(0.0, right - left), max(0.0, bottom - top))

    @property
    def seen(self) -> Area:
        """The part of the picture as shown that is seen, in shares of it."""
        target, drawn = self.target, self.drawn
        return Area(
            (target.left - drawn.left) / drawn.width,
            (target.top - drawn.top) / drawn.height,
            target.width / drawn.width,
            target.height / drawn.height,
        )

    @property
    def reaches_beyond(self) -> bool:
        """True when part of the picture is outside the box, so that there is something to drag to."""
        return self.drawn.width > self.box.width + 0.5 or self.drawn.height > self.box.height + 0.5

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point of the picture as shown, in shares, under a point of the box."""
        return (x - self.drawn.left) / self.drawn.width, (y - self.drawn.top) / self.drawn.height


def place(picture: Size, box: Size, view: PictureView) -> Place:
    """``picture`` as the camera sends it. The picture never leaves a gap that it could fill."""
    width, height = _drawn_size(picture, box, view.hanging, view.zoom.factor)
    left = _start(width, box.width, view.zoom.x)
    top = _start(height, box.height, view.zoom.y)
    return Place(Area(left, top, width, height), box)


def zoomed_at(picture: Size, box: Size, view: PictureView, factor: float, at: tuple[float, float]) -> Zoom:
    """Zoomed to ``factor`` with the point of the picture under ``at`` (in the box) staying there, as far as it can."""
    share_x, share_y = place(picture, box, view).point(*at)
    factor = bounded_factor(factor)
    width, height = _drawn_size(picture, box, view.hanging, factor)
    middle_x = share_x + (box.width / 2 - at[0]) / width
    middle_y = share_y + (box.height / 2 - at[1]) / height
    return _settled(Size(width, height), box, Zoom(factor, middle_x, middle_y))


def dragged(picture: Size, box: Size, view: PictureView, by: tuple[float, float]) -> Zoom:
    """The picture follows the hand by so much of the box, and stops at its edges."""
    width, height = _drawn_size(picture, box, view.hanging, view.zoom.factor)
    moved = Zoom(view.zoom.factor, view.zoom.x - by[0] / width, view.zoom.y - by[1] / height)
    return _settled(Size(width, height), box, moved)


def part_of_source(seen: Area, hanging: Hanging) -> Area:
    """Where a part of the picture as shown lies in the picture as sent, both in shares."""
    left, top, width, height = seen.left, seen.top, seen.width, seen.height
    for _quarter in range(hanging.quarter_turns % 4):
        # Back by a quarter, counter-clockwise.
        left, top, width, height = top, 1 - left - width, height, width
    if hanging.mirrored:
        left = 1 - left - width
    return Area(left, top, width, height)


def shown_point(point: tuple[float, float], hanging: Hanging) -> tuple[float, float]:
    """Where a point of the picture as sent lies in the picture as shown, both in shares."""
    x, y = point
    if hanging.mirrored:
        x = 1 - x
    for _quarter in range(hanging.quarter_turns % 4):
        x, y = 1 - y, x
    return x, y


def needed_box(picture: Size | None, box: Size, hanging: Hanging) -> Size:
    """The box to ask of the media engine, which fits the upright picture into it, so that ``box`` is filled sharply.

    Without a picture yet, one of 16 to 9 is expected.
    """
    upright = box.turned(hanging)
    if hanging.fit is Fit.FIT:
        return upright
    shape = picture or Size(16, 9)
    scale = max(upright.width / shape.width, upright.height / shape.height)
    return Size(shape.width * scale, shape.height * scale)


def buffer_scale(factor: float) -> float:
    """How much larger than the box the picture should come: a few steps, so that not every turn of the wheel asks anew."""
    return next((step for step in _BUFFER_STEPS if step >= factor - 0.01), _BUFFER_STEPS[-1])


def _drawn_size(picture: Size, box: Size, hanging: Hanging, factor: float) -> tuple[float, float]:
    if hanging.fit is Fit.STRETCH:
        return box.width * factor, box.height * factor
    shown = picture.turned(hanging)
    choose = max if hanging.fit is Fit.FILL else min
    scale = factor * choose(box.width / shown.width, box.height / shown.height)
    return shown.width * scale, shown.height * scale


def _start(drawn: float, box: float, middle: float) -> float:
    if drawn <= box:
        return (box - drawn) / 2
    return min(0.0, max(box - drawn, box / 2 - middle * drawn))


def _settled(drawn: Size, box: Size, zoom: Zoom) -> Zoom:
    """The middle where it really is, so that dragging back from an edge begins at once."""
    return Zoom(zoom.factor, _middle(drawn.width, box.width, zoom.x), _middle(drawn.height, box.height, zoom.y))


def _middle(drawn: float, box: float, wanted: float) -> float:
    half = box / drawn / 2
    return 0.5 if drawn <= box else min(1 - half, max(half, wanted))
