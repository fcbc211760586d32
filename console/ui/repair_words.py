"""A repair in a list: how it stands, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from console.base.clock import Clock
from console.i18n.translator import Translator
from console.ui.repair_order import OwnerCount, is_overdue
from console.wire.repairs import RepairRecord


class RepairWords:
    """In the language of the moment."""

    def __init__(self, translator: Translator, clock: Clock) -> None:
        self._translator = translator
        self._clock = clock

    def state(self, one: RepairRecord) -> str:
        text = self._translator.text
        words = text(f"repair-state-{one.state.value}")
        return f"▲ {words}, {text('repair-late')}" if is_overdue(one, self._clock.now_utc()) else words

    def owner(self, one: RepairRecord, counts: Mapping[str, OwnerCount]) -> str:
        """After how many are theirs, where they are counted: a long name is cut at its end."""
        count = counts.get(one.owner_id)
        if count is None:
            return one.owner
        formats = self._translator.formats
        said = {"count": formats.count(count.repairs), "late": formats.count(count.overdue)}
        return self._translator.text("repairs-owner-count", owner=one.owner, **said)
