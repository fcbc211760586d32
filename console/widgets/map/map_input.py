"""Mouse and keys of the map: wheel and drag look around, a click or Enter means what is there, Shift draws a line round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWheelEvent

from console.domain.camera import CameraId
from console.widgets.map.map_view import MapView

_NOTCH = 120.0
_ZOOM_STEP = 0.5
_PAN_SHARE = 0.15
_MOST_LASSO_CORNERS = 400
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOM_KEYS = {
    Qt.Key.Key_Plus: _ZOOM_STEP,
    Qt.Key.Key_Equal: _ZOOM_STEP,
    Qt.Key.Key_Minus: -_ZOOM_STEP,
}


class MapInput(QObject):
    """Signals: ``cameras_chosen(cameras)`` by click or Enter, more than one where their signs are one;

    ``nearest_asked(point)``: in the world; ``lassoed(corners)``; ``flag_asked(cameras)``; ``repair_asked(cameras)``;
    ``selected_asked()``: show the selected tile's camera; ``left()`` by Esc.
    """

    cameras_chosen = Signal(object)
    nearest_asked = Signal(object)
    lassoed = Signal(object)
    flag_asked = Signal(object)
    repair_asked = Signal(object)
    selected_asked = Signal()
    left = Signal()

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragged = False
        self._notches = 0.0
        self._mouse = QPointF()
        kinds = QEvent.Type
        self._handlers: dict[QEvent.Type, Callable[[Any], bool]] = {
            kinds.Wheel: self._on_wheel,
            kinds.MouseButtonPress: self._on_press,
            kinds.MouseMove: self._on_move,
            kinds.MouseButtonRelease: self._on_release,
            kinds.MouseButtonDblClick: self._on_double_click,
            kinds.KeyPress: self._on_key,
            kinds.ShortcutOverride: self._on_override,
        }
        self._keys: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Z: view.show_whole,
            Qt.Key.Key_Home: view.show_whole,
            Qt.Key.Key_Return: self._choose_meant,
            Qt.Key.Key_Enter: self._choose_meant,
            Qt.Key.Key_N: lambda: self.nearest_asked.emit(view.viewport.world(*self._meant())),
            Qt.Key.Key_C: self.selected_asked.emit,
            Qt.Key.Key_Escape: self.left.emit,
            Qt.Key.Key_R: lambda: self.repair_asked.emit(view.at(*self._meant())),
            Qt.Key.Key_F: lambda: self.flag_asked.emit(view.at(*self._meant())),
        }
        view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        handler = self._handlers.get(event.type())
        return handler(event) if handler else super().eventFilter(watched, event)

    def _on_wheel(self, event: QWheelEvent) -> bool:
        # A touch pad gives fractions of a notch: they are gathered, for squares are drawn at whole and half zooms only.
        self._notches += event.angleDelta().y() / _NOTCH
        whole = int(self._notches)
        self._notches -= whole
        at = event.position()
        if whole:
            self._zoom(whole * _ZOOM_STEP, at)
        event.accept()
        return True

    def _on_press(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = self._last = event.position()
        self._dragged = False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._view.hand.lasso = [self._view.viewport.world(event.position().x(), event.position().y())]
        return True

    def _on_move(self, event: QMouseEvent) -> bool:
        at = self._mouse = event.position()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._view.point(at.x(), at.y(), by_keys=False)
            return True
        far = (at - self._pressed).manhattanLength() >= QGuiApplication.styleHints().startDragDistance()
        self._dragged = self._dragged or far
        lasso = self._view.hand.lasso
        if lasso:
            if len(lasso) < _MOST_LASSO_CORNERS:
                lasso.append(self._view.viewport.world(at.x(), at.y()))
            self._view.update()
        elif self._dragged:
            moved = at - self._last
            self._view.move_to(self._view.viewport.panned(-moved.x(), -moved.y()))
            self._view.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._last = at
        return True

    def _on_release(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return False
        lasso, self._view.hand.lasso = self._view.hand.lasso, []
        self._pressed = None
        self._view.unsetCursor()
        self._view.update()
        if lasso and self._dragged:
            self.lassoed.emit(lasso)
        elif not self._dragged:
            self._choose(event.position())
        return True

    def _on_double_click(self, event: QMouseEvent) -> bool:
        """The first click of the two has chosen what was there; where nothing was, one looks nearer."""
        if event.button() == Qt.MouseButton.LeftButton and not self._view.at(
            event.position().x(), event.position().y()
        ):
            self._zoom(2 * _ZOOM_STEP, event.position())
        return True

    def _on_override(self, event: QKeyEvent) -> bool:
        """While the map has the keyboard, its keys mean what they mean here and not what they do to the wall."""
        key = Qt.Key(event.key())
        if _is_plain(event) and (key in _ARROWS or key in _ZOOM_KEYS or key in self._keys):
            event.accept()
            return True
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if not _is_plain(event):
            return False
        if key in _ARROWS:
            right, down = _ARROWS[key]
            wide, tall = self._view.width() * _PAN_SHARE, self._view.height() * _PAN_SHARE
            self._view.move_to(self._view.viewport.panned(right * wide, down * tall))
            self._point_middle()
        elif key in _ZOOM_KEYS:
            self._zoom(_ZOOM_KEYS[key], self._middle())
            self._point_middle()
        elif key in self._keys:
            self._keys[key]()
        else:
            return False
        return True

    def _zoom(self, steps: float, at: QPointF) -> None:
        self._view.move_to(self._view.viewport.zoomed(steps, at.x(), at.y()))
        self._view.point(at.x(), at.y(), by_keys=False)

    def _choose_meant(self) -> None:
        self._choose(QPointF(*self._meant()))

    def _choose(self, at: QPointF) -> None:
        cameras: list[CameraId] = list(self._view.at(at.x(), at.y()))
        if cameras:
            self.cameras_chosen.emit(cameras)

    def _meant(self) -> tuple[float, float]:
        """Where the mouse is, or the cross of the keys."""
        at = self._middle() if self._view.hand.by_keys or self._mouse.isNull() else self._mouse
        return at.x(), at.y()

    def _middle(self) -> QPointF:
        return QPointF(self._view.width() / 2, self._view.height() / 2)

    def _point_middle(self) -> None:
        self._view.point(self._view.width() / 2, self._view.height() / 2, by_keys=True)


def _is_plain(event: QKeyEvent) -> bool:
    """Without Ctrl, Alt or Shift; the plus needs Shift on some keyboards."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shifted_plus = modifiers == Qt.KeyboardModifier.ShiftModifier and event.key() == Qt.Key.Key_Plus
    return modifiers == Qt.KeyboardModifier.NoModifier or shifted_plus
