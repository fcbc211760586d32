"""Says when another answer of the centre may be had: of its own news, and whenever it is there again or away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from console.base.observer import Signal
from console.net.server_sent import PushEvent
from console.wire.push import PushKind


class Push(Protocol):
    """The part of the push feed that is listened to."""

    @property
    def pushed(self) -> Signal[PushEvent]: ...

    @property
    def switched(self) -> Signal[bool]: ...


class CentreNews:
    """What is asked of the centre each time; ``changed`` comes from any thread."""

    def __init__(self, push: Push, telling: PushKind) -> None:
        self.changed: Signal[None] = Signal()
        self._telling = frozenset({telling, PushKind.RESET})
        self._disconnect: tuple[Callable[[], None], ...] = (
            push.pushed.connect(self._on_pushed),
            push.switched.connect(lambda _up: self.changed.emit(None)),
        )

    def close(self) -> None:
        for disconnect in self._disconnect:
            disconnect()

    def _on_pushed(self, event: PushEvent) -> None:
        if event.kind in self._telling:
            self.changed.emit(None)
