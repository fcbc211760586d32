"""Tours on a wall through the centre, reasons for sensitive cameras on large tiles, and the last changes of each screen."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, update

from console.server.numbering import Event
from console.server.tables import CAMERAS
from tests.helpers.clock import FakeClock
from tests.integration.server.conftest import FAR, NEAR, MakeCentre
from tests.integration.server.test_walls import TOUR, TWO_TILES
from tests.integration.server.test_walls import _code as code_of
from tests.integration.server.test_walls import _Walls as Walls


@pytest.fixture
def walls(make_centre: MakeCentre) -> Walls:
    clock = FakeClock()
    return Walls(make_centre(clock=clock), clock)


def test_a_tour_is_wanted_like_any_content_and_ends_with_what_is_sent_next(walls: Walls) -> None:
    machine = walls.machine()
    show = walls.command(op="tour.show", screen=1, tour=TOUR)
    assert walls.send(walls.supervisor, show).json()["screens"] == [1]
    told = walls.screen(1)
    assert told["tour"] == {"name": "Pasar", "step_s": 10, "cameras": 2, "layouts": 0}
    assert told["layout"]["cameras"] == [NEAR.id, FAR.id, None, None]
    wanted = machine.get("/v1/walls/utama/wanted").json()["screens"][0]
    assert (wanted["tour"]["cameras"], wanted["spells"]) == ([NEAR.id, FAR.id], [None] * 4)
    assert wanted["tour_spell"] is not None
    walls.send(walls.supervisor, walls.command(op="message", screen=1, text="Siaga"))
    assert machine.get("/v1/walls/utama/wanted").json()["screens"][0]["tour_spell"] == wanted["tour_spell"]
    assert walls.supervisor.call("PUT", "/v1/walls/utama/presets/Malam").status_code == 200
    walls.send(walls.supervisor, walls.command(op="tile.show", screen=1, tile=4, camera_id=NEAR.id))
    assert walls.screen(1)["tour"] is None
    walls.undo(walls.supervisor, 3)
    assert walls.screen(1)["tour"]["name"] == "Pasar"
    walls.send(walls.supervisor, walls.command(op="tile.clear", screen=1, tile=1))
    (kept,) = [one for one in walls.supervisor.get("/v1/walls/utama/presets/Malam").json()["screens"] if one["tour"]]
    assert (kept["number"], kept["tour"]["cameras"]) == (1, 2)
    walls.send(walls.supervisor, walls.command(op="preset.apply", preset="Malam"))
    assert walls.screen(1)["tour"]["name"] == "Pasar"
    said = [row["detail"] for row in walls.centre.rows("audit")]
    assert "screen 1: tour.show Pasar, 2 cameras, 0 layouts, every 10 s" in said


def test_who_steers_is_told_the_last_changes_of_each_screen(walls: Walls) -> None:
    walls.send(walls.supervisor, walls.command(op="tour.show", screen=2, tour=TOUR))
    walls.clock.advance(1)
    walls.send(walls.operator, walls.command(op="tile.show", screen=2, tile=3, camera_id=NEAR.id))
    for number in range(12):
        walls.clock.advance(1)
        walls.send(walls.supervisor, walls.command(op="message", screen=1, text=f"Rapat {number}"))
    walls.undo(walls.supervisor, walls.wall()["version"])
    assert walls.operator.get("/v1/walls/utama/changes").status_code == 403
    first, second, third = walls.supervisor.get("/v1/walls/utama/changes").json()["screens"]
    assert [(one["op"], one["about"]) for one in first["changes"]][:3] == [
        ("undo", ""),
        ("message", "Rapat 11"),
        ("message", "Rapat 10"),
    ]
    assert (len(first["changes"]), third["changes"]) == (10, [])
    shown, toured = second["changes"]
    assert (toured["op"], toured["about"]) == ("tour.show", "Pasar")
    assert (shown["by"], shown["op"], shown["about"]) == ("Operator", "tile.show", f"{NEAR.number} · {NEAR.name}, 3")


def test_a_sensitive_camera_is_large_on_a_screen_only_with_a_reason_which_is_in_the_audit(walls: Walls) -> None:
    def make_sensitive(connection: Connection) -> tuple[None, list[Event]]:
        connection.execute(update(CAMERAS).where(CAMERAS.c.id == NEAR.id).values(privacy_class="sensitive"))
        return None, []

    walls.centre.centre.write(make_sensitive)
    small = walls.command(op="tile.show", screen=1, tile=1, camera_id=NEAR.id)
    assert walls.send(walls.supervisor, small).status_code == 200, "a quarter of a screen is not large"
    pair = TWO_TILES | {"cameras": [NEAR.id, FAR.id]}
    large = walls.command(op="layout.apply", screen=1, layout=pair)
    refused = walls.send(walls.supervisor, large)
    assert code_of(refused) == (409, "wall.reason_needed")
    assert refused.json()["params"]["cameras"] == str(NEAR.number)
    assert walls.send(walls.supervisor, large | {"reason": "Laporan warga"}).status_code == 200
    turned = TWO_TILES | {"cameras": [FAR.id, NEAR.id]}
    again = walls.send(walls.supervisor, walls.command(op="layout.apply", screen=1, layout=turned))
    assert again.status_code == 200, "it is large already"
    walls.send(walls.supervisor, walls.command(op="layout.apply", screen=1, layout=TWO_TILES))
    assert code_of(walls.undo(walls.supervisor, walls.wall()["version"])) == (409, "wall.reason_needed")
    given = [(row["username"], row["subject"], row["detail"]) for row in _acts(walls, "reason_given")]
    assert given == [("supervisor", NEAR.id, "Laporan warga")]


def _acts(walls: Walls, action: str) -> list[dict[str, Any]]:
    return [dict(row) for row in walls.centre.rows("audit") if row["action"] == action]
