"""The city's service levels and telephone, as its centre tells them; the usual ones until it has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.domain.flag_clock import SERVICE_LEVELS, FlagRules, ServiceLevel
from console.domain.watermark import Watermark
from console.qt.background import Background
from console.qt.relay import listen
from console.wire.events import ServiceLevelList

_log = logger("flags")


class CentreRules(QObject):
    """Asked whenever the centre is there again. Main thread; ``current`` any thread."""

    def __init__(
        self,
        parent: QObject,
        ask: Callable[[], ServiceLevelList],
        switched: Signal[bool],
        background: Background,
        watermark: Watermark = Watermark.OFF,
    ) -> None:
        """``ask`` is the centre's client's, in the background; ``switched`` says that the centre is there or away.

        ``watermark`` is as the centre told it the last time: it is no secret way to unmarked pictures to be cut off.
        """
        super().__init__(parent)
        self._ask_centre = ask
        self._background = background
        self.told: Signal[FlagRules] = Signal()
        self._rules = FlagRules(watermark=watermark)
        listen(switched, self._on_switched, self)
        self._ask()

    def current(self) -> FlagRules:
        return self._rules

    def _on_switched(self, up: bool) -> None:
        if up:
            self._ask()

    def _ask(self) -> None:
        self._background.run(self._ask_centre, self._on_told, _on_error, name="flag-rules", owner=self)

    def _on_told(self, told: ServiceLevelList) -> None:
        try:
            levels = {
                one.priority: ServiceLevel(one.delivered_s, one.acknowledged_s, one.escalate_s, one.onscene_s)
                for one in told.levels
            }
        except ValueError:
            _log.warning("the centre's service levels make no sense, ours are used")
            return
        self._rules = FlagRules({**SERVICE_LEVELS, **levels}, told.police_telephone, Watermark.read(told.watermark))
        self.told.emit(self._rules)


def _on_error(error: Exception) -> None:
    # A centre that is away, or of before: our own levels stand, and the next time it is there it is asked again.
    if not isinstance(error, KnownError):
        raise error
    _log.info("service levels not told: %s", error.code)
