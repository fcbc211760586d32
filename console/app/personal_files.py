"""Files of one person at this console: layouts, tours, keys, workspace; read at the start, written in the background."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.paths import Paths
from console.qt.background import Background, Lane
from console.store.kept_file import KeptFile
from console.ui.actions.chosen_keys import ChosenKeys
from console.wall.saved_layouts import SavedLayouts
from console.wall.saved_tours import SavedTours
from console.wall.workspace import Workspace, read, written


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


class PersonalTours:
    """``problems`` are to be told. Main thread only."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file
        self.problems: list[KnownError] = []
        self.tours = self._read()

    def keep(self, background: Background, owner: QObject) -> None:
        """Every change from now on."""

        def write() -> None:
            content = self.tours.content()
            background.run(
                lambda: self._file.write(content),
                lambda _none: None,
                name="keep-tours",
                owner=owner,
                lane=Lane.WRITE,
            )

        owner.destroyed.connect(self.tours.changed.connect(lambda _none: write()))

    def _read(self) -> SavedTours:
        try:
            kept = self._file.read()
        except KnownError as error:
            self.problems.append(error)
            return SavedTours()
        if kept.problem is not None:
            self.problems.append(kept.problem)
        try:
            return SavedTours(kept.content)
        except ValueError:
            # Whole by its check sum, so written by a Ronda that knows more: it stays beside as the one before.
            self.problems.append(KnownError("tour.saved_unreadable"))
            return SavedTours()


class PersonalKeys:
    """``problems`` are to be told. Main thread only."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file
        self.problems: list[KnownError] = []
        self.keys = self._read()

    def keep(self, background: Background, owner: QObject) -> None:
        """Every change from now on."""

        def write() -> None:
            content = self.keys.content()
            background.run(
                lambda: self._file.write(content), lambda _none: None, name="keep-keys", owner=owner, lane=Lane.WRITE
            )

        owner.destroyed.connect(self.keys.changed.connect(lambda _none: write()))

    def _read(self) -> ChosenKeys:
        try:
            kept = self._file.read()
        except KnownError as error:
            self.problems.append(error)
            return ChosenKeys()
        if kept.problem is not None:
            self.problems.append(kept.problem)
        try:
            return ChosenKeys(kept.content)
        except ValueError:
            self.problems.append(KnownError("keys.unreadable"))
            return ChosenKeys()


class PersonalWorkspace:
    """``problems`` are to be told; ``workspace`` is what was kept, empty at the first time. Main thread only."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file
        self.problems: list[KnownError] = []
        self.workspace = self._read()

    def keep(self, workspace: Workspace, background: Background, owner: QObject) -> None:
        """In the background, after what was to be written before."""
        content = written(workspace)
        background.run(
            lambda: self._file.write(content), lambda _none: None, name="keep-workspace", owner=owner, lane=Lane.WRITE
        )

    def _read(self) -> Workspace:
        try:
            kept = self._file.read()
        except KnownError as error:
            self.problems.append(error)
            return Workspace()
        if kept.problem is not None:
            self.problems.append(kept.problem)
        try:
            return Workspace() if kept.content is None else read(kept.content)
        except ValueError:
            self.problems.append(KnownError("workspace.unreadable"))
            return Workspace()


def personal_parts(paths: Paths, clock: Clock, username: str) -> tuple[PersonalLayouts, PersonalKeys, PersonalTours]:
    """What one person has saved on this machine."""
    return (
        PersonalLayouts(personal_file(paths, clock, "layouts", username)),
        PersonalKeys(personal_file(paths, clock, "keys", username)),
        PersonalTours(personal_file(paths, clock, "tours", username)),
    )
