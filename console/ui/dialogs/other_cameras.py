"""Other cameras that saw the same: ticked, they go along with evidence of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from console.domain.camera import CameraId
from console.qt.background import Lane
from console.ui.dialogs.flag_moment import HeldFlag, OtherCamera
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

MOST_TICKED = 15
_ROWS = 4


class OtherCameras(QWidget):
    """Begins and gives up a camera's evidence the moment that its tick is set or taken away."""

    def __init__(self, parent: QWidget, stage: Stage, others: tuple[OtherCamera, ...], held: HeldFlag) -> None:
        super().__init__(parent)
        self._held = held
        self._stage = stage
        self._others = others
        self._ticked: set[CameraId] = set()
        self._heading = QLabel(self)
        self._heading.setObjectName("heading")
        self.site_button = QPushButton(self)
        self.site_button.setAutoDefault(False)
        self.site_button.setVisible(any(other.same_site for other in others))
        self.site_button.clicked.connect(lambda: self._tick(lambda other: other.same_site))
        self.list = QListWidget(self)
        self.list.setObjectName("framed")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for other in others:
            self.list.addItem(_item(other))
        self.list.itemChanged.connect(self._on_changed)
        row_px = max(stage.theme.px(6), self.list.sizeHintForRow(0))
        self.list.setFixedHeight(row_px * min(_ROWS, len(others)) + 2 * self.list.frameWidth())
        self._tick(lambda other: other.is_ticked)
        self._lay_out()
        self.setVisible(bool(others))
        keep_translated(self, stage.translator, self._retranslate)

    def _tick(self, wanted: Callable[[OtherCamera], bool]) -> None:
        for row, other in enumerate(self._others):
            if wanted(other):
                self.list.item(row).setCheckState(Qt.CheckState.Checked)

    def _on_changed(self, item: QListWidgetItem) -> None:
        feed = self._others[self.list.row(item)].feed
        is_ticked = item.checkState() is Qt.CheckState.Checked
        if is_ticked == (feed.camera_id in self._ticked):
            return
        if not is_ticked:
            self._ticked.discard(feed.camera_id)
            self._run(lambda: self._held.leave_out(feed.camera_id))
        elif len(self._ticked) >= MOST_TICKED:
            item.setCheckState(Qt.CheckState.Unchecked)
        else:
            self._ticked.add(feed.camera_id)
            self._run(lambda: self._held.add(feed))
        self._retranslate()

    def _run(self, change: Callable[[], None]) -> None:
        """In turn: after the flag has begun, and before it is sent."""
        self._stage.background.run(change, lambda _none: None, name="flag-cameras", owner=self, lane=Lane.WRITE)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.site_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._stage.theme.px(1.5))
        column.addLayout(head)
        column.addWidget(self.list)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self._heading.setText(text("flag-others", count=len(self._ticked)))
        self.list.setAccessibleName(text("flag-others", count=len(self._ticked)))
        self.site_button.setText(text("flag-others-site"))


def _item(other: OtherCamera) -> QListWidgetItem:
    entry = other.entry
    item = QListWidgetItem(f"{entry.camera.number}  {entry.camera.name}" if entry else other.feed.camera_id)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
    item.setCheckState(Qt.CheckState.Unchecked)
    item.setToolTip(entry.place if entry else "")
    return item
