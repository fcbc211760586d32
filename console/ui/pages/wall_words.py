"""What is said of the screens of a steered wall: what they show, whether they do, and whose they are."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.domain.tile_content import TileContent, camera_in, other_in
from console.ui.pages.wall_shots import WallShots
from console.ui.stage import Stage
from console.widgets.wall.content_words import content_words
from console.widgets.wall.screen_sketch import ScreenSketch, Tone
from console.wire.wall_tours import TourSummary
from console.wire.walls import ClaimRecord, MachineRecord, ScreenRecord, WallRecord

EntryOf = Callable[[CameraId], DirectoryEntry | None]


class WallWords:
    """In the language in use."""

    def __init__(self, stage: Stage, entry_of: EntryOf, shots: WallShots) -> None:
        self._text, self._stage = stage.translator.text, stage
        self._entry_of, self._shots = entry_of, shots

    def sketches(self, wall: WallRecord) -> list[ScreenSketch]:
        return [self._sketch(wall, screen) for screen in wall.screens]

    def name_of(self, screen: ScreenRecord) -> str:
        """``2 · Tengah``; a screen that nobody named is a number."""
        number = str(screen.number)
        return number if screen.title == number else f"{number} · {screen.title}"

    def whole(self, wall: WallRecord, screen: ScreenRecord, tile: int) -> str:
        """All that the picture may have no room for, of one screen and its tile."""
        sketch = self._sketch(wall, screen)
        name = sketch.names[tile] if tile < len(sketch.names) else ""
        return " · ".join(part for part in (sketch.title, sketch.state, sketch.claim, sketch.message, name) if part)

    def _sketch(self, wall: WallRecord, screen: ScreenRecord) -> ScreenSketch:
        state, tone = self._state(wall, screen)
        layout = screen.layout.state()
        who = f" · {self._changed(screen)}" if screen.changed_by else ""
        if screen.number in self._shots.withheld:
            who = f" · {self._text('walls-shot-withheld')}{who}"
        return ScreenSketch(
            number=screen.number,
            title=self._title(screen),
            layout=layout.layout,
            names=tuple(self._named(content, turns=screen.tour is not None) for content in layout.tiles),
            message=screen.message,
            state=f"{state}{who}",
            tone=tone,
            claim=self._claim(screen),
            shot=self._shots.of(screen),
            short=" · ".join(part for part in (str(screen.number), state, self._whose(screen)) if part),
        )

    def _title(self, screen: ScreenRecord) -> str:
        name = self.name_of(screen)
        title = self._text("walls-screen-open", name=name) if screen.open_to_operators else name
        return title if screen.tour is None else f"{title} · {self.tour(screen.tour)}"

    def tour(self, tour: TourSummary) -> str:
        key = "walls-tour-layouts" if tour.layouts else "walls-tour-cameras"
        count = tour.layouts or tour.cameras
        return self._text(key, name=tour.name, count=count, seconds=tour.step_s)

    def _named(self, content: TileContent | None, *, turns: bool) -> str:
        """Whose turn it is in a tour only its machine could say; boards stay."""
        board, camera = other_in(content), camera_in(content)
        if board is not None:
            return content_words(self._text, board)
        return "" if camera is None or turns else self.camera(camera)

    def camera(self, camera: CameraId) -> str:
        entry = self._entry_of(camera)
        return self._text("walls-unknown-camera") if entry is None else f"{entry.camera.number} · {entry.camera.name}"

    def _state(self, wall: WallRecord, screen: ScreenRecord) -> tuple[str, Tone]:
        """A machine that is away shows what it had, so that is said before anything else."""
        mine = [one for one in wall.machines if not one.screens or screen.number in one.screens]
        here = [one for one in mine if not one.is_away]
        if not mine:
            return self._text("walls-no-machine"), Tone.WRONG
        if not here:
            return self._away(mine[0]), Tone.WRONG
        if screen.version == 0:
            return self._text("walls-empty"), Tone.FINE
        shown = screen.shown
        if shown is None or shown.version != screen.version:
            return self._text("walls-waiting"), Tone.WAITING
        if shown.state == "rejected":
            return self._text("walls-rejected"), Tone.WRONG
        return self._text("walls-late" if shown.state == "expired" else "walls-applied"), Tone.FINE

    def _away(self, machine: MachineRecord) -> str:
        if machine.seen_utc is None:
            return self._text("walls-never-seen")
        since = self._stage.translator.formats.recent(machine.seen_utc, self._stage.clock.now_utc())
        return self._text("walls-away", since=since)

    def _changed(self, screen: ScreenRecord) -> str:
        at = screen.changed_utc
        when = "" if at is None else self._stage.translator.formats.recent(at, self._stage.clock.now_utc())
        return self._text("walls-changed", who=screen.changed_by, when=when)

    def claim_of(self, screen: ScreenRecord) -> ClaimRecord | None:
        """None from the moment that it is over, though nothing was read again."""
        claim = screen.claim
        return claim if claim is not None and self._stage.clock.now_utc() < claim.until_utc else None

    def _whose(self, screen: ScreenRecord) -> str:
        claim = self.claim_of(screen)
        return "" if claim is None else self._text("walls-claimed-short", who=claim.holder)

    def _claim(self, screen: ScreenRecord) -> str:
        claim, now = self.claim_of(screen), self._stage.clock.now_utc()
        if claim is None:
            return ""
        formats = self._stage.translator.formats
        until, left = formats.hour(claim.until_utc), formats.age((claim.until_utc - now).total_seconds())
        return self._text("walls-claimed", who=claim.holder, until=until, left=left, reason=claim.reason)
