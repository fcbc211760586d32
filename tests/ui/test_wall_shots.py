"""Thumbnails on the page of walls: as old as they are, grey when that is too old, and gone when they say nothing any more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from console.base.errors import KnownError
from console.domain.roles import Role
from console.ui.actions.table import ActionId
from console.ui.pages.walls_page import WallsPage
from console.wire.small_jpeg import packed
from console.wire.thumbnails import ThumbnailRecord
from tests.helpers.fake_steering import sample_wall
from tests.helpers.screen_room import Room
from tests.helpers.waiting import wait_until
from tests.ui.conftest import MakeRoom


def _jpeg(colour: str) -> str:
    image = QImage(96, 54, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 90)  # type: ignore[call-overload]  # its stubs know files alone
    return packed(bytes(buffer.data().data()))


def _record(screen: int, *, age_ms: int = 1000, jpeg: str | None = None, withheld: bool = False) -> ThumbnailRecord:
    return ThumbnailRecord(screen=screen, sequence=7, version=4, age_ms=age_ms, jpeg=jpeg, withheld=withheld)


@pytest.fixture
def opened(make_room: MakeRoom) -> tuple[Room, WallsPage]:
    room = make_room(role=Role.SUPERVISOR)
    room.steering.walls = [sample_wall(room.camera(0))]
    room.steering.shots = (_record(1, jpeg=_jpeg("#00c800")), _record(2, withheld=True))
    window = room.open()
    window.actions_of[ActionId.WALLS].trigger()
    page = window.page_intents.page(ActionId.WALLS)
    assert isinstance(page, WallsPage)
    wait_until(lambda: page.chosen() and page.shots.of(page._walls[0].screens[0]), what="a thumbnail")
    return room, page


def _saturation(page: WallsPage) -> int:
    tile = page.picture.tile_rect(1, 3).center()
    return page.picture.grab().toImage().pixelColor(tile).saturation()


def test_it_is_drawn_with_its_age_and_grey_once_it_is_old(opened: tuple[Room, WallsPage]) -> None:
    room, page = opened
    left = page._walls[0].screens[0]
    shot = page.shots.of(left)
    assert shot is not None
    assert (shot.age, shot.is_old, shot.names_fit) == ("1 s lalu", False, True)
    assert _saturation(page) > 100
    room.clock.advance(11)
    room.steering.failure = KnownError("net.unreachable", host="pusat")
    page.shots.ask()
    shot = page.shots.of(left)
    assert shot is not None
    assert (shot.age, shot.is_old) == ("12 s lalu", True)
    assert _saturation(page) == 0
    room.clock.advance(20)
    assert page.shots.of(left) is None, "it says nothing of now any more"


def test_one_that_may_not_be_seen_is_said_to_be_withheld_and_the_names_stay(opened: tuple[Room, WallsPage]) -> None:
    _room, page = opened
    assert page.shots.withheld == {2}
    assert page.shots.of(page._walls[0].screens[1]) is None
    assert "hak Anda" in page.picture.accessibleDescription()


def test_only_newer_ones_are_asked_for_and_nothing_while_nobody_sees_the_page(opened: tuple[Room, WallsPage]) -> None:
    room, page = opened
    page.shots.ask()
    wait_until(lambda: room.steering.since[-1] == 7, what="a question from the last on")
    wait_until(lambda: not page.shots._is_asking, what="its answer")
    asked = len(room.steering.since)
    page.showMinimized()
    page.shots.ask()
    assert not page.shots._is_asking
    assert len(room.steering.since) == asked
