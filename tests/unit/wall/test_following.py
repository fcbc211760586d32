"""Following on a wall: neighbours at their place of the compass, one step to undo, and the wall as it was afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

from console.domain.camera import CameraId
from console.domain.follow_path import FollowPath
from console.domain.layout import checked_layout, layout_by_name
from console.domain.neighbourhood import Neighbour, Neighbourhood, Sector
from console.domain.tile_content import Hotspot
from console.wall.following import FOLLOW_LAYOUT, MIDDLE, Following
from console.wall.wall import Wall
from console.wall.walls import Walls
from tests.helpers.clock import FakeClock


def _around(camera: str, **neighbours: str) -> Neighbourhood:
    found = {Sector[name.upper()]: Neighbour(CameraId(one), 1, 0.0, 10.0) for name, one in neighbours.items()}
    return Neighbourhood(CameraId(camera), found)


class _Room:
    def __init__(self) -> None:
        self.clock = FakeClock(datetime(2026, 11, 26, 15, 0, tzinfo=UTC))
        self.walls, self.wall = Walls(), Wall(layout_by_name("2x2"))
        self.wall.put_all([CameraId(name) for name in "abcdwx"])
        self.walls.add(1, self.wall)
        self.wall.select(2)
        self.before = self.wall.state
        self.following = Following(self.wall, self.walls.steps, self.clock)
        self.chosen: list[str] = []
        self.paths: list[FollowPath] = []
        self.refused = 0
        self.following.chosen.connect(self.chosen.append)
        self.following.ended.connect(self.paths.append)
        self.wall.refused.connect(lambda _none: self._count())

    def start(self) -> bool:
        return self.following.start(_around("a", north="n", east="e", south_west="s"))

    @property
    def shown(self) -> str:
        return "".join(camera or "-" for camera in self.wall.cameras)

    @property
    def followed(self) -> str:
        path = self.following.path
        return "" if path is None else "".join(leg.camera for leg in path.legs)

    def _count(self) -> None:
        self.refused += 1


def test_the_layout_of_following_is_one_that_may_come_from_outside() -> None:
    layout = FOLLOW_LAYOUT
    assert checked_layout(layout.name, layout.rows, layout.columns, layout.cells) == layout
    assert layout.cells[MIDDLE].row_span == 5


def test_neighbours_lie_at_their_place_of_the_compass_and_a_step_makes_one_the_middle() -> None:
    room = _Room()
    assert room.start()
    assert (room.shown, room.wall.selected) == ("-n--aes--", MIDDLE)
    room.clock.advance(5)
    assert room.following.step(_around("n", north="k", south="a"))
    assert (room.shown, room.followed, room.wall.selected) == ("-k--n--a-", "an", MIDDLE)
    assert list(room.following.cameras()) == ["a"]


def test_ending_gives_the_wall_exactly_as_it_was() -> None:
    room = _Room()
    room.wall.show_full(1)
    room.start()
    room.following.step(_around("n"))
    room.following.stop()
    assert (room.wall.state, room.wall.selected, room.wall.full_screen) == (room.before, 1, 1)
    assert room.following.path is None
    assert [leg.camera for leg in room.paths[0].legs] == ["a", "n"]
    assert room.paths[0].legs[-1].until_utc is not None


def test_what_filled_the_wall_meanwhile_does_not_afterwards() -> None:
    room = _Room()
    room.wall.set_layout(layout_by_name("3x3"))
    room.wall.put(CameraId("m"), MIDDLE)
    room.following.start(_around("m", north="n"))
    room.wall.show_full(MIDDLE)
    room.following.stop()
    assert room.wall.full_screen is None


def test_however_many_steps_one_undo_leads_out_of_it() -> None:
    room = _Room()
    room.start()
    for camera in "npqr":
        room.following.step(_around(camera))
    assert room.walls.steps.undo()
    assert (room.wall.state, room.following.path) == (room.before, None)
    assert not room.walls.steps.undo()
    assert [leg.camera for leg in room.paths[0].legs] == list("anpqr")


def test_ending_gives_it_back_though_a_person_changed_a_tile_meanwhile() -> None:
    room = _Room()
    room.start()
    room.wall.put(CameraId("z"), 0)
    room.following.stop()
    assert room.wall.state == room.before


def test_back_goes_along_the_path() -> None:
    room = _Room()
    room.start()
    room.following.step(_around("n"))
    assert not room.following.back(_around("z"))
    assert room.following.back(_around("a", east="e"))
    assert (room.shown, room.followed) == ("----ae---", "ana")
    assert not room.following.back(_around("n"))


def test_who_is_put_into_the_middle_is_followed() -> None:
    room = _Room()
    room.start()
    room.wall.put(CameraId("z"), MIDDLE)
    assert (room.followed, room.chosen) == ("az", ["z"])
    room.following.show_around(_around("z", west="w"))
    assert room.shown == "---wz----"


def test_a_hotspot_in_the_middle_is_nobody_to_follow_whatever_it_shows() -> None:
    room = _Room()
    room.start()
    room.wall.put(Hotspot(), MIDDLE)
    room.wall.select(1)
    assert (room.wall.cameras[MIDDLE], room.followed, room.chosen) == ("n", "a", [])


def test_what_lies_around_another_camera_comes_too_late() -> None:
    room = _Room()
    room.start()
    room.following.step(_around("n"))
    room.following.show_around(_around("a", west="w"))
    assert room.shown == "----n----"


def test_another_layout_ends_it_and_stays() -> None:
    room = _Room()
    room.start()
    room.wall.set_layout(layout_by_name("3x3"))
    assert (room.following.path, room.wall.layout.name, len(room.paths)) == (None, "3x3", 1)


def test_a_locked_wall_stays_as_it_is_and_says_so() -> None:
    room = _Room()
    room.wall.lock(True)
    assert not room.start()
    room.wall.lock(False)
    room.start()
    room.wall.lock(True)
    room.following.show_around(_around("a"))
    assert not room.following.step(_around("n"))
    room.following.stop()
    assert (room.followed, room.refused) == ("a", 3)


def test_where_one_tile_fills_the_wall_it_is_the_new_middle_after_a_step() -> None:
    room = _Room()
    room.start()
    room.wall.show_full(1)
    room.following.step(_around("n", north="k"))
    assert room.wall.full_screen == MIDDLE
    room.following.step(_around("k", north="m"))
    assert room.wall.full_screen == MIDDLE
