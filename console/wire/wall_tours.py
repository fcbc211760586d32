"""A tour of a wall's screen as it is sent and kept, and what is told of one without naming its cameras."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from console.domain.camera import CameraId
from console.domain.tour import LONGEST_STEP_S, SHORTEST_STEP_S
from console.domain.wall_tour import LONGEST_NAME, MOST_CAMERAS, MOST_LAYOUTS, WallTour
from console.wire.model import Message
from console.wire.screen_layout import CameraName, ScreenLayout

TourName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)]


class TourBody(Message):
    """Cameras in their order or whole layouts, one of both; it is a tour, or it isn't read."""

    name: TourName
    step_s: int = Field(ge=SHORTEST_STEP_S, le=LONGEST_STEP_S)
    cameras: tuple[CameraName, ...] = Field(default=(), max_length=MOST_CAMERAS)
    layouts: tuple[ScreenLayout, ...] = Field(default=(), max_length=MOST_LAYOUTS)

    @model_validator(mode="after")
    def _is_tour(self) -> TourBody:
        self.tour()
        return self

    def tour(self) -> WallTour:
        cameras = tuple(CameraId(camera) for camera in self.cameras)
        return WallTour(self.name, self.step_s, cameras, tuple(layout.state() for layout in self.layouts))

    @classmethod
    def of(cls, tour: WallTour) -> TourBody:
        layouts = tuple(ScreenLayout.of(state) for state in tour.layouts)
        return cls(name=tour.name, step_s=tour.step_s, cameras=tour.cameras, layouts=layouts)


class TourSummary(Message):
    """A tour that is on: how many cameras or layouts take turns."""

    name: str
    step_s: int
    cameras: int = 0
    layouts: int = 0

    @classmethod
    def of(cls, tour: WallTour | None) -> TourSummary | None:
        if tour is None:
            return None
        return cls(name=tour.name, step_s=tour.step_s, cameras=len(tour.cameras), layouts=len(tour.layouts))
