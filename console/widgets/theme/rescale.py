"""Sizes that were set when a window was made, made anew for another scale: margins, least and most sizes, icons, own fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMargins, QObject, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFormLayout,
    QGridLayout,
    QLayout,
    QSpacerItem,
    QSplitter,
    QWidget,
)

_NO_LIMIT_PX = 16_777_215
_KEPT = "ronda-size-"


@dataclass(frozen=True)
class _Size:
    """One number of a widget or layout; ``read`` is 0 where nobody set it."""

    name: str
    read: Callable[[Any], int]
    write: Callable[[Any, int], object]


_WIDGET = (
    _Size("least-width", lambda one: _own(one, "minw", one.minimumWidth()), lambda one, px: one.setMinimumWidth(px)),
    _Size("least-height", lambda one: _own(one, "minh", one.minimumHeight()), lambda one, px: one.setMinimumHeight(px)),
    _Size("most-width", lambda one: _limit(one.maximumWidth()), lambda one, px: one.setMaximumWidth(px)),
    _Size("most-height", lambda one: _limit(one.maximumHeight()), lambda one, px: one.setMaximumHeight(px)),
    _Size("margin", lambda one: one.contentsMargins().left(), lambda one, px: one.setContentsMargins(px, px, px, px)),
)
_ICON = _Size("icon", lambda one: one.iconSize().width(), lambda one, px: one.setIconSize(QSize(px, px)))
_HANDLE = _Size("handle", lambda one: one.handleWidth(), lambda one, px: one.setHandleWidth(px))
_SPACING = _Size("spacing", lambda one: max(0, one.spacing()), lambda one, px: one.setSpacing(px))
_ACROSS = _Size("across", lambda one: one.horizontalSpacing(), lambda one, px: one.setHorizontalSpacing(px))
_DOWN = _Size("down", lambda one: one.verticalSpacing(), lambda one, px: one.setVerticalSpacing(px))


class Sizes:
    """Main thread. Remembers the scale that all windows are made for."""

    def __init__(self, scale: float) -> None:
        self._scale = scale

    def set_scale(self, scale: float) -> None:
        """Every widget and layout there is; what is made later asks the theme itself."""
        if scale == self._scale:
            return
        for widget in QApplication.allWidgets():
            for size in _sizes_of(widget):
                self._change(widget, size, scale)
            layout = widget.layout()
            if layout is not None:
                self._change_layouts(layout, scale)
        self._scale = scale

    def _change_layouts(self, layout: QLayout, scale: float) -> None:
        """Those within it too; those of widgets within it belong to these."""
        for size in _spacings_of(layout):
            self._change(layout, size, scale)
        around = layout.contentsMargins()
        sides = [around.left(), around.top(), around.right(), around.bottom()]
        new = [self._anew(layout, f"side-{place}", px, scale) for place, px in enumerate(sides)]
        layout.setContentsMargins(QMargins(*new))
        for place in range(layout.count()):
            item = layout.itemAt(place)
            inner = item.layout() if item is not None else None
            if inner is not None:
                self._change_layouts(inner, scale)
            spacer = item.spacerItem() if item is not None else None
            if spacer is not None:
                self._change_gap(spacer, scale)
        layout.invalidate()

    def _change_gap(self, spacer: QSpacerItem, scale: float) -> None:
        hint, policy = spacer.sizeHint(), spacer.sizePolicy()
        factor = scale / self._scale
        spacer.changeSize(
            round(hint.width() * factor),
            round(hint.height() * factor),
            policy.horizontalPolicy(),
            policy.verticalPolicy(),
        )

    def _change(self, owner: QObject, size: _Size, scale: float) -> None:
        before_px = size.read(owner)
        if before_px > 0:
            size.write(owner, self._anew(owner, size.name, before_px, scale))

    def _anew(self, owner: QObject, name: str, before_px: int, scale: float) -> int:
        """From what it was made with, as long as nobody has set it since: so that there and back again is the same."""
        kept = owner.property(_KEPT + name)
        first_px, first_scale, last_px = kept if kept is not None else (before_px, self._scale, before_px)
        if last_px != before_px:
            first_px, first_scale = before_px, self._scale
        # One pixel is no measure but "give way", and stays one.
        now_px = before_px if before_px <= 1 else max(1, round(first_px * scale / first_scale))
        owner.setProperty(_KEPT + name, (first_px, first_scale, now_px))
        return now_px


def _sizes_of(widget: QWidget) -> Iterator[_Size]:
    yield from _WIDGET
    if isinstance(widget, QAbstractButton | QAbstractItemView):
        yield _ICON
    if isinstance(widget, QSplitter):
        yield _HANDLE


def _spacings_of(layout: QLayout) -> tuple[_Size, ...]:
    return (_ACROSS, _DOWN) if isinstance(layout, QFormLayout | QGridLayout) else (_SPACING,)


def _own(widget: QWidget, side: str, px: int) -> int:
    """The style sheet's own least sizes are its affair."""
    return 0 if widget.property(f"_q_stylesheet_{side}") else px


def _limit(px: int) -> int:
    return 0 if px >= _NO_LIMIT_PX else px
