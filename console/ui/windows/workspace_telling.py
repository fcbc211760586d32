"""What is said of named workspaces: what was done, what waits for a screen, and what was refused."""

from __future__ import annotations

from collections.abc import Callable

from console.base.errors import KnownError
from console.ui.messages import message_for
from console.ui.notices import NoticeAction, Severity
from console.ui.stage import Services, Stage
from console.ui.windows.workspace_calling import CalledUp, WorkspaceCalling

_NOTICE = "workspaces"
_WAITING = "workspaces-waiting"


class WorkspaceTelling:
    """For one operator's window. Main thread."""

    def __init__(self, stage: Stage, services: Services, calling: WorkspaceCalling) -> None:
        self._stage = stage
        self._steps = services.walls.steps
        self._calling = calling

    def called_up(self, called: CalledUp, text_key: str, name: str) -> None:
        """With “undo” for the walls, and a way to see windows that have no screen here."""
        step, steps = called.step, self._steps
        self.say(text_key, name, (lambda: steps.take_back(step)) if step is not None else None, called.beside)
        text, waiting = self._stage.translator.text, called.waiting
        if not waiting:
            self._stage.notices.clear(_WAITING)
            return
        numbers = ", ".join(str(window.number) for window in waiting)

        def show_here() -> None:
            self._calling.show_here(waiting)
            self._stage.notices.clear(_WAITING)

        self._stage.notices.post(
            _WAITING,
            Severity.TROUBLE,
            lambda: text("workspaces-no-screen", numbers=numbers),
            NoticeAction(lambda: text("workspace-here"), show_here),
        )

    def say(
        self, text_key: str, name: str, undo: Callable[[], None] | None = None, beside: tuple[int, ...] = ()
    ) -> None:
        """``beside``: windows that stay as they are."""
        text = self._stage.translator.text

        def take_back(do: Callable[[], None]) -> None:
            do()
            self._stage.notices.clear(_NOTICE)

        def say() -> str:
            numbers = ", ".join(map(str, beside))
            rest = text("workspaces-beside", numbers=numbers) if beside else ""
            return " ".join(part for part in (text(text_key, name=name), rest) if part)

        action = None if undo is None else NoticeAction(lambda: text("fill-undo"), lambda: take_back(undo))
        self._stage.notices.post(_NOTICE, Severity.DONE, say, action)

    def refuse(self, error: KnownError) -> None:
        translator = self._stage.translator
        self._stage.notices.post(_NOTICE, Severity.INFO, lambda: message_for(translator, error).whole)
