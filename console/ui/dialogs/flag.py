"""The flag for the police: everything is filled in but the category; typing finds it, Enter sends."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from console.domain.event import IncidentCategory
from console.qt.background import Lane
from console.ui.dialogs.flag_moment import FlagMoment, HeldFlag
from console.ui.dialogs.moment_view import MomentView
from console.ui.dialogs.other_cameras import OtherCameras
from console.ui.dialogs.priority_buttons import PriorityButtons
from console.ui.dialogs.recipient_choice import RecipientChoice
from console.ui.messages import message_for
from console.ui.models.category_filter import matching
from console.ui.models.entry_list import EntryListModel
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.lists.category_delegate import LAST_DIGIT, CategoryDelegate
from console.widgets.lists.nothing_here import nothing_label
from console.widgets.lists.row_painter import RowPainter
from console.widgets.retranslation import keep_translated

_LIST_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class FlagDialog(FittingDialog):
    """Closes only when the flag is on disk. Signals: ``sent(UUID)`` then."""

    sent = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        moment: FlagMoment,
        held: HeldFlag,
        categories: Sequence[IncidentCategory],
        by: str,
    ) -> None:
        """``by`` is who draws on the still."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._held = held
        self._by = by
        self.moment = moment
        self._categories = categories
        self._busy = False
        self._error: Exception | None = None
        self.finder = QLineEdit(self)
        self.finder.installEventFilter(self)
        self.model: EntryListModel[IncidentCategory] = EntryListModel(self, self._spoken)
        self.list = self._made_list()
        self.no_category = nothing_label(self.list, stage.theme.px(6))
        self.priority = PriorityButtons(self, stage)
        self.recipient = RecipientChoice(self, moment.entry.camera.area_code if moment.entry else "")
        self.note = QLineEdit(moment.note, self)
        self.note.home(False)
        self.others = OtherCameras(self, stage, moment.others, held)
        self.send_button = QPushButton(self)
        self.send_button.setObjectName("primary")
        self.send_button.setDefault(True)
        self.cancel_button = QPushButton(self)
        self.cancel_button.setAutoDefault(False)
        self._labels = {name: QLabel(self) for name in ("category", "priority", "recipient", "note")}
        self._problem = QLabel(self)
        self._problem.setObjectName("alarm")
        self._problem.setWordWrap(True)
        self.moment_view = MomentView(self, stage, moment)
        self._lay_out(self.moment_view)
        self._connect()
        keep_translated(self, stage.translator, self._retranslate)
        self._filter("")
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def problem(self) -> str:
        return self._problem.text()

    @property
    def category(self) -> IncidentCategory | None:
        return self.model.entry(self.list.currentIndex())

    def send(self) -> None:
        """Saves in the background; a failure is said in the dialog, which stays."""
        category = self.category
        if category is None or self._busy:
            return
        self._busy, self._error = True, None
        self._retranslate()
        held, priority, note = self._held, self.priority.value, self.note.text().strip()
        recipient, order = self.recipient.value, self.moment_view.marker.order(self._by)
        self._stage.background.run(
            lambda: held.send(category.code, priority, note, recipient, order),
            self._on_saved,
            self._on_error,
            name="flag",
            owner=self,
            lane=Lane.WRITE,
        )

    def reject(self) -> None:
        """Not while it is being saved: then it is too late to say no."""
        if self._busy:
            return
        self._stage.background.run(
            self._held.cancel, lambda _none: None, name="flag-cancel", owner=self, lane=Lane.WRITE
        )
        super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            digit = event.text() if event.modifiers() == Qt.KeyboardModifier.NoModifier else ""
            if Qt.Key(event.key()) in _LIST_KEYS:
                self.list.event(event)
                return True
            if not self.finder.text() and digit.isdigit() and 1 <= int(digit) <= LAST_DIGIT:
                self.list.setCurrentIndex(self.model.index(int(digit) - 1))
                return True
        return super().eventFilter(watched, event)

    def _on_saved(self, flag_id: UUID) -> None:
        self.sent.emit(flag_id)
        self.accept()

    def _on_error(self, error: Exception) -> None:
        self._busy, self._error = False, error
        self._retranslate()

    def _filter(self, typed: str) -> None:
        self.model.set_entries(())
        self.model.set_entries(matching(self._categories, typed))
        self.no_category.setVisible(not self.model.entries)
        if typed.strip() and self.model.entries:
            self.list.setCurrentIndex(self.model.index(0))
        self._on_category()

    def _on_category(self, _index: QModelIndex | None = None) -> None:
        category = self.category
        if category is not None:
            self.priority.set_value(category.priority)
            self.recipient.propose(category.default_recipient)
        self.send_button.setEnabled(category is not None and not self._busy)

    def _spoken(self, category: IncidentCategory) -> str:
        return f"{category.name_id}, {category.name_en}, P{category.priority}"

    def _made_list(self) -> QListView:
        view = QListView(self)
        view.setObjectName("framed")
        view.setModel(self.model)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setItemDelegate(CategoryDelegate(view, RowPainter(self._stage.theme), self._stage.translator))
        return view

    def _connect(self) -> None:
        self.finder.textChanged.connect(self._filter)
        self.list.selectionModel().currentChanged.connect(self._on_category)
        self.list.doubleClicked.connect(lambda _index: self.send())
        self.send_button.clicked.connect(self.send)
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self, moment_view: MomentView) -> None:
        px = self._stage.theme.px
        self.resize(px(250), px(160))
        form = QVBoxLayout()
        form.setSpacing(px(1.5))
        form.addWidget(self._labels["category"])
        form.addWidget(self.finder)
        form.addWidget(self.list, 1)
        form.addSpacing(px(1.5))
        form.addWidget(self._labels["priority"])
        form.addWidget(self.priority)
        form.addSpacing(px(1.5))
        form.addWidget(self._labels["recipient"])
        form.addWidget(self.recipient)
        form.addSpacing(px(1.5))
        form.addWidget(self._labels["note"])
        form.addWidget(self.note)
        form.addSpacing(px(1.5))
        form.addWidget(self.others)
        buttons = QHBoxLayout()
        buttons.addWidget(self._problem, 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.send_button)
        body = QHBoxLayout()
        body.setSpacing(px(6))
        body.addWidget(moment_view, 5)
        body.addLayout(form, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(6), px(6), px(5))
        column.setSpacing(px(5))
        column.addLayout(body, 1)
        column.addLayout(buttons)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("flag-title"))
        for name, label in self._labels.items():
            label.setObjectName("heading")
            label.setText(text(f"flag-{name}"))
        self.finder.setPlaceholderText(text("flag-find"))
        self.finder.setAccessibleName(text("flag-find"))
        self.list.setAccessibleName(text("flag-category"))
        self.no_category.setText(text("flag-no-category"))
        self.recipient.setAccessibleName(text("flag-recipient"))
        self.note.setPlaceholderText(text("flag-note-hint"))
        self.note.setAccessibleName(text("flag-note"))
        self.send_button.setText(text("flag-saving" if self._busy else "flag-send"))
        self.cancel_button.setText(text("flag-cancel"))
        self._problem.setText(message_for(self._stage.translator, self._error).whole if self._error else "")
        self._on_category()
