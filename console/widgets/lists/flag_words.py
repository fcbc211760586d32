"""How a flag stands, said in the language in use: its state, its officer and its running clock; no painting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_clock import FlagRules, running_clock
from console.domain.flag_state import UNANSWERED, FlagAction, FlagState
from console.i18n.translator import Translator

_MINUTE_S = 60


class FlagWords:
    """``rules`` are asked each time: a centre may tell its own."""

    def __init__(self, translator: Translator, rules: Callable[[], FlagRules]) -> None:
        self._translator = translator
        self._rules = rules

    def state(self, state: FlagState) -> str:
        return self._translator.text(f"stage-{state.value}")

    def action(self, action: FlagAction) -> str:
        return self._translator.text(f"flag-action-{action.value}")

    def standing(self, entry: EventEntry) -> str:
        """Empty where the way that the flag goes says it all."""
        text = self._translator.text
        if entry.stage is None:
            return text("flag-told") if FlagAction.TELEPHONE in entry.said else ""
        if entry.stage in UNANSWERED:
            if not entry.waits:
                return text("flag-told-number", number=entry.number)
            return text(f"flag-level-{min(entry.level, 2)}", number=entry.number) if entry.level else ""
        if entry.stage is FlagState.ACKNOWLEDGED:
            return ""
        if entry.way is not EventWay.ACKNOWLEDGED:
            return f"{self.state(entry.stage)} · {entry.number}"
        # The last step of its way tells the state.
        if entry.officer_name and entry.officer_number:
            return text("flag-officer", officer=entry.officer_name, number=entry.officer_number)
        return entry.officer_name or entry.number

    def clock(self, entry: EventEntry, now_utc: datetime) -> tuple[str, bool]:
        """What is waited for and how long already, and whether that is too long; empty when nobody is waited for."""
        if entry.kind is not EventKind.FLAG or entry.stage is None or entry.clock_utc is None:
            return "", False
        service = self._rules().levels.get(entry.priority)
        clock = None if service is None else running_clock(service, entry.stage)
        if clock is None or (entry.stage in UNANSWERED and not entry.waits):
            return "", False
        waited_s = max(0.0, (now_utc - entry.clock_utc).total_seconds())
        waited, limit = minutes(waited_s), minutes(clock.limit_s)
        return self._translator.text(f"clock-{clock.kind.value}", waited=waited, limit=limit), clock.is_late(waited_s)


def minutes(seconds: float) -> str:
    """``0:42``, ``12:05``, ``3:20:00``."""
    whole = int(seconds)
    hours, rest = divmod(whole, _MINUTE_S * _MINUTE_S)
    text = f"{rest // _MINUTE_S}:{rest % _MINUTE_S:02d}"
    return f"{hours}:{text.zfill(5)}" if hours else text
