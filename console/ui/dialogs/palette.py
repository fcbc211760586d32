"""The command palette: one field over cameras, areas, layouts and everything that can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from console.domain.camera import DirectoryStatus
from console.domain.directory_entry import AreaEntry, DirectoryEntry
from console.qt.throttle import Throttle
from console.ui.directory_ports import CameraDirectory
from console.ui.models.palette_list import PaletteList
from console.ui.models.palette_rows import OfferedCommands, PaletteGroup, PaletteRow
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter
from console.widgets.search_field import SearchField

_TYPING_WINDOW_MS = 80
_MOST_CAMERAS = 8
_MOST_AREAS = 5
_MOST_RECENT = 6
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
Index = QModelIndex | QPersistentModelIndex


class PaletteDialog(FittingDialog):
    """Signals: ``chosen(PaletteRow, bool)``: the second is True for Shift+Enter. It is closed by then."""

    chosen = Signal(object, bool)

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        directory: CameraDirectory,
        offered: OfferedCommands,
        recent: Sequence[PaletteRow],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._stage = stage
        self._directory = directory
        self._offered = offered
        self._recent = [offered.anew(row) for row in recent[:_MOST_RECENT]]
        self._asked = self._answered = ""
        self._kept = ""
        """The row that the person went to by arrow keys stays chosen when others come."""
        self._places: tuple[list[PaletteRow], list[PaletteRow]] = ([], [])
        text = stage.translator.text
        self.setWindowTitle(text("action-palette"))
        self.field = SearchField(self, stage.theme)
        self.field.setPlaceholderText(text("palette-placeholder"))
        self.field.setAccessibleName(text("action-palette"))
        self.field.installEventFilter(self)
        self.model = PaletteList(self, lambda group: text(f"palette-{group.value}"))
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_RowDelegate(self.list, RowPainter(stage.theme)))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(text("action-palette"))
        self.list.clicked.connect(lambda index: self._choose(index, other=False))
        self._hint = QLabel(text("palette-keys"), self)
        self._hint.setObjectName("small")
        self._lay_out()
        self._search_later = Throttle(self, "palette", _TYPING_WINDOW_MS, self._search)
        self.field.textChanged.connect(lambda _text: self._on_typed())
        self._show_rows()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._select(self.model.next_row(self.list.currentIndex().row(), step))
            row = self.model.row_at(self.list.currentIndex())
            self._kept = row.key if row is not None else ""
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            other = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self._kept or self._answered == self.field.text().strip():
                self._choose(self.list.currentIndex(), other=other)
            else:
                self._search(then_choose=True, other=other)
        else:
            return False
        return True

    def _on_typed(self) -> None:
        # Commands are at hand at once; what the directory has comes a moment later.
        self._kept = ""
        self._show_rows()
        self._search_later()

    def _search(self, *, then_choose: bool = False, other: bool = False) -> None:
        typed = self._asked = self.field.text().strip()
        directory = self._directory

        def find() -> tuple[list[PaletteRow], list[PaletteRow]]:
            cameras = [_camera_row(entry) for entry in directory.search(typed, _MOST_CAMERAS)]
            areas = directory.areas_named(typed, _MOST_AREAS)
            return cameras, [PaletteRow(area, directory.place(area.code)) for area in areas]

        def on_found(found: tuple[list[PaletteRow], list[PaletteRow]]) -> None:
            if typed != self._asked:
                return
            self._places, self._answered = found, typed
            self._show_rows()
            if then_choose:
                self._choose(self.list.currentIndex(), other=other)

        if typed:
            self._stage.background.run(find, on_found, name="palette", owner=self)
            return
        on_found(([], []))

    def _show_rows(self) -> None:
        typed = self.field.text().strip()
        cameras, areas = self._places if typed else ([], [])
        formats, text = self._stage.translator.formats, self._stage.translator.text
        counted = [
            PaletteRow(row.about, row.title, text("palette-area-count", count=formats.count(row.about.camera_count)))
            for row in areas
            if isinstance(row.about, AreaEntry)
        ]
        commands, layouts = self._offered.commands(typed), self._offered.layouts(typed)
        workspaces = self._offered.workspaces(typed)
        keys = {row.key for row in (*cameras, *areas, *workspaces, *commands, *layouts)}
        recent = [row for row in self._recent if not typed or row.key in keys]
        known = {row.key for row in recent}
        sections = (
            (PaletteGroup.RECENT, recent),
            (PaletteGroup.CAMERAS, cameras),
            (PaletteGroup.AREAS, counted),
            (PaletteGroup.WORKSPACES, workspaces),
            (PaletteGroup.LAYOUTS, layouts),
            (PaletteGroup.COMMANDS, commands),
        )
        self.model.set_sections(
            [
                (group, [row for row in rows if group is PaletteGroup.RECENT or row.key not in known])
                for group, rows in sections
            ]
        )
        self._select(self.model.row_of(self._kept))

    def _select(self, row: int) -> None:
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(self.model.index(0) if row == 1 else index)

    def _choose(self, index: QModelIndex, *, other: bool) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.accept()
            self.chosen.emit(row, other)

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(3)] * 4)
        column.setSpacing(px(2))
        for part in (self.field, self.list, self._hint):
            column.addWidget(part)
        self.resize(px(170), px(125))


class _RowDelegate(QStyledItemDelegate):
    """Headings small and dim; of a row its title, at the right its place, key or count."""

    def __init__(self, parent: QObject, rows: RowPainter) -> None:
        super().__init__(parent)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802  Qt's name
        return QSize(0, self._rows.line_px(self._rows.plain) + self._rows.theme.px(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows, item = self._rows, index.data(ENTRY_ROLE)
        pad_px = rows.theme.px(2)
        box = option.rect.adjusted(pad_px, 0, -pad_px, 0)
        if not isinstance(item, PaletteRow):
            rows.text(painter, box, str(index.data()), rows.small_bold, rows.colours.text_dim)
            return
        rows.ground(painter, option)
        room = box.adjusted(rows.theme.px(2), 0, 0, 0)
        colour = rows.colours.text_dim if item.is_dim else rows.colours.text
        used_px = rows.text(painter, room, item.title, rows.plain, colour) + rows.theme.px(3)
        rest = room.adjusted(used_px, 0, 0, 0)
        if rows.fits(rest, item.detail):
            rows.text_right(painter, rest, item.detail, rows.small, rows.colours.text_dim)
        else:
            rows.text(painter, rest, item.detail, rows.small, rows.colours.text_dim)


def _camera_row(entry: DirectoryEntry) -> PaletteRow:
    is_dim = entry.status is not DirectoryStatus.ONLINE
    return PaletteRow(entry, f"{entry.camera.number}  {entry.camera.name}", entry.place, is_dim)
