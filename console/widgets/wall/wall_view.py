"""The wall on the screen: arranges the tiles of its model and asks for their pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.base.clock import Clock
from console.domain.camera import Camera, CameraId
from console.domain.directory_entry import DirectoryEntry
from console.domain.wall_plan import WallPlan
from console.qt.picture_rounds import PictureRounds
from console.qt.throttle import Throttle
from console.qt.timer import Timer
from console.wall.planning import Box, WallBoxes, WallPlanner
from console.wall.wall import Wall
from console.wall.walls import Walls
from console.widgets.theme.theme import Theme
from console.widgets.wall.geometry import tile_rects
from console.widgets.wall.look import TileWords
from console.widgets.wall.pictures import PictureSource
from console.widgets.wall.replay_bar import ReplayBar
from console.widgets.wall.tile import Tile
from console.widgets.wall.tile_boards import TileBoards
from console.widgets.wall.tile_painter import TilePainter
from console.widgets.wall.view_control import ViewControl
from console.widgets.wall.view_input import ViewInput
from console.widgets.wall.wall_input import WallInput
from console.widgets.wall.wall_masks import MasksOf, WallMasks
from console.widgets.wall.wall_refresh import WallRefresh

_PLAN_WINDOW_MS = 150


class WallView(QWidget):
    """Shows a ``Wall``. Signals: ``menu_asked(point)`` on the screen, for the tile that is selected by then."""

    menu_asked = Signal(QPoint)

    def __init__(
        self,
        wall: Wall,
        source: PictureSource,
        words: TileWords,
        entry_of: Callable[[CameraId], DirectoryEntry | None],
        clock: Clock,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        rounds: PictureRounds | None = None,
        masks_of: MasksOf = lambda _camera: (),
        walls: Walls | None = None,
    ) -> None:
        """``masks_of`` says what of a camera's picture nobody sees. ``walls``: the others, which tiles are exchanged with."""
        super().__init__(parent)
        self._wall = wall
        self._source = source
        self._entry_of = entry_of
        self._theme = theme
        plans = (walls or Walls()).plans
        self._tell: Callable[[WallPlan], None] = lambda plan: source.want(plans.with_wall(wall.name, plan))
        self._painter = TilePainter(theme, words.zoom)
        self.watermark = self._painter.watermark
        self._tiles: list[Tile] = []
        self._full_rect = QRect()
        self.planner = WallPlanner(wall, self._camera_of, clock)
        self.refresh = WallRefresh(self, wall, source, self.planner, words, entry_of, clock, rounds)
        self.boards = TileBoards(self, wall, lambda: self._tiles)
        self.refresh.spoke.connect(lambda: self.boards.follow(numbered=self.refresh.numbered))
        self.masks = WallMasks(wall, lambda: self._tiles, self.refresh.reader, masks_of)
        self.replay_bar = ReplayBar(self, theme)
        self.refresh.spoke.connect(lambda: [tile.update() for tile in self._tiles if self.watermark.has_changed()])
        self.refresh.spoke.connect(lambda: self.replay_bar.follow(self._tiles[self._wall.selected]))
        self.input = WallInput(self, wall, self.tile_at, self._on_drop_target, self._on_menu, walls)
        self.looking = ViewControl(wall, lambda: self._tiles)
        self.view_input = ViewInput(self, wall, self.looking, self.tile_at)
        self._plan_later = Throttle(self, "wall-plan", _PLAN_WINDOW_MS, self._want)
        self._plan_again = Timer(self, "feed-choice", 0, self._want, single_shot=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(theme.px(60), theme.px(40))
        # Not relayed: the tiles must follow the layout before the next tick. The model lives on this thread.
        self.destroyed.connect(wall.changed.connect(lambda _none: self._on_wall_changed()))
        self.destroyed.connect(wall.views.changed.connect(lambda _none: self.looking.show()))
        self.destroyed.connect(wall.views.changed.connect(lambda _none: self._plan_later()))
        # Strips have another height then, so pictures have another place.
        self.destroyed.connect(theme.changed.connect(lambda _look: self._on_wall_changed()))
        self._on_wall_changed()
        self.refresh.start()

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return tuple(self._tiles)

    def look_again(self) -> None:
        """The directory has news of the cameras: their names and feeds may be others now."""
        self._plan_later()
        self.refresh.speak()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        super().resizeEvent(event)
        self._arrange()
        self._plan_later()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.ground))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        super().focusInEvent(event)
        self.refresh.set_emphasis(focused=True, drop_target=None)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        super().focusOutEvent(event)
        self.refresh.set_emphasis(focused=False, drop_target=None)

    def _on_wall_changed(self) -> None:
        count = len(self._wall.layout.cells)
        while len(self._tiles) > count:
            self._tiles.pop().deleteLater()
        while len(self._tiles) < count:
            self._tiles.append(Tile(self, self._painter))
            # Under what lies over the wall: messages, alarms, the number that is typed.
            self._tiles[-1].lower()
        for tile, camera in zip(self._tiles, self._wall.cameras, strict=True):
            tile.set_camera(camera)
        self.masks.show()
        self.looking.show()
        self.refresh.set_tiles(self._tiles)
        self._arrange()
        self._want()
        self.refresh.speak()
        self.setAccessibleName(self._tiles[self._wall.selected].look.spoken)

    def _arrange(self) -> None:
        spacing = self._wall.layout.spacing
        gap_px = self._theme.px(0.5 * spacing) if spacing else 0
        self._full_rect = self.rect().adjusted(gap_px, gap_px, -gap_px, -gap_px)
        full = self._wall.full_screen
        rects = tile_rects(self._wall.layout, self.size(), gap_px, self._painter.strip_px)
        for index, (tile, rect) in enumerate(zip(self._tiles, rects, strict=True)):
            tile.place(rect, self._full_rect if index == full else rect)
            tile.setVisible(full is None or index == full)
        self.boards.follow(numbered=self.refresh.numbered)

    def _want(self) -> None:
        ratio = self.devicePixelRatioF()

        def box(index: int, rect: QRect) -> Box:
            size = self.looking.needed_size(index, rect)
            return Box(round(size.width() * ratio), round(size.height() * ratio))

        boxes = {index: box(index, tile.small_picture_rect()) for index, tile in enumerate(self._tiles)}
        full = box(self._wall.full_screen or 0, self._painter.picture_rect(self._full_rect.size()))
        zooms = {index: self.looking.needed_scale(index) for index in boxes}
        self._tell(self.planner.plan(WallBoxes(boxes, full, zooms)))
        due_s = self.planner.due_in_s()
        if due_s is None:
            self._plan_again.stop()
        else:
            self._plan_again.start(round(due_s * 1000) + 1)

    def leave(self) -> None:
        """Wants nothing any more: its window goes."""
        self._plan_again.stop()
        self.refresh.stop()
        self._tell({})

    def _camera_of(self, camera: CameraId) -> Camera | None:
        entry = self._entry_of(camera)
        return entry.camera if entry else None

    def tile_at(self, point: QPoint) -> int | None:
        return next(
            (index for index, tile in enumerate(self._tiles) if tile.isVisible() and tile.geometry().contains(point)),
            None,
        )

    def _on_drop_target(self, tile: int | None) -> None:
        self.refresh.set_emphasis(focused=self.hasFocus(), drop_target=tile)

    def _on_menu(self, point: QPoint | None) -> None:
        centre = self._tiles[self._wall.selected].geometry().center()
        self.menu_asked.emit(point if point is not None else self.mapToGlobal(centre))
