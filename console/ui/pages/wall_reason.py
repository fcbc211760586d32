"""Sends to a wall; where the centre wants a reason for a sensitive camera that would be large, it is asked and sent along."""

from __future__ import annotations

from collections.abc import Callable

from console.base.errors import KnownError
from console.qt.background import Lane
from console.ui.dialogs.reason import ReasonDialog, ReasonWords
from console.ui.pages.page import Page

_NEEDED = "wall.reason_needed"
_WORDS = ReasonWords(
    "walls-reason-title",
    "walls-reason-explained",
    "walls-reason-confirm",
    ("restricted-reason-report", "restricted-reason-alarm", "restricted-reason-order"),
)


def do_sending(page: Page, act: Callable[[str], object], done: Callable[[], str]) -> None:
    """``act`` with a reason, empty at first, in the background; the page says ``done``, or why not."""

    def refused(error: Exception) -> None:
        if not isinstance(error, KnownError) or error.code != _NEEDED:
            page.say_error(error)
            return
        about = page.stage.translator.text("walls-reason-about", cameras=str(error.params.get("cameras", "")))
        dialog = ReasonDialog(page, page.stage, _WORDS, about)
        dialog.given.connect(run)
        dialog.open()

    def run(reason: str) -> None:
        page.stage.background.run(
            lambda: act(reason),
            lambda _result: page.say(done),
            page.say_error if reason else refused,
            name="wall-act",
            owner=page,
            lane=Lane.CAPTURE,
        )

    run("")
