"""One repair: what is to be mended, by whom, what was said of it, and the steps that this person can take."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.repair_state import RepairAction, RepairParty, steps_for
from console.domain.roles import Permission, may
from console.ui.pages.repair_pictures import RepairPictures
from console.ui.stage import Services, Stage
from console.widgets.retranslation import keep_translated
from console.wire.repairs import RepairRecord


class RepairDetails(QWidget):
    """Signals: ``step_asked(RepairAction)``."""

    step_asked = Signal(object)

    def __init__(self, parent: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self._stage = stage
        self._party = self._party_of(services)
        self.record: RepairRecord | None = None
        self.title, self.about = QLabel(self), QLabel(self)
        self.title.setObjectName("strong")
        self.about.setObjectName("small")
        self.history = QPlainTextEdit(self)
        self.history.setReadOnly(True)
        self.history.setObjectName("framed")
        self.pictures = RepairPictures(self, stage, services)
        self.buttons = {action: QPushButton(self) for action in RepairAction}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(stage.theme.px(2))
        for label in (self.title, self.about):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addWidget(self.pictures, 1)
        column.addWidget(self.history, 1)
        row = QHBoxLayout()
        row.setSpacing(stage.theme.px(1))
        row.addStretch(1)
        for action, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, action=action: self.step_asked.emit(action))
            row.addWidget(button)
        column.addLayout(row)
        keep_translated(self, stage.translator, self._retranslate)

    def show_repair(self, record: RepairRecord | None) -> None:
        self.record = record
        self.pictures.show_repair(record)
        self._retranslate()

    @staticmethod
    def _party_of(services: Services) -> RepairParty | None:
        """None for who only looks."""
        role = services.person.role
        if may(role, Permission.CHANGE_REPAIRS):
            return RepairParty.SUPERVISOR
        return RepairParty.OPERATOR if may(role, Permission.OPEN_REPAIRS) else None

    def _retranslate(self) -> None:
        record, text = self.record, self._stage.translator.text
        possible = steps_for(self._party, record.state) if record is not None and self._party is not None else []
        for action, button in self.buttons.items():
            button.setText(text(f"repair-step-{action.value}"))
            button.setVisible(action in possible)
        self.title.setText("" if record is None else f"{record.number} · {record.label}")
        self.about.setText("" if record is None else self._about(record))
        self.history.setPlainText("" if record is None else "\n".join(self._lines(record)))
        self.history.setAccessibleName(text("repair-history"))

    def _about(self, record: RepairRecord) -> str:
        text, formats = self._stage.translator.text, self._stage.translator.formats
        cameras = ", ".join(
            f"{one.number} {one.name}" + ("" if one.is_down else f" ({text('causes-back')})") for one in record.cameras
        )
        sent = ", ".join(f"{one.name}: {text(f'repair-message-{one.state}')}" for one in record.receivers)
        due = text("repair-due", time=formats.moment(record.due_utc))
        return "\n".join((cameras, due, sent or text("repair-no-receiver", owner=record.owner)))

    def _lines(self, record: RepairRecord) -> list[str]:
        text, formats = self._stage.translator.text, self._stage.translator.formats
        lines = []
        for step in record.history:
            said = f"{formats.moment(step.at_utc)}  {text(f'repair-did-{step.action.value}')} · {step.actor}"
            lines.append(f"{said}: {step.note}" if step.note else said)
        return lines
