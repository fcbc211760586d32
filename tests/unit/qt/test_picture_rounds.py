"""A ring of the bell makes one round at once, many rings within a gap make one more, and none makes none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.base.clock import SystemClock
from console.media.picture_bell import PictureBell
from console.qt.picture_rounds import PictureRounds, gap_ms


@pytest.fixture
def bell() -> Iterator[PictureBell]:
    made = PictureBell()
    yield made
    made.close()


@pytest.fixture
def rounds(bell: PictureBell, qapp: QApplication) -> Iterator[PictureRounds]:
    made = PictureRounds(None, bell.fileno(), bell.silence, SystemClock())
    yield made
    made.stop()
    made.deleteLater()
    qapp.processEvents()


def test_a_new_picture_makes_a_round(rounds: PictureRounds, bell: PictureBell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rounds.due, timeout=5000):
        bell.ring()


def test_pictures_within_a_gap_make_one_round(rounds: PictureRounds, bell: PictureBell, qtbot: QtBot) -> None:
    rounds.gap_ms = 300
    counted: list[None] = []
    rounds.due.connect(lambda: counted.append(None))
    with qtbot.waitSignal(rounds.due, timeout=5000):
        bell.ring()
    with qtbot.waitSignal(rounds.due, timeout=5000):
        for _ in range(50):
            bell.ring()
            qtbot.wait(1)
    assert len(counted) == 2


def test_a_silent_bell_makes_no_round(rounds: PictureRounds, bell: PictureBell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rounds.due, timeout=5000):
        bell.ring()
    with qtbot.assertNotEmitted(rounds.due, wait=50):
        pass


def test_more_tiles_are_painted_less_often() -> None:
    assert gap_ms(1) < gap_ms(16) < gap_ms(64)
