"""Rules, alarms and what they have made of screens, as they are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from console.domain.camera import CameraId
from console.domain.wall_alarm import Alarm, AlarmMark, Overlay
from console.domain.wall_rule import RuleTrigger, WallRule
from console.domain.wall_wanted import ScreenContent
from console.server.walls.tables import WALL_ALARMS, WALL_OVERLAYS, WALL_RULES
from console.wire.wall_rules import RuleBody
from console.wire.walls import ScreenBody

STANDING = WALL_ALARMS.c.ended_utc.is_(None)


def all_rules(connection: Connection) -> list[tuple[str, WallRule]]:
    """With their walls; also those that are off."""
    rows = connection.execute(select(WALL_RULES).order_by(WALL_RULES.c.id))
    return [(str(row.wall), rule_of(row)) for row in rows]


def rule_of(row: Any) -> WallRule:
    return RuleBody.model_validate_json(row.body).rule(UUID(row.id))


def begin(connection: Connection, wall: str, screen: int, alarm: Alarm) -> None:
    values = {
        "id": str(alarm.id),
        "wall": wall,
        "rule_id": str(alarm.rule_id),
        "rule_name": alarm.rule_name,
        "screen": screen,
        "tile": alarm.tile,
        "subject_id": alarm.subject_id,
        "number": alarm.number,
        "cameras": json.dumps(alarm.cameras),
        "priority": alarm.priority,
        "at_utc": alarm.at_utc,
        "until_utc": alarm.until_utc,
        "kind": alarm.kind.value,
        "sound": alarm.sound,
        "exercise": alarm.exercise,
        "held_told": False,
    }
    connection.execute(insert(WALL_ALARMS).values(values))


def end(connection: Connection, alarms: Iterable[UUID], now_utc: datetime) -> None:
    ids = [str(one) for one in alarms]
    if ids:
        connection.execute(update(WALL_ALARMS).where(WALL_ALARMS.c.id.in_(ids), STANDING).values(ended_utc=now_utc))


def alarm_of(row: Any) -> Alarm:
    return Alarm(
        UUID(row.id),
        UUID(row.rule_id),
        row.rule_name,
        row.subject_id,
        row.number,
        tuple(CameraId(camera) for camera in json.loads(row.cameras)),
        row.priority,
        row.at_utc,
        row.tile,
        row.until_utc,
        row.sound,
        row.exercise,
        RuleTrigger(row.kind),
    )


def overlays_of(connection: Connection, wall: str) -> dict[int, tuple[Overlay, datetime]]:
    """By screen, with when each was last changed by rules."""
    rows = connection.execute(select(WALL_OVERLAYS).where(WALL_OVERLAYS.c.wall == wall)).all()
    return {row.screen: (_overlay(connection, row), row.changed_utc) for row in rows}


def keep_overlay(connection: Connection, wall: str, screen: int, overlay: Overlay, changed_utc: datetime) -> None:
    forget_overlay(connection, wall, screen)
    values = {
        "wall": wall,
        "screen": screen,
        "base": _text(overlay.base),
        "applied": _text(overlay.applied),
        "marks": json.dumps([(mark.tile, str(mark.alarm.id)) for mark in overlay.marks]),
        "parts": json.dumps(sorted(str(part) for part in overlay.parts)),
        "is_whole": overlay.is_whole,
        "changed_utc": changed_utc,
    }
    connection.execute(insert(WALL_OVERLAYS).values(values))


def forget_overlay(connection: Connection, wall: str, screen: int) -> None:
    connection.execute(delete(WALL_OVERLAYS).where(WALL_OVERLAYS.c.wall == wall, WALL_OVERLAYS.c.screen == screen))


def _overlay(connection: Connection, row: Any) -> Overlay:
    pairs = [(tile, alarm_id) for tile, alarm_id in json.loads(row.marks)]
    named = select(WALL_ALARMS).where(WALL_ALARMS.c.id.in_([alarm_id for _tile, alarm_id in pairs]))
    alarms = {one.id: alarm_of(one) for one in connection.execute(named)}
    marks = tuple(AlarmMark(tile, alarms[alarm_id]) for tile, alarm_id in pairs if alarm_id in alarms)
    parts = frozenset(UUID(part) for part in json.loads(row.parts))
    return Overlay(_content(row.base), _content(row.applied), marks, parts, row.is_whole)


def _text(content: ScreenContent) -> str:
    return ScreenBody.of(content).model_dump_json()


def _content(text: str) -> ScreenContent:
    return ScreenBody.model_validate_json(text).content()
