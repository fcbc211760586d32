"""One plan of all walls: the media engine shows exactly what it is given, so it is given all windows at once."""

from __future__ import annotations

from console.domain.wall_plan import WallPlan


class JoinedPlans:
    """Main thread only."""

    def __init__(self) -> None:
        self._plans: dict[str, WallPlan] = {}

    def with_wall(self, name: str, plan: WallPlan) -> WallPlan:
        """All of them, with what this wall wants now; an empty plan is a wall that is gone."""
        self._plans[name] = plan
        return {surface: wish for one in self._plans.values() for surface, wish in one.items()}
