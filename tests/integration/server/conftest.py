"""Every test of the API runs on SQLite and on PostgreSQL; the cluster starts once, each test gets its own database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.domain.roles import Role
from tests.helpers.centre import OTHER_VILLAGE, RunningCentre, TestCamera
from tests.helpers.postgres import fresh_database, postgres_programs, running_postgres
from tests.helpers.releases import seal_here

NEAR = TestCamera("kam-001", 1, name="Pos RT 3 Bandarharjo")
FAR = TestCamera("kam-002", 2, name="Simpang Kemijen", area_code=OTHER_VILLAGE)


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[Path]:
    programs = postgres_programs()
    if programs is None:
        if os.environ.get("RONDA_REQUIRE_POSTGRES"):
            pytest.fail("PostgreSQL is not installed, and RONDA_REQUIRE_POSTGRES is set")
        pytest.skip("PostgreSQL is not installed (apt install postgresql)")
    with running_postgres(programs) as socket_folder:
        yield socket_folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'centre.sqlite'}"
    return fresh_database(request.getfixturevalue("postgres_socket"))


MakeCentre = Callable[..., RunningCentre]


@pytest.fixture
def make_centre(database_url: str, tmp_path: Path) -> Iterator[MakeCentre]:
    """Starts a centre with the two cameras and a user of every role, named like it, for the whole city."""
    made: list[RunningCentre] = []

    def make(**options: object) -> RunningCentre:
        centre = RunningCentre(tmp_path, database_url=database_url, **options)  # type: ignore[arg-type]  # passed on
        made.append(centre)
        seal_here(tmp_path)
        centre.add_cameras([NEAR, FAR])
        for role in Role:
            centre.add_user(role.value, role)
        centre.add_user("near_operator", Role.OPERATOR, ["33.74.02"])
        centre.add_user("near_police", Role.POLICE_LIAISON, ["33.74.02"])
        return centre.start()

    yield make
    for centre in made:
        centre.close()


@pytest.fixture
def centre(make_centre: MakeCentre) -> RunningCentre:
    return make_centre()
