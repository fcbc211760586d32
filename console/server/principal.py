"""The signed-in person of one request, and what the scope lets them see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, not_, or_

from console.domain.area import contains, in_scope
from console.domain.roles import Permission, Role, may
from console.wire.auth import UserInfo


@dataclass(frozen=True)
class Principal:
    """Who asks, by which session, and until when."""

    user_id: str
    username: str
    display_name: str
    role: Role
    scope: tuple[str, ...]
    denied: tuple[str, ...]
    session_id: str
    expires_utc: datetime
    address: str
    sees_exercise: bool = True
    """Whether flags that are practice are this person's to know: not the police's, but at a centre for practice."""

    def may(self, permission: Permission) -> bool:
        return may(self.role, permission)

    def sees(self, area_code: str) -> bool:
        return in_scope(area_code, self.scope, self.denied)

    def sees_area(self, code: str) -> bool:
        """Like ``sees``, and the areas around the scope too, so that a tree has its trunk."""
        return self.sees(code) or any(contains(code, allowed) for allowed in self.scope)

    def info(self, *, exercise: bool = False) -> UserInfo:
        return UserInfo(
            id=self.user_id,
            username=self.username,
            display_name=self.display_name,
            role=self.role,
            scope=self.scope,
            denied=self.denied,
            exercise=exercise,
        )


def scope_clause(principal: Principal, column: Any) -> ColumnElement[bool]:
    """``principal.sees(column)`` in SQL; area codes hold no LIKE wildcards."""
    allowed = [inside_clause(column, area) for area in principal.scope]
    denied = [inside_clause(column, area) for area in principal.denied]
    if not allowed:
        return false()
    return and_(or_(*allowed), *(not_(clause) for clause in denied))


def inside_clause(column: Any, area: str) -> ColumnElement[bool]:
    """``area.contains(area, column)`` in SQL."""
    return or_(column == area, column.like(f"{area}.%"), column.like(f"{area}/%"))


def read_codes(text: str) -> tuple[str, ...]:
    """Area codes as the users table keeps them: a JSON list."""
    return tuple(str(code) for code in json.loads(text))
