"""The city's service levels and telephone, as its centre tells them; the usual ones until it has."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.base.errors import KnownError
from console.base.logs import logger
from console.domain.flag_clock import SERVICE_LEVELS, FlagRules, ServiceLevel
from console.net.client import CentreClient
from console.net.push_feed import PushFeed
from console.qt.background import Background
from console.qt.relay import listen
from console.wire.events import ServiceLevelList

_log = logger("flags")


class CentreRules(QObject):
    """Asked whenever the centre is there again. Main thread; ``current`` any thread."""

    def __init__(self, parent: QObject, client: CentreClient, push: PushFeed, background: Background) -> None:
        super().__init__(parent)
        self._client = client
        self._background = background
        self._rules = FlagRules()
        listen(push.switched, self._on_switched, self)
        self._ask()

    def current(self) -> FlagRules:
        return self._rules

    def _on_switched(self, up: bool) -> None:
        if up:
            self._ask()

    def _ask(self) -> None:
        self._background.run(self._client.service_levels, self._on_told, _on_error, name="flag-rules", owner=self)

    def _on_told(self, told: ServiceLevelList) -> None:
        try:
            levels = {
                one.priority: ServiceLevel(one.delivered_s, one.acknowledged_s, one.escalate_s, one.onscene_s)
                for one in told.levels
            }
        except ValueError:
            _log.warning("the centre's service levels make no sense, ours are used")
            return
        self._rules = FlagRules({**SERVICE_LEVELS, **levels}, told.police_telephone)


def _on_error(error: Exception) -> None:
    # A centre that is away, or of before: our own levels stand, and the next time it is there it is asked again.
    if not isinstance(error, KnownError):
        raise error
    _log.info("service levels not told: %s", error.code)
