"""The fields of a wall as it is set up; what is wrong with one stands beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.domain.wall_wanted import MOST_SCREENS
from console.qt.throttle import Throttle
from console.ui.directory_ports import CameraDirectory
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated
from console.wire.walls import LONGEST_TITLE, LONGEST_WALL_NAME, ScreenSetup, WallBody, WallRecord, is_wall_name

FIELDS = ("name", "title", "area", "screens")
_LOOK_UP_MS = 200


class WallForm(QWidget):
    """``body`` gives what is typed once ``problems`` finds none."""

    def __init__(self, parent: QWidget, stage: Stage, directory: CameraDirectory) -> None:
        super().__init__(parent)
        self._stage, self._directory = stage, directory
        self._wall: WallRecord | None = None
        self._taken: Collection[str] = ()
        self._area_code = ""
        """Of the area that was typed, by its code or its name; empty where there is none such."""
        self.name, self.title, self.area = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.name.setMaxLength(LONGEST_WALL_NAME)
        self.title.setMaxLength(LONGEST_TITLE)
        self.screens = QTableWidget(0, 2, self)
        self.screens.setMinimumHeight(stage.theme.px(36))
        self.screens.verticalHeader().setDefaultSectionSize(stage.theme.px(8))
        self.screens.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.screens.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.more_button, self.fewer_button = QPushButton(self), QPushButton(self)
        self.faults = {field: QLabel(self) for field in FIELDS}
        self._labels = {field: QLabel(self) for field in FIELDS}
        for fault in self.faults.values():
            fault.setWordWrap(True)
            fault.setObjectName("alarm")
            fault.hide()
        self._lay_out()
        look_up = Throttle(self, "wall-area", _LOOK_UP_MS, self._look_up)
        self.area.textChanged.connect(lambda _text: self._forget_area())
        self.area.textChanged.connect(lambda _text: look_up())
        self.more_button.clicked.connect(self.add_screen)
        self.fewer_button.clicked.connect(self.remove_screen)
        keep_translated(self, stage.translator, self._retranslate)

    def show_wall(self, wall: WallRecord | None, taken: Collection[str]) -> None:
        """None: a new one, whose name is none of ``taken``."""
        self._wall, self._taken = wall, taken
        self.name.setText("" if wall is None else wall.name)
        self.name.setEnabled(wall is None)
        self.title.setText("" if wall is None else wall.title)
        self.area.setText("" if wall is None else wall.area_code)
        self._area_code = self.area.text()
        self.screens.setRowCount(0)
        for screen in () if wall is None else wall.screens:
            self._add_row(screen.title, is_open=screen.open_to_operators)
        if wall is None:
            self.add_screen()
        self.tell({})

    def add_screen(self) -> None:
        self._add_row(str(self.screens.rowCount() + 1), is_open=False)
        self._follow()

    def remove_screen(self) -> None:
        """The last: the others keep their numbers, and what they show."""
        self.screens.setRowCount(max(0, self.screens.rowCount() - 1))
        self._follow()

    def problems(self) -> dict[str, str]:
        """Text keys by field."""
        found: dict[str, str] = {}
        name, titles = self.name.text().strip(), [title for title, _open in self._rows()]
        if self._wall is None and not is_wall_name(name):
            found["name"] = "wall-form-bad-name"
        elif self._wall is None and name in self._taken:
            found["name"] = "wall-form-taken"
        if not self.title.text().strip():
            found["title"] = "wall-form-no-title"
        if not self._area_code:
            found["area"] = "wall-form-no-area"
        if not 1 <= len(titles) <= MOST_SCREENS:
            found["screens"] = "wall-form-screens-count"
        elif not all(titles):
            found["screens"] = "wall-form-screen-untitled"
        elif len(set(titles)) < len(titles):
            found["screens"] = "wall-form-screen-twice"
        return found

    def body(self) -> WallBody:
        screens = tuple(ScreenSetup(title=title, open_to_operators=is_open) for title, is_open in self._rows())
        revision = 0 if self._wall is None else self._wall.revision
        title = self.title.text().strip()
        return WallBody(title=title, area_code=self._area_code, screens=screens, revision=revision)

    def tell(self, problems: Mapping[str, str]) -> None:
        """Sentences by field; the fields that are named get one, the others lose theirs."""
        for field, label in self.faults.items():
            label.setText(problems.get(field, ""))
            label.setVisible(field in problems)

    def _rows(self) -> list[tuple[str, bool]]:
        rows = []
        for row in range(self.screens.rowCount()):
            title, is_open = self.screens.item(row, 0), self.screens.item(row, 1)
            checked = is_open is not None and is_open.checkState() is Qt.CheckState.Checked
            rows.append((title.text().strip() if title is not None else "", checked))
        return rows

    def _add_row(self, title: str, *, is_open: bool) -> None:
        row = self.screens.rowCount()
        self.screens.setRowCount(row + 1)
        self.screens.setItem(row, 0, QTableWidgetItem(title))
        item = QTableWidgetItem()
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Checked if is_open else Qt.CheckState.Unchecked)
        self.screens.setItem(row, 1, item)

    def _look_up(self) -> None:
        """By its code, or by its name; in the background, as typing goes on."""
        typed, directory = self.area.text().strip(), self._directory

        def find() -> tuple[str, str]:
            area = directory.area(typed) or next(iter(directory.areas_named(typed, 1)), None) if typed else None
            return ("", "") if area is None else (area.code, directory.place(area.code))

        self._stage.background.run(find, lambda found: self._on_found(typed, *found), name="wall-area", owner=self)

    def _on_found(self, typed: str, code: str, place: str) -> None:
        if typed != self.area.text().strip():
            return
        # That of a wall stands, though the directory of this console may not have it yet.
        kept = typed if self._wall is not None and typed == self._wall.area_code else ""
        self._area_code = code or kept
        self.place.setText(f"{code} · {place}" if code else "")

    def _forget_area(self) -> None:
        """Until it is looked up nobody saves the one that was there before."""
        self._area_code = ""
        self.place.clear()

    def _follow(self) -> None:
        self.more_button.setEnabled(self.screens.rowCount() < MOST_SCREENS)
        self.fewer_button.setEnabled(self.screens.rowCount() > 1)

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        self.place = QLabel(self)
        self.place.setObjectName("dim")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(px(2))
        buttons = QHBoxLayout()
        for button in (self.more_button, self.fewer_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        screens = QVBoxLayout()
        screens.addWidget(self.screens, 1)
        screens.addLayout(buttons)
        area = QVBoxLayout()
        area.addWidget(self.area)
        area.addWidget(self.place)
        for field, part in (("name", self.name), ("title", self.title), ("area", area), ("screens", screens)):
            if isinstance(part, QWidget):
                form.addRow(self._labels[field], part)
            else:
                form.addRow(self._labels[field], part)
            form.addRow("", self.faults[field])

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        for field, label in self._labels.items():
            label.setText(text(f"wall-form-{field}"))
        for field, part in (("name", self.name), ("title", self.title), ("area", self.area), ("screens", self.screens)):
            part.setAccessibleName(text(f"wall-form-{field}"))
        self.name.setPlaceholderText(text("wall-form-name-like"))
        self.area.setPlaceholderText(text("wall-form-area-like"))
        self.screens.setHorizontalHeaderLabels([text("wall-form-screen-title-column"), text("wall-form-open-column")])
        self.more_button.setText(text("wall-form-more"))
        self.fewer_button.setText(text("wall-form-fewer"))
