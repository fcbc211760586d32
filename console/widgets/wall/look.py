"""What a tile says at this moment, in words: its title, its state, the age of its picture; no painting."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.domain.closure import Closure
from console.domain.directory_entry import DirectoryEntry
from console.domain.feed_state import FeedReport, FeedState, SignsOfLife, shown_state
from console.domain.freshness_rule import FreshnessRule
from console.domain.replay import ReplayStatus
from console.domain.tile_content import Hotspot, OtherContent
from console.domain.viewing_terms import StoppedCamera
from console.i18n.translator import Translator
from console.widgets.wall.content_words import content_words
from console.widgets.wall.moving_look import MovingLook
from console.widgets.wall.spark import TileSpark

Reason = Callable[[str], str]
"""A short sentence for an error code."""

OLD_PICTURE_STATES = frozenset({FeedState.SAME_PICTURE, FeedState.STALE, FeedState.WAITING, FeedState.FAILED})
"""In these the last picture is shown as what it is: old."""


@dataclass(frozen=True)
class SoundMark:
    """On the tile whose camera is listened to."""

    words: str
    audible: bool


@dataclass(frozen=True)
class TileLook:
    """All words of one tile; equal looks need no repaint."""

    state: FeedState
    position: str
    number: str = ""
    name: str = ""
    state_word: str = ""
    age: str = ""
    headline: str = ""
    detail: str = ""
    badges: tuple[str, ...] = ()
    """Stands on the picture itself, when it is not of this moment: the same said ever shorter, for ever smaller tiles."""
    sound: SoundMark | None = None
    alarm: str = ""
    """What it is about, on a tile that a rule has put there."""
    spark: TileSpark | None = None
    """The last minute of its feed, while somebody wants to see that."""
    moving: MovingLook | None = None
    """Of a camera that somebody moves, here or elsewhere."""
    is_closed: bool = False
    """No picture may stand behind the words, not even an old one."""
    title: str = ""
    """What the tile is that is no camera's own: the hotspot, or a board."""
    is_hotspot: bool = False

    @property
    def over_picture(self) -> tuple[FeedState, str, str, str, tuple[str, ...], MovingLook | None, TileSpark | None]:
        """What changes the picture's own area."""
        return self.state, self.alarm, self.headline, self.detail, self.badges, self.moving, self.spark

    @property
    def spoken(self) -> str:
        """For screen readers."""
        sound = self.sound.words if self.sound else ""
        moving = self.moving.words[0] if self.moving and self.moving.words else ""
        parts = (
            self.alarm,
            self.position,
            self.title,
            self.number,
            self.name,
            self.state_word,
            self.headline,
            self.detail,
            *self.badges[:1],
            sound,
            moving,
        )
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Now:
    """What is known of a tile's feed at this moment."""

    report: FeedReport
    signs: SignsOfLife
    rule: FreshnessRule
    at_utc: datetime


class TileWords:
    """Makes looks in the language in use."""

    def __init__(self, translator: Translator, reason: Reason) -> None:
        self._translator = translator
        self._reason = reason

    def zoom(self, factor: float) -> str:
        """How much a picture is enlarged."""
        return self._translator.formats.times(factor)

    def empty(self, position: int, *, hint: bool) -> TileLook:
        """``hint``: says how a camera gets here."""
        text = self._translator.text
        detail = text("tile-empty-hint") if hint else ""
        return TileLook(FeedState.EMPTY, str(position), state_word=text("state-empty"), detail=detail)

    def other(self, position: int, content: OtherContent) -> TileLook:
        """A tile without a picture that is not empty; a hotspot says when it has one."""
        detail = self._translator.text("hotspot-hint") if isinstance(content, Hotspot) else ""
        return self.titled(TileLook(FeedState.EMPTY, str(position), detail=detail), content)

    def titled(self, look: TileLook, content: OtherContent) -> TileLook:
        """With what the tile is, besides what it shows."""
        title = content_words(self._translator.text, content)
        return replace(look, title=title, is_hotspot=isinstance(content, Hotspot))

    def of(self, position: int, entry: DirectoryEntry | None, now: Now) -> TileLook:
        """``entry`` is None while the directory has not answered yet."""
        age_s = now.signs.picture_s
        state = shown_state(now.report, now.signs, now.rule)
        headline, detail = self._middle(state, now.report, age_s, now.at_utc)
        return TileLook(
            state=state,
            position=str(position),
            number=str(entry.camera.number) if entry else "",
            name=entry.camera.name if entry else "",
            state_word=self._translator.text(f"state-{state.value}"),
            age="" if age_s is None else self._translator.formats.tile_age(age_s),
            headline=headline,
            detail=detail,
        )

    def closed(self, position: int, entry: DirectoryEntry | None, closure: Closure) -> TileLook:
        """A camera that is closed to the whole room."""
        text = self._translator.text
        return TileLook(
            state=FeedState.FAILED,
            position=str(position),
            number=str(entry.camera.number) if entry else "",
            name=entry.camera.name if entry else "",
            state_word=text("tile-closed-word"),
            headline=text("tile-closed"),
            detail=text("tile-closed-by", by=closure.by, time=self._translator.formats.short_time(closure.at_utc)),
            is_closed=True,
        )

    def stopped(self, position: int, entry: DirectoryEntry | None, stopped: StoppedCamera) -> TileLook:
        """A camera that its owner's terms do not let this person see now."""
        text, formats = self._translator.text, self._translator.formats
        hours, day = stopped.hours, stopped.valid_until
        return TileLook(
            state=FeedState.FAILED,
            position=str(position),
            number=str(entry.camera.number) if entry else "",
            name=entry.camera.name if entry else "",
            state_word=text("tile-terms-word"),
            headline=text("tile-terms"),
            detail=text(
                f"tile-terms-{stopped.stop.name.lower()}",
                owner=stopped.owner,
                hours=formats.day_hours(hours.begin_min, hours.end_min) if hours is not None else "",
                day=formats.day(day) if day is not None else "",
            ),
            is_closed=True,
        )

    def replay(self, position: int, entry: DirectoryEntry | None, status: ReplayStatus) -> TileLook:
        """A tile that shows an earlier moment: without an age, so that nothing on it can pass for live."""
        text, formats = self._translator.text, self._translator.formats
        seconds = formats.count(round(status.behind_s))
        parts = [text("replay-badge", seconds=seconds), formats.short_time(status.at_utc)]
        if status.paused:
            parts.append(text("replay-paused"))
        elif status.speed != 1.0:
            parts.append(text("replay-speed", speed=formats.share(status.speed)))
        return TileLook(
            state=FeedState.REPLAY,
            position=str(position),
            number=str(entry.camera.number) if entry else "",
            name=entry.camera.name if entry else "",
            state_word=text("state-replay"),
            badges=(
                *(" · ".join(parts[:count]) for count in range(len(parts), 0, -1)),
                text("replay-short", seconds=seconds),
            ),
        )

    def _middle(self, state: FeedState, report: FeedReport, age_s: float | None, now_utc: datetime) -> tuple[str, str]:
        text = self._translator.text
        if state is FeedState.CONNECTING:
            return text("state-connecting"), self._reason(report.reason) if report.reason else ""
        if state not in OLD_PICTURE_STATES:
            return "", ""
        last = self._last_picture(age_s, now_utc)
        if state is FeedState.STALE and age_s is not None:
            return self._translator.formats.age(age_s), last
        if state is FeedState.SAME_PICTURE and age_s is not None:
            since = self._translator.formats.recent(now_utc - timedelta(seconds=age_s), now_utc)
            return text("tile-same-picture", age=self._translator.formats.age(age_s)), text(
                "tile-same-since", time=since
            )
        if state is FeedState.FAILED:
            return self._reason(report.reason), last
        if state is FeedState.WAITING:
            retry = text("tile-retry", seconds=max(1, math.ceil(report.retry_in_s)))
            return self._reason(report.reason) if report.reason else text("state-waiting"), " · ".join(
                part for part in (retry, last) if part
            )
        return "", ""

    def _last_picture(self, age_s: float | None, now_utc: datetime) -> str:
        if age_s is None:
            return ""
        at_utc = now_utc - timedelta(seconds=age_s)
        return self._translator.text("tile-last-picture", time=self._translator.formats.recent(at_utc, now_utc))
