"""Keeps the tiles of a wall true: new pictures at the display's pace, words and ages four times a second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from console.base.clock import Clock
from console.domain.camera import CameraId
from console.domain.closure import Closure
from console.domain.directory_entry import DirectoryEntry
from console.domain.feed_state import NO_SIGNS, FeedReport, FeedState, SignsOfLife, freshness
from console.domain.freshness_rule import FreshnessRule
from console.domain.tile_content import other_in
from console.domain.viewing_terms import StoppedCamera
from console.qt.picture_rounds import PictureRounds
from console.qt.timer import Timer
from console.wall.planning import WallPlanner, full_surface, tile_surface
from console.wall.wall import Wall
from console.widgets.wall.freshness_tally import FreshnessTally
from console.widgets.wall.look import Now, SoundMark, TileLook, TileWords
from console.widgets.wall.moving_look import MovingLook
from console.widgets.wall.pictures import PictureSource, SurfaceReader
from console.widgets.wall.spark import TileSpark
from console.widgets.wall.tile import Tile
from console.widgets.wall.tile_painter import Emphasis

DISPLAY_TICK_MS = 33
WORDS_TICK_MS = 250
_SHARES = 4
"""A full wall's words take as long as painting a round of pictures: each tick says those of every fourth tile."""


class WallRefresh(QObject):
    """One display tick for all tiles. ``tally_changed(FreshnessTally)``: the states of the wall have changed.

    ``spoke()``: every tile says what is true now.
    """

    tally_changed = Signal(object)
    spoke = Signal()

    def __init__(
        self,
        parent: QObject,
        wall: Wall,
        source: PictureSource,
        planner: WallPlanner,
        words: TileWords,
        entry_of: Callable[[CameraId], DirectoryEntry | None],
        clock: Clock,
        rounds: PictureRounds | None = None,
    ) -> None:
        """``rounds`` says when there is a new picture; without it all are asked thirty times a second."""
        super().__init__(parent)
        self._wall = wall
        self._source = source
        self._planner = planner
        self._words = words
        self._entry_of = entry_of
        self._clock = clock
        self.sound_mark: Callable[[int], SoundMark | None] = lambda _tile: None
        """Of the tile whose camera is listened to."""
        self.moving_look: Callable[[int], MovingLook | None] = lambda _tile: None
        """Of a tile whose camera is moved."""
        self.alarm_of: Callable[[int], str] = lambda _tile: ""
        """What a tile is about that a rule has put there."""
        self.spark_of: Callable[[int], TileSpark | None] = lambda _tile: None
        """The last minute of a tile's feed."""
        self.closure_of: Callable[[CameraId], Closure | None] = lambda _camera: None
        """Why a camera may not be shown to anybody."""
        self.stopped_of: Callable[[CameraId], StoppedCamera | None] = lambda _camera: None
        """Why its owner does not let it be seen now."""
        self.by_hand = True
        """Somebody sits before it: one tile is selected, and an empty one says how a camera gets there."""
        self.numbered = False
        """Shows the numbers of all tiles."""
        self.chosen: int | None = None
        """The tile that a call-up goes to."""
        self._tiles: Sequence[Tile] = ()
        self._focused = False
        self._drop_target: int | None = None
        self.states: list[FeedState | None] = []
        """What each tile said last; None of a closed camera."""
        self._tally = FreshnessTally()
        self._rounds = rounds
        if rounds is not None:
            rounds.due.connect(self.poll)
        self._display_timer = Timer(self, "display", DISPLAY_TICK_MS, self.poll, precise=True)
        self._share = 0
        self._words_timer = Timer(self, "tile-words", WORDS_TICK_MS // _SHARES, self._speak_share)

    @property
    def tally(self) -> FreshnessTally:
        return self._tally

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        self._tiles = tiles
        self.states = [FeedState.EMPTY] * len(tiles)
        if self._rounds is not None:
            self._rounds.shown_on(self._wall.name, len(tiles))

    def set_emphasis(self, *, focused: bool, drop_target: int | None) -> None:
        self._focused, self._drop_target = focused, drop_target
        self.speak()

    def start(self) -> None:
        if self._rounds is None:
            self._display_timer.start()
        self._words_timer.start()

    def stop(self) -> None:
        self._display_timer.stop()
        self._words_timer.stop()
        if self._rounds is not None:
            self._rounds.shown_on(self._wall.name, 0)

    def poll(self) -> None:
        """Lets every visible tile look for a new picture; the first one of a camera brings its words with it."""
        full = self._wall.full_screen
        for index, tile in enumerate(self._tiles):
            if (full is None or index == full) and tile.poll(self.reader(index)):
                self.speak_of(index)

    def speak(self) -> None:
        """Says on every tile what is true now."""
        for index in range(len(self._tiles)):
            self.speak_of(index)
        self._count()

    def _speak_share(self) -> None:
        for index in range(self._share, len(self._tiles), _SHARES):
            self.speak_of(index)
        self._share = (self._share + 1) % _SHARES
        if self._share == 0:
            self._count()

    def speak_of(self, index: int) -> None:
        """As ``speak``, on one tile."""
        look, other = self._look(index, self._wall.cameras[index]), other_in(self._wall.tiles[index])
        if other is not None:
            look = self._words.titled(look, other)
        if (mark := self.sound_mark(index)) is not None:
            look = replace(look, sound=mark)
        if alarm := self.alarm_of(index):
            look = replace(look, alarm=alarm)
        if (spark := self.spark_of(index)) is not None and not look.is_closed:
            look = replace(look, spark=spark)
        if (moved := self.moving_look(index)) is not None and not look.is_closed:
            look = replace(look, moving=moved)
        # First the picture that the words are for: a replay that has just ended must not stay as the last picture.
        self._tiles[index].poll(self.reader(index))
        self.states[index] = None if look.is_closed else look.state
        self._tiles[index].show_look(look, self._emphasis(index))

    def _count(self) -> None:
        open_states = [state for state in self.states if state is not None]
        tally = FreshnessTally.of(open_states, len(self.states) - len(open_states))
        if tally != self._tally:
            self._tally = tally
            self.tally_changed.emit(tally)
        self.spoke.emit()

    def _look(self, index: int, camera: CameraId | None) -> TileLook:
        if camera is None and (other := other_in(self._wall.tiles[index])) is not None:
            return self._words.other(index + 1, other)
        if camera is None:
            return self._words.empty(index + 1, hint=self.by_hand and index == self._wall.selected)
        entry = self._entry_of(camera)
        closure = self.closure_of(camera)
        if closure is not None:
            return self._words.closed(index + 1, entry, closure)
        if (stopped := self.stopped_of(camera)) is not None:
            return self._words.stopped(index + 1, entry, stopped)
        replayed = self._source.replay.status(tile_surface(self._wall.name, index))
        if replayed is not None:
            return self._words.replay(index + 1, entry, replayed)
        reader = self.live_reader(index)
        signs = reader.signs(self._clock) if reader else NO_SIGNS
        feed = self._planner.feed_of(index)
        report = self._source.report(feed) if feed is not None else FeedReport(FeedState.CONNECTING)
        now = Now(report, signs, self._source.rule_of(camera), self._clock.now_utc())
        return self._words.of(index + 1, entry, now)

    def reader(self, index: int) -> SurfaceReader | None:
        """Of a tile in replay what is replayed, in full screen too."""
        return self._source.replay.reader(tile_surface(self._wall.name, index)) or self.live_reader(index)

    def live_reader(self, index: int) -> SurfaceReader | None:
        """In full screen the large feed's pictures once they come, until then the small one's."""
        camera = self._wall.cameras[index]
        if index == self._wall.full_screen and camera is not None:
            large = self._source.reader(full_surface(self._wall.name, index))
            if large is not None and _lives(large.signs(self._clock), self._source.rule_of(camera)):
                return large
        return self._source.reader(tile_surface(self._wall.name, index))

    def _emphasis(self, index: int) -> Emphasis:
        alone = len(self._tiles) == 1 or self._wall.full_screen == index
        return Emphasis(
            selected=self.by_hand and index == self._wall.selected and not alone,
            focused=self._focused,
            drop_target=index == self._drop_target,
            numbered=self.numbered,
            chosen=index == self.chosen,
        )


def _lives(signs: SignsOfLife, rule: FreshnessRule) -> bool:
    """By the camera's own rule and pace: a slow feed must not fall back to the small one between its pictures."""
    return freshness(signs.picture_s, rule.paced(signs.interval_s)) is FeedState.LIVE
