"""The named workspaces of one person on this machine: saved, renamed, shared and removed, at once and without the centre."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.observer import Signal
from console.domain.roles import Role
from console.wall.named_workspace import AtCentre, KeptWorkspaces, NamedWorkspace, read_all, written_all
from console.wall.workspace import Workspace

MOST_OWN = 60


class WorkspaceBook:
    """Any thread. ``changed`` after any change, in the thread that made it; ``asked``: the centre is to hear of one."""

    def __init__(self, content: bytes | None = None) -> None:
        """As ``content`` gave it. Raises ValueError for anything else."""
        self.changed: Signal[None] = Signal()
        self.asked: Signal[None] = Signal()
        self._lock = threading.Lock()
        self._kept = KeptWorkspaces({}) if content is None else read_all(content)

    @property
    def at_once(self) -> bool:
        return self._kept.at_once

    @property
    def kept(self) -> KeptWorkspaces:
        """With those that are to be deleted at the centre."""
        return self._kept

    def all(self) -> tuple[NamedWorkspace, ...]:
        """The person's own by name, then the shared ones."""
        there = (one for one in self._kept.by_id.values() if one.at_centre is not AtCentre.GONE)
        return tuple(sorted(there, key=lambda one: (one.is_shared, one.name.casefold(), one.area_code)))

    def find(self, workspace: UUID) -> NamedWorkspace | None:
        one = self._kept.by_id.get(workspace)
        return None if one is None or one.at_centre is AtCentre.GONE else one

    def content(self) -> bytes:
        return written_all(self._kept)

    def set_at_once(self, at_once: bool) -> None:
        self.change(lambda kept: replace(kept, at_once=at_once))

    def save(self, name: str, workspace: Workspace) -> NamedWorkspace:
        """Of one's own, instead of another of that name. Raises KnownError ``workspace.too_many``."""
        was = self._kept.called(name)
        if was is None and sum(not one.is_shared for one in self.all()) >= MOST_OWN:
            raise KnownError("workspace.too_many", most=str(MOST_OWN))
        return self._put(was or NamedWorkspace(new_id(), name, workspace), workspace)

    def publish(self, name: str, workspace: Workspace, area_code: str, roles: tuple[Role, ...]) -> NamedWorkspace:
        """To an area, instead of another of that name there; the centre says whether the person may."""
        was = self._kept.called(name, area_code) or NamedWorkspace(new_id(), name, workspace, area_code)
        return self._put(replace(was, roles=roles), workspace)

    def rename(self, workspace: UUID, name: str) -> None:
        """Raises KnownError ``workspace.name_taken`` (name), ``workspace.unknown``."""
        one = self.find(workspace)
        if one is None:
            raise KnownError("workspace.unknown")
        other = self._kept.called(name, one.area_code)
        if other is not None and other.id != workspace:
            raise KnownError("workspace.name_taken", name=name)
        self.take(replace(one, name=name, at_centre=AtCentre.CHANGED))
        self.asked.emit(None)

    def remove(self, workspace: UUID) -> None:
        """Here at once; at the centre as soon as it answers."""
        one = self.find(workspace)
        if one is None:
            return
        if one.revision:
            self.take(replace(one, at_centre=AtCentre.GONE))
        else:
            self.forget(workspace)
        self.asked.emit(None)

    def take(self, one: NamedWorkspace) -> None:
        """As it is from now on."""
        self.change(lambda kept: kept.with_one(one))

    def forget(self, workspace: UUID) -> None:
        self.change(lambda kept: kept.without(workspace))

    def change(self, change: Callable[[KeptWorkspaces], KeptWorkspaces]) -> None:
        with self._lock:
            before, self._kept = self._kept, change(self._kept)
            is_news = before != self._kept
        if is_news:
            self.changed.emit(None)

    def _put(self, one: NamedWorkspace, workspace: Workspace) -> NamedWorkspace:
        put = replace(one, workspace=workspace, at_centre=AtCentre.CHANGED, left_out=())
        self.take(put)
        self.asked.emit(None)
        return put
