"""The board of open flags: asks the centre, or goes by this console alone and says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from console.base.errors import KnownError
from console.domain.event import EventEntry
from console.domain.open_flags import is_unanswered, open_flags
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.qt.timer import Timer
from console.ui.camera_book import CameraBook
from console.ui.stage import Services, Stage
from console.widgets.boards.rows_board import BoardRow, RowsBoard
from console.widgets.retranslation import keep_translated

_MOST_FLAGS = 200
_CHANGES_WINDOW_MS = 1000
_ASK_AGAIN_MS = 15_000
"""A centre that was away tells nobody that it is back."""
_WORDS_TICK_MS = 1000


class FlagList(RowsBoard):
    """Main thread; reads in the background."""

    def __init__(self, parent: QWidget, stage: Stage, services: Services, book: CameraBook) -> None:
        super().__init__(parent, stage.theme)
        self._stage = stage
        self._services = services
        self._words = stage.event_words(services, book)
        self._entries: Sequence[EventEntry] | None = None
        self._alone = False
        self._reading = False
        read_later = Throttle(self, "flag-board", _CHANGES_WINDOW_MS, self._read)
        listen(services.events.changed, lambda _none: read_later(), self)
        listen(services.room.changed, lambda _none: read_later(), self)
        Timer(self, "flag-board", _ASK_AGAIN_MS, self._read).start()
        Timer(self, "flag-board-words", _WORDS_TICK_MS, self._say).start()
        keep_translated(self, stage.translator, self._say)
        self._read()

    def _read(self) -> None:
        """Never two at a time."""
        if self._reading:
            return
        self._reading = True
        services = self._services

        def read() -> tuple[list[EventEntry], bool]:
            here = services.events.recent(_MOST_FLAGS)
            try:
                return open_flags(services.room.open_flags(_MOST_FLAGS), here), False
            except KnownError:
                return open_flags(None, here), True

        self._stage.background.run(read, self._on_read, self._on_failed, name="flag-board", owner=self)

    def _on_read(self, found: tuple[list[EventEntry], bool]) -> None:
        self._reading = False
        self._entries, self._alone = found
        self._say()

    def _on_failed(self, error: Exception) -> None:
        """The disk of this machine: what stands there would be old."""
        self._reading = False
        self._entries = None
        if not isinstance(error, KnownError):
            raise error
        self.show_rows((), self._stage.reason(error.code), "")

    def _say(self) -> None:
        text = self._stage.translator.text
        if self._entries is None:
            if self._reading:
                self.show_rows((), text("flag-board-reading"), "")
            return
        nothing = text("flag-board-none-here" if self._alone else "flag-board-none")
        about = text("flag-board-alone") if self._alone else ""
        hidden = len(self._entries) - self.shown()
        if hidden > 0:
            about = " · ".join(part for part in (text("flag-board-more", count=hidden), about) if part)
        self.show_rows([self._row_of(entry) for entry in self._entries], nothing, about)

    def _row_of(self, entry: EventEntry) -> BoardRow:
        words, translator = self._words, self._stage.translator
        way = translator.text(f"way-{entry.way.value}")
        state = way if entry.stage is None else words.flag.state(entry.stage)
        age_s = max(0.0, (self._stage.clock.now_utc() - entry.at_utc).total_seconds())
        return BoardRow(
            title=words.title(entry),
            age=translator.formats.tile_age(age_s),
            number=entry.number,
            state=f"{state} · {words.place(entry)}",
            waits=is_unanswered(entry),
            late=words.clock(entry)[1],
        )
