"""Walls set up by who steers them: a new one, another title, area or screens, its machines, and one that goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QWidget

from console.base.errors import KnownError
from console.qt.background import Lane
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.dialogs.ask import AskDialog, AskWords
from console.ui.messages import message_for
from console.ui.pages.page import Page
from console.ui.pages.wall_acts import do_act
from console.ui.pages.wall_form import WallForm
from console.ui.pages.wall_machines import WallMachines
from console.ui.stage import Services, Stage
from console.widgets.retranslation import keep_translated
from console.wire.walls import WallRecord

_CHANGES_WINDOW_MS = 500
_DELETE = AskWords("wall-delete-title", "wall-delete-explained", "wall-delete-do", "wall-delete-name")
_FIELD_OF = {"wall.name_taken": "name", "scope.denied": "area"}


class WallSetupPage(Page):
    """The list at the left, with one line more for a new wall."""

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window, stage, "wall-setup-title")
        self._desk = services.steered
        self._walls: tuple[WallRecord, ...] = ()
        self._shown: tuple[str, int] | None = None
        """Name and revision of what stands in the form: what is typed stays while they do."""
        self.list = QListWidget(self)
        self.form = WallForm(self, stage, services.directory)
        self.machines = WallMachines(self, services.steered.setup, self.read)
        self.save_button, self.delete_button = QPushButton(self), QPushButton(self)
        self.save_button.setObjectName("primary")
        self._lay_out_parts()
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.save_button.clicked.connect(self.save)
        self.delete_button.clicked.connect(self.delete)
        read_later = Throttle(self, "wall-setup", _CHANGES_WINDOW_MS, self.read)
        listen(services.steered.changed, lambda _none: read_later(), self)
        keep_translated(self, stage.translator, self._retranslate)
        self.read()

    def read(self) -> None:
        self.stage.background.run(self._desk.all, self._on_read, self.say_error, name="wall-setup", owner=self)

    def save(self) -> None:
        """What is wrong is said beside its field, and nothing is sent."""
        text = self.stage.translator.text
        self.form.tell({field: text(key) for field, key in self.form.problems().items()})
        if self.form.problems():
            return
        name, body, setup = self.form.name.text().strip(), self.form.body(), self._desk.setup
        self.stage.background.run(
            lambda: setup.set_up(name, body),
            lambda _none: self._on_saved(name),
            self._on_refused,
            name="wall-set-up",
            owner=self,
            lane=Lane.CAPTURE,
        )

    def delete(self) -> None:
        """Its name must be typed."""
        wall, setup = self._chosen(), self._desk.setup
        if wall is None:
            return
        dialog = AskDialog(self, self.stage, _DELETE, f"{wall.title} ({wall.name})", must_be=wall.name)
        dialog.confirmed.connect(
            lambda _typed: do_act(self, lambda: setup.delete(wall.name, wall.revision), "wall-deleted")
        )
        dialog.open()

    def _chosen(self) -> WallRecord | None:
        row = self.list.currentRow()
        return self._walls[row] if 0 <= row < len(self._walls) else None

    def _on_read(self, walls: tuple[WallRecord, ...]) -> None:
        name = self._shown[0] if self._shown is not None else ""
        self._walls = walls
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([*(f"{wall.title} ({wall.name})" for wall in walls), self._new()])
        names = [wall.name for wall in walls]
        # After the deletion of one the next is shown, and the line for a new one where there is none.
        self.list.setCurrentRow(
            names.index(name) if name in names else 0 if self._shown is None or name else len(walls)
        )
        self.list.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        wall = self._chosen()
        shown = ("", 0) if wall is None else (wall.name, wall.revision)
        if shown != self._shown:
            self._shown = shown
            self.form.show_wall(wall, {one.name for one in self._walls})
        self.machines.show_wall(wall)
        self.delete_button.setEnabled(wall is not None)

    def _on_saved(self, name: str) -> None:
        text = self.stage.translator.text
        self.say(lambda: text("wall-setup-saved", name=name))
        self._shown = (name, 0)
        self.read()

    def _on_refused(self, error: Exception) -> None:
        field = _FIELD_OF.get(error.code) if isinstance(error, KnownError) else None
        if field is None or not isinstance(error, KnownError):
            self.say_error(error)
            return
        self.form.tell({field: message_for(self.stage.translator, error).whole})

    def _new(self) -> str:
        return self.stage.translator.text("wall-setup-new")

    def _lay_out_parts(self) -> None:
        px = self.stage.theme.px
        row = QHBoxLayout()
        row.setSpacing(px(4))
        for part, share in ((self.list, 2), (self.form, 5), (self.machines, 4)):
            row.addWidget(part, share)
        self.body.addLayout(row, 1)
        for button in (self.delete_button, self.save_button):
            button.setAutoDefault(False)
            self.foot.addWidget(button)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _retranslate(self) -> None:
        text = self.stage.translator.text
        self.list.setAccessibleName(text("wall-setup-title"))
        self.save_button.setText(text("wall-setup-save"))
        self.delete_button.setText(text("wall-setup-delete"))
        if self.list.count():
            self.list.item(self.list.count() - 1).setText(self._new())
