"""Which receiver gets which flag: by area, category and priority; pure."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.area import contains


@dataclass(frozen=True)
class ReceiverRule:
    """All three must fit; an empty one fits everything. Codes count as prefixes at their boundaries."""

    areas: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """``KAM`` or ``KAM-01``."""
    priorities: tuple[int, ...] = ()

    def fits(self, area_code: str, category: str, priority: int) -> bool:
        return (
            (not self.areas or any(contains(area, area_code) for area in self.areas))
            and (not self.categories or any(_begins(category, prefix) for prefix in self.categories))
            and (not self.priorities or priority in self.priorities)
        )


def _begins(category: str, prefix: str) -> bool:
    return category == prefix or category.startswith(f"{prefix}-")
