"""Tours and patrols as they were asked for: those that a person has saved by name, and those that are on, by window."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from console.base.errors import KnownError
from console.base.observer import Signal
from console.base.plain_json import read_json
from console.domain.camera import CameraId
from console.domain.layout import MOST_NAME
from console.domain.patrol import HOURS_OFFERED, Emphasis
from console.domain.tour import LONGEST_STEP_S, SHORTEST_STEP_S

MOST_SAVED = 100
MOST_MEMBERS = 2_000
"""Cameras, areas or layouts of one: larger ones are areas anyway."""
_MOST_TEXT = 200
_MOST_WINDOWS = 64
_MOST_TILE = 1_000


@dataclass(frozen=True)
class TourPlan:
    """``layouts``, by their names, or what lies in ``areas`` and ``cameras``; ``hours``: of a patrol."""

    name: str
    step_s: int
    areas: tuple[str, ...] = ()
    cameras: tuple[CameraId, ...] = ()
    layouts: tuple[str, ...] = ()
    hours: int | None = None
    emphasis: Emphasis = Emphasis.EVEN
    only: int | None = None
    """The tile that it stays in."""

    @property
    def can_be_kept(self) -> bool:
        return 0 < len(self.areas) + len(self.cameras) + len(self.layouts) <= MOST_MEMBERS


class SavedTours:
    """``changed`` after any change. Main thread only."""

    def __init__(self, content: bytes | None = None) -> None:
        """As ``content`` gave it. Raises ValueError for anything else."""
        self.changed: Signal[None] = Signal()
        self._saved, self._running = ({}, {}) if content is None else _read(content)

    @property
    def by_name(self) -> Mapping[str, TourPlan]:
        """In the order of their names."""
        return self._saved

    @property
    def running(self) -> Mapping[int, TourPlan]:
        """By the number of the window: to go on with after a restart."""
        return self._running

    def save(self, plan: TourPlan) -> None:
        """Instead of another of that name. Raises KnownError ``tour.too_many``, ``tour.too_large``."""
        if not plan.can_be_kept:
            raise KnownError("tour.too_large", most=str(MOST_MEMBERS))
        if plan.name not in self._saved and len(self._saved) >= MOST_SAVED:
            raise KnownError("tour.too_many", most=str(MOST_SAVED))
        self._saved = _sorted({**self._saved, plan.name: plan})
        self.changed.emit(None)

    def remove(self, name: str) -> None:
        self._saved = {known: plan for known, plan in self._saved.items() if known != name}
        self.changed.emit(None)

    def note_running(self, number: int, plan: TourPlan | None) -> None:
        """None: it has ended, or never was. One that is too large to be kept is not gone on with."""
        kept = plan if plan is not None and plan.can_be_kept else None
        if self._running.get(number) == kept:
            return
        others = {one: running for one, running in self._running.items() if one != number}
        self._running = others if kept is None else {**others, number: kept}
        self.changed.emit(None)

    def content(self) -> bytes:
        whole = {
            "saved": [_plain(plan) for plan in self._saved.values()],
            "running": [[number, _plain(plan)] for number, plan in self._running.items()],
        }
        return json.dumps(whole, ensure_ascii=False).encode()


def _sorted(plans: Mapping[str, TourPlan]) -> dict[str, TourPlan]:
    return dict(sorted(plans.items(), key=lambda item: item[0].casefold()))


def _plain(plan: TourPlan) -> dict[str, object]:
    return {**asdict(plan), "emphasis": plan.emphasis.value}


def _read(content: bytes) -> tuple[dict[str, TourPlan], dict[int, TourPlan]]:
    found = read_json(content)
    saved, running = (found.get("saved"), found.get("running")) if isinstance(found, dict) else (None, None)
    if not isinstance(saved, list) or not isinstance(running, list):
        raise ValueError("no saved tours")  # noqa: TRY004  one kind of error for everything that is wrong
    if len(saved) > MOST_SAVED or len(running) > _MOST_WINDOWS:
        raise ValueError("too many tours")
    by_window = {}
    for one in running:
        if not isinstance(one, list) or len(one) != 2:  # noqa: PLR2004  a number and its plan
            raise ValueError("a running tour")
        by_window[_number(one[0], 1, _MOST_WINDOWS)] = _plan(one[1])
    plans = [_plan(one) for one in saved]
    return _sorted({plan.name: plan for plan in plans}), by_window


def _plan(found: object) -> TourPlan:
    if not isinstance(found, dict):
        raise ValueError("tour")  # noqa: TRY004
    hours, only = found.get("hours"), found.get("only")
    if hours is not None and hours not in HOURS_OFFERED:
        raise ValueError("hours")
    plan = TourPlan(
        _text(found.get("name"), MOST_NAME),
        _number(found.get("step_s"), SHORTEST_STEP_S, LONGEST_STEP_S),
        _texts(found.get("areas")),
        tuple(CameraId(one) for one in _texts(found.get("cameras"))),
        _texts(found.get("layouts")),
        hours,
        Emphasis(found.get("emphasis")),
        None if only is None else _number(only, 0, _MOST_TILE),
    )
    if not plan.can_be_kept:
        raise ValueError("members")
    return plan


def _texts(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or len(found) > MOST_MEMBERS:
        raise ValueError("members")
    return tuple(dict.fromkeys(_text(one, _MOST_TEXT) for one in found))


def _text(found: object, most: int) -> str:
    if not isinstance(found, str) or not found.strip() or len(found) > most or not found.isprintable():
        raise ValueError("text")
    return found


def _number(found: object, least: int, most: int) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
        raise ValueError("number")
    return found
