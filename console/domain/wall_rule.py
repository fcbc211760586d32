"""Rules by which a wall shows something by itself: what must happen, when, and where it is shown for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from console.base.clock import WIB
from console.base.errors import KnownError
from console.domain.area import contains, is_area_code

DAY_MIN = 24 * 60
WEEK = frozenset(range(7))
LEAST_SHOWN_S = 5
MOST_SHOWN_S = 3_600
MOST_RULES = 60
"""Of one wall."""
CAMERA_PRIORITY = 5
"""A camera's own coming and going gives way to every flag; those go from 1 to 4."""


class RuleTrigger(Enum):
    """What must happen."""

    FLAG = "flag"
    CAMERA_DOWN = "camera_down"
    CAMERA_BACK = "camera_back"


@dataclass(frozen=True)
class RuleHours:
    """Minutes of the day in WIB, on days that count from Monday, 0. An end before the beginning is of the next morning."""

    begin_min: int = 0
    end_min: int = DAY_MIN
    weekdays: frozenset[int] = WEEK

    def hold(self, at_utc: datetime) -> bool:
        """After midnight the day counts on which the hours began."""
        at = at_utc.astimezone(WIB)
        minute, today = at.hour * 60 + at.minute, at.weekday()
        if self.begin_min < self.end_min:
            return today in self.weekdays and self.begin_min <= minute < self.end_min
        began_today = minute >= self.begin_min and today in self.weekdays
        return began_today or (minute < self.end_min and (today - 1) % 7 in self.weekdays)


@dataclass(frozen=True)
class WallRule:
    """``tile`` from 1; None is the whole screen. ``shown_s`` None: until the flag is answered or closed.

    No ``categories`` or ``priorities`` are all of them; no ``area_code`` is the whole area of the wall.
    """

    id: UUID
    name: str
    is_on: bool = True
    trigger: RuleTrigger = RuleTrigger.FLAG
    categories: frozenset[str] = frozenset()
    priorities: frozenset[int] = frozenset()
    area_code: str = ""
    hours: RuleHours = RuleHours()
    screen: int = 1
    tile: int | None = None
    shown_s: int | None = 60
    sound: bool = False


@dataclass(frozen=True)
class Happening:
    """A new flag, or a camera that went down or came back. ``number`` is what people call it by."""

    trigger: RuleTrigger
    subject_id: str
    number: str
    at_utc: datetime
    area_code: str
    cameras: tuple[str, ...]
    category: str = ""
    priority: int = CAMERA_PRIORITY
    exercise: bool = False


def matches(rule: WallRule, what: Happening) -> bool:
    """Whether ``what`` is to be shown by ``rule``."""
    if not rule.is_on or rule.trigger is not what.trigger:
        return False
    if rule.area_code and not contains(rule.area_code, what.area_code):
        return False
    if rule.trigger is RuleTrigger.FLAG and not _is_such_a_flag(rule, what):
        return False
    return rule.hours.hold(what.at_utc)


def _is_such_a_flag(rule: WallRule, what: Happening) -> bool:
    by_category = not rule.categories or what.category in rule.categories
    return by_category and (not rule.priorities or what.priority in rule.priorities)


def check_rule(rule: WallRule, wall_area: str, screens: int) -> None:
    """Of what people set. Raises KnownError ``wall.rule_hours``, ``wall.rule_days``, ``wall.rule_area``,
    ``wall.rule_length`` (least, most), ``wall.rule_until``, ``wall.unknown_screen`` (screen).
    """
    hours = rule.hours
    if not (0 <= hours.begin_min < DAY_MIN and 0 < hours.end_min <= DAY_MIN) or hours.begin_min == hours.end_min:
        raise KnownError("wall.rule_hours")
    if not hours.weekdays or not hours.weekdays <= WEEK:
        raise KnownError("wall.rule_days")
    if rule.area_code and not (is_area_code(rule.area_code) and contains(wall_area, rule.area_code)):
        raise KnownError("wall.rule_area")
    if rule.shown_s is None and rule.trigger is not RuleTrigger.FLAG:
        raise KnownError("wall.rule_until")
    if rule.shown_s is not None and not LEAST_SHOWN_S <= rule.shown_s <= MOST_SHOWN_S:
        raise KnownError("wall.rule_length", least=LEAST_SHOWN_S, most=MOST_SHOWN_S)
    if not 1 <= rule.screen <= screens:
        raise KnownError("wall.unknown_screen", screen=rule.screen)
