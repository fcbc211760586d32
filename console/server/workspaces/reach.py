"""Whose a workspace is to open and to change."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.roles import Permission, Role
from console.server.principal import Principal
from console.server.walls.setup import sees_whole
from console.wire.push import WorkspaceNews


@dataclass(frozen=True)
class Reach:
    """``area_code`` is empty for one of the owner's own; no ``roles`` are all that keep workspaces."""

    owner_id: str
    area_code: str = ""
    roles: tuple[Role, ...] = ()

    @classmethod
    def told(cls, data: str) -> Reach:
        """Of a ``WorkspaceNews``."""
        news = WorkspaceNews.model_validate_json(data)
        return cls(news.owner_id, news.area_code, news.roles)


def may_open(principal: Principal, reach: Reach) -> bool:
    """Who watches a part of the area, too: what lies beyond their own part is left out for them."""
    if not principal.may(Permission.KEEP_WORKSPACES):
        return False
    if not reach.area_code:
        return principal.user_id == reach.owner_id
    if may_change(principal, reach):
        return True
    return principal.sees_area(reach.area_code) and (not reach.roles or principal.role in reach.roles)


def may_change(principal: Principal, reach: Reach) -> bool:
    """One's own; a shared one is every supervisor's who sees its area whole."""
    if not reach.area_code:
        return principal.user_id == reach.owner_id
    return principal.may(Permission.SHARE_WORKSPACES) and sees_whole(principal, reach.area_code)
