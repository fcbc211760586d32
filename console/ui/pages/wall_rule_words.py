"""A rule of a wall as one sentence: what must happen, where and when, and what the wall then shows for how long."""

from __future__ import annotations

from collections.abc import Mapping

from console.domain.wall_rule import DAY_MIN, WEEK, RuleTrigger, WallRule
from console.i18n.translator import Translator
from console.wire.wall_rules import RuleRecord


class WallRuleWords:
    """In the language in use. ``areas`` and ``screens``: names, by code and number."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self.areas: Mapping[str, str] = {}
        self.screens: Mapping[int, str] = {}

    def sentence(self, rule: WallRule) -> str:
        """``Laporan prioritas 1 di Semarang Tengah tampil di layar 2 selama 60 detik.``"""
        parts = (self._what(rule), self._from(rule), self._place(rule), self._length(rule), self._when(rule))
        words = " ".join(part for part in parts if part)
        sound = self._translator.text("wall-rule-with-sound") if rule.sound else ""
        return f"{words}{sound}."

    def standing(self, record: RuleRecord) -> str:
        return self._translator.text("wall-rules-is-on" if record.body.is_on else "wall-rules-is-off")

    def days(self, weekdays: frozenset[int]) -> str:
        return ", ".join(self._translator.text(f"wall-rule-day-{day}") for day in sorted(weekdays))

    def _what(self, rule: WallRule) -> str:
        text = self._translator.text
        if rule.trigger is not RuleTrigger.FLAG:
            return text(f"wall-rule-{rule.trigger.value.replace('_', '-')}")
        priorities = ", ".join(str(one) for one in sorted(rule.priorities))
        categories = ", ".join(sorted(rule.categories))
        about = text("wall-rule-flag-priority", priority=priorities) if priorities else text("wall-rule-flag")
        return text("wall-rule-flag-category", flag=about, categories=categories) if categories else about

    def _from(self, rule: WallRule) -> str:
        if not rule.area_code:
            return ""
        return self._translator.text("wall-rule-in", area=self.areas.get(rule.area_code, rule.area_code))

    def _place(self, rule: WallRule) -> str:
        text, name = self._translator.text, self.screens.get(rule.screen, str(rule.screen))
        if rule.tile is None:
            return text("wall-rule-on-screen", screen=name)
        return text("wall-rule-on-tile", screen=name, tile=str(rule.tile))

    def _length(self, rule: WallRule) -> str:
        if rule.shown_s is None:
            return self._translator.text("wall-rule-until-answered")
        return self._translator.text("wall-rule-for", seconds=self._translator.formats.count(rule.shown_s))

    def _when(self, rule: WallRule) -> str:
        text, hours = self._translator.text, rule.hours
        parts = []
        if hours.weekdays != WEEK:
            parts.append(text("wall-rule-on-days", days=self.days(hours.weekdays)))
        if (hours.begin_min, hours.end_min) != (0, DAY_MIN):
            parts.append(text("wall-rule-at", hours=self._translator.formats.day_hours(hours.begin_min, hours.end_min)))
        return " ".join(parts)
