"""Files of one person at this console: layouts, tours, keys, workspace; read at the start, written in the background."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.observer import Signal
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


class Kept(Protocol):
    """What a person has saved, as it changes."""

    changed: Signal[None]

    def content(self) -> bytes: ...


T = TypeVar("T")
K = TypeVar("K", bound=Kept)


def _read(file: KeptFile, made: Callable[[bytes | None], T], unreadable: KnownError) -> tuple[T, list[KnownError]]:
    """``made`` of what is kept, or of nothing; with it what is to be told."""
    try:
        kept = file.read()
    except KnownError as error:
        return made(None), [error]
    problems = [] if kept.problem is None else [kept.problem]
    try:
        return made(kept.content), problems
    except ValueError:
        # Whole by its check sum, so written by a Ronda that knows more: it stays beside as the one before.
        return made(None), [*problems, unreadable]


class _Personal(Generic[K]):
    """``problems`` are to be told. Main thread only."""

    def __init__(self, file: KeptFile, made: Callable[[bytes | None], K], name: str, unreadable: KnownError) -> None:
        """``unreadable`` is told of a file that is whole, and none of ours."""
        self._file = file
        self._name = name
        self._kept, self.problems = _read(file, made, unreadable)

    def keep(self, background: Background, owner: QObject) -> None:
        """Every change from now on."""

        def write() -> None:
            content = self._kept.content()
            background.run(
                lambda: self._file.write(content),
                lambda _none: None,
                name=f"keep-{self._name}",
                owner=owner,
                lane=Lane.WRITE,
            )

        owner.destroyed.connect(self._kept.changed.connect(lambda _none: write()))


class PersonalLayouts(_Personal[SavedLayouts]):
    """The layouts that a person has saved."""

    def __init__(self, file: KeptFile) -> None:
        super().__init__(file, SavedLayouts, "layouts", KnownError("layout.saved_unreadable"))
        self.layouts = self._kept


class PersonalTours(_Personal[SavedTours]):
    """The tours that a person has saved."""

    def __init__(self, file: KeptFile) -> None:
        super().__init__(file, SavedTours, "tours", KnownError("tour.saved_unreadable"))
        self.tours = self._kept


class PersonalKeys(_Personal[ChosenKeys]):
    """The keys that a person has chosen."""

    def __init__(self, file: KeptFile) -> None:
        super().__init__(file, ChosenKeys, "keys", KnownError("keys.unreadable"))
        self.keys = self._kept


class PersonalWorkspace:
    """``problems`` are to be told; ``workspace`` is what was kept, empty at the first time. Main thread only."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file
        self.workspace, self.problems = _read(
            file, lambda kept: Workspace() if kept is None else read(kept), KnownError("workspace.unreadable")
        )

    def keep(self, workspace: Workspace, background: Background, owner: QObject) -> None:
        """In the background, after what was to be written before."""
        content = written(workspace)
        background.run(
            lambda: self._file.write(content), lambda _none: None, name="keep-workspace", owner=owner, lane=Lane.WRITE
        )


def personal_parts(paths: Paths, clock: Clock, username: str) -> tuple[PersonalLayouts, PersonalKeys, PersonalTours]:
    """What one person has saved on this machine."""
    return (
        PersonalLayouts(personal_file(paths, clock, "layouts", username)),
        PersonalKeys(personal_file(paths, clock, "keys", username)),
        PersonalTours(personal_file(paths, clock, "tours", username)),
    )
