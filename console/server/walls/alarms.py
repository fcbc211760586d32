"""What rules make of a wall: alarms begin in the very transaction of what happened, and screens follow them, a step at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, select, update

from console.base.ids import new_id
from console.domain.area import contains
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId, DirectoryStatus
from console.domain.flag_state import ENDED
from console.domain.wall_alarm import MOST_ALARMS, QUIET_S, Alarm, Overlay, overlaid, ranked, reconciled
from console.domain.wall_right import standing_claim
from console.domain.wall_rule import Happening, RuleTrigger, WallRule, matches
from console.domain.wall_wanted import ScreenContent, Stamp
from console.server import audit
from console.server.numbering import Event
from console.server.tables import CAMERAS, FLAGS
from console.server.walls.alarm_rows import (
    STANDING,
    alarm_of,
    all_rules,
    begin,
    end,
    forget_overlay,
    keep_overlay,
    overlays_of,
)
from console.server.walls.record import PutBy, note_held, note_spells
from console.server.walls.rows import KeptWall, wall_called, write_wall
from console.server.walls.tables import WALL_ALARMS
from console.wire.events import FlagRecord
from console.wire.push import CameraStatusPush, PushKind

_NEWS_S = 60
"""A flag that the centre has had for longer is no news, whatever is told of it."""
_STAMP_S = 30
_TRIGGERS = {
    (DirectoryStatus.ONLINE, DirectoryStatus.OFFLINE): RuleTrigger.CAMERA_DOWN,
    (DirectoryStatus.STALE, DirectoryStatus.OFFLINE): RuleTrigger.CAMERA_DOWN,
    (DirectoryStatus.OFFLINE, DirectoryStatus.ONLINE): RuleTrigger.CAMERA_BACK,
    (DirectoryStatus.OFFLINE, DirectoryStatus.STALE): RuleTrigger.CAMERA_BACK,
}
_OVER = [state.value for state in ENDED]


def happen(connection: Connection, events: Sequence[Event], now_utc: datetime) -> list[Event]:
    """Of all that was just written: begins alarms and shows them. Gives what the streams are to be told besides."""
    told = [event for event in events if event.kind in (PushKind.FLAG_UPDATED, PushKind.CAMERA_STATUS)]
    if not told:
        return []
    rules = all_rules(connection)
    touched: set[str] = set()
    # A screen keeps no more than that, and hundreds of cameras may go down with one power line.
    begun: Counter[UUID] = Counter()
    for what in _happenings(connection, told, now_utc) if rules else ():
        for wall, rule in rules:
            if begun[rule.id] < MOST_ALARMS and matches(rule, what) and _begin(connection, wall, rule, what):
                begun[rule.id] += 1
                touched.add(wall)
    return [event for wall in sorted(touched) for event in settle(connection, wall, now_utc)]


def settle(connection: Connection, name: str, now_utc: datetime) -> list[Event]:
    """Brings the screens of a wall to where its alarms want them; what must wait is done by the next call."""
    wall = wall_called(connection, name)
    if wall is None:
        return []
    _end_what_is_over(connection, name, now_utc)
    rows = connection.execute(select(WALL_ALARMS).where(WALL_ALARMS.c.wall == name, STANDING)).all()
    overlays = overlays_of(connection, name)
    events: list[Event] = []
    for number in sorted({row.screen for row in rows} | overlays.keys()):
        mine = [row for row in rows if row.screen == number]
        alarms = [alarm_of(row) for row in mine]
        if number > len(wall.screens):
            end(connection, [one.id for one in alarms], now_utc)
            forget_overlay(connection, name, number)
            continue
        claim = standing_claim(wall.kept(number).claim, now_utc)
        if claim is not None:
            for row in mine:
                if not row.held_told:
                    note_held(connection, wall, number, alarm_of(row), claim.holder, now_utc)
            told = update(WALL_ALARMS).where(WALL_ALARMS.c.wall == name, WALL_ALARMS.c.screen == number, STANDING)
            connection.execute(told.values(held_told=True))
            continue
        changed = _settle_screen(connection, wall, number, alarms, overlays.get(number), now_utc)
        if changed is not None:
            wall = changed
            events = [wall.news(PushKind.WALL_WANTED)]
    return events


def peoples_content(connection: Connection, wall: KeptWall) -> dict[int, ScreenContent]:
    """What people put on each screen, without what rules have laid over it."""
    contents = {number: screen.content for number, screen in enumerate(wall.wanted.screens, start=1)}
    for number, (overlay, _changed_utc) in overlays_of(connection, wall.name).items():
        if number in contents:
            contents[number], _alarms = reconciled(overlay, contents[number], ())
    return contents


def _settle_screen(
    connection: Connection,
    wall: KeptWall,
    number: int,
    alarms: list[Alarm],
    known: tuple[Overlay, datetime] | None,
    now_utc: datetime,
) -> KeptWall | None:
    """The wall with another screen, or None where nothing changes yet."""
    current = wall.wanted.screen(number).content
    base, still, before = current, tuple(alarms), None
    may_change = True
    if known is not None:
        before, changed_utc = known
        base, still = reconciled(before, current, alarms)
        may_change = now_utc >= changed_utc + timedelta(seconds=QUIET_S)
    still = ranked(still)[:MOST_ALARMS]
    end(connection, {one.id for one in alarms} - {one.id for one in still}, now_utc)
    wanted = overlaid(base, still)
    if wanted.applied == current and (before is None or wanted.marks == before.marks):
        # Nobody sees a difference; what people changed meanwhile is what comes back later.
        if not still and may_change:
            forget_overlay(connection, wall.name, number)
        elif wanted != before:
            keep_overlay(connection, wall.name, number, wanted, now_utc if known is None else known[1])
        return wall if before is None and wanted.marks else None
    if not may_change:
        return None
    keep_overlay(connection, wall.name, number, wanted, now_utc)
    return _shown(connection, wall, number, wanted, before, now_utc)


def _shown(
    connection: Connection, wall: KeptWall, number: int, wanted: Overlay, before: Overlay | None, now_utc: datetime
) -> KeptWall:
    top = ranked({mark.alarm.id: mark.alarm for mark in wanted.marks}.values())
    was = ranked({mark.alarm.id: mark.alarm for mark in before.marks}.values()) if before is not None else ()
    named = (*top, *was)[0] if (*top, *was) else None
    rule, about = ("", "") if named is None else (named.rule_name, named.number)
    stamp = Stamp(new_id(), rule, now_utc, now_utc + timedelta(seconds=_STAMP_S))
    contents = {number: wanted.applied}
    # A step of the rules is nobody's to undo: what people did last stays what can be taken back.
    after = replace(wall.wanted.with_contents(contents, stamp), before=wall.wanted.before)
    changed = replace(wall, wanted=after)
    write_wall(connection, changed, wall)
    note_spells(connection, changed, PutBy("", "rule" if top else "rule_over", rule), now_utc)
    said = f"screen {number}: rule {rule}, {about}" if top else f"screen {number}: rule {rule} over, {about}"
    audit.record(connection, audit.THE_CENTRE, AuditAct.WALL_CHANGED, [(wall.name, said)], now_utc)
    return changed


def _happenings(connection: Connection, events: Sequence[Event], now_utc: datetime) -> Iterator[Happening]:
    for event in events:
        if event.kind is PushKind.FLAG_UPDATED:
            flag = FlagRecord.model_validate_json(event.data)
            if now_utc - flag.received_utc <= timedelta(seconds=_NEWS_S):
                yield _of_flag(flag)
        else:
            push = CameraStatusPush.model_validate_json(event.data)
            trigger = _TRIGGERS.get((push.was, push.status)) if push.was is not None else None
            row = connection.execute(select(CAMERAS).where(CAMERAS.c.id == push.camera_id)).first() if trigger else None
            if trigger is not None and row is not None:
                number = str(row.number)
                yield Happening(trigger, push.camera_id, number, now_utc, row.area_code, (push.camera_id,))


def _of_flag(flag: FlagRecord) -> Happening:
    return Happening(
        RuleTrigger.FLAG,
        str(flag.id),
        flag.number,
        flag.received_utc,
        flag.area_code,
        (flag.body.camera_id, *flag.body.more_camera_ids),
        flag.body.category,
        flag.body.priority,
        flag.exercise,
    )


def _begin(connection: Connection, name: str, rule: WallRule, what: Happening) -> bool:
    """Only cameras of the wall's area: its machines see no others. A flag begins one alarm of a rule, ever."""
    wall = wall_called(connection, name)
    if wall is None or not 1 <= rule.screen <= len(wall.screens):
        return False
    mine = (WALL_ALARMS.c.rule_id == str(rule.id)) & (WALL_ALARMS.c.subject_id == what.subject_id)
    known = connection.execute(select(WALL_ALARMS.c.id, WALL_ALARMS.c.ended_utc).where(mine)).all()
    if rule.trigger is RuleTrigger.FLAG and known:
        return False
    cameras = _cameras_within(connection, wall.area_code, what.cameras)
    if not cameras:
        return False
    end(connection, [UUID(row.id) for row in known], what.at_utc)
    until = None if rule.shown_s is None else what.at_utc + timedelta(seconds=rule.shown_s)
    alarm = Alarm(
        new_id(),
        rule.id,
        rule.name,
        what.subject_id,
        what.number,
        cameras,
        what.priority,
        what.at_utc,
        rule.tile,
        until,
        rule.sound,
        what.exercise,
        what.trigger,
    )
    begin(connection, name, rule.screen, alarm)
    return True


def _cameras_within(connection: Connection, area: str, named: Sequence[str]) -> tuple[CameraId, ...]:
    columns = (CAMERAS.c.id, CAMERAS.c.area_code)
    known = select(*columns).where(CAMERAS.c.id.in_(named), CAMERAS.c.deleted_utc.is_(None))
    within = {str(row.id) for row in connection.execute(known) if contains(area, row.area_code)}
    return tuple(CameraId(camera) for camera in dict.fromkeys(named) if camera in within)


def _end_what_is_over(connection: Connection, name: str, now_utc: datetime) -> None:
    """By time; those that wait for an answer once the flag has one, was told by voice, or is closed."""
    of = WALL_ALARMS.c
    answered = select(FLAGS.c.id).where(FLAGS.c.waiting_utc.is_(None) | FLAGS.c.state.in_(_OVER))
    is_over = (of.until_utc <= now_utc) | (of.until_utc.is_(None) & of.subject_id.in_(answered))
    over = update(WALL_ALARMS).where(of.wall == name, STANDING, is_over)
    connection.execute(over.values(ended_utc=now_utc))
