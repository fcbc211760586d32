"""All walls of a console: one history, tiles that change places across windows, locks that hold."""

from __future__ import annotations

from console.domain.camera import CameraId
from console.domain.layout import layout_by_name
from console.wall.wall import Wall
from console.wall.walls import Walls


def _two() -> tuple[Walls, Wall, Wall]:
    walls, first, second = Walls(), Wall(layout_by_name("2x2")), Wall(layout_by_name("2x2"), "wall-2")
    first.put_all([CameraId("a"), CameraId("b")])
    second.put_all([CameraId("x"), CameraId("y")])
    walls.add(1, first)
    walls.add(2, second)
    return walls, first, second


def test_tiles_of_two_windows_change_places_in_one_step() -> None:
    walls, first, second = _two()

    walls.exchange(("main", 0), ("wall-2", 1))
    exchanged = first.cameras, second.cameras
    walls.steps.undo()

    assert exchanged == (("y", "b", None, None), ("x", "a", None, None))
    assert (first.cameras, second.cameras) == (("a", "b", None, None), ("x", "y", None, None))


def test_nothing_is_exchanged_with_a_locked_wall_and_it_says_so() -> None:
    walls, first, second = _two()
    second.lock(True)
    refused: list[str] = []
    second.refused.connect(lambda _none: refused.append("wall-2"))

    walls.exchange(("main", 0), ("wall-2", 1))

    assert (first.cameras[0], second.cameras[1], refused) == ("a", "y", ["wall-2"])


def test_what_a_notice_takes_back_leaves_what_people_did_meanwhile() -> None:
    walls, first, _second = _two()
    first.put_all([CameraId("c"), CameraId("d")], [2, 3])
    filled = walls.steps.last
    assert filled is not None
    first.put(CameraId("e"), 3)

    walls.steps.take_back(filled)
    back = first.cameras
    walls.steps.undo()

    assert back == ("a", "b", None, "e")
    assert first.cameras == ("a", "b", "c", "e")


def test_the_last_step_that_a_notice_takes_back_can_be_redone() -> None:
    walls, first, _second = _two()
    first.remove(0)
    removed = walls.steps.last
    assert removed is not None

    walls.steps.take_back(removed)
    walls.steps.redo()

    assert first.cameras[0] is None


def test_a_wall_that_was_closed_takes_its_part_of_the_history_along() -> None:
    walls, first, second = _two()
    first.remove(0)
    walls.exchange(("main", 1), ("wall-2", 0))
    second.remove(1)

    walls.remove(2)

    assert walls.steps.undo()
    assert first.cameras[1] == "b"
    assert walls.steps.undo()
    assert not walls.steps.undo()
    assert first.cameras[0] == "a"


def test_a_tile_goes_back_to_what_it_showed_also_when_it_was_emptied() -> None:
    walls, first, _second = _two()
    first.put(CameraId("c"), 0)
    first.remove(0)

    assert walls.steps.trails.back(first, 0)
    emptied = first.cameras[0]
    walls.steps.trails.back(first, 0)
    back = first.cameras[0]

    assert not walls.steps.trails.back(first, 0)
    assert (emptied, back) == ("c", "a")
    assert walls.steps.trails.forward(first, 0)
    assert first.cameras[0] == "c"


def test_a_new_change_ends_what_could_be_redone() -> None:
    walls, first, _second = _two()
    first.remove(0)
    walls.steps.undo()
    first.remove(1)

    assert not walls.steps.redo()
    assert first.cameras == ("a", None, None, None)
