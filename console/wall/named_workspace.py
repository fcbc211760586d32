"""A workspace under a name: a person's own or a shared one, as this machine has it and as the centre knows it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from console.base.ids import new_id
from console.domain.layout import MOST_NAME
from console.domain.roles import Role
from console.wall.workspace import Workspace, plain_workspace, read_plain_workspace

_VERSION = 1
_MOST_KEPT = 2_000


class AtCentre(Enum):
    """What the centre has yet to hear of it."""

    KEPT = "kept"
    CHANGED = "changed"
    GONE = "gone"
    REFUSED = "refused"
    """It will not take it; it stays on this machine."""


@dataclass(frozen=True)
class NamedWorkspace:
    """``revision`` is the centre's; 0 is none yet. ``area_code`` is empty for one of the person's own."""

    id: UUID
    name: str
    workspace: Workspace
    area_code: str = ""
    roles: tuple[Role, ...] = ()
    revision: int = 0
    by: str = ""
    at_utc: datetime | None = None
    may_change: bool = True
    at_centre: AtCentre = AtCentre.KEPT
    left_out: tuple[tuple[int, tuple[int, ...]], ...] = ()
    """By window, the tiles (from 0) whose cameras are not this person's to see."""

    @property
    def is_shared(self) -> bool:
        return bool(self.area_code)

    @property
    def waits(self) -> bool:
        """The centre has yet to hear of it."""
        return self.at_centre in (AtCentre.CHANGED, AtCentre.GONE)


@dataclass(frozen=True)
class KeptWorkspaces:
    """All of one person on this machine. ``at_once``: news of a shared one are applied without a question."""

    by_id: dict[UUID, NamedWorkspace]
    at_once: bool = False

    def with_one(self, one: NamedWorkspace) -> KeptWorkspaces:
        return replace(self, by_id={**self.by_id, one.id: one})

    def without(self, workspace: UUID) -> KeptWorkspaces:
        return replace(self, by_id={known: one for known, one in self.by_id.items() if known != workspace})

    def called(self, name: str, area_code: str = "") -> NamedWorkspace | None:
        """The one of that name among the person's own, or among those of the area."""
        there = (one for one in self.by_id.values() if one.at_centre is not AtCentre.GONE)
        return next((one for one in there if (one.name, one.area_code) == (name, area_code)), None)


def free_name(name: str, taken: Iterable[str]) -> str:
    """``name``, or with the lowest number behind it that makes it another one."""
    there, number, found = set(taken), 1, name
    while found in there:
        number += 1
        end = f" ({number})"
        found = name[: MOST_NAME - len(end)] + end
    return found


def settled(kept: KeptWorkspaces, sent: NamedWorkspace, now: NamedWorkspace) -> KeptWorkspaces:
    """``now`` is what the centre made of ``sent``; what was done to it here meanwhile is still to be told."""
    here = kept.by_id.get(sent.id)
    if here is None or here == sent:
        return kept.with_one(now)
    return kept.with_one(replace(here, revision=now.revision))


def own_copy(kept: KeptWorkspaces, mine: NamedWorkspace, *, name_is_taken: bool) -> NamedWorkspace:
    """What was done here to ``mine``, as another one of the person's own."""
    names = [one.name for one in kept.by_id.values() if not one.is_shared and one.id != mine.id]
    name = free_name(mine.name, [*names, mine.name] if name_is_taken else names)
    return NamedWorkspace(new_id(), name, mine.workspace, at_centre=AtCentre.CHANGED)


def written_all(kept: KeptWorkspaces) -> bytes:
    workspaces = [_plain(one) for one in kept.by_id.values()]
    content = {"version": _VERSION, "at_once": kept.at_once, "workspaces": workspaces}
    return json.dumps(content, ensure_ascii=False).encode()


def read_all(content: bytes) -> KeptWorkspaces:
    """Raises ValueError for anything else, and for what a newer Ronda wrote."""
    found = json.loads(content)
    if not isinstance(found, dict) or found.get("version") != _VERSION or not isinstance(found.get("at_once"), bool):
        raise ValueError("no workspaces of this version")
    workspaces = found.get("workspaces")
    if not isinstance(workspaces, list) or len(workspaces) > _MOST_KEPT:
        raise ValueError("workspaces")
    made = [_read(one) for one in workspaces]
    return KeptWorkspaces({one.id: one for one in made}, found["at_once"])


def _plain(one: NamedWorkspace) -> dict[str, object]:
    return {
        "id": str(one.id),
        "name": one.name,
        "area_code": one.area_code,
        "roles": [role.value for role in one.roles],
        "revision": one.revision,
        "by": one.by,
        "at_utc": one.at_utc.isoformat() if one.at_utc is not None else None,
        "may_change": one.may_change,
        "at_centre": one.at_centre.value,
        "left_out": [[number, list(tiles)] for number, tiles in one.left_out],
        "workspace": plain_workspace(one.workspace),
    }


def _read(found: object) -> NamedWorkspace:
    """Whole by its check sum, so only what a newer Ronda wrote can be anything else."""
    if not isinstance(found, dict):
        raise ValueError("workspace")  # noqa: TRY004  one kind of error for everything that is wrong
    try:
        at_utc = found["at_utc"]
        return NamedWorkspace(
            UUID(found["id"]),
            str(found["name"]),
            read_plain_workspace(found["workspace"]),
            str(found["area_code"]),
            tuple(Role(role) for role in found["roles"]),
            int(found["revision"]),
            str(found["by"]),
            datetime.fromisoformat(at_utc) if at_utc is not None else None,
            bool(found["may_change"]),
            AtCentre(found["at_centre"]),
            tuple((int(number), tuple(map(int, tiles))) for number, tiles in found["left_out"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("workspace") from error
