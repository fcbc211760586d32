"""Whatever people do to the walls, undo goes back through exactly what was, and redo forth again."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId
from console.domain.layout import COMMON_LAYOUTS, layout_by_name
from console.domain.tile_content import ClockBoard, Hotspot, MessageBoard, TileContent
from console.domain.wall_state import WallState
from console.wall.history import REMEMBERED, TileTrail
from console.wall.wall import Wall
from console.wall.walls import Walls

CONTENTS: st.SearchStrategy[TileContent] = st.one_of(
    st.sampled_from([CameraId(name) for name in "abcdef"]),
    st.sampled_from([Hotspot(), ClockBoard(), MessageBoard("Rapat pukul 20")]),
)


def _acts(walls: Walls, wall: Wall, other: Wall, data: st.DataObject) -> list[Callable[[], object]]:
    tile = data.draw(st.integers(0, len(wall.tiles) - 1))
    there = data.draw(st.integers(0, len(other.tiles) - 1))
    content, layout = data.draw(CONTENTS), layout_by_name(data.draw(st.sampled_from(COMMON_LAYOUTS)))
    return [
        lambda: wall.put(content, tile),
        lambda: wall.remove(tile),
        lambda: wall.put_all([content, None, content]),
        lambda: wall.select(tile),
        lambda: wall.show_full(tile),
        lambda: wall.set_layout(layout),
        lambda: wall.lock(not wall.locked),
        lambda: walls.exchange((wall.name, tile), (other.name, there)),
        lambda: walls.exchange((wall.name, tile), (wall.name, 0)),
        lambda: walls.steps.trails.back(wall, tile),
        lambda: walls.steps.trails.forward(wall, tile),
    ]


@given(st.data())
def test_undo_goes_back_through_everything_and_redo_forth(data: st.DataObject) -> None:
    first, second = Wall(layout_by_name("2x2"), "main"), Wall(layout_by_name("1+5"), "wall-2")
    walls = Walls()
    walls.add(1, first)
    walls.add(2, second)

    def seen() -> tuple[WallState, WallState]:
        return first.state, second.state

    past = [seen()]
    for _act in range(data.draw(st.integers(1, 12))):
        wall, other = data.draw(st.sampled_from([(first, second), (second, first)]))
        data.draw(st.sampled_from(_acts(walls, wall, other, data)))()
        if seen() != past[-1]:
            past.append(seen())

    for states in reversed(past[:-1]):
        assert walls.steps.undo()
        assert seen() == states
    assert not walls.steps.undo()
    for states in past[1:]:
        assert walls.steps.redo()
        assert seen() == states
    assert not walls.steps.redo()


@given(st.lists(CONTENTS, min_size=1, max_size=20), st.data())
def test_back_and_forward_go_through_what_a_tile_showed(contents: list[TileContent], data: st.DataObject) -> None:
    trail, shown = TileTrail(), list[TileContent]()
    for content in contents:
        trail.note(content)
        if not shown or shown[-1] != content:
            shown.append(content)
    known = shown[-1 - REMEMBERED :]
    at = len(known) - 1

    for _step in range(data.draw(st.integers(1, 12))):
        if data.draw(st.booleans()):
            went, at = trail.back(), at - 1
        else:
            went, at = trail.forward(), at + 1
        assert went == (known[at] if 0 <= at < len(known) else None)
        at = min(max(at, 0), len(known) - 1)
        trail.note(known[at])
