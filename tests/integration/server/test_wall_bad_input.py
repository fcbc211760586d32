"""Whatever is wrong with what a person gives a wall or a workspace: a code for it, and a sentence in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from console.app.personal_files import PersonalWorkspace
from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.layout import MOST_TILES, layout_by_name
from console.domain.roles import Role
from console.domain.wall_state import WallState
from console.domain.wall_wanted import MOST_SCREENS
from console.i18n.language import Language
from console.net.failures import refusal
from console.qt.resources import load_translator
from console.store.kept_file import KeptFile
from console.ui.messages import message_for
from console.wall.layout_text import as_text, from_text
from console.wall.workspace import Workspace, written
from tests.helpers.centre import CITY, CentreClient, RunningCentre, TestCamera
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog

CAMERA = TestCamera("kam-001", 1)
SCREENS = [{"title": "Kiri"}, {"title": "Kanan", "open_to_operators": True}, {"title": "Rapat"}]
WALL: dict[str, Any] = {"title": "Dinding utama", "area_code": CITY, "screens": SCREENS}
ONE_TILE: dict[str, Any] = {"name": "1x1", "rows": 1, "columns": 1, "cells": [[0, 0, 1, 1]]}
PEOPLE = {
    "supervisor": Role.SUPERVISOR,
    "other": Role.SUPERVISOR,
    "operator": Role.OPERATOR,
    "viewer": Role.VIEWER,
}
TRANSLATORS = {language: load_translator(language) for language in Language}
TEXT = as_text(WallState(layout_by_name("2x2")))


class _Walls:
    """One wall that nobody changes with success: screen 3 is the supervisor's, and something was sent once."""

    def __init__(self, centre: RunningCentre) -> None:
        self._people = {name: centre.client(name) for name in PEOPLE}
        for method, path, body in (
            ("PUT", "/v1/walls/utama", WALL),
            ("POST", "/v1/walls/utama/screens/3/claim", {"reason": "rapat wali kota", "for_s": 3600}),
            ("POST", "/v1/walls/utama/commands", _command(op="message", screen=1, text="siaga")),
        ):
            assert self.supervisor.call(method, path, body).ok
        self.before = self.now()

    def now(self) -> object:
        return self.supervisor.get("/v1/walls").json()

    @property
    def supervisor(self) -> CentreClient:
        return self._people["supervisor"]

    def set_up(self, name: str, **changes: object) -> requests.Response:
        return self.supervisor.call("PUT", f"/v1/walls/{name}", WALL | changes)

    def send(
        self, who: str = "supervisor", wall: str = "utama", *, in_s: float = 30.0, **operation: object
    ) -> requests.Response:
        return self._people[who].call("POST", f"/v1/walls/{wall}/commands", _command(in_s, **operation))

    def say(self, who: str = "supervisor", screen: int = 1, **more: Any) -> requests.Response:
        return self.send(who, op="message", screen=screen, text="kebakaran", **more)

    def show(self, **changes: object) -> requests.Response:
        return self.send(op="layout.apply", screen=1, layout=ONE_TILE | changes)

    def undo(self, version: int) -> requests.Response:
        body = {"id": str(new_id()), "expires_utc": _in(30.0), "version": version}
        return self.supervisor.call("POST", "/v1/walls/utama/undo", body)


def _command(in_s: float = 30.0, **operation: object) -> dict[str, Any]:
    return {"id": str(new_id()), "expires_utc": _in(in_s), "command": operation}


def _in(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


@pytest.fixture(scope="module")
def walls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Walls]:
    centre = RunningCentre(tmp_path_factory.mktemp("centre"))
    centre.add_cameras([CAMERA])
    for name, role in PEOPLE.items():
        centre.add_user(name, role)
    yield _Walls(centre.start())
    centre.close()


Sent = Callable[[_Walls], requests.Response]
AT_THE_CENTRE: list[tuple[str, Sent]] = [
    ("wall.unknown", lambda walls: walls.send(wall="tiada", op="message", screen=1, text="x")),
    ("wall.unknown", lambda walls: walls.set_up("tiada", revision=3)),
    ("wall.name_taken", lambda walls: walls.set_up("utama")),
    ("wall.changed_meanwhile", lambda walls: walls.set_up("utama", revision=9)),
    ("request.invalid", lambda walls: walls.set_up("Nama%20Buruk")),
    ("request.invalid", lambda walls: walls.set_up("baru", screens=[])),
    ("request.invalid", lambda walls: walls.set_up("baru", screens=[{"title": "x"}] * (MOST_SCREENS + 1))),
    ("scope.denied", lambda walls: walls.set_up("baru", area_code="33.75")),
    ("wall.unknown_screen", lambda walls: walls.say(screen=4)),
    ("wall.unknown_tile", lambda walls: walls.send(op="tile.clear", screen=1, tile=5)),
    ("wall.unknown_preset", lambda walls: walls.send(op="preset.apply", preset="tiada")),
    ("camera.unknown", lambda walls: walls.send(op="tile.show", screen=1, tile=1, camera_id="tiada")),
    ("wall.command_expired", lambda walls: walls.say(in_s=-1.0)),
    ("request.invalid", lambda walls: walls.say(in_s=7_200.0)),
    ("auth.forbidden", lambda walls: walls.say("viewer")),
    ("wall.not_open", lambda walls: walls.say("operator", screen=1)),
    ("wall.claimed", lambda walls: walls.say("other", screen=3)),
    ("wall.changed_meanwhile", lambda walls: walls.undo(0)),
    ("wall.no_hotspot", lambda walls: walls.send(op="tile.board", screen=1, tile=1, show="hotspot")),
    ("wall.no_hotspot", lambda walls: walls.show(others=[{"tile": 1, "show": "hotspot"}])),
    ("request.invalid", lambda walls: walls.show(cells=[[0, 0, 1, 1]] * (MOST_TILES + 1))),
    ("request.invalid", lambda walls: walls.show(cells=[[0, 0, 2, 1]])),
    ("request.invalid", lambda walls: walls.show(cameras=[CAMERA.id] * (MOST_TILES + 1))),
    ("request.invalid", lambda walls: walls.send(op="terbang", screen=1)),
]
ON_THE_DISK: list[tuple[str, Callable[[Path], object]]] = [
    ("store.kept_lost", lambda path: path.write_bytes(b"")),
    ("store.kept_lost", lambda path: path.write_bytes(b"\x00\xff" * 500)),
    ("store.kept_lost", lambda path: path.write_bytes(_kept(path, written(Workspace()))[:-1])),
    ("workspace.unreadable", lambda path: _kept(path, b"[]")),
    ("workspace.unreadable", lambda path: _kept(path, b"\xff")),
    ("workspace.unreadable", lambda path: _kept(path, b"[" * 100_000)),
    ("workspace.unreadable", lambda path: _kept(path, written(Workspace()).replace(b"1", b"99", 1))),
]
AS_TEXT: list[tuple[str, str]] = [
    ("layout.no_text", ""),
    ("layout.no_text", "Tolong pasang tata letak semalam"),
    ("layout.text_damaged", TEXT[:-1] + ("0" if TEXT[-1] != "0" else "1")),
    ("layout.text_damaged", TEXT[: len(TEXT) // 2]),
    ("layout.text_newer", TEXT.replace(":1:", ":99:", 1)),
]


@pytest.mark.parametrize(("code", "sent"), AT_THE_CENTRE)
def test_the_centre_refuses_it_by_name_and_changes_nothing(walls: _Walls, code: str, sent: Sent) -> None:
    answer = sent(walls)
    assert 400 <= answer.status_code < 500
    error = refusal(answer.status_code, answer.content, answer.headers["Content-Type"], "pusat")
    assert error.code == code
    assert walls.now() == walls.before
    _has_sentences(error)


@pytest.mark.parametrize(("code", "write"), ON_THE_DISK)
def test_a_workspace_that_cannot_be_read_is_told_and_none_is_used(
    code: str, write: Callable[[Path], object], tmp_path: Path, expect_log: ExpectLog
) -> None:
    if code == "store.kept_lost":
        expect_log("ronda.store", "ERROR", "was damaged")
    path = tmp_path / "workspace.kept"
    write(path)
    found = PersonalWorkspace(KeptFile(path, FakeClock()))
    assert found.workspace == Workspace()
    assert [problem.code for problem in found.problems] == [code]
    _has_sentences(found.problems[0])


@pytest.mark.parametrize(("code", "text"), AS_TEXT)
def test_a_text_that_is_no_layout_is_refused(code: str, text: str) -> None:
    with pytest.raises(KnownError) as told:
        from_text(text)
    assert told.value.code == code
    _has_sentences(told.value)


def _kept(path: Path, content: bytes) -> bytes:
    """Whole by its check sum, as who wrote it meant it."""
    KeptFile(path, FakeClock()).write(content)
    return path.read_bytes()


def _has_sentences(error: KnownError) -> None:
    """One for its code, filled, in each language; the log of a missing one would fail the test as well."""
    told = {message_for(TRANSLATORS[language], error).whole for language in Language}
    unknown = {TRANSLATORS[language].text("error-unknown", code=error.code) for language in Language}
    assert len(told) == len(Language)
    assert not told & unknown
