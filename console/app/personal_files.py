"""Files of one person at this console: the layouts that were saved; read at the start, written in the background."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.paths import Paths
from console.qt.background import Background, Lane
from console.store.kept_file import KeptFile
from console.wall.saved_layouts import SavedLayouts


def personal_file(paths: Paths, clock: Clock, kind: str, username: str) -> KeptFile:
    """A name of its own for each person, whatever their user name holds."""
    person = hashlib.sha256(username.casefold().encode()).hexdigest()[:16]
    return KeptFile(paths.data_folder / "people" / f"{kind}-{person}.kept", clock)


class PersonalLayouts:
    """``problems`` are to be told. Main thread only."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file
        self.problems: list[KnownError] = []
        self.layouts = self._read()

    def keep(self, background: Background, owner: QObject) -> None:
        """Every change from now on."""

        def write() -> None:
            content = self.layouts.content()
            background.run(
                lambda: self._file.write(content),
                lambda _none: None,
                name="keep-layouts",
                owner=owner,
                lane=Lane.WRITE,
            )

        owner.destroyed.connect(self.layouts.changed.connect(lambda _none: write()))

    def _read(self) -> SavedLayouts:
        try:
            kept = self._file.read()
        except KnownError as error:
            self.problems.append(error)
            return SavedLayouts()
        if kept.problem is not None:
            self.problems.append(kept.problem)
        try:
            return SavedLayouts(kept.content)
        except ValueError:
            # Whole by its check sum, so written by a Ronda that knows more: it stays beside as the one before.
            self.problems.append(KnownError("layout.saved_unreadable"))
            return SavedLayouts()
