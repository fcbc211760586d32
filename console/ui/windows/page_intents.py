"""Opens the pages over the wall, each once; who may not use one is told so by its action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.ui.actions.table import ActionId
from console.ui.pages.audit_page import AuditPage
from console.ui.pages.coverage_page import CoveragePage
from console.ui.pages.handovers_page import HandoversPage
from console.ui.pages.holds_page import HoldsPage
from console.ui.pages.page import Page
from console.ui.pages.releases_page import ReleasesPage
from console.ui.pages.wall_record_page import WallRecordPage
from console.ui.pages.wall_rules_page import WallRulesPage
from console.ui.pages.walls_page import WallsPage
from console.ui.stage import Services, Stage


class PageIntents(QObject):
    """For one window. Main thread. Signals: ``wall_asked(list)``: cameras to be shown, from the selected tile on."""

    wall_asked = Signal(list)

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._open: dict[ActionId, Page] = {}

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.AUDIT: self.audit,
            ActionId.COVERAGE: self.coverage,
            ActionId.HANDOVERS: self.handovers,
            ActionId.HOLDS: self.holds,
            ActionId.RELEASES: self.releases,
            ActionId.WALLS: self.walls,
            ActionId.WALL_RECORD: self.wall_record,
            ActionId.WALL_RULES: self.wall_rules,
        }

    def page(self, action: ActionId) -> Page | None:
        """The one that is open."""
        return self._open.get(action)

    def audit(self) -> None:
        self._show(ActionId.AUDIT, lambda: AuditPage(self._window, self._stage, self._services))

    def coverage(self) -> None:
        self._show(ActionId.COVERAGE, lambda: CoveragePage(self._window, self._stage, self._services))

    def handovers(self) -> None:
        def make() -> HandoversPage:
            page = HandoversPage(self._window, self._stage, self._services)
            page.wall_asked.connect(self.wall_asked)
            return page

        self._show(ActionId.HANDOVERS, make)

    def write_handover(self) -> None:
        """On the page, so that what the one before left is beside it."""
        self.handovers()
        page = self._open.get(ActionId.HANDOVERS)
        if isinstance(page, HandoversPage):
            page.write()

    def holds(self) -> None:
        self._show(ActionId.HOLDS, lambda: HoldsPage(self._window, self._stage, self._services))

    def releases(self) -> None:
        self._show(ActionId.RELEASES, lambda: ReleasesPage(self._window, self._stage, self._services))

    def walls(self) -> None:
        def make() -> WallsPage:
            page = WallsPage(self._window, self._stage, self._services)
            page.record_asked.connect(self.wall_record)
            page.rules_asked.connect(self.wall_rules)
            return page

        self._show(ActionId.WALLS, make)

    def wall_record(self) -> None:
        name = self._shown_wall()
        self._show(ActionId.WALL_RECORD, lambda: WallRecordPage(self._window, self._stage, self._services, name))

    def wall_rules(self) -> None:
        name = self._shown_wall()
        self._show(ActionId.WALL_RULES, lambda: WallRulesPage(self._window, self._stage, self._services, name))

    def _shown_wall(self) -> str:
        """That of the page of walls, where it is open."""
        walls = self._open.get(ActionId.WALLS)
        shown = walls.wall() if isinstance(walls, WallsPage) else None
        return "" if shown is None else shown.name

    def _show(self, action: ActionId, make: Callable[[], Page]) -> None:
        page = self._open.get(action)
        if page is None:
            page = self._open[action] = make()
            page.finished.connect(lambda _result: self._open.pop(action, None))
            page.show()
        page.activateWindow()
