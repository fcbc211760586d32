"""The band over everything that says that this is practice; without practice there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from console.domain.exercise import EXERCISE_WORD
from console.ui.stage import Services, Stage
from console.widgets.retranslation import keep_translated


class ExerciseBand(QLabel):
    """Full width, never hidden while it is practice."""

    def __init__(self, parent: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self.setObjectName("exercise")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setVisible(services.person.exercise)
        keep_translated(self, stage.translator, lambda: self.setText(stage.translator.text("exercise-band")))


def window_title(stage: Stage, services: Services) -> str:
    """``LATIHAN · Ronda …`` where it is practice."""
    title = stage.translator.text("window-title")
    return f"{EXERCISE_WORD} · {title}" if services.person.exercise else title
