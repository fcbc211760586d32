"""Who goes where in a scene: straight ways in metres, walked a whole number of times a loop, so that loops have no seam."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from console.farm.clips.canvas import Colour

PAINTS: tuple[Colour, ...] = (
    (214, 214, 210), (40, 42, 46), (170, 30, 34), (34, 66, 140), (150, 152, 156), (226, 176, 44), (30, 110, 84),
)  # fmt: skip
SHIRTS: tuple[Colour, ...] = (
    (190, 60, 60),
    (60, 110, 180),
    (220, 190, 80),
    (90, 150, 90),
    (230, 230, 226),
    (110, 70, 130),
)


@dataclass(frozen=True)
class Way:
    """A straight way over the ground, ends as (x, z) in metres."""

    start_m: tuple[float, float]
    end_m: tuple[float, float]

    def at(self, share: float) -> tuple[float, float]:
        (x1, z1), (x2, z2) = self.start_m, self.end_m
        return x1 + (x2 - x1) * share, z1 + (z2 - z1) * share


@dataclass(frozen=True)
class Actor:
    """One moving thing."""

    kind: str
    colour: Colour
    way: Way
    rounds: int
    """How often it goes its way in one loop."""
    offset: float
    lamp: Colour | None = None
    """The light it throws at night."""

    def place(self, loop_share: float) -> tuple[float, float]:
        """Where it is after ``loop_share`` of the loop, as (x, z) in metres."""
        return self.way.at((loop_share * self.rounds + self.offset) % 1)


WHITE_LAMP: Colour = (255, 240, 200)
RED_LAMP: Colour = (150, 24, 18)


def along_road(rng: random.Random, lane_m: float, far_m: float, count: int, kinds: Sequence[str]) -> list[Actor]:
    """Traffic towards the camera on the left of the road's middle and away from it on the right, as Indonesia drives.

    Seen from the pole, those who come towards it keep to their own left: the picture's right.
    """
    actors = []
    for index in range(count):
        coming = index % 2 == 0
        kind = rng.choice(kinds)
        if kind == "car_front" and not coming:
            kind = "car_back"
        x_m = lane_m * rng.uniform(0.8, 1.2) * (1 if coming else -1)
        way = Way((x_m, far_m), (x_m, 2.5)) if coming else Way((x_m, 2.5), (x_m, far_m))
        lamp = None if kind == "person" else (WHITE_LAMP if coming else RED_LAMP)
        colour = rng.choice(SHIRTS if kind in ("person", "motorbike") else PAINTS)
        rounds = 1 if kind == "person" else rng.choice((1, 2))
        actors.append(Actor(kind, colour, way, rounds, (index + rng.uniform(0, 0.6)) / count, lamp))
    return actors


def across(
    rng: random.Random, z_m: float, reach_m: float, count: int, kinds: Sequence[str], *, to_left: bool
) -> list[Actor]:
    """Traffic from one side of the picture to the other at a distance."""
    ends = ((reach_m, z_m), (-reach_m, z_m))
    way = Way(*ends) if to_left else Way(ends[1], ends[0])
    actors = []
    for index in range(count):
        kind = rng.choice(kinds)
        colour = rng.choice(SHIRTS if kind in ("person", "motorbike_side") else PAINTS)
        lamp = None if kind in ("person", "boat", "rubbish") else WHITE_LAMP
        rounds = 1 if kind in ("person", "boat") else 2
        actors.append(Actor(kind, colour, way, rounds, (index + rng.uniform(0, 0.5)) / count, lamp))
    return actors
