"""Asks under which name, to which area and to which roles the windows are published as a shared workspace."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from console.domain.roles import Permission, Role, may
from console.qt.throttle import Throttle
from console.ui.directory_ports import CameraDirectory
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated
from console.wire.workspaces import LONGEST_NAME, is_workspace_name

ROLES = tuple(role for role in Role if may(role, Permission.KEEP_WORKSPACES))
_LOOK_UP_MS = 200


@dataclass(frozen=True)
class Publication:
    """``roles``: none are all that keep workspaces."""

    name: str
    area_code: str
    roles: tuple[Role, ...] = ()


class PublishWorkspaceDialog(FittingDialog):
    """Signals: ``given(Publication)``; then it closes. What is wrong with a field stands under it."""

    given = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        directory: CameraDirectory,
        start: Publication,
        shared: Collection[tuple[str, str]],
    ) -> None:
        """``shared``: names and areas of those that are shared already: publishing again is news for who has it open."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._directory = directory
        self._shared = frozenset(shared)
        self._area_code = start.area_code
        """Of the area that was typed, by its code or its name; empty where there is none such."""
        self._title, self._name_label, self._area_label, self._roles_label = (QLabel(self) for _ in range(4))
        self._title.setObjectName("title")
        self._explanation, self.name_told, self.place, self.told = (QLabel(self) for _ in range(4))
        self.name, self.area = QLineEdit(start.name, self), QLineEdit(start.area_code, self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.selectAll()
        self.roles = {role: QCheckBox(self) for role in ROLES}
        for role, box in self.roles.items():
            box.setChecked(role in start.roles)
        for label, look in ((self._explanation, "dim"), (self.name_told, "caution"), (self.told, "caution")):
            label.setObjectName(look)
            label.setWordWrap(True)
        self.place.setObjectName("dim")
        self.place.setWordWrap(True)
        self.publish_button = QPushButton(self)
        self.publish_button.setObjectName("primary")
        self.publish_button.setDefault(True)
        self._cancel = QPushButton(self)
        self._cancel.setAutoDefault(False)
        self._lay_out()
        self._look_up_later = Throttle(self, "publish-area", _LOOK_UP_MS, self._look_up)
        self.name.textChanged.connect(lambda _text: self._follow())
        self.area.textChanged.connect(lambda _text: self._on_area_typed())
        self.publish_button.clicked.connect(self.publish)
        self._cancel.clicked.connect(self.reject)
        keep_translated(self, stage.translator, self._retranslate)
        self._look_up()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def publish(self) -> None:
        if self.publish_button.isEnabled():
            roles = tuple(role for role, box in self.roles.items() if box.isChecked())
            self.given.emit(Publication(self._typed(), self._area_code, roles))
            self.accept()

    def _typed(self) -> str:
        return self.name.text().strip()

    def _look_up(self) -> None:
        """By its code, or by its name; in the background, as typing goes on."""
        typed, directory = self.area.text().strip(), self._directory

        def find() -> tuple[str, str]:
            area = directory.area(typed) or next(iter(directory.areas_named(typed, 1)), None) if typed else None
            return ("", "") if area is None else (area.code, directory.place(area.code))

        self._stage.background.run(find, lambda found: self._on_found(typed, *found), name="publish-area", owner=self)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        super().showEvent(event)
        self._grow()

    def _on_found(self, typed: str, code: str, place: str) -> None:
        if typed != self.area.text().strip():
            return
        self._area_code = code
        self.place.setText(f"{code} · {place}" if code else "")
        if typed and not code:
            self.place.setText(self._stage.translator.text("workspaces-no-area"))
        self._follow()

    def _on_area_typed(self) -> None:
        """Until it is looked up nobody publishes to the one that was there before."""
        self._area_code = ""
        self.place.clear()
        self._look_up_later()
        self._follow()

    def _follow(self) -> None:
        text, typed = self._stage.translator.text, self._typed()
        good = is_workspace_name(typed)
        self.name_told.setText(text("workspaces-bad-name") if typed and not good else "")
        again = (typed, self._area_code) in self._shared
        self.told.setText(text("workspaces-publishes-again", name=typed) if again else "")
        for label in (self.name_told, self.told):
            label.setVisible(bool(label.text()))
        self.publish_button.setEnabled(good and bool(self._area_code))
        self._grow()

    def _grow(self) -> None:
        """Sentences that come need room: a layout gives them less than their lines rather than a larger dialog."""
        layout = self.layout()
        if layout is None or self._scrolled is not None:
            return
        layout.activate()
        wanted_px = max(self.height(), layout.totalHeightForWidth(self.width()))
        self.resize(self.width(), min(wanted_px, self._room().height()))

    def _lay_out(self) -> None:
        parts: list[QWidget] = [self._title, self._explanation, self._name_label, self.name, self.name_told]
        parts += [self._area_label, self.area, self.place, self._roles_label, *self.roles.values(), self.told]
        lay_out_question(self, self._stage.theme, 120, parts, (self._cancel, self.publish_button))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("workspaces-publish-title"))
        self._title.setText(text("workspaces-publish-title"))
        self._explanation.setText(text("workspaces-publish-explained"))
        self._name_label.setText(text("workspaces-name"))
        self._area_label.setText(text("workspaces-area"))
        self._roles_label.setText(text("workspaces-roles"))
        self.name.setAccessibleName(text("workspaces-name"))
        self.area.setAccessibleName(text("workspaces-area"))
        self.area.setPlaceholderText(text("workspaces-area-hint"))
        for role, box in self.roles.items():
            words = text(f"role-{role.value}")
            box.setText(words[:1].upper() + words[1:])
        self.publish_button.setText(text("workspaces-publish"))
        self._cancel.setText(text("flag-cancel"))
        self._follow()
