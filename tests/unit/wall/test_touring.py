"""A tour on a wall: by the clock, for people, past the dead, without steps of its own."""

from __future__ import annotations

from datetime import UTC, datetime

from console.domain.camera import CameraId
from console.domain.layout import layout_by_name
from console.domain.patrol import Patrol
from console.domain.tile_content import ClockBoard, Hotspot, MessageBoard
from console.domain.tour import CameraTour, LayoutTour
from console.domain.wall_state import WallState
from console.wall.tour_pages import PatrolRoute, TourRoute
from console.wall.touring import Pause, Touring, TourOrder
from console.wall.wall import Wall
from console.wall.walls import Walls
from tests.helpers.clock import FakeClock

_CAMERAS = tuple(CameraId(name) for name in "abcdefg")


class _Room:
    def __init__(self, layout: str = "2x2") -> None:
        self.clock = FakeClock(datetime(2026, 11, 26, 15, 0, tzinfo=UTC))
        self.walls, self.wall = Walls(), Wall(layout_by_name(layout))
        self.wall.put_all([CameraId("x"), CameraId("y")])
        self.walls.add(1, self.wall)
        self.touring = Touring(self.wall, self.walls.steps, self.clock)
        self.dead: set[CameraId] = set()
        self.refused = 0
        self.wall.refused.connect(lambda _none: self._count())

    def start(self, tour: CameraTour | LayoutTour | None = None, only: int | None = None) -> bool:
        route = TourRoute(tour or CameraTour(_CAMERAS), self.dead.__contains__)
        return self.touring.start(TourOrder("Pasar", route, 10, self.dead.__contains__, only))

    def pass_s(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.touring.tick()

    @property
    def shown(self) -> str:
        return "".join(camera or "-" for camera in self.wall.cameras)

    def _count(self) -> None:
        self.refused += 1


def test_pages_change_by_the_clock_and_the_next_one_is_known_before() -> None:
    room = _Room()
    room.start()
    assert (room.shown, "".join(room.touring.cameras())) == ("abcd", "efga")
    room.pass_s(9.9)
    assert room.shown == "abcd"
    room.pass_s(0.2)
    assert room.shown == "efga"


def test_pinned_tiles_stay_and_a_tour_of_one_tile_leaves_the_others() -> None:
    room = _Room()
    room.touring.pinned = frozenset({1})
    room.start()
    assert room.shown == "aybc"
    room.start(only=3)
    room.pass_s(10)
    assert room.shown == "aybb"


def test_with_every_tile_pinned_there_is_no_tour() -> None:
    room = _Room()
    room.touring.pinned = frozenset(range(4))
    assert not room.start()
    assert room.touring.order is None


def test_who_dies_before_the_turn_is_replaced_and_all_dead_never_stop_it() -> None:
    room = _Room()
    room.start()
    room.dead.add(CameraId("f"))
    room.pass_s(10)
    assert room.shown == "egab"
    room.dead.update(_CAMERAS)
    for _turn in range(5):
        room.pass_s(10)
        assert room.touring.order is not None
    room.dead.clear()
    room.pass_s(20)
    assert "-" not in room.shown


def test_selecting_a_tile_of_the_tour_pauses_it_and_a_pinned_one_does_not() -> None:
    room = _Room()
    room.touring.pinned = frozenset({1})
    room.start()
    room.pass_s(4)
    room.wall.select(1)
    told: list[Pause | None] = [room.touring.why_paused]
    room.wall.select(2)
    room.pass_s(60)
    told.append(room.touring.why_paused)
    assert (told, room.touring.left_s, room.shown) == ([None, Pause.TILE], 6, "aybc")
    room.touring.resume()
    room.pass_s(6)
    assert room.shown == "dyef"


def test_a_tile_that_a_person_fills_pauses_it_and_the_next_page_comes_when_it_goes_on() -> None:
    room = _Room()
    room.start()
    room.wall.put(CameraId("z"), 2)
    assert room.touring.why_paused is Pause.TILE
    room.touring.resume()
    assert room.shown == "efga"


def test_an_alarm_pauses_it_and_next_and_previous_go_on_in_the_pause() -> None:
    room = _Room()
    room.start()
    room.touring.pause(Pause.ALARM)
    room.touring.go(1)
    assert room.shown == "efga"
    room.touring.go(-1)
    room.touring.go(-1)
    assert (room.shown, room.touring.why_paused) == ("abcd", Pause.ALARM)
    room.pass_s(100)
    assert (room.shown, "".join(room.touring.cameras())) == ("abcd", "efga")


def test_a_locked_wall_refuses_a_tour_and_pauses_one_that_is_on() -> None:
    room = _Room()
    room.wall.lock(True)
    assert not room.start()
    assert room.refused == 1
    room.wall.lock(False)
    room.start()
    room.wall.lock(True)
    room.pass_s(30)
    assert (room.touring.why_paused, room.shown, room.refused) == (Pause.LOCKED, "abcd", 1)
    room.touring.resume()
    assert room.refused == 2


def test_pages_are_no_steps_and_the_whole_tour_is_one_at_its_end() -> None:
    room = _Room()
    before = room.walls.steps.last
    room.start()
    room.pass_s(10)
    assert room.walls.steps.last is before
    room.touring.stop()
    assert room.shown == "efga"
    room.walls.steps.undo()
    assert room.shown == "xy--"


def test_whole_layouts_follow_each_other_and_none_of_them_locks_the_wall() -> None:
    room = _Room()
    one = WallState(layout_by_name("1x1"), (CameraId("a"),), locked=True)
    two = WallState(layout_by_name("2x2"), tuple(map(CameraId, "bcd")))
    room.touring.pinned = frozenset({0})
    room.start(LayoutTour((one, two)))
    assert (room.shown, room.wall.layout.name) == ("x", "1x1")
    room.pass_s(10)
    assert (room.shown, room.wall.layout.name) == ("xcd-", "2x2")


def test_a_layout_with_fewer_tiles_makes_the_others_wait_for_the_next_page() -> None:
    room = _Room()
    room.start()
    room.wall.set_layout(layout_by_name("1x1"))
    room.touring.resume()
    assert (room.shown, "".join(room.touring.cameras())) == ("e", "fga")
    room.pass_s(10)
    assert room.shown == "f"


def test_a_patrol_takes_the_weights_of_the_hour_and_passes_over_the_dead() -> None:
    room, hours = _Room("1x2"), []
    patrol = Patrol(_CAMERAS, 3600, 10, room.clock.monotonic_s())

    def weights_of(hour: int) -> dict[CameraId, int]:
        hours.append(hour)
        return {}

    room.dead.add(CameraId("b"))
    is_dead = room.dead.__contains__
    route = PatrolRoute(patrol, is_dead, room.clock, weights_of)
    room.touring.start(TourOrder("Rawan malam", route, 10, is_dead))
    assert (room.shown, "".join(room.touring.cameras())) == ("ac", "de")
    room.pass_s(3600)
    assert hours == [22, 23]
    assert room.shown == "de"


def test_a_tour_leaves_alone_what_is_no_camera() -> None:
    room = _Room()
    room.wall.put_all([ClockBoard(), Hotspot()], [1, 3])
    assert room.start()
    assert (room.touring.tiles, room.wall.tiles) == ((0, 2), (_CAMERAS[0], ClockBoard(), _CAMERAS[1], Hotspot()))
    room.pass_s(10)
    assert room.wall.tiles == (_CAMERAS[2], ClockBoard(), _CAMERAS[3], Hotspot())
    assert not room.start(only=1)


def test_a_layout_brings_its_own_boards_and_leaves_those_that_people_have_put_there() -> None:
    room = _Room()
    room.wall.put(ClockBoard(), 3)
    first = WallState(layout_by_name("2x2"), (_CAMERAS[0], MessageBoard("Siaga"), None, _CAMERAS[1]))
    second = WallState(layout_by_name("2x2"), (None, _CAMERAS[2], None, None))
    room.start(LayoutTour((first, second)))
    assert list(room.wall.tiles) == [_CAMERAS[0], MessageBoard("Siaga"), None, ClockBoard()]
    room.pass_s(10)
    assert list(room.wall.tiles) == [None, _CAMERAS[2], None, ClockBoard()]


def test_a_layout_without_any_camera_is_not_dead() -> None:
    boards = WallState(layout_by_name("2x2"), (ClockBoard(),))
    dead = WallState(layout_by_name("2x2"), (_CAMERAS[0], ClockBoard()))
    room = _Room()
    room.dead.add(_CAMERAS[0])
    room.start(LayoutTour((dead, boards)))
    assert room.wall.tiles[:2] == (ClockBoard(), None)
