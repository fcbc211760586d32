"""Disturbances in words: what fell, what it shares, since when, and by which rule it is one line."""

from __future__ import annotations

from console.base.clock import Clock
from console.domain.cause import CauseKind
from console.i18n.translator import Translator
from console.wire.causes import CauseList, CauseRecord, CauseRuleRecord

ICONS = {
    CauseKind.RECORDER: "recorder",
    CauseKind.SWITCH: "switch",
    CauseKind.UPLINK: "uplink",
    CauseKind.POWER: "power",
    CauseKind.RT: "place",
    CauseKind.RW: "place",
    CauseKind.VILLAGE: "place",
    CauseKind.OWNER: "user",
    CauseKind.CAMERA: "camera",
}


class CauseWords:
    """Any screen."""

    def __init__(self, translator: Translator, clock: Clock) -> None:
        self._translator = translator
        self._clock = clock

    def group(self, cause: CauseRecord) -> str:
        """``perekam X``."""
        return self._translator.text(f"causes-group-{cause.kind.value}", name=cause.label)

    def what(self, cause: CauseRecord) -> str:
        """``12 kamera di perekam X``; of one that has ended all that were part of it."""
        if cause.kind is CauseKind.CAMERA:
            return self.group(cause)
        cameras = len(cause.cameras) if cause.closed_utc is not None else cause.down
        count = self._translator.formats.count(cameras)
        return self._translator.text("causes-what", count=count, many=cameras, group=self._where(cause))

    def title(self, cause: CauseRecord) -> str:
        """``12 kamera di perekam X, sejak 14:03``, or until when it was."""
        text, what, since = self._translator.text, self.what(cause), self.since(cause)
        if cause.closed_utc is None:
            return text("causes-title-since", what=what, time=since)
        ended = self._translator.formats.recent(cause.closed_utc, self._clock.now_utc())
        return text("causes-title-past", what=what, time=since, ended=ended)

    def since(self, cause: CauseRecord) -> str:
        return self._translator.formats.recent(cause.since_utc, self._clock.now_utc())

    def why(self, cause: CauseRecord, rule: CauseRuleRecord) -> str:
        """The rule in a plain sentence."""
        text, formats = self._translator.text, self._translator.formats
        if cause.kind is CauseKind.CAMERA:
            return text("causes-why-camera")
        minutes = rule.window_s / 60
        return text(
            "causes-why",
            group=self._where(cause),
            least=formats.count(rule.least_cameras),
            percent=formats.count(rule.least_percent),
            minutes=formats.measure(minutes, 0 if minutes.is_integer() else 1),
            opens=formats.count(round(rule.opens_after_s)),
            closes=formats.count(round(rule.closes_after_s)),
        )

    def part_of(self, cause: CauseRecord) -> str:
        """For the tile of a camera that is part of it."""
        if cause.kind is CauseKind.CAMERA:
            return self._translator.text("causes-part-alone", time=self.since(cause))
        return self._translator.text("causes-part-of", group=self.group(cause), what=self.title(cause))

    def tally(self, found: CauseList | None) -> str:
        """``3 gangguan, 48 kamera``; empty where there is none."""
        causes = found.causes if found is not None else ()
        if not causes:
            return ""
        count = self._translator.formats.count
        cameras = sum(cause.down for cause in causes)
        return self._translator.text(
            "causes-tally", lines=count(len(causes)), some=len(causes), cameras=count(cameras), many=cameras
        )

    def _where(self, cause: CauseRecord) -> str:
        return self._translator.text(f"causes-where-{cause.kind.value}", name=cause.label)
