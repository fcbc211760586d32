"""The menu of named workspaces: the person's own, the shared ones, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from console.i18n.formats import Formats
from console.qt.relay import listen
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.stage import Services, Stage
from console.wall.named_workspace import AtCentre, NamedWorkspace

_ACTIONS = (
    ActionId.SAVE_WORKSPACE,
    ActionId.PUBLISH_WORKSPACE,
    None,
    ActionId.COPY_WORKSPACE,
    ActionId.PASTE_WORKSPACE,
)


class WorkspaceMenu(QObject):
    """For one window; the acts are set by who makes it. Main thread."""

    def __init__(self, window: QWidget, view: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._view = view
        self._stage = stage
        self._directory = services.directory
        self._book = services.workspaces
        self._places: dict[str, str] = {}
        """Of areas by code, as people call them; asked in the background."""
        self._asked: set[str] = set()
        self.call_up: Callable[[UUID], None] = lambda _workspace: None
        self.rename: Callable[[UUID], None] = lambda _workspace: None
        self.delete: Callable[[UUID], None] = lambda _workspace: None
        self.opened: Callable[[], UUID | None] = lambda: None
        listen(self._book.changed, lambda _none: self._ask_places(), self)
        self._ask_places()

    def rows(self) -> list[tuple[NamedWorkspace, str, str]]:
        """Each workspace with its title and what is said of it, for menu and palette."""
        return [(one, one.name, self.about(one)) for one in self._book.all()]

    def about(self, one: NamedWorkspace) -> str:
        """For whom it is, by whom and when, and whether it waits."""
        text, formats = self._stage.translator.text, self._stage.translator.formats
        parts = [self._places.get(one.area_code, one.area_code)] if one.is_shared else []
        if one.is_shared and one.at_utc is not None:
            parts.append(f"{one.by} {spoken_time(formats, one.at_utc, self._stage.clock.now_utc())}")
        if one.waits:
            parts.append(text("workspaces-waits"))
        elif one.at_centre is AtCentre.REFUSED:
            parts.append(text("workspaces-only-here"))
        return " · ".join(parts)

    def open(self, actions: BoundActions) -> None:
        """At the wall's upper left corner; it goes by itself."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu, actions)
        menu.popup(self._view.mapToGlobal(QPoint(0, 0)))

    def fill(self, menu: QMenu, actions: BoundActions) -> None:
        text = self._stage.translator.text
        own = [row for row in self.rows() if not row[0].is_shared]
        shared = [row for row in self.rows() if row[0].is_shared]
        for heading, rows, none in (
            ("workspaces-own", own, "workspaces-none-own"),
            ("workspaces-shared", shared, "workspaces-none-shared"),
        ):
            menu.addAction(text(heading)).setEnabled(False)
            for row in rows:
                self._add(menu, row)
            if not rows:
                menu.addAction(f"    {text(none)}").setEnabled(False)
            menu.addSeparator()
        actions.fill_menu(menu, _ACTIONS)
        menu.addSeparator()
        self._add_switch(menu)
        changeable = [row for row in (*own, *shared) if row[0].may_change]
        acts: Mapping[str, Callable[[UUID], None]] = {"workspaces-rename": self.rename, "layouts-delete": self.delete}
        for key, act in acts.items():
            inside = menu.addMenu(text(key))
            inside.setEnabled(bool(changeable))
            for one, title, about in changeable:
                entry = inside.addAction(_unmarked(f"{title} – {about}" if one.is_shared else title))
                entry.triggered.connect(lambda _checked=False, act=act, known=one.id: act(known))

    def _add(self, menu: QMenu, row: tuple[NamedWorkspace, str, str]) -> None:
        one, title, about = row
        entry = menu.addAction(_unmarked(f"{title}\t{about}" if about else title))
        entry.setCheckable(True)
        entry.setChecked(one.id == self.opened())
        entry.triggered.connect(lambda _checked=False: self.call_up(one.id))

    def _add_switch(self, menu: QMenu) -> None:
        switch = menu.addAction(self._stage.translator.text("workspaces-at-once"))
        switch.setCheckable(True)
        switch.setChecked(self._book.at_once)
        switch.toggled.connect(self._book.set_at_once)

    def _ask_places(self) -> None:
        directory = self._directory
        codes = {one.area_code for one in self._book.all() if one.is_shared} - self._asked
        if not codes:
            return
        self._asked |= codes

        def find() -> dict[str, str]:
            return {code: directory.place(code) for code in codes if directory.area(code) is not None}

        self._stage.background.run(find, self._places.update, name="workspace-areas", owner=self)


def spoken_time(formats: Formats, at_utc: datetime, now_utc: datetime) -> str:
    """To the minute; with its date on any other day."""
    today = formats.date(at_utc) == formats.date(now_utc)
    return formats.hour(at_utc) if today else f"{formats.date(at_utc)} {formats.hour(at_utc)}"


def _unmarked(name: str) -> str:
    """A name with an ampersand is no name with a key."""
    return name.replace("&", "&&")
