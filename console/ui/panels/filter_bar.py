"""The button that chooses which cameras the lists show, what is chosen in words, and one press to show all again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from console.domain.camera_filter import EVERY_CAMERA, CameraFilter, OfferedFilters
from console.domain.condition import Condition
from console.qt.icons import icon
from console.ui.directory_ports import CameraDirectory
from console.ui.panels.filter_words import FilterWords
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated
from console.widgets.staying_menu import StayingMenu

MOST_OFFERED = 20
"""Owners in the menu: those with the most cameras."""
_Change = Callable[[CameraFilter, bool], CameraFilter]
_Row = tuple[str, bool, _Change]
"""Its words, whether it is chosen, and what choosing it does."""


class FilterBar(QWidget):
    """Signals: ``changed(CameraFilter)``."""

    changed = Signal(object)

    def __init__(self, parent: QWidget, stage: Stage, directory: CameraDirectory, summary: QLabel) -> None:
        """``summary`` is what stands at the left of the button."""
        super().__init__(parent)
        self._stage = stage
        self._directory = directory
        self._words = FilterWords(stage.translator)
        self.chosen = EVERY_CAMERA
        self.menu: QMenu | None = None
        """The one that is open."""
        self.button = QToolButton(self)
        self.button.clicked.connect(self.open_menu)
        self.clear_button = QToolButton(self)
        self.clear_button.setIcon(icon("close", stage.theme.colours.text))
        self.clear_button.setIconSize(QSize(*[stage.theme.px(3.5)] * 2))
        self.clear_button.clicked.connect(self.clear)
        self.told = QLabel(parent)
        """What is chosen; the panel has room for it."""
        self.told.setObjectName("caution")
        self.told.setWordWrap(True)
        self._lay_out(summary)
        keep_translated(self, stage.translator, self._show)

    def open_menu(self) -> None:
        """Once it is known what there is to choose from."""
        filtered = self._directory.filtered
        self._stage.background.run(filtered.offered, self._popup, name="filter-menu", owner=self)

    def clear(self) -> None:
        self.choose(EVERY_CAMERA)

    def _popup(self, offered: OfferedFilters) -> None:
        text = self._stage.translator.text
        menu = self.menu = StayingMenu(self)
        menu.aboutToHide.connect(self._on_hidden)
        self._fill(menu, text("filter-condition"), self._condition_rows())
        self._fill(menu, text("filter-kind"), self._kind_rows(offered))
        self._fill(menu, text("filter-owner"), self._owner_rows(offered))
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _on_hidden(self) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
            self.menu = None

    def _fill(self, menu: QMenu, title: str, rows: Iterable[_Row]) -> None:
        heading = menu.addAction(title)
        heading.setEnabled(False)
        for words, chosen, change in rows:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(chosen)
            action.toggled.connect(lambda on, change=change: self.choose(change(self.chosen, on)))
        menu.addSeparator()

    def _condition_rows(self) -> Iterable[_Row]:
        for one in Condition:
            yield (
                self._words.condition(one),
                one in self.chosen.conditions,
                _by_condition(one),
            )

    def _kind_rows(self, offered: OfferedFilters) -> Iterable[_Row]:
        for kind, count in offered.kinds:
            yield (
                self._words.counted(self._words.kind(kind), count),
                kind in self.chosen.kinds,
                _by_kind(kind),
            )

    def _owner_rows(self, offered: OfferedFilters) -> Iterable[_Row]:
        for owner, count in most_offered(offered.owners, self.chosen.owners):
            yield (
                self._words.counted(self._words.owner(owner), count),
                owner in self.chosen.owners,
                _by_owner(owner),
            )

    def choose(self, wanted: CameraFilter) -> None:
        if wanted != self.chosen:
            self.chosen = wanted
            self._show()
            self.changed.emit(wanted)

    def _show(self) -> None:
        text, count = self._stage.translator.text, self.chosen.count
        self.button.setText(text("filter-button-count", count=count) if count else text("filter-button"))
        self.button.setToolTip(text("filter-tip"))
        self.clear_button.setToolTip(text("filter-clear"))
        self.clear_button.setAccessibleName(text("filter-clear"))
        self.clear_button.setVisible(count > 0)
        self.told.setVisible(count > 0)
        self.told.setText(self._words.whole(self.chosen) if count else "")

    def _lay_out(self, summary: QLabel) -> None:
        space_px = self._stage.theme.px(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space_px)
        row.addWidget(summary, 1)
        row.addWidget(self.button)
        row.addWidget(self.clear_button)


def most_offered(offered: Sequence[tuple[str, int]], chosen: frozenset[str]) -> list[tuple[str, int]]:
    """The commonest, and whatever is chosen already."""
    known = dict(offered)
    more = [(one, known.get(one, 0)) for one in sorted(chosen)]
    return list(dict([*offered[:MOST_OFFERED], *more]).items())


def _by_condition(condition: Condition) -> _Change:
    return lambda wanted, on: wanted.with_condition(condition, chosen=on)


def _by_kind(kind: str) -> _Change:
    return lambda wanted, on: wanted.with_kind(kind, chosen=on)


def _by_owner(owner: str) -> _Change:
    return lambda wanted, on: wanted.with_owner(owner, chosen=on)
