"""When a camera's picture is old: the rule of its kind, as the settings have it."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.domain.freshness_rule import DEFAULT_RULE, FreshnessRule, FreshnessRules


class CameraRules:
    """Any thread; asked many times a second, so what the directory said is kept until it changes."""

    def __init__(self, rules: FreshnessRules, entry_of: Callable[[CameraId], DirectoryEntry | None]) -> None:
        self._rules = rules
        self._entry_of = entry_of
        self._known: dict[CameraId, FreshnessRule] = {}

    def of(self, camera: CameraId) -> FreshnessRule:
        if not self._rules.by_kind:
            return DEFAULT_RULE
        known = self._known.get(camera)
        if known is None:
            entry = self._entry_of(camera)
            known = self._rules.of(entry.camera.kind) if entry is not None else DEFAULT_RULE
            self._known[camera] = known
        return known

    def forget(self) -> None:
        """The directory has changed."""
        self._known = {}
