"""The fault switchboard of the toy centre: what goes wrong with the next requests."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum


class FaultKind(Enum):
    """Ways in which an answer does not come as it should."""

    DROP = "drop"
    """The connection ends before the request is looked at."""
    LOSE_ANSWER = "lose_answer"
    """The request is carried out, then the connection ends."""
    HALF_ANSWER = "half_answer"
    """The request is carried out, half of the body comes, then the connection ends."""
    HANG = "hang"
    """Nothing comes until ``release()``."""
    STATUS = "status"
    HTML = "html"
    """A page of somebody else with status 200."""


@dataclass
class Fault:
    """One planned fault; ``path`` is the beginning of the paths that it meets."""

    kind: FaultKind
    method: str
    path: str
    times: int
    status: int = 500
    code: str = "centre.error"


class Faults:
    """Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._planned: list[Fault] = []
        self.released = threading.Event()
        self.met = 0

    def plan(
        self, kind: FaultKind, method: str, path: str, *, times: int = 1, status: int = 500, code: str = "centre.error"
    ) -> None:
        with self._lock:
            self._planned.append(Fault(kind, method, path, times, status, code))

    def take(self, method: str, path: str) -> Fault | None:
        """The fault for this request, used up by asking."""
        with self._lock:
            for fault in self._planned:
                if fault.times > 0 and fault.method == method and path.startswith(fault.path):
                    fault.times -= 1
                    self.met += 1
                    return fault
        return None

    def release(self) -> None:
        self.released.set()
