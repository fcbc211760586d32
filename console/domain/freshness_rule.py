"""After how long a picture is suspect, stale or the same for too long, by kind of camera and by the pace of its feed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SLOW_INTERVAL_S = 1.0
"""A feed under one picture a second gets more time."""
_SUSPECT_INTERVALS = 3
_STALE_INTERVALS = 10
_LONGEST_SUSPECT_S = 60.0
_LONGEST_STALE_S = 180.0
"""However slow a feed is, after this long without a new picture nobody may trust it."""
_LONGEST_SAME_S = 600.0
"""A setting without these three bounds would turn off what no one may turn off."""


@dataclass(frozen=True)
class FreshnessRule:
    """Ages of the last new picture; raises ValueError unless 0 < suspect <= stale and suspect <= same picture."""

    suspect_s: float = 3.0
    stale_s: float = 10.0
    same_picture_s: float = 10.0

    def __post_init__(self) -> None:
        if not 0 < self.suspect_s <= min(self.stale_s, self.same_picture_s):
            raise ValueError("a picture is suspect first, and stale or the same for too long later")

    def paced(self, interval_s: float | None) -> FreshnessRule:
        """The rule of a feed that sends a picture each ``interval_s``; never stricter, and lenient only up to a cap."""
        if interval_s is None or interval_s <= _SLOW_INTERVAL_S:
            return self
        late_s = min(_STALE_INTERVALS * interval_s, _LONGEST_STALE_S)
        return FreshnessRule(
            max(self.suspect_s, min(_SUSPECT_INTERVALS * interval_s, _LONGEST_SUSPECT_S)),
            max(self.stale_s, late_s),
            max(self.same_picture_s, late_s),
        )


DEFAULT_RULE = FreshnessRule()


@dataclass(frozen=True)
class FreshnessRules:
    """One rule for each kind of camera that has its own; the rest follow the default."""

    by_kind: Mapping[str, FreshnessRule]

    def of(self, kind: str) -> FreshnessRule:
        return self.by_kind.get(kind, DEFAULT_RULE)

    @classmethod
    def read(cls, lines: Iterable[str]) -> FreshnessRules:
        """Lines such as ``river=5/20/60``: suspect, stale and same picture in seconds, each bounded. Raises ValueError."""
        return cls(dict(_rule(line) for line in lines))


def _rule(line: str) -> tuple[str, FreshnessRule]:
    kind, mark, ages = line.partition("=")
    if not mark or not kind.strip():
        raise ValueError(f"not kind=suspect/stale/same: {line}")
    suspect_s, stale_s, same_picture_s = (float(number) for number in ages.split("/"))
    if suspect_s > _LONGEST_SUSPECT_S or stale_s > _LONGEST_STALE_S or same_picture_s > _LONGEST_SAME_S:
        raise ValueError(f"so old a picture nobody may trust: {line}")
    return kind.strip(), FreshnessRule(suspect_s, stale_s, same_picture_s)
