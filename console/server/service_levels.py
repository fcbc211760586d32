"""A city's own service levels: read from a file at the start, told to consoles and inboxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from console.base.errors import KnownError
from console.domain.flag_clock import SERVICE_LEVELS, ServiceLevel
from console.server.settings import CentreSettings
from console.wire.events import ServiceLevelList, ServiceLevelRecord


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    delivered_s: float
    acknowledged_s: float
    escalate_s: tuple[float, ...] = ()
    onscene_s: float | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    p1: _Entry | None = None
    p2: _Entry | None = None
    p3: _Entry | None = None
    p4: _Entry | None = None


def read_levels(path: Path) -> Mapping[int, ServiceLevel]:
    """JSON, ``{"p1": {"delivered_s": 5, "acknowledged_s": 10, "escalate_s": [30, 60], "onscene_s": 600}}``; a priority
    that it leaves out keeps ours.

    Raises KnownError ``centre.service_levels`` (path): a wrong clock is worse than none started.
    """
    try:
        told = _File.model_validate_json(path.read_bytes())
        named = {1: told.p1, 2: told.p2, 3: told.p3, 4: told.p4}
        own = {priority: ServiceLevel(**entry.model_dump()) for priority, entry in named.items() if entry is not None}
    except (OSError, ValidationError, ValueError) as error:
        raise KnownError("centre.service_levels", path=str(path)) from error
    return {**SERVICE_LEVELS, **own}


def told_levels(settings: CentreSettings) -> ServiceLevelList:
    records = [ServiceLevelRecord(priority=key, **asdict(level)) for key, level in settings.service_levels.items()]
    return ServiceLevelList(
        levels=tuple(records), police_telephone=settings.police_telephone, watermark=settings.watermark.value
    )
