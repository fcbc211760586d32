"""At the start: that Ronda ended badly the last time, and where it is written what happened."""

from __future__ import annotations

from collections.abc import Callable

from console.app.shell import Shell
from console.base.errors import KnownError
from console.ui.notices import NoticeAction, Severity

_KEY = "crash.kept"


def tell_of_crash(shell: Shell, show_log: Callable[[], None]) -> None:
    """Until somebody has looked at the report. Main thread."""
    try:
        if not shell.crashed_before:
            return
    except KnownError as error:
        shell.tell(error)
        return
    text, notices = shell.stage.translator.text, shell.notices

    def look() -> None:
        notices.clear(_KEY)
        show_log()

    action = NoticeAction(lambda: text("crash-look"), look)
    notices.post(_KEY, Severity.TROUBLE, lambda: text("crash-kept"), action)
