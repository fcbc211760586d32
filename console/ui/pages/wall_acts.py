"""What a person does with a steered wall: each act is one command to the centre, in the background, with its words afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QMimeData

from console.domain.camera import CameraId
from console.domain.camera_filter import EVERY_CAMERA
from console.domain.directory_entry import AreaEntry
from console.domain.layout import Layout
from console.domain.tile_content import Hotspot, named, other_in
from console.domain.wall_state import WallState
from console.domain.wall_wanted import LONGEST_MESSAGE
from console.qt.background import Lane
from console.ui.pages.page import Page
from console.ui.pages.wall_reason import do_sending
from console.ui.stage import Services
from console.ui.windows.call_up_intents import MAIN_SCREEN
from console.wall.wall import Wall
from console.widgets.wall.dragging import dragged_areas, dragged_cameras, dragged_flags, dragged_from
from console.wire.screen_layout import ScreenLayout
from console.wire.walls import (
    LayoutApply,
    ScreenMessage,
    ScreenRecord,
    TileBoard,
    TileClear,
    TileShow,
    WallOperation,
    WallRecord,
)


@dataclass(frozen=True)
class Chosen:
    """Where something is sent: a screen of a wall, and one of its tiles."""

    wall: WallRecord
    screen: ScreenRecord
    tile: int

    @property
    def layout(self) -> Layout:
        return self.screen.layout.state().layout


class WallActs:
    """For one page; ``chosen`` gives None where there is no wall."""

    def __init__(self, page: Page, services: Services, chosen: Callable[[], Chosen | None]) -> None:
        self._page = page
        self._services = services
        self._desk = services.steered
        self._chosen = chosen
        self._text = page.stage.translator.text

    def send_selected(self) -> None:
        """What lies on the console's selected tile onto the chosen tile."""
        wall = self._services.walls.by_number.get(MAIN_SCREEN)
        if wall is not None:
            self._send_tile(wall, wall.selected)

    def send_wall(self) -> None:
        """The console's whole wall onto the chosen screen."""
        chosen, mine = self._chosen(), self._services.walls.by_number.get(MAIN_SCREEN)
        if chosen is not None and mine is not None:
            self.send(LayoutApply(screen=chosen.screen.number, layout=ScreenLayout.of(mine.state)))

    def clear_tile(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.send(TileClear(screen=chosen.screen.number, tile=chosen.tile + 1))

    def clear(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            empty = ScreenLayout.of(WallState(chosen.layout))
            self.send(LayoutApply(screen=chosen.screen.number, layout=empty))

    def send_message(self, text: str) -> None:
        """Empty words take the message away."""
        chosen = self._chosen()
        if chosen is not None:
            self.send(ScreenMessage(screen=chosen.screen.number, text=text))

    def undo(self) -> None:
        """Of the wall as it is seen here: what somebody else did since is not taken back unseen."""
        chosen, desk = self._chosen(), self._desk
        if chosen is not None:
            wall, version = chosen.wall.name, chosen.wall.version
            do_sending(self._page, lambda reason: desk.undo(wall, version, reason), lambda: self._text("walls-undone"))

    def drop(self, data: QMimeData) -> None:
        """Cameras, a flag, an area, or a tile of a wall of this console, from the chosen tile on; words become a message."""
        source = dragged_from(data)
        if source is not None:
            wall = self._services.walls.named(source[0])
            if wall is not None and source[1] < len(wall.tiles):
                self._send_tile(wall, source[1])
        elif flags := dragged_flags(data):
            self.send_flag(flags[0])
        elif areas := dragged_areas(data):
            self._send_areas(areas, dragged_cameras(data))
        elif cameras := dragged_cameras(data):
            self.send_cameras(cameras)
        elif words := data.text().strip():
            self.send_message(words[:LONGEST_MESSAGE])

    def send_layout(self, name: str) -> None:
        """One of the person's saved layouts, onto the whole screen."""
        chosen, state = self._chosen(), self._services.layouts.by_name.get(name)
        if chosen is not None and state is not None:
            self.send(LayoutApply(screen=chosen.screen.number, layout=ScreenLayout.of(state)))

    def send_flag(self, flag_id: UUID) -> None:
        """All cameras of it, from the chosen tile on."""
        room = self._services.room
        self._page.stage.background.run(
            lambda: room.cameras_of(flag_id),
            self.send_cameras,
            self._page.say_error,
            name="wall-flag",
            owner=self._page,
        )

    def send_area_called(self, typed: str) -> None:
        """By its code or its name, from the chosen tile on."""
        directory, text = self._services.directory, self._page.stage.translator.text

        def found(area: AreaEntry | None) -> None:
            if area is None:
                self._page.say(lambda: text("walls-area-unknown", name=typed))
            else:
                self._send_areas([area.code], [])

        self._page.stage.background.run(
            lambda: directory.area(typed) or next(iter(directory.areas_named(typed, 1)), None),
            found,
            self._page.say_error,
            name="wall-area-named",
            owner=self._page,
        )

    def _send_tile(self, wall: Wall, tile: int) -> None:
        """Of a hotspot the camera that it shows: nobody selects on a wall machine."""
        board, camera, chosen = other_in(wall.tiles[tile]), wall.cameras[tile], self._chosen()
        if camera is not None:
            self.send_cameras([camera])
        elif board is not None and not isinstance(board, Hotspot) and chosen is not None:
            show, detail = named(board)
            number = chosen.screen.number
            self.send(TileBoard(screen=number, tile=chosen.tile + 1, show=show, detail=detail))

    def send_cameras(self, cameras: Sequence[CameraId]) -> None:
        """One onto the chosen tile, several onto it and those behind it."""
        chosen = self._chosen()
        if chosen is None or not cameras:
            return
        number, tile = chosen.screen.number, chosen.tile
        if len(cameras) == 1:
            self.send(TileShow(screen=number, tile=tile + 1, camera_id=cameras[0]))
            return
        state = chosen.screen.layout.state()
        fitting = cameras[: len(state.tiles) - tile]
        filled = (*state.tiles[:tile], *fitting, *state.tiles[tile + len(fitting) :])
        self.send(LayoutApply(screen=number, layout=ScreenLayout.of(WallState(state.layout, filled))))

    def _send_areas(self, areas: Sequence[str], cameras: Sequence[CameraId]) -> None:
        chosen, filtered = self._chosen(), self._services.directory.filtered
        if chosen is None:
            return
        limit = len(chosen.layout.cells) - chosen.tile
        self._page.stage.background.run(
            lambda: filtered.inside(areas, cameras, EVERY_CAMERA, limit)[0],
            lambda entries: self.send_cameras([entry.camera.id for entry in entries]),
            self._page.say_error,
            name="wall-area",
            owner=self._page,
        )

    def send(self, operation: WallOperation, besides: str = "") -> None:
        """``besides``: what is to be said of it once it is done, beside that."""
        chosen, desk = self._chosen(), self._desk
        if chosen is not None:
            name = chosen.wall.name

            def done() -> str:
                return " ".join(part for part in (self._text("walls-sent"), besides) if part)

            do_sending(self._page, lambda reason: desk.send(name, operation, reason), done)


def do_act(page: Page, act: Callable[[], object], done_key: str) -> None:
    """In the background; the page says that it is done, or why not."""
    text = page.stage.translator.text
    page.stage.background.run(
        act,
        lambda _result: page.say(lambda: text(done_key)),
        page.say_error,
        name="wall-act",
        owner=page,
        lane=Lane.CAPTURE,
    )
