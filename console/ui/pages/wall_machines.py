"""The machines of a wall as it is set up: which there are, a new one with its secret told once, and one that goes."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.qt.background import Lane
from console.ui.dialogs.ask import AskDialog, AskWords
from console.ui.messages import message_for
from console.ui.pages.page import Page
from console.ui.pages.wall_acts import do_act
from console.ui.wall_port import WallSetupDesk
from console.widgets.retranslation import keep_translated
from console.wire.walls import LONGEST_WALL_NAME, WallRecord, is_wall_name

_REMOVE = AskWords("wall-machine-remove-title", "wall-machine-remove-explained", "wall-machine-remove-do")
_NUMBERS = re.compile(r"[\d\s,;]*")


class WallMachines(QWidget):
    """Beside the form of the wall that is shown."""

    def __init__(self, page: Page, desk: WallSetupDesk, changed: Callable[[], None]) -> None:
        super().__init__(page)
        self._page, self._desk, self._changed = page, desk, changed
        self._wall: WallRecord | None = None
        self.list = QListWidget(self)
        self.heading, self.secret_words, self.fault = QLabel(self), QLabel(self), QLabel(self)
        self.heading.setObjectName("heading")
        self.fault.setObjectName("alarm")
        for label in (self.secret_words, self.fault):
            label.setWordWrap(True)
            label.hide()
        self.name, self.screens, self.secret = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.name.setMaxLength(LONGEST_WALL_NAME)
        self.secret.setReadOnly(True)
        self.secret.hide()
        self.add_button, self.remove_button, self.copy_button = (QPushButton(self) for _count in range(3))
        self.copy_button.hide()
        for button in (self.add_button, self.remove_button, self.copy_button):
            button.setAutoDefault(False)
        self.add_button.clicked.connect(self.add)
        self.remove_button.clicked.connect(self.remove)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.secret.text()))
        self.list.currentRowChanged.connect(lambda _row: self._follow())
        self._lay_out()
        keep_translated(self, page.stage.translator, self._retranslate)

    def show_wall(self, wall: WallRecord | None) -> None:
        """Of another wall; its own secret goes out of sight then."""
        if wall is None or self._wall is None or wall.name != self._wall.name:
            self._tell_secret(None)
            self._tell_fault("")
        self._wall = wall
        self.list.clear()
        self.list.addItems([self._words(wall, row) for row in range(len(wall.machines))] if wall is not None else [])
        self._follow()

    def add(self) -> None:
        wall, name, typed = self._wall, self.name.text().strip(), self.screens.text()
        if wall is None:
            return
        numbers = tuple(sorted({int(one) for one in re.findall(r"\d{1,4}", typed)}))
        problem = self._problem(wall, name, typed, numbers)
        self._tell_fault(self._page.stage.translator.text(problem, count=len(wall.screens)) if problem else "")
        if problem:
            return
        desk = self._desk
        self._page.stage.background.run(
            lambda: desk.add_machine(wall.name, name, numbers),
            lambda secret: self._on_added(name, secret),
            self._on_refused,
            name="wall-machine",
            owner=self._page,
            lane=Lane.CAPTURE,
        )

    def remove(self) -> None:
        wall, row, desk = self._wall, self.list.currentRow(), self._desk
        if wall is None or not 0 <= row < len(wall.machines):
            return
        name = wall.machines[row].name
        dialog = AskDialog(self._page, self._page.stage, _REMOVE, name)
        dialog.confirmed.connect(
            lambda _typed: do_act(self._page, lambda: desk.remove_machine(wall.name, name), "wall-machine-removed")
        )
        dialog.open()

    def _on_added(self, name: str, secret: Secret) -> None:
        self.name.clear()
        self.screens.clear()
        self._tell_secret(secret)
        text = self._page.stage.translator.text
        self._page.say(lambda: text("wall-machine-added", name=name))
        self._changed()

    def _on_refused(self, error: Exception) -> None:
        """What the centre refuses stands beside the field, too."""
        if not isinstance(error, KnownError):
            raise error
        self._tell_fault(message_for(self._page.stage.translator, error).whole)

    def _problem(self, wall: WallRecord, name: str, typed: str, numbers: tuple[int, ...]) -> str:
        if not is_wall_name(name):
            return "wall-form-bad-name"
        if name in {machine.name for machine in wall.machines}:
            return "wall-machine-taken"
        if not _NUMBERS.fullmatch(typed) or any(not 1 <= number <= len(wall.screens) for number in numbers):
            return "wall-machine-screens-bad"
        return ""

    def _tell_secret(self, secret: Secret | None) -> None:
        """In sight until another wall is shown or the page goes; nowhere else."""
        self.secret.setText("" if secret is None else secret.reveal())
        for part in (self.secret, self.secret_words, self.copy_button):
            part.setVisible(secret is not None)

    def _tell_fault(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _words(self, wall: WallRecord, row: int) -> str:
        text, machine = self._page.stage.translator.text, wall.machines[row]
        numbers = ", ".join(str(number) for number in machine.screens)
        where = text("wall-machine-on", screens=numbers) if numbers else text("wall-machine-on-all")
        state = text("wall-machine-away" if machine.is_away else "wall-machine-here")
        return f"{machine.name} · {where} · {state}"

    def _follow(self) -> None:
        here = self._wall is not None
        for part in (self.name, self.screens, self.add_button):
            part.setEnabled(here)
        self.remove_button.setEnabled(here and self.list.currentRow() >= 0)

    def _lay_out(self) -> None:
        px = self._page.stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        grid = QGridLayout()
        grid.setSpacing(px(2))
        for place, part in enumerate((self.name, self.screens, self.add_button, self.remove_button)):
            grid.addWidget(part, place // 2, place % 2)
        for part in (self.heading, self.list):
            column.addWidget(part)
        column.addLayout(grid)
        for part in (self.fault, self.secret_words, self.secret, self.copy_button):
            column.addWidget(part)

    def _retranslate(self) -> None:
        text = self._page.stage.translator.text
        self.heading.setText(text("wall-machines"))
        self.list.setAccessibleName(text("wall-machines"))
        for part, key in ((self.name, "wall-machine-name"), (self.screens, "wall-machine-screens")):
            part.setPlaceholderText(text(key))
            part.setAccessibleName(text(key))
        self.secret_words.setText(text("wall-machine-secret"))
        self.secret.setAccessibleName(text("wall-machine-secret"))
        self.add_button.setText(text("wall-machine-add"))
        self.remove_button.setText(text("wall-machine-remove"))
        self.copy_button.setText(text("wall-machine-copy"))
        self._follow()
