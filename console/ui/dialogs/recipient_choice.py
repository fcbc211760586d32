"""Whom the flag goes to: proposed by category and district, until a person chooses."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from console.domain.flag_recipient import recipients


class RecipientChoice(QComboBox):
    """Once a person has chosen, the category proposes no more."""

    def __init__(self, parent: QWidget, area_code: str) -> None:
        super().__init__(parent)
        self._area_code = area_code
        self._chosen = False
        self.activated.connect(self._on_activated)
        self.propose("")

    @property
    def value(self) -> str:
        return self.currentText()

    def propose(self, category_recipient: str) -> None:
        """What the category asks for stands first."""
        if not self._chosen:
            self.clear()
            self.addItems(recipients(category_recipient, self._area_code))

    def choose(self, recipient: str) -> None:
        self.setCurrentText(recipient)
        self._chosen = True

    def _on_activated(self) -> None:
        self._chosen = True
