"""Saved layouts and the workspace of one person: kept, found again, and never another person's."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.app.personal_files import (
    PersonalKeys,
    PersonalLayouts,
    PersonalTours,
    PersonalWorkspace,
    personal_file,
)
from console.base.errors import KnownError
from console.base.paths import Paths
from console.domain.camera import CameraId
from console.domain.layout import layout_by_name
from console.domain.screen import Area, ScreenIdentity
from console.domain.wall_state import WallState
from console.qt.background import Background
from console.store.kept_file import KeptFile
from console.ui.actions.chosen_keys import ChosenKeys
from console.ui.actions.table import ActionId
from console.wall.saved_tours import TourPlan
from console.wall.workspace import WindowState, Workspace
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

STATE = WallState(layout_by_name("2x2"), (CameraId("cam-1"),))
AREA = Area(0, 0, 1920, 1080)
WORKSPACE = Workspace((WindowState(1, STATE, ScreenIdentity(name="DP-1"), AREA, True, AREA),))


def _file(folder: Path, kind: str, person: str = "sari") -> KeptFile:
    return personal_file(Paths(folder / "data", folder / "cache"), FakeClock(), kind, person)


def _no_trouble(name: str, error: Exception) -> None:
    raise AssertionError(name) from error


def test_what_one_person_saved_is_there_at_the_next_start_and_not_another_ones(
    tmp_path: Path,
    qapp: QApplication,  # noqa: ARG001  the background needs it
) -> None:
    background, owner = Background(_no_trouble), QObject()
    mine = PersonalLayouts(_file(tmp_path, "layouts"))
    mine.keep(background, owner)

    mine.layouts.save(STATE)
    PersonalWorkspace(_file(tmp_path, "workspace")).keep(WORKSPACE, background, owner)
    wait_until(lambda: not background.unfinished())
    background.close()

    again = PersonalLayouts(_file(tmp_path, "layouts", "SARI"))
    assert (again.layouts.by_name, again.problems) == ({"2x2": STATE}, [])
    assert PersonalWorkspace(_file(tmp_path, "workspace")).workspace == WORKSPACE
    assert PersonalLayouts(_file(tmp_path, "layouts", "../budi")).layouts.by_name == {}
    assert PersonalWorkspace(_file(tmp_path, "workspace", "budi")).workspace == Workspace()


def test_tours_are_kept_and_what_is_none_is_told(tmp_path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    background, owner = Background(_no_trouble), QObject()
    tours = PersonalTours(_file(tmp_path, "tours"))
    tours.keep(background, owner)
    plan = TourPlan("Pasar", 10, areas=("33.74.02",), hours=4)
    tours.tours.save(plan)
    tours.tours.note_running(2, plan)
    wait_until(lambda: not background.unfinished())
    background.close()

    again = PersonalTours(_file(tmp_path, "tours"))
    assert (again.tours.by_name, again.tours.running, again.problems) == ({"Pasar": plan}, {2: plan}, [])
    _file(tmp_path, "tours").write(b"{}")
    unread = PersonalTours(_file(tmp_path, "tours"))
    assert ([problem.code for problem in unread.problems], unread.tours.by_name) == (["tour.saved_unreadable"], {})


def test_keys_are_kept_with_those_that_only_a_newer_ronda_knows(tmp_path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    _file(tmp_path, "keys").write(b'{"version": 1, "keys": {"action-of-tomorrow": ["Y"]}}')
    background, owner = Background(_no_trouble), QObject()
    mine = PersonalKeys(_file(tmp_path, "keys"))
    mine.keep(background, owner)

    mine.keys.put(mine.keys.map.changed("action-rotate", ("F9",)))
    wait_until(lambda: not background.unfinished())
    background.close()

    again = PersonalKeys(_file(tmp_path, "keys")).keys
    assert again.keys(ActionId.ROTATE) == ("F9",)
    assert again.map.chosen["action-of-tomorrow"] == ("Y",)
    assert PersonalKeys(_file(tmp_path, "keys", "budi")).keys.map.chosen == {}


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"version": 1, "keys": {"action-flag": "F"}}', b"\xff"])
def test_no_other_content_passes_for_chosen_keys(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  of whatever kind
        ChosenKeys(content)


def _code_of(kind: str, file: KeptFile) -> list[str]:
    if kind == "keys":
        return [problem.code for problem in PersonalKeys(file).problems]
    made = PersonalLayouts(file) if kind == "layouts" else PersonalWorkspace(file)
    return [problem.code for problem in made.problems]


@pytest.mark.parametrize(
    ("kind", "code"),
    [("layouts", "layout.saved_unreadable"), ("workspace", "workspace.unreadable"), ("keys", "keys.unreadable")],
)
def test_a_file_of_a_newer_ronda_is_told_and_begun_without(tmp_path: Path, kind: str, code: str) -> None:
    _file(tmp_path, kind).write(b'{"version": 99}')

    assert _code_of(kind, _file(tmp_path, kind)) == [code]


@pytest.mark.parametrize("kind", ["layouts", "workspace", "keys"])
def test_a_damaged_file_is_told(tmp_path: Path, kind: str, expect_log: ExpectLog) -> None:
    expect_log("ronda.store", "ERROR", "was damaged")
    _file(tmp_path, kind).write(b"[]")
    (path,) = (tmp_path / "data" / "people").iterdir()
    path.write_bytes(path.read_bytes()[:20])

    assert _code_of(kind, _file(tmp_path, kind)) == ["store.kept_lost"]


@pytest.mark.parametrize("kind", ["layouts", "workspace", "keys"])
def test_a_disk_that_cannot_be_read_is_told(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: KeptFile) -> None:
        raise KnownError("disk.io", path="people", detail="Input/output error")

    monkeypatch.setattr(KeptFile, "read", refuse)

    assert _code_of(kind, _file(tmp_path, kind)) == ["disk.io"]
