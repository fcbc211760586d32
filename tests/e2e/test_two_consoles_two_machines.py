"""Two consoles steer one wall of two machines: one is killed while the other is cut off, and all of them agree again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import CameraId
from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.ui.dialogs.reason import ReasonDialog
from console.ui.messages import message_for
from console.ui.pages.walls_page import WallsPage
from console.widgets.wall.dragging import cameras_data
from console.wire.walls import MachineBody, ScreenSetup, WallBody
from tests.helpers.centre import CITY, PASSWORD, RunningCentre, TestCamera
from tests.helpers.console import ConsoleUnderTest, Seat
from tests.helpers.cut_relay import CutRelay
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until
from tests.helpers.wall_room import SHOWN_WITHIN_S, WallMachine, WallRoom

GATE, MARKET, BRIDGE, RIVER, NEVER_SHOWN = "kam-001", "kam-002", "kam-003", "kam-004", "kam-005"
NAMES = {GATE: "Gapura", MARKET: "Pasar", BRIDGE: "Jembatan", RIVER: "Kali", NEVER_SHOWN: "Terminal"}
OPEN, OTHER = 1, 2
"""The screen that operators may send to, and the other one; each has a machine."""
SCREENS = (ScreenSetup(title="Kiri", open_to_operators=True), ScreenSetup(title="Kanan"))


class _Desk:
    """A console whose page of walls is open, used as a person uses it."""

    def __init__(self, app: QApplication, url: str, name: str, home: Path) -> None:
        self.console = ConsoleUnderTest(app, Seat(url, name, Secret(PASSWORD), home), (), "2x2")
        window = self.console.window
        window.actions_of[ActionId.WALLS].trigger()
        page = window.page_intents.page(ActionId.WALLS)
        assert isinstance(page, WallsPage)
        self.page = page
        wait_until(lambda: page.chosen() is not None, SHOWN_WITHIN_S, "the wall on the page")

    def drop(self, camera: str, screen: int, tile: int) -> bool:
        """Dragged over the tile and let go there; False where nothing may be dropped."""
        picture, data = self.page.picture, cameras_data([CameraId(camera)])
        where, left, none = QPointF(picture.tile_rect(screen, tile - 1).center()), Qt.MouseButton.LeftButton, _NO_KEYS
        picture.dragMoveEvent(QDragMoveEvent(where.toPoint(), Qt.DropAction.CopyAction, data, left, none))
        event = QDropEvent(where, Qt.DropAction.CopyAction, data, left, none)
        event.ignore()
        picture.dropEvent(event)
        return event.isAccepted()

    def choose(self, screen: int, tile: int = 1) -> None:
        where = self.page.picture.tile_rect(screen, tile - 1).center()
        QTest.mouseClick(self.page.picture, Qt.MouseButton.LeftButton, pos=where)

    def press(self, key: str) -> None:
        button = self.page.controls.buttons[key]
        wait_until(button.isEnabled, SHOWN_WITHIN_S, f"{key} to be allowed")
        button.click()

    def claim(self, screen: int, reason: str) -> None:
        self.choose(screen)
        self.press("walls-claim")
        dialog = wait_until(QApplication.activeModalWidget, what="the question for the reason")
        assert isinstance(dialog, ReasonDialog)
        QTest.keyClicks(dialog.reason, reason)
        QTest.keyClick(dialog.reason, Qt.Key.Key_Return)

    def undo(self, version: int) -> None:
        """By its key, once the page shows the wall as it is."""
        wait_until(lambda: self.version == version, SHOWN_WITHIN_S, "the newest wall on the page")
        self.page.activateWindow()
        wait_until(self.page.isActiveWindow, what="the page in front")
        QTest.keyClick(self.page.picture, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    @property
    def version(self) -> int:
        wall = self.page.wall()
        return -1 if wall is None else wall.version

    def reads(self, *words: str) -> bool:
        """All of them stand on the picture of the wall, which is spoken as well."""
        spoken = self.page.picture.accessibleDescription()
        return all(word in spoken for word in words)

    def wait_told(self, code: str, **params: str) -> None:
        """The page says the sentence of this refusal."""
        sentence = message_for(self.page.stage.translator, KnownError(code, **params)).whole
        wait_until(lambda: self.page.status.text() == sentence, SHOWN_WITHIN_S, sentence)

    def close(self) -> None:
        self.console.close()


_NO_KEYS = Qt.KeyboardModifier.NoModifier


@dataclass
class _City:
    """Everything that the story needs."""

    room: WallRoom
    relay: CutRelay
    river: RtspCamera
    """Its only viewer is the machine that is cut off."""
    left: WallMachine
    right: WallMachine
    supervisor: _Desk
    operator: _Desk

    def wait_pictures(self, machine: str, camera: str, since_utc: datetime | None = None) -> None:
        wait_until(lambda: self.room.pictures(machine, camera, since_utc), SHOWN_WITHIN_S, f"{camera} on {machine}")

    def wait_wall(self, *cameras: list[str]) -> None:
        """The centre wants these, both machines say that they show them, and both pages name them."""
        room, names = self.room, [NAMES[camera] for screen in cameras for camera in screen]
        wait_until(lambda: room.cameras() == list(cameras), SHOWN_WITHIN_S, f"the wall {cameras}")
        for screen in (OPEN, OTHER):
            wait_until(lambda screen=screen: room.is_applied(screen), SHOWN_WITHIN_S, f"{cameras} on screen {screen}")  # type: ignore[misc]  # mypy takes no default
        for desk in (self.supervisor, self.operator):
            wait_until(lambda desk=desk: desk.version == room.wall().version, SHOWN_WITHIN_S, "the wall on the page")  # type: ignore[misc]  # mypy takes no default
            wait_until(lambda desk=desk: desk.reads(*names), SHOWN_WITHIN_S, "its cameras on the page")  # type: ignore[misc]  # mypy takes no default


@pytest.fixture
def room(tmp_path: Path, river: RtspCamera) -> Iterator[WallRoom]:
    with RtspCamera() as others:
        centre = RunningCentre(tmp_path)
        centre.add_cameras(
            TestCamera(camera, number, name, main_url=url, sub_url=url, user="", password="")
            for number, (camera, name) in enumerate(NAMES.items(), start=1)
            for url in (river.url if camera == RIVER else others.url,)
        )
        centre.add_user("supervisor", Role.SUPERVISOR)
        centre.add_user("operator", Role.OPERATOR)
        made = WallRoom(centre.start())
        made.client.set_up_wall("utama", WallBody(title="Dinding utama", area_code=CITY, screens=SCREENS))
        yield made
        made.close()
        centre.close()


@pytest.fixture
def river() -> Iterator[RtspCamera]:
    with RtspCamera() as camera:
        yield camera


@pytest.fixture
def city(room: WallRoom, river: RtspCamera, qapp: QApplication, tmp_path: Path) -> Iterator[_City]:
    def machine(name: str, screen: int, way: str) -> WallMachine:
        told = room.client.add_wall_machine("utama", name, MachineBody(screens=(screen,)))
        return WallMachine(tmp_path / name, name, Secret(told.secret), way)

    url = room.centre.url
    with CutRelay(int(url.rpartition(":")[2])) as relay:
        left, right = machine("kiri", OPEN, url), machine("kanan", OTHER, relay.url)
        try:
            left.start()
            right.start()
            desks = [_Desk(qapp, url, name, tmp_path / name) for name in ("supervisor", "operator")]
            yield _City(room, relay, river, left, right, *desks)
            for desk in reversed(desks):
                desk.close()
        finally:
            left.kill()
            right.kill()


def test_a_wall_steered_by_two_through_a_kill_and_a_cut_line_is_as_wanted_and_on_record(city: _City) -> None:
    _fill_and_be_refused(city)
    _claim_and_be_refused(city)
    _change_with_one_machine_dead_and_one_cut_off(city)
    city.supervisor.undo(city.room.wall().version)
    city.wait_wall([GATE], [RIVER])
    _is_on_record(city.room)
    city.left.stop()
    city.right.stop()
    assert (city.left.pictured(), city.right.pictured()) == ([GATE], [RIVER])


def _fill_and_be_refused(city: _City) -> None:
    """What each may send is shown to both; what the operator may not is refused by the page, and by the centre."""
    supervisor, operator = city.supervisor, city.operator
    assert supervisor.drop(GATE, OPEN, 1)
    city.wait_pictures("kiri", GATE)
    wait_until(lambda: operator.reads(NAMES[GATE]), SHOWN_WITHIN_S, "the supervisor's camera on the operator's page")
    assert operator.drop(MARKET, OPEN, 2)
    city.wait_pictures("kiri", MARKET)
    assert supervisor.drop(BRIDGE, OTHER, 1)
    city.wait_wall([GATE, MARKET], [BRIDGE])
    assert not operator.drop(NEVER_SHOWN, OTHER, 1)
    # Not through the button, which is not allowed either: as if the page had not heard yet whose the screen is.
    operator.page.acts.clear()
    operator.wait_told("wall.not_open", screen=str(OTHER))


def _claim_and_be_refused(city: _City) -> None:
    supervisor, operator, room = city.supervisor, city.operator, city.room
    supervisor.choose(OTHER)
    supervisor.page.controls.is_open.click()
    wait_until(lambda: room.screen(OTHER).open_to_operators, SHOWN_WITHIN_S, "a screen that is open to operators")
    supervisor.claim(OTHER, "kunjungan wali kota")
    wait_until(lambda: operator.reads("Supervisor", "kunjungan wali kota"), SHOWN_WITHIN_S, "whose the screen is")
    assert not operator.drop(NEVER_SHOWN, OTHER, 1)
    operator.page.acts.clear()
    operator.wait_told("wall.claimed", screen=str(OTHER), holder="Supervisor")
    assert room.cameras() == [[GATE, MARKET], [BRIDGE]]


def _change_with_one_machine_dead_and_one_cut_off(city: _City) -> None:
    supervisor, room, relay = city.supervisor, city.room, city.relay
    supervisor.page.controls.preset.setEditText("Malam")
    supervisor.press("walls-preset-save")
    wait_until(lambda: room.client.wall_presets("utama").presets, SHOWN_WITHIN_S, "the preset")
    supervisor.choose(OPEN, 2)
    supervisor.press("walls-clear-tile")
    assert supervisor.drop(RIVER, OTHER, 1)
    city.wait_wall([GATE], [RIVER])
    city.wait_pictures("kanan", RIVER)
    relay.cut()
    city.left.kill()
    assert supervisor.drop(NEVER_SHOWN, OPEN, 3)
    wait_until(lambda: room.cameras() == [[GATE, NEVER_SHOWN], [RIVER]], SHOWN_WITHIN_S, "a wall that nobody shows")
    supervisor.press("walls-clear-tile")
    wait_until(lambda: room.cameras() == [[GATE], [RIVER]], SHOWN_WITHIN_S, "it to be taken away again")
    supervisor.press("walls-preset-apply")
    wait_until(lambda: room.cameras() == [[GATE, MARKET], [BRIDGE]], SHOWN_WITHIN_S, "the wall of the preset")
    connections, refused, again_utc = city.river.connections, relay.refused, datetime.now(UTC)
    city.left.start()
    city.wait_pictures("kiri", MARKET, again_utc)
    wait_until(lambda: relay.refused > refused, SHOWN_WITHIN_S, "the other machine to ask in vain")
    assert not room.is_applied(OTHER)
    assert city.river.viewers, "a machine that is cut off goes on with its pictures"
    assert city.river.connections == connections
    relay.mend()
    city.wait_wall([GATE, MARKET], [BRIDGE])
    city.wait_pictures("kanan", BRIDGE, again_utc)


def _is_on_record(room: WallRoom) -> None:
    """Who put what where; what stayed in its place through all of it is one spell."""
    told = [(spell.screen, spell.tile, spell.camera_id, spell.put_by, spell.put_kind) for spell in room.spells()]
    assert sorted(told) == sorted(
        [
            (OPEN, 1, GATE, "Supervisor", "person"),
            (OPEN, 2, MARKET, "Operator", "person"),
            (OTHER, 1, BRIDGE, "Supervisor", "person"),
            (OTHER, 1, RIVER, "Supervisor", "person"),
            (OPEN, 3, NEVER_SHOWN, "Supervisor", "person"),
            (OPEN, 2, MARKET, "Supervisor", "preset"),
            (OTHER, 1, BRIDGE, "Supervisor", "preset"),
            (OTHER, 1, RIVER, "Supervisor", "undo"),
        ]
    )
    (never,) = room.spells(NEVER_SHOWN)
    assert never.shown_from_utc is None, "the machine that came back has played what was wanted meanwhile"
    assert not room.pictures("kiri", NEVER_SHOWN)

    def outlasted() -> bool:
        """The cut off machine has told how much longer it showed what it had."""
        cut = room.spells(RIVER)[0]
        return cut.to_utc is not None and cut.shown_to_utc is not None and cut.shown_to_utc > cut.to_utc

    wait_until(outlasted, SHOWN_WITHIN_S, "the account of the machine that was cut off")
    standing = [(spell.camera_id, spell.put_kind) for spell in room.spells() if spell.to_utc is None]
    assert sorted(standing) == [(GATE, "person"), (RIVER, "undo")]
