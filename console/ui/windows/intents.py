"""What the operator does with the selected camera: flag, bookmark, try again; each intent ends in a port."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId
from console.domain.event import BookmarkDraft
from console.qt.background import Lane
from console.ui.camera_book import CameraBook
from console.ui.dialogs.bookmark import BookmarkDialog
from console.ui.dialogs.flag import FlagDialog
from console.ui.dialogs.flag_moment import FlagMoment, HeldFlag, OtherCamera
from console.ui.dialogs.history import HistoryDialog
from console.ui.messages import message_for
from console.ui.notices import Severity
from console.ui.stage import Services, Stage
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView

_SHORT_ID_LENGTH = 8


class Intents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._view = view
        self._selected = SelectedCamera(stage, wall, view)
        self._book = book

    def flag(self) -> None:
        """The moment is that of the picture on the tile at the key press: the still is copied and the clip begun before the
        dialog opens.
        """
        self.flag_with()

    def flag_with(self, more: Sequence[OtherCamera] = (), note: str = "") -> None:
        """As ``flag``; ``more`` are offered before the other cameras of the wall."""
        camera = self._selected.or_notice()
        if camera is None:
            return
        behind_s = self._selected.behind_s(self._services.pictures.replay)
        held = HeldFlag(self._services.flags, self._selected.feed(camera), behind_s)
        still = self._view.masks.selected_still()
        background = self._stage.background
        background.run(held.begin, lambda _none: None, name="flag-begin", owner=self, lane=Lane.WRITE)
        named = {other.feed.camera_id for other in more}
        others = [one for one in self._selected.others(self._book) if one.feed.camera_id not in named]
        at_utc, entry = self._moment_utc(behind_s), self._book.entry(camera)
        moment = FlagMoment(camera, entry, at_utc, still, (*more, *others), note)
        dialog = FlagDialog(
            self._window, self._stage, moment, held, self._services.categories, self._services.person.display_name
        )
        dialog.sent.connect(lambda flag_id: self._on_flag_saved(flag_id, camera))
        dialog.open()

    def bookmark(self) -> None:
        """Asks for words and tags; the moment is that of the key press."""
        draft = self._bookmark_draft()
        if draft is None:
            return
        entry = self._book.entry(draft.camera_id)
        place = f"{entry.camera.number} · {entry.camera.name}" if entry else str(draft.camera_id)
        dialog = BookmarkDialog(self._window, self._stage, draft, place, self._services.events.bookmark)
        dialog.saved.connect(lambda bookmark_id: self._on_bookmark_saved(bookmark_id, draft.camera_id))
        dialog.open()

    def bookmark_now(self) -> None:
        draft = self._bookmark_draft()
        if draft is None:
            return
        events = self._services.events
        self._stage.background.run(
            lambda: events.bookmark(draft),
            lambda bookmark_id: self._on_bookmark_saved(bookmark_id, draft.camera_id),
            name="bookmark",
            owner=self,
            lane=Lane.WRITE,
        )

    def retry(self) -> None:
        camera = self._selected.or_notice()
        if camera is not None:
            self._services.pictures.retry(self._selected.feed(camera))

    def history(self) -> None:
        camera = self._selected.or_notice()
        if camera is not None:
            entry = self._book.entry(camera)
            name = f"{entry.camera.number}  {entry.camera.name}" if entry else camera
            dialog = HistoryDialog(self._window, self._stage, camera, name, self._services.history)
            if self._selected.feed(camera) in self._services.pictures.decoding.failed():
                dialog.add_remark("history-hardware-failed")
            dialog.open()

    def switch_language(self) -> None:
        self._stage.translator.set_language(self._stage.translator.language.other)

    def report(self, name: str, error: Exception) -> None:
        """A background task failed that nobody waited for."""
        key = error.code if isinstance(error, KnownError) else name
        translator = self._stage.translator
        self._stage.notices.post(key, Severity.TROUBLE, lambda: message_for(translator, error).whole)

    def _bookmark_draft(self) -> BookmarkDraft | None:
        camera = self._selected.or_notice()
        if camera is None:
            return None
        behind_s = self._selected.behind_s(self._services.pictures.replay)
        return BookmarkDraft(camera, self._moment_utc(behind_s))

    def _moment_utc(self, behind_s: float) -> datetime:
        return self._stage.clock.now_utc() - timedelta(seconds=behind_s)

    def _on_flag_saved(self, flag_id: UUID, camera: CameraId) -> None:
        self._services.audit.note(AuditAct.FLAG_MADE, str(flag_id), camera)
        self._done("flag", "notice-flag-saved", flag_id)

    def _on_bookmark_saved(self, bookmark_id: UUID, camera: CameraId) -> None:
        self._services.audit.note(AuditAct.BOOKMARK_MADE, camera, str(bookmark_id))
        self._done("bookmark", "notice-bookmark-saved", bookmark_id)

    def _done(self, key: str, text_key: str, event_id: UUID) -> None:
        # The end of a UUIDv7 is random; its beginning is the time, the same for flags of one minute.
        short = str(event_id)[-_SHORT_ID_LENGTH:]
        translator = self._stage.translator
        self._stage.notices.post(key, Severity.DONE, lambda: translator.text(text_key, id=short))
