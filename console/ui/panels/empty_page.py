"""What stands in place of a list: why there is nothing, and, where it helps, a button to try again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from console.directory.service import SyncPhase, SyncState
from console.i18n.translator import Translator
from console.ui.messages import message_for
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated


def why_no_tree(translator: Translator, state: Exception | bool, sync: SyncState, *, filtered: bool) -> str:
    """``state`` as ``BranchLoader.state``."""
    if isinstance(state, Exception):
        return message_for(translator, state).without_does
    if not state:
        return translator.text("tree-reading")
    if (shut := _why_shut(sync)) is not None:
        return translator.text(shut)
    if filtered:
        return translator.text("tree-nothing-filtered")
    return translator.text(f"directory-none-{sync.phase.value.replace('_', '-')}")


def why_nothing_found(translator: Translator, words: str, sync: SyncState, *, filtered: bool) -> str:
    if (shut := _why_shut(sync)) is not None:
        return translator.text(shut)
    return translator.text("search-nothing-filtered" if filtered else "search-nothing", words=words)


def _why_shut(sync: SyncState) -> str | None:
    if sync.phase is SyncPhase.LOCKED:
        return "directory-none-locked"
    if sync.preparing:
        return "directory-none-preparing" if sync.problem is None else "directory-none-preparing-later"
    return None


class EmptyPage(QWidget):
    """Signals: ``retried()``; ``all_shown()``: without the filter, please."""

    retried = Signal()
    all_shown = Signal()

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._text = stage.translator.text
        self._words = QLabel(self)
        self._words.setObjectName("dim")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.retry_button = QPushButton(self)
        self.retry_button.clicked.connect(self.retried)
        self.all_button = QPushButton(self)
        self.all_button.clicked.connect(self.all_shown)
        margin_px = stage.theme.px(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin_px, margin_px, margin_px, margin_px)
        column.setSpacing(stage.theme.px(3))
        column.addWidget(self._words)
        column.addWidget(self.retry_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def reason(self) -> str:
        return self._words.text()

    def explain(self, reason: str, *, can_retry: bool = False, filtered: bool = False) -> None:
        self._words.setText(reason)
        self.retry_button.setVisible(can_retry)
        self.all_button.setVisible(filtered and not can_retry)

    def _retranslate(self) -> None:
        self.retry_button.setText(self._text("page-again"))
        self.all_button.setText(self._text("filter-clear"))
