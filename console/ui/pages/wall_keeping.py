"""Whose a screen of a steered wall is, who may send to it, and the presets of the whole wall."""

from __future__ import annotations

from collections.abc import Callable

from console.ui.dialogs.claim_length import ClaimLength
from console.ui.dialogs.reason import ReasonDialog, ReasonWords
from console.ui.dialogs.wall_changes import WallChangesDialog
from console.ui.pages.page import Page
from console.ui.pages.wall_acts import Chosen, do_act
from console.ui.pages.wall_reason import do_sending
from console.ui.wall_port import SteeringDesk
from console.wire.wall_changes import ScreenChanges, WallChanges
from console.wire.walls import PresetApply

_CLAIM = ReasonWords(
    "walls-claim-title",
    "walls-claim-explained",
    "walls-claim-confirm",
    ("walls-claim-meeting", "walls-claim-incident", "walls-claim-visit"),
)


class WallKeeping:
    """For one page; ``chosen`` gives None where there is no wall."""

    def __init__(self, page: Page, desk: SteeringDesk, chosen: Callable[[], Chosen | None]) -> None:
        self._page = page
        self._desk = desk
        self._chosen = chosen

    def apply_preset(self, preset: str, *, whole: bool) -> None:
        chosen, desk = self._chosen(), self._desk
        if chosen is not None and preset:
            screens = () if whole else (chosen.screen.number,)
            operation = PresetApply(preset=preset, screens=screens)
            name, text = chosen.wall.name, self._page.stage.translator.text
            do_sending(self._page, lambda reason: desk.send(name, operation, reason), lambda: text("walls-sent"))

    def save_preset(self, preset: str) -> None:
        chosen, desk = self._chosen(), self._desk
        if chosen is not None and preset:
            do_act(self._page, lambda: desk.setup.save_preset(chosen.wall.name, preset), "walls-preset-saved")

    def claim(self) -> None:
        chosen, desk = self._chosen(), self._desk
        if chosen is None:
            return
        wall, screen = chosen.wall.name, chosen.screen
        about = self._page.stage.translator.text("walls-claim-about", name=screen.title)
        stage = self._page.stage
        dialog = ReasonDialog(self._page, stage, _CLAIM, about, lambda parent: ClaimLength(parent, stage))
        length = dialog.more

        def claim(reason: str) -> None:
            for_s = length.for_s() if isinstance(length, ClaimLength) else 0
            do_act(self._page, lambda: desk.claim(wall, screen.number, reason, for_s), "walls-claim-done")

        dialog.given.connect(claim)
        dialog.open()

    def show_changes(self) -> None:
        """The last ones of the chosen screen."""
        chosen, desk, page = self._chosen(), self._desk, self._page
        if chosen is None:
            return
        number, title = chosen.screen.number, chosen.screen.title
        name = str(number) if title == str(number) else f"{number} · {title}"

        def show(found: WallChanges) -> None:
            mine = next((one for one in found.screens if one.screen == number), ScreenChanges(screen=number))
            WallChangesDialog(page, page.stage, name, mine).open()

        page.stage.background.run(
            lambda: desk.changes(chosen.wall.name), show, page.say_error, name="wall-changes", owner=page
        )

    def release(self) -> None:
        chosen, desk = self._chosen(), self._desk
        if chosen is not None:
            do_act(self._page, lambda: desk.release(chosen.wall.name, chosen.screen.number), "walls-released")

    def set_open(self, *, is_open: bool) -> None:
        chosen, desk = self._chosen(), self._desk
        if chosen is not None:
            number = chosen.screen.number
            do_act(
                self._page, lambda: desk.setup.open_to_operators(chosen.wall, number, is_open=is_open), "walls-set-up"
            )
