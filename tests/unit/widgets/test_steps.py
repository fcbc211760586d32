"""The steps of an event: as far as facts go and no further."""

from __future__ import annotations

import pytest

from console.domain.event import EventKind, EventWay
from console.widgets.lists.steps import steps_of

WORDS = {way: way.value for way in EventWay}


@pytest.mark.parametrize(
    ("kind", "way", "done"),
    [
        (EventKind.FLAG, EventWay.SAVED, "1000"),
        (EventKind.FLAG, EventWay.SENT, "1100"),
        (EventKind.FLAG, EventWay.DELIVERED, "1110"),
        (EventKind.FLAG, EventWay.ACKNOWLEDGED, "1111"),
        (EventKind.FLAG, EventWay.REFUSED, "1000"),
        (EventKind.BOOKMARK, EventWay.SAVED, "10"),
        (EventKind.BOOKMARK, EventWay.SENT, "11"),
    ],
)
def test_steps_done(kind: EventKind, way: EventWay, done: str) -> None:
    steps = steps_of(kind, way, WORDS)

    assert "".join(str(int(step.done)) for step in steps) == done
    assert sum(step.current for step in steps) == 1
