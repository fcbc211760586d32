"""A rehearsal calls cameras up by its timetable and tells when; a bad file is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.app.rehearsal import Rehearsal
from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.domain.layout import layout_by_name
from console.wall.wall import Wall


def test_cameras_are_called_up_in_order_with_their_times(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "rehearsal.json"
    file.write_text(
        json.dumps([{"at_s": 0.05, "tile": 1, "camera": "b"}, {"at_s": 0.0, "tile": 0, "camera": "a"}]),
        encoding="utf-8",
    )
    wall, owner = Wall(layout_by_name("2x2")), QObject()
    rehearsal = Rehearsal.of(file, owner, wall, SystemClock())
    qtbot.waitUntil(lambda: len(rehearsal.called_up) == 2)
    assert [(call["camera"], call["tile"]) for call in rehearsal.called_up] == [("a", 0), ("b", 1)]
    assert rehearsal.called_up[0]["at_s"] < rehearsal.called_up[1]["at_s"]
    assert wall.cameras[:2] == ("a", "b")
    owner.deleteLater()


def test_no_file_calls_nobody(qapp: QObject) -> None:
    assert Rehearsal.of(None, qapp, Wall(layout_by_name("1x1")), SystemClock()).called_up == []


@pytest.mark.parametrize("text", ["", "{", '[{"at_s": 1}]', "7"])
def test_a_bad_file_is_named(tmp_path: Path, qapp: QObject, text: str) -> None:
    file = tmp_path / "rehearsal.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        Rehearsal.of(file, qapp, Wall(layout_by_name("1x1")), SystemClock())
    assert caught.value.code == "option.bad"
