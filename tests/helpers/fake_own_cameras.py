"""A person's own lists of cameras in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from console.base.errors import KnownError
from console.domain.own_cameras import OwnCameras


@dataclass
class FakeOwnCameras:
    """What was saved last; ``failure`` makes saving fail."""

    kept: OwnCameras = field(default_factory=OwnCameras)
    failure: KnownError | None = None
    problem: KnownError | None = None
    load_failure: KnownError | None = None

    def load(self) -> OwnCameras:
        if self.load_failure:
            raise self.load_failure
        return self.kept

    def save(self, own: OwnCameras) -> None:
        if self.failure:
            raise self.failure
        self.kept = own
