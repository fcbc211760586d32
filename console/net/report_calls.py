"""Reports of the centre: how many cameras were in which state, which fared worst, and availability to take along."""

from __future__ import annotations

from collections.abc import Mapping

from console.net.calls import Calls
from console.net.transport import Call
from console.wire.reports import CameraHealthList, StatusCounts

_COUNTING_TIMEOUT_S = 120.0
"""A city's month takes the centre some seconds, and it may have to wait for another's."""


class ReportCalls(Calls):
    """``/v1/reports``. Raises KnownError ``report.*`` too."""

    def status_counts(self, params: Mapping[str, str]) -> StatusCounts:
        return self.read(StatusCounts, self._counted("counts", params))

    def worst_cameras(self, params: Mapping[str, str]) -> CameraHealthList:
        return self.read(CameraHealthList, self._counted("worst", params))

    def availability_file(self, params: Mapping[str, str]) -> bytes:
        """As the ``format`` says: CSV or PDF."""
        return self._counted("availability", params)

    def _counted(self, what: str, params: Mapping[str, str]) -> bytes:
        call = Call("GET", f"/v1/reports/{what}", params=params, read_timeout_s=_COUNTING_TIMEOUT_S)
        return self.transport.ask(call).content
