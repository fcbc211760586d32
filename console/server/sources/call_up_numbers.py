"""Call-up numbers for a source's cameras: those it tells, those they had, and the next free ones for the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_NUMBER = 2**31 - 1


@dataclass(frozen=True)
class Caller:
    """A camera that is to have a number."""

    id: str
    told: int | None
    """By its source."""


def settle(callers: Sequence[Caller], held: Mapping[str, int], rested: Mapping[str, int], first: int) -> dict[str, int]:
    """A number for each caller but those whose told one is another camera's.

    ``held`` are the numbers of all cameras of the directory; one that is not settled here keeps its own, so nobody else
    may get it. ``rested`` are those of cameras that have gone: they wait for them, and for nobody else.
    """
    numbers = _told([caller for caller in callers if caller.told is not None], held)
    return numbers | _others([caller for caller in callers if caller.told is None], held, numbers, rested, first)


def _told(callers: Sequence[Caller], held: Mapping[str, int]) -> dict[str, int]:
    moving = {caller.id for caller in callers}
    staying = {number for key, number in held.items() if key not in moving}
    owners: dict[int, str] = {}
    refused: list[str] = []
    for caller in callers:
        number = caller.told or 0
        if number in staying or owners.setdefault(number, caller.id) != caller.id:
            refused.append(caller.id)
    while refused:
        # Who is refused stays as it is, with the number it has; whoever had got that one is refused in turn.
        own = held.get(refused.pop())
        loser = owners.pop(own, None) if own is not None else None
        if loser is not None:
            refused.append(loser)
    return {key: number for number, key in owners.items()}


def _others(
    callers: Sequence[Caller],
    held: Mapping[str, int],
    numbers: Mapping[str, int],
    rested: Mapping[str, int],
    first: int,
) -> dict[str, int]:
    # Also what a camera gives up now is not given to another before the next read.
    taken = {*held.values(), *numbers.values()}
    resting = set(rested.values())
    found: dict[str, int] = {}
    following = first
    for caller in callers:
        own = held.get(caller.id)
        if own is None and rested.get(caller.id) not in taken:
            own = rested.get(caller.id)
        if own is None:
            while following in taken or following in resting:
                following += 1
            own = following
        if own > MOST_NUMBER:
            break
        found[caller.id] = own
        taken.add(own)
    return found
