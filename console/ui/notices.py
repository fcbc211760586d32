"""The one door through which the console speaks to the operator; knows no widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from console.base.clock import Clock
from console.base.observer import Signal

Say = Callable[[], str]
"""Makes the sentence when it is shown, so that it follows the language."""

DONE_SHOWN_S = 6.0


class Severity(Enum):
    """DONE and INFO go by themselves, TROUBLE stays until it is over or dismissed."""

    DONE = "done"
    INFO = "info"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class NoticeAction:
    """What a person can do about a notice, as one button."""

    say: Say
    do: Callable[[], None]


@dataclass(frozen=True)
class Notice:
    """One sentence; a newer one with the same key takes its place."""

    key: str
    severity: Severity
    say: Say
    until_s: float | None
    times: int = 1
    action: NoticeAction | None = None


class Notices:
    """Main thread only. ``changed`` after any change."""

    def __init__(self, clock: Clock) -> None:
        self.changed: Signal[None] = Signal()
        self._clock = clock
        self._notices: dict[str, Notice] = {}

    @property
    def current(self) -> Notice | None:
        """The one to show: the newest, trouble only after what has just been done."""
        return list(self._notices.values())[-1] if self._notices else None

    @property
    def count(self) -> int:
        return len(self._notices)

    def post(
        self, key: str, severity: Severity, say: Say, action: NoticeAction | None = None, *, stays: bool = False
    ) -> None:
        """The same key again counts up instead of piling up. ``stays``: until it is over or dismissed, like trouble."""
        before = self._notices.pop(key, None)
        until_s = None if stays or severity is Severity.TROUBLE else self._clock.monotonic_s() + DONE_SHOWN_S
        times = before.times + 1 if before is not None and before.severity is Severity.TROUBLE else 1
        self._notices[key] = Notice(key, severity, say, until_s, times, action)
        self.changed.emit(None)

    def clear(self, key: str) -> None:
        """What was wrong is over."""
        if self._notices.pop(key, None):
            self.changed.emit(None)

    def dismiss(self) -> None:
        """The operator has read the current one."""
        if self.current:
            self.clear(self.current.key)

    def expire(self) -> None:
        now_s = self._clock.monotonic_s()
        for notice in list(self._notices.values()):
            if notice.until_s is not None and notice.until_s <= now_s:
                self.clear(notice.key)
