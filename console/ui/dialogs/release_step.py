"""One step of a release: what it needs is asked here, the password too, and the dialog stays until the centre took it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.release_change import ReleaseChange
from console.domain.release_state import NEEDS_CONFIRMATION, ReleaseAction
from console.qt.background import Lane
from console.ui.messages import message_for
from console.ui.pages.release_words import ReleaseWords
from console.ui.ports import ReleaseDesk
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.retranslation import keep_translated
from console.wire.releases import ReleaseRecord

_ASKED: Mapping[ReleaseAction, Sequence[str]] = {
    ReleaseAction.APPROVE: (),
    ReleaseAction.REFUSE: ("note",),
    ReleaseAction.RETAIN: (),
    ReleaseAction.DESTROY: ("minute", "witness", "note"),
}
_LONGEST = {"note": 2000, "minute": 100, "witness": 200, "password": 1000}


class ReleaseStepDialog(FittingDialog):
    """Signals: ``taken(ReleaseRecord)``; then it closes. Nothing is sent while something is missing."""

    taken = Signal(object)

    def __init__(
        self, parent: QWidget, stage: Stage, desk: ReleaseDesk, record: ReleaseRecord, action: ReleaseAction
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._desk = desk
        self._record = record
        self._action = action
        self._words = ReleaseWords(stage.translator, stage.clock)
        self._error: Exception | None = None
        self._busy = False
        self._said: tuple[ReleaseChange, UUID] | None = None
        asked = [*_ASKED[action], *(["password"] if action in NEEDS_CONFIRMATION else [])]
        self.fields = {name: QLineEdit(self) for name in asked}
        for name, field in self.fields.items():
            field.setMaxLength(_LONGEST[name])
            field.textChanged.connect(lambda _text: self._allow())
            if name == "password":
                field.setEchoMode(QLineEdit.EchoMode.Password)
        self._labels = {name: QLabel(self) for name in asked}
        self._title, self._about, self._explanation, self.problem = (QLabel(self) for _ in range(4))
        self.do_button = QPushButton(self)
        self.do_button.setObjectName("primary")
        self.do_button.setDefault(True)
        self.do_button.clicked.connect(self.send)
        self.cancel_button = QPushButton(self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        keep_translated(self, stage.translator, self._retranslate)
        first = next(iter(self.fields.values()), self.cancel_button)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def send(self) -> None:
        if self._busy or not self._is_whole():
            return
        change = ReleaseChange(
            self._action, self._typed("note"), minute_number=self._typed("minute"), witness=self._typed("witness")
        )
        # The same step again, after an answer that got lost, is not a second one.
        if self._said is None or self._said[0] != change:
            self._said = (change, new_id())
        change_id = self._said[1]
        secret = Secret(self.fields["password"].text()) if "password" in self.fields else None
        self._busy, self._error = True, None
        self._retranslate()
        desk, release_id = self._desk, self._record.id
        self._stage.background.run(
            lambda: desk.take(release_id, change_id, change, secret),
            self._on_taken,
            self._on_failed,
            name="release-step",
            owner=self,
            lane=Lane.CAPTURE,
        )

    def _on_taken(self, record: ReleaseRecord) -> None:
        self._forget_password()
        self.taken.emit(record)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._busy, self._error = False, error
        self._forget_password()
        self._retranslate()

    def _forget_password(self) -> None:
        if "password" in self.fields:
            self.fields["password"].clear()
            self.fields["password"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, name: str) -> str:
        return self.fields[name].text().strip() if name in self.fields else ""

    def _is_whole(self) -> bool:
        return all(field.text().strip() for field in self.fields.values())

    def _allow(self) -> None:
        self.do_button.setEnabled(self._is_whole() and not self._busy)

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        self.setMinimumWidth(px(130))
        self.resize(px(130), self.height())
        self._title.setObjectName("title")
        self._explanation.setObjectName("dim")
        self.problem.setObjectName("alarm")
        form = QFormLayout()
        form.setHorizontalSpacing(px(4))
        form.setVerticalSpacing(px(2.5))
        for name, field in self.fields.items():
            self._labels[name].setBuddy(field)
            form.addRow(self._labels[name], field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.do_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(6)] * 4)
        column.setSpacing(px(3))
        for label in (self._title, self._about, self._explanation):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addLayout(form)
        self.problem.setWordWrap(True)
        column.addWidget(self.problem)
        column.addLayout(buttons)

    def _retranslate(self) -> None:
        text, record = self._stage.translator.text, self._record
        title = self._words.action(self._action)
        self.setWindowTitle(title)
        self._title.setText(f"{title}: {record.number}")
        letter = f"{record.body.letter_number} · {record.body.report_number}"
        self._about.setText("\n".join((letter, record.body.purpose, self._words.asked_by(record))))
        self._explanation.setText(text(f"release-explain-{self._action.value}"))
        for name, label in self._labels.items():
            label.setText(text(f"release-field-{name}"))
            self.fields[name].setAccessibleName(text(f"release-field-{name}"))
        self.do_button.setText(text("release-busy") if self._busy else title)
        self.cancel_button.setText(text("flag-cancel"))
        self.problem.setText(self._what_to_do())
        self.problem.setVisible(self._error is not None)
        self._allow()
        # Words that wrap need their height for this width.
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _what_to_do(self) -> str:
        if self._error is None:
            return ""
        message = message_for(self._stage.translator, self._error)
        return f"{message.happened} {message.can_do}"
