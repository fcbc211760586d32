"""Workspaces for others: published to an area, or copied as text, and a colleague's text pasted."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from console.base.errors import KnownError
from console.qt.relay import listen
from console.ui.dialogs.workspace_publish import Publication, PublishWorkspaceDialog
from console.ui.stage import Services, Stage
from console.ui.windows.workspace_calling import WorkspaceCalling
from console.ui.windows.workspace_following import WorkspaceFollowing
from console.ui.windows.workspace_telling import WorkspaceTelling
from console.wall.workspace_messages import fitting
from console.wall.workspace_text import workspace_as_text, workspace_from_text


class WorkspaceSharing(QObject):
    """For one operator's window. Main thread."""

    def __init__(
        self,
        window: QWidget,
        stage: Stage,
        services: Services,
        calling: WorkspaceCalling,
        following: WorkspaceFollowing,
        telling: WorkspaceTelling,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._directory = services.directory
        self._book = services.workspaces
        self._calling = calling
        self._following = following
        self._telling = telling
        self._publishing: set[UUID] = set()
        listen(self._book.changed, lambda _none: self._look_at_published(), self)

    def ask(self) -> None:
        """Of all windows as they are; what is open and shared is published again."""
        opened, shared = self._following.current, [one for one in self._book.all() if one.is_shared]
        start = Publication(opened.name if opened is not None else "", "")
        if opened is not None and opened.is_shared and opened.may_change:
            start = Publication(opened.name, opened.area_code, opened.roles)
        known = {(one.name, one.area_code) for one in shared}
        dialog = PublishWorkspaceDialog(self._window, self._stage, self._directory, start, known)
        dialog.given.connect(self.publish)
        dialog.open()

    def publish(self, wanted: Publication) -> None:
        one = self._book.publish(wanted.name, fitting(self._calling.now), wanted.area_code, wanted.roles)
        self._following.opened_now(one)
        self._publishing.add(one.id)
        self._telling.say("workspaces-will-publish", one.name)

    def copy(self) -> None:
        opened = self._following.current
        name = opened.name if opened is not None else self._stage.translator.text("workspaces-unnamed")
        QGuiApplication.clipboard().setText(workspace_as_text(name, fitting(self._calling.now)))
        self._telling.say("workspaces-copied", name)

    def paste(self) -> None:
        try:
            name, workspace = workspace_from_text(QGuiApplication.clipboard().text())
        except KnownError as error:
            self._telling.refuse(error)
            return
        self._following.forget()
        self._telling.called_up(self._calling.call_up(workspace), "workspaces-pasted", name)

    def _look_at_published(self) -> None:
        """Says so once the centre has it; what it refuses is told by who carries it there."""
        for workspace in tuple(self._publishing):
            one = self._book.find(workspace)
            if one is not None and one.waits:
                continue
            self._publishing.discard(workspace)
            if one is not None and one.is_shared:
                self._telling.say("workspaces-published", one.name)
