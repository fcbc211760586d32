"""Tells of news of the workspace that is open, and applies them when the person wants it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from console.qt.relay import listen
from console.ui.notices import NoticeAction, Severity
from console.ui.stage import Services, Stage
from console.ui.windows.workspace_calling import WorkspaceCalling
from console.ui.windows.workspace_menu import spoken_time
from console.wall.named_workspace import NamedWorkspace
from console.wall.workspace_news import News, Opened, news_of

NOTICE = "workspace-news"


class WorkspaceFollowing(QObject):
    """For one operator's window. ``apply`` calls up a workspace and tells of it. Main thread."""

    def __init__(self, window: QWidget, stage: Stage, services: Services, calling: WorkspaceCalling) -> None:
        super().__init__(window)
        self._stage = stage
        self._book = services.workspaces
        self._calling = calling
        self.opened: Opened | None = None
        self._asked: tuple[UUID, int] | None = None
        self.apply: Callable[[NamedWorkspace], None] = lambda _one: None
        listen(self._book.changed, lambda _none: self.look(), self)

    @property
    def current(self) -> NamedWorkspace | None:
        """What was called up last, as it is known now."""
        return self._book.find(self.opened.id) if self.opened is not None else None

    def opened_now(self, one: NamedWorkspace) -> None:
        """``one`` is on the walls."""
        now = self._calling.walls_now()
        put = {window.number: now[window.number] for window in one.workspace.windows if window.number in now}
        self.opened = Opened(one.id, one.name, one.revision, one.workspace, put)
        self._stage.notices.clear(NOTICE)

    def forget(self) -> None:
        self.opened = None
        self._stage.notices.clear(NOTICE)

    def look(self) -> None:
        opened = self.opened
        if opened is None:
            return
        told = self._book.find(opened.id)
        busy = QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None
        news = news_of(opened, told, self._calling.walls_now(), at_once=self._book.at_once, is_busy=busy)
        if news is News.GONE or told is None:
            self.forget()
            self._say_gone(opened.name)
        elif news is News.SAME and told.workspace == opened.workspace:
            self.opened = replace(opened, name=told.name, revision=told.revision)
        elif news is News.SAME:
            self.opened_now(told)
        elif news is News.APPLY:
            self.apply(told)
        elif news is News.ASK:
            self._ask(told)

    def apply_newest(self) -> None:
        """What the notice's button does."""
        told = self.current
        if told is not None:
            self.apply(told)

    def _ask(self, told: NamedWorkspace) -> None:
        """Once for each revision: the cross of the notice is the answer “later”."""
        if self._asked == (told.id, told.revision):
            return
        self._asked = told.id, told.revision
        translator = self._stage.translator

        def say() -> str:
            now = self._stage.clock.now_utc()
            time = spoken_time(translator.formats, told.at_utc, now) if told.at_utc is not None else ""
            return translator.text("workspaces-news", name=told.name, by=told.by, time=time)

        action = NoticeAction(lambda: translator.text("workspaces-apply"), self.apply_newest)
        self._stage.notices.post(NOTICE, Severity.INFO, say, action, stays=True)

    def _say_gone(self, name: str) -> None:
        text = self._stage.translator.text
        self._stage.notices.post(NOTICE, Severity.INFO, lambda: text("workspaces-gone", name=name))
