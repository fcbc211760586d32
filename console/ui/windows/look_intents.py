"""How everything looks: high contrast, larger and smaller, as large as a finger; for all windows of this machine at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from console.ui.actions.table import ActionId
from console.ui.notices import Severity
from console.ui.stage import Stage
from console.widgets.theme.theme import SCALES_PERCENT, Look


class LookIntents:
    """Main thread."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.CONTRAST: self.switch_contrast,
            ActionId.LARGER: lambda: self._scale(self._look.larger_percent()),
            ActionId.SMALLER: lambda: self._scale(self._look.smaller_percent()),
            ActionId.USUAL_SIZE: lambda: self._scale(SCALES_PERCENT[0]),
            ActionId.TOUCH: self.switch_touch,
        }

    def switch_contrast(self) -> None:
        look = self._look
        self._wear(replace(look, contrast=not look.contrast), "look-dark" if look.contrast else "look-contrast")

    def switch_touch(self) -> None:
        look = self._look
        self._wear(replace(look, touch=not look.touch), "look-no-touch" if look.touch else "look-touch")

    @property
    def _look(self) -> Look:
        return self._stage.theme.look

    def _scale(self, percent: int) -> None:
        self._wear(replace(self._look, scale_percent=percent), "look-scale")

    def _wear(self, look: Look, told_key: str) -> None:
        self._stage.theme.wear(look)
        text, percent = self._stage.translator.text, look.scale_percent
        self._stage.notices.post("look", Severity.DONE, lambda: text(told_key, percent=percent))
