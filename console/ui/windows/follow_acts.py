"""What is made of the path of who is followed: a flag with all its cameras, bookmarks, a table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.event import BookmarkDraft
from console.domain.follow_path import FollowPath, Leg
from console.i18n.formats import Formats
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.qt.background import Lane
from console.ui.camera_book import CameraBook
from console.ui.dialogs.flag_moment import OtherCamera
from console.ui.dialogs.other_cameras import MOST_TICKED
from console.ui.dialogs.save_file import ask_file
from console.ui.follow_report import FollowReport, as_csv
from console.ui.messages import message_for
from console.ui.notices import Severity
from console.ui.stage import Services, Stage
from console.ui.windows.intents import Intents

NOTICE = "follow"
_MOST_TOLD = 20
"""Legs in the words of a flag: the last ones."""


class FollowActs(QObject):
    """For one window. Main thread."""

    def __init__(self, window: QWidget, stage: Stage, services: Services, book: CameraBook, intents: Intents) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._book = book
        self._intents = intents

    def flag(self, path: FollowPath) -> None:
        """Of the camera in the middle, which is selected; the others of the path are ticked, the latest ones first."""
        others = [camera for camera in path.cameras if camera != path.camera]
        self._intents.flag_with([self._other(camera, rank) for rank, camera in enumerate(others)], self._told(path))

    def bookmark(self, path: FollowPath) -> None:
        """One for each camera of the path, from when to when it was looked at."""
        ended = path.ended(self._stage.clock.now_utc())
        text, events = self._stage.translator.text, self._services.events
        count = len(ended.legs)
        drafts = [
            BookmarkDraft(
                leg.camera,
                leg.until_utc or leg.since_utc,
                text("follow-bookmark-note", step=str(step), count=str(count)),
                (text("follow-tag"),),
                leg.since_utc if leg.until_utc != leg.since_utc else None,
            )
            for step, leg in enumerate(ended.legs, start=1)
        ]
        self._stage.background.run(
            lambda: [(draft.camera_id, str(events.bookmark(draft))) for draft in drafts],
            self._on_bookmarked,
            self._on_failed,
            name="follow-bookmarks",
            owner=self,
            lane=Lane.WRITE,
        )

    def ask_file(self, path: FollowPath) -> None:
        title = self._stage.translator.text("follow-csv-title")
        ended = path.ended(self._stage.clock.now_utc())
        name = f"ronda-{self._stage.translator.text('follow-tag')}-{ended.legs[0].since_utc:%Y%m%d-%H%M%S}.csv"
        ask_file(self._window, title, name, lambda file: self.save(file, ended))

    def save(self, file: Path, path: FollowPath) -> None:
        """Read and written in the background."""
        services, translator = self._services, self._stage.translator

        def write() -> None:
            entries = services.directory.filtered.of(path.cameras)
            content = as_csv(translator, FollowReport(path, entries, services.person.display_name))
            replace_whole(file, content, PRIVATE_MODE)

        def done(_none: None) -> None:
            # Of each camera, so that whoever asks about one finds that its times have left.
            until = path.legs[-1].until_utc or self._stage.clock.now_utc()
            period = f"{path.legs[0].since_utc.isoformat()} {until.isoformat()}"
            for camera in path.cameras:
                services.audit.note(AuditAct.EXPORTED, camera, period)
            self._say("follow-saved", path=str(file))

        self._stage.background.run(write, done, self._on_failed, name="follow-save", owner=self, lane=Lane.WRITE)

    def name(self, camera: CameraId) -> str:
        entry = self._book.entry(camera)
        return f"{entry.camera.number} {entry.camera.name}" if entry is not None else camera

    def span(self, leg: Leg) -> str:
        """``21.14.09–21.15.30``, in Semarang's time; without an end while it goes on."""
        formats = Formats.of(self._stage.translator.language)
        until = "" if leg.until_utc is None else formats.short_time(leg.until_utc)
        return f"{formats.short_time(leg.since_utc)}–{until}"

    def _told(self, path: FollowPath) -> str:
        legs = path.legs[-_MOST_TOLD:]
        words = ", ".join(f"{self._number(leg.camera)} {self.span(leg)}" for leg in legs)
        return self._stage.translator.text("follow-note", path=words)

    def _number(self, camera: CameraId) -> str:
        entry = self._book.entry(camera)
        return camera if entry is None else str(entry.camera.number)

    def _other(self, camera: CameraId, rank: int) -> OtherCamera:
        feed = FeedKey.of(camera, FeedQuality.SUB)
        return OtherCamera(feed, self._book.entry(camera), is_ticked=rank < MOST_TICKED)

    def _on_bookmarked(self, made: list[tuple[CameraId, str]]) -> None:
        for camera, bookmark_id in made:
            self._services.audit.note(AuditAct.BOOKMARK_MADE, camera, bookmark_id)
        self._say("follow-bookmarked", count=str(len(made)))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        known, translator = error, self._stage.translator
        self._stage.notices.post(NOTICE, Severity.TROUBLE, lambda: message_for(translator, known).whole)

    def _say(self, key: str, **words: str) -> None:
        text = self._stage.translator.text
        self._stage.notices.post(NOTICE, Severity.DONE, lambda: text(key, **words))
