"""The console goes by its centre's service levels and telephone, and by the usual ones while it has not heard any."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.app.flag_rules import CentreRules
from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.flag_clock import SERVICE_LEVELS, FlagRules, ServiceLevel
from console.domain.watermark import Watermark
from console.qt.background import Background
from console.wire.events import ServiceLevelList, ServiceLevelRecord
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

_OWN = ServiceLevelRecord(priority=1, delivered_s=2, acknowledged_s=20, escalate_s=(40,), onscene_s=900)


class _Room:
    """A centre that tells what a test puts in, or fails."""

    def __init__(self) -> None:
        self.unhandled: list[Exception] = []
        self.background = Background(lambda _name, error: self.unhandled.append(error))
        self.switched: Signal[bool] = Signal()
        self.failure: KnownError | None = KnownError("net.unreachable", host="centre")
        self.told = ServiceLevelList(levels=(_OWN,), police_telephone="024 110")
        self.asked = 0
        self.owner = QObject()
        self.rules = CentreRules(self.owner, self._ask, self.switched, self.background)

    def _ask(self) -> ServiceLevelList:
        self.asked += 1
        if self.failure is not None:
            raise self.failure
        return self.told


@pytest.fixture
def room(qapp: QApplication) -> Iterator[_Room]:  # noqa: ARG001  Qt must run
    made = _Room()
    yield made
    made.owner.deleteLater()
    made.background.close()


def test_without_a_centre_the_usual_rules_stand_and_it_is_asked_again_when_it_is_there(room: _Room) -> None:
    wait_until(lambda: room.asked == 1)
    assert room.rules.current() == FlagRules()
    room.failure = None
    room.switched.emit(False)
    room.switched.emit(True)

    wait_until(lambda: room.rules.current().telephone == "024 110")
    assert room.rules.current().levels == {**SERVICE_LEVELS, 1: ServiceLevel(2, 20, (40,), 900)}
    assert room.asked == 2
    assert room.unhandled == []


def test_levels_that_make_no_sense_are_not_taken(room: _Room, expect_log: ExpectLog) -> None:
    wait_until(lambda: room.asked == 1)
    room.failure = None
    room.told = ServiceLevelList(levels=(_OWN.model_copy(update={"delivered_s": -1.0}),), police_telephone="1")
    expect_log("ronda.flags", "WARNING", "make no sense")
    room.switched.emit(True)

    wait_until(lambda: room.asked == 2)
    room.told = ServiceLevelList(levels=(), police_telephone="112")
    room.switched.emit(True)
    wait_until(lambda: room.rules.current().telephone == "112")
    assert room.rules.current().levels == SERVICE_LEVELS


def test_the_mark_over_pictures_is_the_last_known_until_the_centre_says_so(room: _Room) -> None:
    again = CentreRules(room.owner, room._ask, room.switched, room.background, Watermark.TILES)
    assert again.current().watermark is Watermark.TILES
    told: list[FlagRules] = []
    again.told.connect(told.append)
    room.failure, room.told = None, room.told.model_copy(update={"watermark": "pictures"})

    room.switched.emit(True)

    wait_until(lambda: again.current().watermark is Watermark.PICTURES)
    assert told[-1] == again.current()
