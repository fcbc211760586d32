"""Puts the evidence of a flag on legal hold, or lifts the hold, each with a reason; at the centre at once or not at all."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.event import EventEntry, EventKind
from console.domain.roles import Permission, may
from console.qt.background import Lane
from console.ui.dialogs.reason import ReasonDialog, ReasonWords
from console.ui.notices import Severity
from console.ui.stage import Services, Stage

_HOLD = ReasonWords(
    "hold-title", "hold-explained", "hold-confirm", ("hold-reason-court", "hold-reason-police", "hold-reason-complaint")
)
_LIFT = ReasonWords(
    "lift-title",
    "lift-explained",
    "lift-confirm",
    ("lift-reason-verdict", "lift-reason-dropped", "lift-reason-mistake"),
)


class HoldIntents(QObject):
    """For one window or page; its dialogs belong to it. Main thread."""

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._desk = services.holds
        self.may_hold = may(services.person.role, Permission.HOLD_EVIDENCE)

    def fill_menu(self, menu: QMenu, entry: EventEntry) -> None:
        """Only of a flag that the centre has: what it does not know it can't keep."""
        if not self.may_hold or entry.kind is not EventKind.FLAG or not entry.number:
            return
        menu.addSeparator()
        act, key = (self.lift, "hold-lift") if entry.hold else (self.hold, "hold-set")
        item = menu.addAction(self._stage.translator.text(key))
        item.triggered.connect(lambda _checked=False: act(entry.id, entry.number))

    def hold(self, flag_id: UUID, number: str) -> None:
        self._ask(_HOLD, number, lambda reason: self._desk.hold(flag_id, reason), "hold-done")

    def hold_number(self, number: str) -> None:
        """A flag that no list shows."""
        self._ask(_HOLD, number, lambda reason: self._desk.hold_number(number, reason), "hold-done")

    def lift(self, flag_id: UUID, number: str) -> None:
        self._ask(_LIFT, number, lambda reason: self._desk.lift(flag_id, reason), "lift-done")

    def _ask(self, words: ReasonWords, number: str, act: Callable[[str], None], done_key: str) -> None:
        dialog = ReasonDialog(self._window, self._stage, words, number)
        dialog.given.connect(lambda reason: self._do(lambda: act(reason), number, done_key))
        dialog.open()

    def _do(self, act: Callable[[], None], number: str, done_key: str) -> None:
        text, notices = self._stage.translator.text, self._stage.notices
        self._stage.background.run(
            act,
            lambda _none: notices.post("hold", Severity.DONE, lambda: text(done_key, number=number)),
            name="hold",
            owner=self,
            lane=Lane.CAPTURE,
        )
