"""The cameras of the demo city: one for each RT, and those of the city's agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from console.domain.area import parent_code
from console.domain.camera import CameraId, DirectoryStatus, FeedQuality
from console.farm.city.areas import neighbourhoods
from console.farm.city.chance import near, share
from console.farm.city.facts import AgencyCamera, NamedArea, Place, agency_cameras, district_centres

OFFLINE_SHARE = 0.4
_VILLAGE_SPREAD_M = 1_300.0
_NEIGHBOURHOOD_SPREAD_M = 350.0
_FIRST_NEIGHBOURHOOD_NUMBER = 10_001
_FIRST_AGENCY_NUMBERS = {"traffic": 1_001, "river": 2_001, "pump": 3_001, "tourism": 4_001}
"""Short call-up numbers for the cameras called most, by kind."""
_NEIGHBOURHOOD_OWNER = "Diskominfo Kota Semarang"


@dataclass(frozen=True)
class CityCamera:
    """A camera of the demo city with its directory status; its addresses follow from its id."""

    id: CameraId
    site_id: str
    name: str
    area_code: str
    place: Place
    """Never a survey."""
    owner: str
    kind: str
    number: int
    status: DirectoryStatus
    aliases: str = ""
    """What people also call its place, joined by semicolons."""


def feed_path(camera_id: CameraId, quality: FeedQuality) -> str:
    """The path of a feed on the farm, with its leading slash."""
    return f"/{camera_id}/{quality.value}"


def _neighbourhood_id(area_code: str) -> CameraId:
    """``33.74.02.1001/RW002/RT003`` is watched by ``rt-02-1001-002-003``: short, and safe in an address."""
    numbers = re.findall(r"\d+", area_code)[2:]
    return CameraId("-".join(("rt", *numbers)))


def _neighbourhood_place(area_code: str) -> Place:
    rw_code = parent_code(area_code) or ""
    village_code = parent_code(rw_code) or ""
    district_code = parent_code(village_code) or ""
    village = near(district_centres()[district_code], _VILLAGE_SPREAD_M, village_code)
    return near(village, _NEIGHBOURHOOD_SPREAD_M, area_code)


def _neighbourhood_camera(area: NamedArea, number: int) -> CityCamera:
    camera_id = _neighbourhood_id(area.code)
    offline = share("offline", camera_id) < OFFLINE_SHARE
    return CityCamera(
        id=camera_id,
        site_id=f"site-{camera_id}",
        name=area.name,
        area_code=area.code,
        place=_neighbourhood_place(area.code),
        owner=_NEIGHBOURHOOD_OWNER,
        kind="neighbourhood",
        number=number,
        status=DirectoryStatus.OFFLINE if offline else DirectoryStatus.ONLINE,
    )


def _agency_camera(fact: AgencyCamera) -> CityCamera:
    ordinal = int(fact.id.rpartition("-")[2])
    return CityCamera(
        id=CameraId(fact.id),
        site_id=fact.site_id,
        name=fact.name,
        area_code=fact.area_code,
        place=fact.place,
        owner=fact.owner,
        kind=fact.kind,
        number=_FIRST_AGENCY_NUMBERS[fact.kind] + ordinal - 1,
        status=DirectoryStatus.ONLINE,
        aliases=fact.aliases,
    )


def _all() -> Iterator[CityCamera]:
    yield from (_agency_camera(fact) for fact in agency_cameras())
    for number, area in enumerate(neighbourhoods(), start=_FIRST_NEIGHBOURHOOD_NUMBER):
        yield _neighbourhood_camera(area, number)


@cache
def city_cameras() -> tuple[CityCamera, ...]:
    """Every camera of the demo city, agencies first; the same on every machine."""
    return tuple(_all())
