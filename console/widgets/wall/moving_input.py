"""Keys, hand and wheel on a tile whose camera is moved; everywhere else they mean what they always mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from console.domain.ptz_speed import SLOW, STILL, PtzSpeed, dragged_speed
from console.qt.timer import Timer
from console.widgets.wall.moving_painter import reach_of

_PULSE_MS = 300
"""One notch of the wheel zooms for so long."""
_WHEEL_SPEED = 0.6
_KEYS: dict[Qt.Key, PtzSpeed] = {
    Qt.Key.Key_Left: PtzSpeed(pan=-1.0),
    Qt.Key.Key_Right: PtzSpeed(pan=1.0),
    Qt.Key.Key_Up: PtzSpeed(tilt=1.0),
    Qt.Key.Key_Down: PtzSpeed(tilt=-1.0),
    Qt.Key.Key_Plus: PtzSpeed(zoom=1.0),
    Qt.Key.Key_Minus: PtzSpeed(zoom=-1.0),
}
_SAME_KEY = {Qt.Key.Key_Equal: Qt.Key.Key_Plus, Qt.Key.Key_Underscore: Qt.Key.Key_Minus}
"""The same key with and without Shift."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class _Keys:
    """Which of the keys that move are held down."""

    def __init__(self) -> None:
        self.held: set[Qt.Key] = set()
        self._slow = False

    def note_shift(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift:
            self._slow = event.type() == QEvent.Type.KeyPress
        else:
            self._slow = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

    @property
    def speed(self) -> PtzSpeed:
        keys = [_KEYS[key] for key in self.held]
        whole = PtzSpeed(sum(key.pan for key in keys), sum(key.tilt for key in keys), sum(key.zoom for key in keys))
        return whole.times(SLOW) if self._slow else whole


class MovingInput(QObject):
    """Sees the events of a wall's widget before anybody else does; idle until ``begin``. Main thread.

    Signals: ``steered(PtzSpeed)`` as seen on the screen, whenever it changes; ``preset_asked(int)`` from 1;
    ``take_over_asked()``; ``left()``.
    """

    steered = Signal(object)
    preset_asked = Signal(int)
    take_over_asked = Signal()
    left = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._box: Callable[[], QRect] | None = None
        self._keys = _Keys()
        self._hand: QPointF | None = None
        self._wheel = 0.0
        self._speed = STILL
        self._stick = STILL
        """What a controller asks for."""
        self._is_stick_barred = False
        """Until it is let go: it was pushed before, or when everything was taken away."""
        self._pulse = Timer(self, "moving-wheel", _PULSE_MS, lambda: self._turn_wheel(0.0), single_shot=True)
        kinds = QEvent.Type
        self._handlers: dict[QEvent.Type, Callable[[Any], bool]] = {
            kinds.ShortcutOverride: _claim,
            kinds.KeyPress: self._on_press,
            kinds.KeyRelease: self._on_release,
            kinds.MouseButtonPress: self._on_mouse_press,
            kinds.MouseMove: self._on_hand,
            kinds.MouseButtonRelease: self._on_hand,
            kinds.MouseButtonDblClick: self._on_mouse_press,
            kinds.Wheel: self._on_wheel,
            kinds.FocusOut: self._on_focus_out,
        }
        widget.installEventFilter(self)

    def begin(self, box: Callable[[], QRect]) -> None:
        """``box``: where the picture is on the widget."""
        self._box = box

    def steer(self, speed: PtzSpeed, *, is_meant: bool) -> None:
        """What the stick of a controller asks for, beside keys and hand; pushed while something else is meant, it must be
        let go before it moves anything here.
        """
        self._stick = speed
        is_barred = self._is_stick_barred or self._box is None or not is_meant
        self._is_stick_barred = is_barred and not speed.is_still
        self._follow()

    def end(self) -> None:
        self.rest()
        self._box = None

    def rest(self) -> None:
        """As if every key, the hand and the stick were taken away."""
        self._is_stick_barred = not self._stick.is_still
        self._keys.held.clear()
        self._hand = None
        self._wheel = 0.0
        self._pulse.stop()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        handler = self._handlers.get(event.type()) if self._box is not None else None
        return handler(event) if handler else super().eventFilter(watched, event)

    def _on_press(self, event: QKeyEvent) -> bool:
        key = _key(event)
        self._keys.note_shift(event)
        if key in _KEYS and _is_ours(event):
            self._keys.held.add(key)
        self._follow()
        if not _is_ours(event):
            return False
        if not event.isAutoRepeat():
            self._act(key)
        return True

    def _on_release(self, event: QKeyEvent) -> bool:
        key = _key(event)
        was_held = key in self._keys.held
        if not event.isAutoRepeat():
            self._keys.note_shift(event)
            self._keys.held.discard(key)
            self._follow()
        return was_held

    def _act(self, key: Qt.Key) -> None:
        if key is Qt.Key.Key_Escape:
            self.left.emit()
        elif key is Qt.Key.Key_T:
            self.take_over_asked.emit()
        elif key is Qt.Key.Key_Home:
            self.preset_asked.emit(1)
        elif (digit := _digit(key)) > 0:
            self.preset_asked.emit(digit)

    def _on_mouse_press(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton or not _holds(self._box, event.position()):
            return False
        self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self._hand = event.position()
        self._follow()
        return True

    def _on_hand(self, event: QMouseEvent) -> bool:
        """Moved or lifted."""
        if self._hand is None:
            return False
        self._hand = event.position() if event.type() == QEvent.Type.MouseMove else None
        self._follow()
        return True

    def _on_wheel(self, event: QWheelEvent) -> bool:
        turned = event.angleDelta().y()
        if not turned or not _holds(self._box, event.position()):
            return False
        self._turn_wheel(_WHEEL_SPEED if turned > 0 else -_WHEEL_SPEED)
        event.accept()
        return True

    def _turn_wheel(self, speed: float) -> None:
        self._wheel = speed
        if speed:
            self._pulse.start()
        self._follow()

    def _on_focus_out(self, _event: QEvent) -> bool:
        # What is let go elsewhere is never told here.
        self.rest()
        return False

    def _follow(self) -> None:
        hand = STILL
        if self._hand is not None and self._box is not None:
            box = self._box()
            way = self._hand - QPointF(box.center())
            hand = dragged_speed(way.x(), way.y(), reach_of(box))
        keys = self._keys.speed
        stick = STILL if self._is_stick_barred else self._stick
        speed = PtzSpeed(
            _bounded(hand.pan + keys.pan + stick.pan),
            _bounded(hand.tilt + keys.tilt + stick.tilt),
            _bounded(self._wheel + keys.zoom + stick.zoom),
        )
        if speed != self._speed:
            self._speed = speed
            self.steered.emit(speed)


def _holds(box: Callable[[], QRect] | None, point: QPointF) -> bool:
    return box is not None and box().contains(point.toPoint())


def _key(event: QKeyEvent) -> Qt.Key:
    key = Qt.Key(event.key())
    return _SAME_KEY.get(key, key)


def _is_ours(event: QKeyEvent) -> bool:
    if event.modifiers() & _COMMANDS:
        return False
    key = _key(event)
    return key in _KEYS or key in (Qt.Key.Key_Escape, Qt.Key.Key_Home, Qt.Key.Key_T) or _digit(key) >= 0


def _claim(event: QKeyEvent) -> bool:
    if not _is_ours(event):
        return False
    # Accepted, the key comes as a key press instead of triggering the action of that key.
    event.accept()
    return True


def _digit(key: Qt.Key) -> int:
    """Which digit a key is, else -1."""
    return key - Qt.Key.Key_0 if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else -1


def _bounded(speed: float) -> float:
    return max(-1.0, min(1.0, speed))
