"""Keeps the disturbances: opens them when they have held, lets them grow and shrink, closes them when most are back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from console.domain.cause import CauseKind, CauseLine, CauseNews, CauseRule, Group, NewId, Standing
from console.domain.cause_search import Found, search


class CauseBook:
    """One thread at a time. ``lines`` are those that were open when it was last kept."""

    def __init__(self, rule: CauseRule, new_id: NewId, lines: Iterable[CauseLine] = ()) -> None:
        self.rule = rule
        self._new_id = new_id
        self._open: dict[UUID, CauseLine] = {line.id: line for line in lines}
        self._held_since: dict[Group, datetime] = {}
        self._back_since: dict[UUID, datetime] = {}
        self._down_before: dict[UUID, frozenset[str]] = {}
        self._waiting: list[Group] = []
        """What is a line as soon as it has held."""

    @property
    def due_utc(self) -> datetime | None:
        """When time alone may open or close a line; None where only news can."""
        opens, closes = (timedelta(seconds=one) for one in (self.rule.opens_after_s, self.rule.closes_after_s))
        times = [self._held_since[group] + opens for group in self._waiting]
        times += [since + closes for since in self._back_since.values()]
        return min(times, default=None)

    @property
    def lines(self) -> list[CauseLine]:
        return list(self._open.values())

    def look(self, standing: Standing, now_utc: datetime) -> CauseNews:
        """What is different now. Call it again when ``due_utc`` has come, too."""
        news = CauseNews()
        self._end_those_back(standing, now_utc, news)
        self._let_grow(standing, now_utc, news)
        groups = [line for line in self._open.values() if line.kind is not CauseKind.CAMERA]
        found = search(standing, self.rule, groups)
        self._keep_time(standing, found, now_utc)
        self._waiting = []
        for one in found:
            if self._has_held(one.group, now_utc):
                self._open_group(one, standing, now_utc, news)
        self._open_single(standing, found, now_utc, news)
        self._note_stirred(standing, news)
        return news

    def _end_those_back(self, standing: Standing, now_utc: datetime, news: CauseNews) -> None:
        wait = timedelta(seconds=self.rule.closes_after_s)
        for line in self.lines:
            line.cameras &= standing.groups.keys()
            down = len(line.cameras & standing.down.keys())
            if down and len(line.cameras & standing.working) <= down:
                self._back_since.pop(line.id, None)
            elif now_utc - self._back_since.setdefault(line.id, now_utc) >= wait or not line.cameras:
                self._close(line, now_utc, news)

    def _let_grow(self, standing: Standing, now_utc: datetime, news: CauseNews) -> None:
        """A camera that falls while its group's line is open belongs to it."""
        by_group = {line.group: line for line in self._open.values()}
        inside = self._inside(by_group.values())
        for camera, since in standing.down.items():
            if camera in inside:
                continue
            for group in standing.groups.get(camera, ()):
                line = by_group.get(group)
                if line is not None and line.closed_utc is None and since >= line.since_utc:
                    self._take_single(camera, line, by_group, now_utc, news)
                    line.cameras.add(camera)
                    news.grown.setdefault(line.id, set()).add(camera)
                    break

    def _inside(self, lines: Iterable[CauseLine]) -> set[str]:
        inside: set[str] = set()
        return inside.union(*(line.cameras for line in lines if line.kind is not CauseKind.CAMERA))

    def _take_single(
        self, camera: str, into: CauseLine, by_group: dict[Group, CauseLine], now_utc: datetime, news: CauseNews
    ) -> None:
        single = by_group.get((CauseKind.CAMERA, camera))
        if single is not None and single.closed_utc is None:
            single.merged_into = into.id
            self._close(single, now_utc, news)

    def _keep_time(self, standing: Standing, found: list[Found], now_utc: datetime) -> None:
        """Since when each might have been a line; what is explained by a wider one goes on counting."""
        groups = [(CauseKind.CAMERA, camera) for camera in standing.down if camera in standing.groups]
        for one in found:
            groups += [one.group, *(inner.group for inner in one.within())]
        self._held_since = {group: self._held_since.get(group, now_utc) for group in groups}

    def _has_held(self, group: Group, now_utc: datetime) -> bool:
        has_held = now_utc - self._held_since[group] >= timedelta(seconds=self.rule.opens_after_s)
        if not has_held:
            self._waiting.append(group)
        return has_held

    def _open_group(self, one: Found, standing: Standing, now_utc: datetime, news: CauseNews) -> None:
        line = CauseLine(self._new_id(), one.group, one.since_utc, now_utc, set(one.cameras))
        by_group = {known.group: known for known in self._open.values()}
        for inner in one.within():
            if inner.line is not None:
                narrower = self._open[inner.line]
                # Those of it that are back come along if they are of this group, too: they count when it is asked
                # whether most are.
                line.cameras |= {camera for camera in narrower.cameras if one.group in standing.groups[camera]}
                line.since_utc = min(line.since_utc, narrower.since_utc)
                narrower.merged_into = line.id
                self._close(narrower, now_utc, news)
        for camera in one.cameras:
            self._take_single(camera, line, by_group, now_utc, news)
        self._open[line.id] = line
        news.opened.append(line)

    def _open_single(self, standing: Standing, found: list[Found], now_utc: datetime, news: CauseNews) -> None:
        inside = self._inside(self._open.values())
        # Left over when their line ended: they have waited once and go on without a pause.
        left = set().union(*(line.cameras for line in news.closed if line.merged_into is None))
        waiting = inside | (set().union(*(one.cameras for one in found)) - left)
        known = {line.group for line in self._open.values()}
        for camera, since in standing.down.items():
            group = (CauseKind.CAMERA, camera)
            if camera in waiting or group in known or camera not in standing.groups:
                continue
            if self._has_held(group, now_utc):
                line = CauseLine(self._new_id(), group, since, now_utc, {camera})
                self._open[line.id] = line
                news.opened.append(line)

    def _close(self, line: CauseLine, now_utc: datetime, news: CauseNews) -> None:
        line.closed_utc = now_utc
        self._open.pop(line.id)
        self._back_since.pop(line.id, None)
        news.grown.pop(line.id, None)
        news.closed.append(line)

    def _note_stirred(self, standing: Standing, news: CauseNews) -> None:
        down = {line.id: frozenset(line.cameras & standing.down.keys()) for line in self._open.values()}
        before, fresh = self._down_before, {line.id for line in news.opened}
        news.stirred = {key for key, cameras in down.items() if key not in fresh and before.get(key) != cameras}
        news.stirred |= news.grown.keys()
        self._down_before = down
