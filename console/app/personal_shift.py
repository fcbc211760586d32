"""Since when a person is on shift at this console: read at the start, kept in the background."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.app.personal_files import personal_file
from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.paths import Paths
from console.domain.shift import ShiftPlan
from console.qt.background import Background, Lane
from console.settings.file import Settings
from console.settings.options import SHIFTS
from console.store.kept_file import KeptFile
from console.ui.on_duty import OnDuty


class PersonalShift:
    """``problems`` are to be told. Main thread only."""

    def __init__(self, file: KeptFile, plan: ShiftPlan, clock: Clock) -> None:
        self._file = file
        self.problems: list[KnownError] = []
        self.on_duty = self._read(plan, clock)

    def keep(self, background: Background, owner: QObject) -> None:
        """Its start, now and whenever the person sets it."""

        def write() -> None:
            content = self.on_duty.content()
            background.run(
                lambda: self._file.write(content), lambda _none: None, name="keep-shift", owner=owner, lane=Lane.WRITE
            )

        owner.destroyed.connect(self.on_duty.changed.connect(lambda _none: write()))
        write()

    def _read(self, plan: ShiftPlan, clock: Clock) -> OnDuty:
        try:
            kept = self._file.read()
        except KnownError as error:
            self.problems.append(error)
            return OnDuty(plan, clock)
        try:
            return OnDuty(plan, clock, kept.content)
        except ValueError:
            # Nothing is lost but when the shift began, which the person can set.
            return OnDuty(plan, clock)


def personal_shift(paths: Paths, settings: Settings, clock: Clock, username: str) -> PersonalShift:
    lines = settings.get(SHIFTS)
    return PersonalShift(personal_file(paths, clock, "shift", username), ShiftPlan.read(lines), clock)
