"""``ronda bench health``: what counting costs."""

from __future__ import annotations

from dataclasses import dataclass

from console.bench.counting_cost import counting_rows
from console.bench.report import Row
from console.demo.city_services import Step


@dataclass(frozen=True)
class HealthBench:
    """Of a wall of ``tiles`` feeds."""

    tiles: int = 64


def bench_health(wish: HealthBench, on_step: Step) -> list[Row]:
    on_step("bench-step-health")
    return counting_rows(wish.tiles)
