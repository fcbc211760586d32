"""Who may open and change which workspace, and who is told of it."""

from __future__ import annotations

import pytest

from console.domain.roles import Role
from console.server.event_stream import wants
from console.server.numbering import Event, NumberedEvent
from console.server.principal import Principal
from console.server.workspaces.reach import Reach, may_change, may_open
from console.wire.push import PushKind, WorkspaceNews
from tests.helpers.clock import START_UTC

CITY, DISTRICT, OTHER = "33.74", "33.74.02", "33.74.15"


def _person(role: Role, *scope: str, denied: tuple[str, ...] = (), user: str = "u") -> Principal:
    return Principal(user, user, user.upper(), role, scope, denied, "s", START_UTC, "")


@pytest.mark.parametrize(
    ("person", "reach", "opens", "changes"),
    [
        (_person(Role.OPERATOR, CITY), Reach("u"), True, True),
        (_person(Role.SUPERVISOR, CITY), Reach("somebody"), False, False),
        (_person(Role.OPERATOR, CITY), Reach("x", DISTRICT), True, False),
        (_person(Role.OPERATOR, DISTRICT), Reach("x", CITY), True, False),
        (_person(Role.OPERATOR, OTHER), Reach("x", DISTRICT), False, False),
        (_person(Role.OPERATOR, CITY, denied=(DISTRICT,)), Reach("x", DISTRICT), False, False),
        (_person(Role.OPERATOR, CITY), Reach("x", CITY, (Role.VIEWER,)), False, False),
        (_person(Role.VIEWER, CITY), Reach("x", CITY, (Role.VIEWER,)), True, False),
        (_person(Role.SUPERVISOR, CITY), Reach("x", CITY, (Role.VIEWER,)), True, True),
        (_person(Role.SUPERVISOR, DISTRICT), Reach("x", CITY, (Role.VIEWER,)), False, False),
        (_person(Role.SUPERVISOR, CITY, denied=(DISTRICT,)), Reach("x", CITY), True, False),
        (_person(Role.WALL_MACHINE, CITY), Reach("u", CITY), False, False),
        (_person(Role.ADMIN, CITY), Reach("u"), False, True),
    ],
)
def test_who_opens_and_changes_which(person: Principal, reach: Reach, opens: bool, changes: bool) -> None:
    assert (may_open(person, reach), may_change(person, reach)) == (opens, changes)


def test_news_go_to_who_may_open_it_and_to_nobody_else() -> None:
    news = WorkspaceNews(id="w", revision=2, owner_id="x", area_code=DISTRICT, roles=(Role.OPERATOR,))
    told = NumberedEvent(1, Event(PushKind.WORKSPACE_CHANGED, news.model_dump_json()))
    people = [_person(Role.OPERATOR, DISTRICT), _person(Role.VIEWER, DISTRICT), _person(Role.OPERATOR, OTHER)]
    assert [wants(person, told) for person in people] == [True, False, False]
    own = news.model_copy(update={"area_code": "", "roles": ()})
    kept = NumberedEvent(2, Event(PushKind.WORKSPACE_CHANGED, own.model_dump_json()))
    assert [wants(_person(Role.OPERATOR, CITY, user=user), kept) for user in ("x", "u")] == [True, False]
