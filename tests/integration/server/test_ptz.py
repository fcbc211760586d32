"""Moving cameras through the centre: who may, which, one person at a time, told to the city, on record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from sqlalchemy import update

from console.base.redaction import Secret
from console.domain.roles import Role
from console.server.keys import Login
from console.server.ptz.source import PtzSource
from console.server.settings import Lifetimes, Limits
from console.server.tables import CAMERAS
from tests.helpers.centre import OTHER_VILLAGE, CentreClient, RunningCentre, TestCamera
from tests.helpers.fake_ptz import FakePtz
from tests.helpers.waiting import wait_until

RIGHT = {"pan": 0.5}
_ASKS: tuple[tuple[str, str, object], ...] = (
    ("POST", "move", RIGHT),
    ("POST", "stop", None),
    ("POST", "lock", {}),
    ("POST", "lock/release", None),
    ("GET", "presets", None),
    ("POST", "presets/1/go", None),
    ("POST", "presets", {"name": "Gerbang barat"}),
    ("DELETE", "presets/1", None),
)
_FOR_SUPERVISORS = (("POST", "presets"), ("DELETE", "presets/1"))
_CAMERAS = 24


class City:
    """One centre for all tests of this file; each moves cameras of its own. The database does nothing special here, so
    SQLite is enough.
    """

    def __init__(self, folder: Path) -> None:
        self.fakes: dict[str, FakePtz] = {}
        # A slow machine may take its time between two requests: no movement is stopped for that.
        patient = Lifetimes(keep_alive_s=0.2, ptz_lock_s=300.0, ptz_renewal_s=300.0)
        self.centre = RunningCentre(folder, driver_of=self._driver, limits=Limits(ptz_burst=100), lifetimes=patient)
        near = [TestCamera(f"kam-{number:03}", number) for number in range(1, _CAMERAS)]
        far = [TestCamera(f"jauh-{number:03}", 100 + number, area_code=OTHER_VILLAGE) for number in range(1, _CAMERAS)]
        self.centre.add_cameras([*near, *far])
        for role in Role:
            self.centre.add_user(role.value, role)
        self.centre.add_user("near_operator", Role.OPERATOR, ["33.74.02"])
        self._unused = iter(range(1, _CAMERAS))
        self._clients: dict[str, CentreClient] = {}

    def client(self, name: str) -> CentreClient:
        if name not in self._clients:
            self._clients[name] = self.centre.client(name)
        return self._clients[name]

    def take(self) -> Taken:
        number = next(self._unused)
        near, far = f"kam-{number:03}", f"jauh-{number:03}"
        for camera_id in (near, far):
            self.fakes[camera_id] = FakePtz()
        make_movable(self.centre, near, far)
        return Taken(self, near, far)

    def _driver(self, source: PtzSource) -> FakePtz:
        return self.fakes[source.camera_id].of(source)


@dataclass(frozen=True)
class Taken:
    """The cameras of one test."""

    city: City
    near: str
    far: str

    @property
    def camera(self) -> FakePtz:
        return self.city.fakes[self.near]

    def client(self, name: str) -> CentreClient:
        return self.city.client(name)

    def call(self, name: str, method: str, path: str, body: object = None, *, far: bool = False) -> requests.Response:
        camera_id = self.far if far else self.near
        return self.client(name).call(method, f"/v1/cameras/{camera_id}/ptz/{path}", body)

    def acts(self) -> list[tuple[str, str, str]]:
        rows = [row for row in self.city.centre.rows("audit") if row["subject"] == self.near]
        mine = [row for row in rows if row["action"].startswith(("camera_moved", "preset_"))]
        return [(row["action"], row["username"], row["detail"]) for row in mine]


def make_movable(centre: RunningCentre, *camera_ids: str) -> None:
    """As a source that knows where commands go leaves them."""
    sealed = centre.centre.keys.seal(Login("ptz", Secret("rahasia-ptz")))
    values = {"ptz_protocol": "onvif", "ptz_url": "http://127.0.0.1:9/ptz", "ptz_token": "p1", "ptz_login": sealed}
    statement = update(CAMERAS).where(CAMERAS.c.id.in_(camera_ids)).values(values)
    centre.centre.database.write(lambda connection: connection.execute(statement))


@pytest.fixture(scope="module")
def one_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    made = City(tmp_path_factory.mktemp("centre"))
    made.centre.start()
    yield made
    made.centre.close()


@pytest.fixture
def city(one_city: City) -> Iterator[Taken]:
    taken = one_city.take()
    yield taken
    taken.camera.may_answer.set()


def _code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_who_may_move_and_who_may_save(city: Taken) -> None:
    movers = {Role.OPERATOR, Role.SUPERVISOR}
    for role in Role:
        for method, path, body in _ASKS:
            may = role is Role.SUPERVISOR if (method, path) in _FOR_SUPERVISORS else role in movers
            answer = city.call(role.value, method, path, body)
            assert answer.ok == may, (role, method, path, answer.text)
            if not may:
                assert _code(answer) == (403, "auth.forbidden")
        if role in movers:
            city.call(role.value, "POST", "lock/release")
    nobody = CentreClient(city.city.centre.url, "")
    assert nobody.call("POST", f"/v1/cameras/{city.near}/ptz/move", RIGHT).status_code == 401


def test_only_cameras_within_the_areas_that_can_be_moved_and_are_not_closed(city: Taken) -> None:
    for method, path, body in _ASKS:
        expected = "auth.forbidden" if (method, path) in _FOR_SUPERVISORS else "scope.denied"
        assert _code(city.call("near_operator", method, path, body, far=True)) == (403, expected)
    unknown = city.client("supervisor").call("DELETE", "/v1/cameras/tidak-ada/ptz/presets/1")
    assert _code(unknown) == (404, "camera.unknown")
    city.client("privacy_officer").call("PUT", f"/v1/closures/{city.near}", {"reason": "menghadap jendela"})
    _is_left_alone(city, "camera.closed")
    city.call("supervisor", "POST", "stop")
    assert city.camera.told == [("stop",), ("stop",)]
    plain = update(CAMERAS).where(CAMERAS.c.id == city.far).values(ptz_url="")
    city.city.centre.centre.database.write(lambda connection: connection.execute(plain))
    assert _code(city.call("supervisor", "POST", "move", RIGHT, far=True)) == (409, "ptz.not_movable")


def test_a_camera_outside_its_owners_terms_is_not_moved(city: Taken) -> None:
    path = f"/v1/viewing-terms/{city.near}"
    assert city.client("admin").call("PUT", path, {"valid_until": "2000-01-01"}).status_code == 204
    _is_left_alone(city, "terms.ended")
    assert city.client("admin").call("DELETE", path).status_code == 204
    assert city.call("operator", "POST", "move", RIGHT).status_code == 200


def test_a_masked_camera_stays_where_its_mask_fits(city: Taken) -> None:
    """Moved away it would show beside the mask what nobody is to see."""
    privacy, mask = city.client("privacy_officer"), [[[0.1, 0.1], [0.4, 0.1], [0.4, 0.4]]]
    path = f"/v1/masks/{city.near}"
    assert privacy.call("PUT", path, {"polygons": mask, "reason": "jendela rumah"}).status_code == 200
    _is_left_alone(city, "ptz.masked")
    assert privacy.call("PUT", path, {"polygons": [], "reason": "sudah tidak perlu"}).status_code == 200
    assert city.call("operator", "POST", "move", RIGHT).status_code == 200


def _is_left_alone(city: Taken, code: str) -> None:
    """It can be stopped and let go, and nothing else."""
    for method, path, body in _ASKS:
        answer = city.call("supervisor", method, path, body)
        if path in ("stop", "lock/release"):
            assert answer.ok
        else:
            assert _code(answer) == (409, code)
    assert city.camera.told == [("stop",)]


def test_a_movement_reaches_the_camera_with_its_own_password_and_a_stop_ends_it(city: Taken) -> None:
    answer = city.call("operator", "POST", "move", {"pan": 0.5, "tilt": -0.25, "zoom": 1})
    assert answer.status_code == 200
    assert answer.json()["problem"] == ""
    assert answer.json()["lock"]["holder"] == "Operator"
    wait_until(city.camera.was_told("move", 0.5, -0.25, 1.0))
    assert city.camera.told_once == [("move", 0.5, -0.25, 1.0)]
    assert city.call("operator", "POST", "stop").status_code == 204
    assert city.camera.told_once == [("move", 0.5, -0.25, 1.0), ("stop",)]
    (source,) = city.camera.sources
    assert source.address.url == "http://127.0.0.1:9/ptz"
    assert (source.login.user, source.login.password.reveal()) == ("ptz", "rahasia-ptz")


def test_what_is_no_speed_moves_nothing(city: Taken) -> None:
    for body in ({"pan": 1.5}, {"zoom": -2}, {"tilt": "x"}, "x"):
        assert city.call("operator", "POST", "move", body).status_code == 422
    assert city.camera.told == []
    assert city.acts() == []


def test_one_person_at_a_time_and_a_supervisor_may_take_over(city: Taken) -> None:
    city.call("operator", "POST", "move", RIGHT)
    for other in ("near_operator", "supervisor"):
        for path, body in (("move", RIGHT), ("stop", None), ("presets/1/go", None)):
            refused = city.call(other, "POST", path, body)
            assert _code(refused) == (409, "ptz.locked")
            assert refused.json()["params"] == {"holder": "Operator"}
    assert _code(city.call("near_operator", "POST", "lock", {"take_over": True})) == (409, "ptz.locked")
    # Who lets go what is not theirs changes nothing.
    assert city.call("near_operator", "POST", "lock/release").json()["holder"] == "Operator"
    taken = city.call("supervisor", "POST", "lock", {"take_over": True})
    assert (taken.status_code, taken.json()["holder"]) == (200, "Supervisor")
    wait_until(city.camera.was_told("stop"))
    assert _code(city.call("operator", "POST", "move", RIGHT)) == (409, "ptz.locked")
    assert city.call("supervisor", "POST", "lock/release").json()["holder"] == ""
    assert city.call("operator", "POST", "move", RIGHT).status_code == 200
    assert city.acts() == [
        ("camera_moved", "operator", ""),
        ("camera_moved", "supervisor", "taken over from Operator"),
        ("camera_moved", "operator", ""),
    ]


def test_many_movements_are_one_act(city: Taken) -> None:
    for _ in range(8):
        assert city.call("operator", "POST", "move", RIGHT).status_code == 200
    city.call("operator", "POST", "stop")
    assert city.acts() == [("camera_moved", "operator", "")]


def test_presets_are_listed_called_up_saved_and_deleted_on_record(city: Taken) -> None:
    listed = city.call("supervisor", "GET", "presets").json()["presets"]
    assert listed == [{"token": "1", "name": "Gerbang"}, {"token": "2", "name": "Parkiran/timur"}]
    saved = city.call("supervisor", "POST", "presets", {"name": " Gang 4 "})
    assert (saved.status_code, saved.json()) == (201, {"token": "3", "name": "Gang 4"})
    assert city.call("supervisor", "POST", "presets/2/go").status_code == 204
    assert city.call("supervisor", "DELETE", "presets/1").status_code == 204
    assert city.camera.told == [("presets",), ("save", "Gang 4"), ("go", "2"), ("forget", "1")]
    assert city.acts() == [
        ("camera_moved", "supervisor", ""),
        ("preset_saved", "supervisor", "Gang 4"),
        ("camera_moved", "supervisor", "preset Parkiran/timur"),
        ("preset_deleted", "supervisor", "Gerbang"),
    ]


def test_a_token_may_hold_what_addresses_use_themselves(city: Taken) -> None:
    assert city.call("supervisor", "POST", "presets/a%2Fb%20c/go").status_code == 204
    assert city.call("supervisor", "DELETE", "presets/a%2Fgo").status_code == 204
    assert city.camera.told == [("go", "a/b c"), ("forget", "a/go")]


def test_a_preset_needs_a_name(city: Taken) -> None:
    for name in ("", "   ", "x" * 65):
        assert city.call("supervisor", "POST", "presets", {"name": name}).status_code == 422
    assert city.camera.told == []


def test_a_camera_that_fails_is_told_as_what_it_is(city: Taken) -> None:
    city.camera.fails_with = "ptz.unreachable"
    assert city.call("operator", "POST", "move", RIGHT).status_code == 200
    wait_until(lambda: city.call("operator", "POST", "move", RIGHT).json()["problem"] == "ptz.unreachable")
    assert _code(city.call("operator", "POST", "stop")) == (424, "ptz.unreachable")
    assert _code(city.call("operator", "GET", "presets")) == (424, "ptz.unreachable")
    city.camera.fails_with = ""
    assert city.call("operator", "POST", "stop").status_code == 204


def test_a_slow_camera_keeps_nobody_else_waiting(city: Taken) -> None:
    """Its own movements are taken too: the newest of them is what it will do."""
    city.camera.may_answer.clear()
    city.call("operator", "POST", "move", RIGHT)
    wait_until(lambda: city.camera.told)
    for pan in (0.1, 0.2, 0.3):
        assert city.call("operator", "POST", "move", {"pan": pan}).status_code == 200
    assert city.call("supervisor", "POST", "move", RIGHT, far=True).status_code == 200
    wait_until(city.city.fakes[city.far].was_told("move", 0.5, 0.0, 0.0))
    # Nobody has waited for the slow camera, and by now it may also be told to stop: its console is silent.
    assert city.camera.told == [("move", 0.5, 0.0, 0.0)]


def test_consoles_in_scope_are_told_whose_a_camera_is(city: Taken) -> None:
    near = city.client("near_operator")
    with requests.get(f"{near.url}/v1/events", headers=near.headers, stream=True, timeout=10) as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith(b"retry")
        city.call("supervisor", "POST", "move", RIGHT, far=True)
        city.call("near_operator", "POST", "move", RIGHT)
        city.call("supervisor", "POST", "lock", {"take_over": True})
        city.call("supervisor", "POST", "lock/release")
        told = [json.loads(line[5:]) for line in _data(lines, 3)]
    assert [(one["camera_id"], one["holder"]) for one in told] == [
        (city.near, "Near_Operator"),
        (city.near, "Supervisor"),
        (city.near, ""),
    ]
    assert told[1]["lost_by_id"] == told[0]["holder_id"] != ""


def test_a_session_that_sends_without_end_is_slowed_but_its_stop_is_not_and_a_killed_console_leaves_nothing_moving(
    tmp_path: Path,
) -> None:
    fake = FakePtz()
    centre = RunningCentre(tmp_path, driver_of=fake.of, limits=Limits(ptz_commands_per_s=0.001, ptz_burst=3))
    try:
        centre.add_cameras([TestCamera("kam-001", 1)])
        centre.add_user("operator", Role.OPERATOR)
        make_movable(centre, "kam-001")
        operator = centre.start().client("operator")
        path = "/v1/cameras/kam-001/ptz"
        answers = [operator.call("POST", f"{path}/move", RIGHT) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[-1].headers["Retry-After"] == "1"
        assert operator.call("POST", f"{path}/stop").status_code == 204
        fake.told.clear()
        assert centre.client("operator").call("POST", f"{path}/move", {"pan": -1}).status_code == 200
        wait_until(fake.was_told("move", -1.0, 0.0, 0.0))
        # Nothing comes any more: within a second the centre stops it by itself.
        wait_until(fake.was_told("stop"))
        assert fake.told.index(("stop",)) > fake.told.index(("move", -1.0, 0.0, 0.0))
    finally:
        centre.close()


def _data(lines: Iterator[bytes], count: int) -> list[bytes]:
    found: list[bytes] = []
    while len(found) < count:
        line = next(lines)
        if line.startswith(b"data:"):
            found.append(line)
    return found
