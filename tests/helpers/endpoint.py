"""One row of the table of who may what at the centre."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.roles import Permission


@dataclass(frozen=True)
class Endpoint:
    """One row: what it needs, and how it is asked."""

    method: str
    route: str
    needs: Permission | str | None
    path: str = ""
    body: object = None
