"""Named workspaces at the window: saved, called up, renamed and deleted."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.base.errors import KnownError
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.dialogs.workspace_name import WorkspaceNameDialog
from console.ui.stage import Services, Stage
from console.ui.windows.wall_windows import WallWindows
from console.ui.windows.workspace_calling import WorkspaceCalling
from console.ui.windows.workspace_following import WorkspaceFollowing
from console.ui.windows.workspace_menu import WorkspaceMenu
from console.ui.windows.workspace_sharing import WorkspaceSharing
from console.ui.windows.workspace_telling import WorkspaceTelling
from console.wall.named_workspace import NamedWorkspace
from console.wall.workspace import Workspace
from console.wall.workspace_messages import fitting
from console.wall.workspace_news import for_reader


class NamedWorkspaces(QObject):
    """For one operator's window. Main thread."""

    def __init__(
        self, window: QWidget, view: QWidget, stage: Stage, services: Services, wall_windows: WallWindows
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._book = services.workspaces
        self._actions: BoundActions | None = None
        self.calling = WorkspaceCalling(window, wall_windows, services.walls)
        self.telling = WorkspaceTelling(stage, services, self.calling)
        self.following = WorkspaceFollowing(window, stage, services, self.calling)
        self.following.apply = lambda one: self._call_up(one, "workspaces-applied")
        self.menu = WorkspaceMenu(window, view, stage, services)
        self.menu.call_up, self.menu.rename, self.menu.delete = self.call_up, self.ask_new_name, self.delete
        self.menu.opened = lambda: self.following.opened.id if self.following.opened is not None else None
        self.sharing = WorkspaceSharing(window, stage, services, self.calling, self.following, self.telling)

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.WORKSPACES: self.open_menu,
            ActionId.SAVE_WORKSPACE: self.ask_name,
            ActionId.PUBLISH_WORKSPACE: self.sharing.ask,
            ActionId.COPY_WORKSPACE: self.sharing.copy,
            ActionId.PASTE_WORKSPACE: self.sharing.paste,
        }

    def offer(self, actions: BoundActions) -> None:
        """The window's, made after this."""
        self._actions = actions

    def open_menu(self) -> None:
        if self._actions is not None:
            self.menu.open(self._actions)

    def ask_name(self) -> None:
        """For all windows as they are."""
        opened = self.following.current
        name = opened.name if opened is not None and not opened.is_shared else ""
        dialog = WorkspaceNameDialog(self._window, self._stage, name, self._names(), renames=False)
        dialog.given.connect(self.save)
        dialog.open()

    def save(self, name: str) -> None:
        try:
            one = self._book.save(name, fitting(self.calling.now))
        except KnownError as error:
            self.telling.refuse(error)
            return
        self.following.opened_now(one)
        self.telling.say("workspaces-saved", name)

    def call_up(self, workspace: UUID) -> None:
        """On all windows that it has, as one step."""
        one = self._book.find(workspace)
        if one is None:
            self.telling.refuse(KnownError("workspace.unknown"))
            return
        self._call_up(one, "workspaces-called-up")

    def ask_new_name(self, workspace: UUID) -> None:
        one = self._book.find(workspace)
        if one is None:
            return
        taken = {known.name for known in self._book.all() if known.area_code == one.area_code and known.id != one.id}
        dialog = WorkspaceNameDialog(self._window, self._stage, one.name, taken, renames=True)
        dialog.given.connect(lambda name: self._rename(workspace, name))
        dialog.open()

    def delete(self, workspace: UUID) -> None:
        """One's own comes back with “undo”; a shared one is published again by who wants it back."""
        one = self._book.find(workspace)
        if one is None:
            return
        if workspace == self.menu.opened():
            self.following.forget()
        self._book.remove(workspace)
        self.telling.say("workspaces-deleted", one.name, None if one.is_shared else lambda: self._bring_back(one))

    def _call_up(self, one: NamedWorkspace, text_key: str) -> None:
        words = self._stage.translator.text("workspaces-closed-tile")
        shown: Workspace = for_reader(one, words)
        called = self.calling.call_up(shown)
        self.following.opened_now(one)
        self.telling.called_up(called, text_key, one.name)

    def _rename(self, workspace: UUID, name: str) -> None:
        try:
            self._book.rename(workspace, name)
        except KnownError as error:
            self.telling.refuse(error)

    def _bring_back(self, one: NamedWorkspace) -> None:
        try:
            self._book.save(one.name, one.workspace)
        except KnownError as error:
            self.telling.refuse(error)

    def _names(self) -> list[str]:
        return [one.name for one in self._book.all() if not one.is_shared]
