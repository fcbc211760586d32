"""What the operator says of a flag of the events panel: each word ends in the outbox."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from console.base.ids import new_id
from console.domain.event import EventEntry, EventKind
from console.domain.flag_change import REASONS, FlagChange
from console.domain.flag_state import ENDED, PARTY_OF_ROLE, FlagAction, FlagState, allowed
from console.qt.background import Lane
from console.ui.dialogs.flag_change import FlagChangeDialog
from console.ui.stage import Services, Stage
from console.widgets.lists.event_words import EventWords

_OFFERED = (
    FlagAction.NOTE,
    FlagAction.TELEPHONE,
    FlagAction.VERIFY,
    FlagAction.HOLD,
    FlagAction.RESUME,
    FlagAction.CANCEL,
    FlagAction.MARK_DUPLICATE,
    FlagAction.CLOSE,
    FlagAction.REOPEN,
)
_ASKING = frozenset({*REASONS, FlagAction.NOTE, FlagAction.REOPEN, FlagAction.MARK_DUPLICATE})
"""Need a word more, so they open a dialog."""


class FlagIntents(QObject):
    """For one window. ``entries`` gives what the panel shows now. Main thread."""

    def __init__(
        self,
        window: QWidget,
        stage: Stage,
        services: Services,
        words: EventWords,
        entries: Callable[[], list[EventEntry]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._words = words
        self._entries = entries

    def offered(self, entry: EventEntry) -> list[FlagAction]:
        """What this person may say of it now; a flag that is still here goes to the centre first."""
        party = PARTY_OF_ROLE.get(self._services.person.role)
        if entry.kind is not EventKind.FLAG or party is None:
            return []
        may = allowed(entry.stage or FlagState.SENT, party)
        return [action for action in _OFFERED if action in may]

    def fill_menu(self, menu: QMenu, entry: EventEntry) -> None:
        """Nothing is added where nothing may be said."""
        for action in self.offered(entry):
            item = menu.addAction(self._words.flag.action(action))
            item.triggered.connect(lambda _checked=False, chosen=action: self.begin(entry, chosen))

    def begin(self, entry: EventEntry, action: FlagAction) -> None:
        if action not in _ASKING:
            self._say(entry, FlagChange(new_id(), action))
            return
        others = [
            one
            for one in self._entries()
            if one.kind is EventKind.FLAG and one.id != entry.id and one.number and one.stage not in ENDED
        ]
        dialog = FlagChangeDialog(self._window, self._stage, self._words, entry, action, others)
        dialog.said.connect(lambda change: self._say(entry, change))
        dialog.open()

    def told(self, entry: EventEntry) -> None:
        """The police know by voice; which number was dialled stands in the history."""
        note = self._services.flag_rules().telephone
        self._say(entry, FlagChange(new_id(), FlagAction.TELEPHONE, note=note))

    def _say(self, entry: EventEntry, change: FlagChange) -> None:
        events = self._services.events
        self._stage.background.run(
            lambda: events.change(entry.id, change),
            lambda _none: None,
            name="flag-change",
            owner=self,
            lane=Lane.WRITE,
        )
