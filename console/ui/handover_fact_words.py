"""What a hand-over note is about in words, each thing with what has become of it since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from console.base.clock import Clock
from console.domain.cause import CauseKind
from console.domain.flag_state import FlagState
from console.i18n.translator import Translator
from console.wire.handovers import (
    CameraFact,
    CauseFact,
    CauseNow,
    FlagFact,
    HandoverFacts,
    HandoverNow,
    ScreenFact,
)

Section = tuple[str, Sequence[str]]
"""A heading and its lines."""
_STAGES = frozenset(stage.value for stage in FlagState)
_KINDS = frozenset(kind.value for kind in CauseKind)


class FactWords:
    """Any screen."""

    def __init__(self, translator: Translator, clock: Clock) -> None:
        self._translator = translator
        self._clock = clock

    def of(self, facts: HandoverFacts, now: HandoverNow | None) -> Iterator[Section]:
        text = self._translator.text
        stages = {one.flag_id: one.stage for one in now.flags} if now is not None else {}
        causes = {one.id: one for one in now.causes} if now is not None else {}
        yield text("handover-flags"), [self._flag(one, stages) for one in facts.flags]
        yield text("handover-causes"), [self._cause(one, causes) for one in facts.causes]
        yield text("handover-screens"), [self._screen(one) for one in facts.screens]
        closed = None if now is None else set(now.closed_cameras)
        yield (
            text("handover-closures"),
            [
                self._then(
                    f"{camera_words(one.camera)}: {one.reason}",
                    is_over=closed is not None and one.camera.id not in closed,
                )
                for one in facts.closures
            ],
        )
        held = None if now is None else set(now.held_flags)
        yield (
            text("handover-holds"),
            [
                self._then(f"{one.number}: {one.reason}", is_over=held is not None and one.flag_id not in held)
                for one in facts.holds
            ],
        )
        yield text("handover-other"), list(self._other(facts, now))

    def _other(self, facts: HandoverFacts, now: HandoverNow | None) -> Iterator[str]:
        text = self._translator.text
        yield text("handover-as-of", time=self._recent(facts.at_utc))
        if facts.is_offline:
            yield text("handover-was-offline")
        if facts.unsent_flags:
            yield text("handover-unsent", count=facts.unsent_flags)
        if facts.left_out:
            yield text("handover-left-out", count=facts.left_out)
        if now is not None and now.new_flags:
            yield text("handover-new-flags", count=now.new_flags)

    def _flag(self, flag: FlagFact, stages: Mapping[UUID, str]) -> str:
        words = [flag.number, camera_words(flag.camera), self._recent(flag.at_utc), self._stage(flag.stage)]
        stage = stages.get(flag.flag_id, flag.stage)
        if stage != flag.stage:
            words.append(self._translator.text("handover-now", what=self._stage(stage)))
        return " · ".join(words)

    def _cause(self, cause: CauseFact, now: Mapping[UUID, CauseNow]) -> str:
        text = self._translator.text
        kind = cause.kind if cause.kind in _KINDS else CauseKind.CAMERA.value
        group = text(f"causes-group-{kind}", name=cause.label)
        words = [group, text("handover-down", down=cause.down, cameras=cause.cameras), self._recent(cause.since_utc)]
        later = now.get(cause.id)
        if later is not None and (later.closed_utc is not None or later.down == 0):
            words.append(text("handover-now", what=text("handover-back")))
        elif later is not None and later.down != cause.down:
            down = text("handover-down", down=later.down, cameras=cause.cameras)
            words.append(text("handover-now", what=down))
        return " · ".join(words)

    def _screen(self, screen: ScreenFact) -> str:
        text = self._translator.text
        words = [
            f"{screen.wall_title} {screen.screen} ({screen.screen_title})",
            text("handover-screen", layout=screen.layout, cameras=screen.cameras),
        ]
        if screen.claimed_by:
            words.append(text("handover-claimed", by=screen.claimed_by, reason=screen.claim_reason))
        return " · ".join(words)

    def _then(self, words: str, *, is_over: bool) -> str:
        text = self._translator.text
        return f"{words} · {text('handover-now', what=text('handover-over'))}" if is_over else words

    def _stage(self, stage: str) -> str:
        return self._translator.text(f"stage-{stage}") if stage in _STAGES else stage

    def _recent(self, at_utc: datetime) -> str:
        return self._translator.formats.recent(at_utc, self._clock.now_utc())


def camera_words(camera: CameraFact) -> str:
    return f"{camera.number} {camera.name}"
