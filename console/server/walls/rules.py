"""Rules of a wall as people keep them; a rule that changes or goes takes what it shows along."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, update

from console.domain.audit_act import AuditAct
from console.domain.wall_rule import MOST_RULES, check_rule
from console.server import audit
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.walls.alarm_rows import STANDING, end
from console.server.walls.alarms import settle
from console.server.walls.rows import refusing, wall_in_scope
from console.server.walls.tables import WALL_ALARMS, WALL_RULES
from console.wire.wall_rules import RuleBody, RuleList, RuleRecord


def list_rules(connection: Connection, principal: Principal, name: str) -> RuleList:
    """Raises Refusal 404 ``wall.unknown``."""
    wall_in_scope(connection, principal, name)
    rows = connection.execute(select(WALL_RULES).where(WALL_RULES.c.wall == name).order_by(WALL_RULES.c.name))
    records = [
        RuleRecord(
            id=UUID(row.id),
            body=RuleBody.model_validate_json(row.body).model_copy(update={"revision": row.revision}),
            changed_by=row.changed_by,
            changed_utc=row.changed_utc,
        )
        for row in rows
    ]
    return RuleList(rules=tuple(records))


def put_rule(centre: Centre, principal: Principal, name: str, rule_id: UUID, body: RuleBody) -> RuleList:
    """Raises Refusal 404 ``wall.unknown``, ``wall.unknown_rule``, ``wall.unknown_screen``, 409 ``wall.rule_name_taken``,
    ``wall.rule_changed_meanwhile``, ``wall.too_many_rules``, 422 ``wall.rule_*``.
    """

    def work(connection: Connection) -> tuple[RuleList, list[Event]]:
        wall = wall_in_scope(connection, principal, name)
        with refusing():
            check_rule(body.rule(rule_id), wall.area_code, len(wall.screens))
        _check_name(connection, name, rule_id, body)
        now = centre.clock.now_utc()
        known = connection.execute(select(WALL_RULES).where(WALL_RULES.c.id == str(rule_id))).first()
        values = {
            "name": body.name,
            "body": body.model_dump_json(),
            "revision": body.revision + 1,
            "changed_by": principal.display_name,
            "changed_utc": now,
        }
        if known is None:
            _check_room(connection, name, body)
            connection.execute(insert(WALL_RULES).values(id=str(rule_id), wall=name, **values))
        else:
            if known.wall != name:
                raise Refusal(404, "wall.unknown_rule")
            if known.revision != body.revision:
                raise Refusal(409, "wall.rule_changed_meanwhile")
            connection.execute(update(WALL_RULES).where(WALL_RULES.c.id == known.id).values(values))
        events = _let_go(centre, connection, name, rule_id)
        subject = (name, f"rule {body.name} {'on' if body.is_on else 'off'}")
        audit.record(connection, principal, AuditAct.WALL_SET_UP, [subject], now)
        return list_rules(connection, principal, name), events

    return centre.write(work)


def delete_rule(centre: Centre, principal: Principal, name: str, rule_id: UUID) -> None:
    """Raises Refusal 404 ``wall.unknown``, ``wall.unknown_rule``."""

    def work(connection: Connection) -> tuple[None, list[Event]]:
        wall_in_scope(connection, principal, name)
        mine = (WALL_RULES.c.wall == name) & (WALL_RULES.c.id == str(rule_id))
        known = connection.execute(select(WALL_RULES.c.name).where(mine)).scalar()
        if known is None:
            raise Refusal(404, "wall.unknown_rule")
        connection.execute(delete(WALL_RULES).where(mine))
        events = _let_go(centre, connection, name, rule_id)
        now = centre.clock.now_utc()
        audit.record(connection, principal, AuditAct.WALL_SET_UP, [(name, f"rule {known} deleted")], now)
        return None, events

    return centre.write(work)


def _check_name(connection: Connection, name: str, rule_id: UUID, body: RuleBody) -> None:
    named = (WALL_RULES.c.wall == name) & (WALL_RULES.c.name == body.name) & (WALL_RULES.c.id != str(rule_id))
    if connection.execute(select(WALL_RULES.c.id).where(named)).first() is not None:
        raise Refusal(409, "wall.rule_name_taken")


def _check_room(connection: Connection, name: str, body: RuleBody) -> None:
    if body.revision:
        raise Refusal(404, "wall.unknown_rule")
    kept = connection.execute(select(func.count()).select_from(WALL_RULES).where(WALL_RULES.c.wall == name))
    if kept.scalar_one() >= MOST_RULES:
        raise Refusal(409, "wall.too_many_rules", most=str(MOST_RULES))


def _let_go(centre: Centre, connection: Connection, name: str, rule_id: UUID) -> list[Event]:
    """What the rule showed until now was shown by another rule than there is now."""
    now = centre.clock.now_utc()
    shown = select(WALL_ALARMS.c.id).where(WALL_ALARMS.c.rule_id == str(rule_id), STANDING)
    end(connection, [UUID(one) for one in connection.execute(shown).scalars()], now)
    return settle(connection, name, now)
