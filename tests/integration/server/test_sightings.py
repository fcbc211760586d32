"""What consoles see becomes what the city believes: by role and scope, nonsense refused one by one, liars powerless."""

from __future__ import annotations

from console.domain.roles import Role
from console.server.sightings.notes import SightingNotes, forget_old
from tests.helpers.centre import CentreClient, RunningCentre
from tests.helpers.clock import FakeClock
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

LIVE = {"camera_id": NEAR.id, "sight": "live", "for_s": 60, "picture_age_s": 0.2}
FAR_LIVE = LIVE | {"camera_id": FAR.id}
DEAD = {"camera_id": NEAR.id, "sight": "no-connection", "for_s": 60, "reason": "camera.timeout"}
TELLERS = {Role.VIEWER, Role.OPERATOR, Role.SUPERVISOR, Role.PRIVACY_OFFICER, Role.WALL_MACHINE}


def _tell(client: CentreClient, *sightings: object, workstation: str = "konsol-2") -> dict[str, object]:
    answer = client.call("PUT", "/v1/sightings", {"workstation": workstation, "sightings": sightings})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def _state(centre: RunningCentre, camera: str = NEAR.id) -> tuple[str, bool]:
    SightingNotes(centre.centre).write()
    told = centre.client("viewer").get("/v1/status").json()["cameras"][camera]
    return told["state"], told["is_stale"]


def _asked(centre: RunningCentre, camera: str = NEAR.id) -> dict[str, object]:
    return dict(centre.client("supervisor").get(f"/v1/cameras/{camera}/sightings").json())


def test_roles_and_scope_say_who_may_tell_and_who_may_ask(centre: RunningCentre) -> None:
    for role in Role:
        client = centre.client(role.value)
        told = client.call("PUT", "/v1/sightings", {"sightings": [LIVE]}).status_code
        assert told == (200 if role in TELLERS else 403), role
        asked = client.get(f"/v1/cameras/{NEAR.id}/sightings").status_code
        assert asked == (200 if role in (Role.SUPERVISOR, Role.ADMIN) else 403), role
    centre.add_user("near_supervisor", Role.SUPERVISOR, ["33.74.02"])
    near = centre.client("near_supervisor")
    answer = _tell(near, LIVE, FAR_LIVE)
    assert (answer["taken"], answer["refused"]) == (1, [{"place": 1, "code": "scope.denied"}])
    assert near.get(f"/v1/cameras/{FAR.id}/sightings").json()["code"] == "scope.denied"
    assert near.get("/v1/cameras/tidak-ada/sightings").json()["code"] == "camera.unknown"


def test_one_console_alone_takes_nothing_down_and_two_that_see_others_do(centre: RunningCentre) -> None:
    _tell(centre.client("operator"), DEAD, FAR_LIVE)
    assert _state(centre) == ("online", False)
    _tell(centre.client("supervisor"), DEAD, FAR_LIVE, workstation="konsol-3")
    assert _state(centre) == ("offline", False)
    told = _asked(centre)
    assert (told["status"], told["how"], told["reason"]) == ("offline", "watched", "camera.timeout")
    rows = told["sightings"]
    assert isinstance(rows, list)
    assert {row["seen_by"] for row in rows} == {"konsol-2", "konsol-3"}


def test_consoles_that_see_nothing_anywhere_are_not_believed(centre: RunningCentre) -> None:
    for name in ("operator", "supervisor", "viewer"):
        _tell(centre.client(name), DEAD, DEAD | {"camera_id": FAR.id})
    assert (_state(centre), _state(centre, FAR.id)) == (("online", False), ("online", False))
    rows = _asked(centre)["sightings"]
    assert isinstance(rows, list)
    assert [row["is_believed"] for row in rows] == [False] * 3


def test_a_picture_that_stands_still_is_told_so_that_older_consoles_read_it_as_offline(centre: RunningCentre) -> None:
    still = {"camera_id": NEAR.id, "sight": "same-picture", "for_s": 900, "picture_age_s": 900}
    for name in ("operator", "supervisor"):
        _tell(centre.client(name), still, FAR_LIVE)
    assert _state(centre) == ("offline", True)
    assert _asked(centre)["status"] == "stale"


def test_what_was_measured_beats_what_a_source_says_later(centre: RunningCentre) -> None:
    _tell(centre.client("operator"), LIVE)
    assert _state(centre) == ("online", False)
    centre.add_cameras([NEAR.__class__(**(vars(NEAR) | {"status": "offline"})), FAR])
    assert _state(centre) == ("online", False)
    assert _asked(centre)["seen_by"] == "konsol-2"


def test_what_was_measured_a_day_ago_gives_way_to_the_source(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    for name in ("operator", "supervisor"):
        _tell(centre.client(name), DEAD, FAR_LIVE)
    assert _state(centre) == ("offline", False)
    clock.advance(86_401)
    forget_old(centre.centre)
    assert _state(centre) == ("online", False)


NONSENSE: list[tuple[object, str]] = [
    ("bukan kamera", "sighting.invalid"),
    (None, "sighting.invalid"),
    ({}, "sighting.invalid"),
    (LIVE | {"for_s": -1}, "sighting.invalid"),
    (LIVE | {"for_s": 1e30}, "sighting.invalid"),
    (LIVE | {"picture_age_s": -3_600}, "sighting.invalid"),
    (LIVE | {"sight": "meledak"}, "sighting.invalid"),
    (LIVE | {"picture_age_s": None}, "sighting.contradictory"),
    (LIVE | {"picture_age_s": 86_400}, "sighting.contradictory"),
    (LIVE | {"camera_id": "tidak-ada"}, "camera.unknown"),
    (DEAD | {"reason": "engine.worker_lost"}, "sighting.reason_foreign"),
    (DEAD | {"reason": ""}, "sighting.reason_foreign"),
    (LIVE | {"camera_id": "x" * 65}, "sighting.invalid"),
]


def test_nonsense_is_refused_one_by_one_and_the_rest_is_taken(centre: RunningCentre) -> None:
    sent = [*(one for one, _code in NONSENSE), LIVE, LIVE]
    answer = _tell(centre.client("operator"), *sent)
    codes = [*(code for _one, code in NONSENSE), "sighting.twice"]
    places = [*range(len(NONSENSE)), len(NONSENSE) + 1]
    assert answer["taken"] == 1
    assert answer["refused"] == [{"place": at, "code": code} for at, code in zip(places, codes, strict=True)]


def test_numbers_that_are_none_are_refused_and_the_rest_is_taken(centre: RunningCentre) -> None:
    none = [float("nan"), float("inf"), -float("inf")]
    answer = _tell(centre.client("operator"), *(LIVE | {"for_s": number} for number in none), FAR_LIVE)
    assert answer["taken"] == 1
    assert answer["refused"] == [{"place": place, "code": "sighting.invalid"} for place in range(3)]


def test_too_many_and_too_often_are_refused_whole(centre: RunningCentre) -> None:
    client = centre.client("operator")
    assert client.call("PUT", "/v1/sightings", {"sightings": [LIVE] * 501}).status_code == 422
    assert client.call("PUT", "/v1/sightings", {"sightings": [LIVE]}).status_code == 200
    again = client.call("PUT", "/v1/sightings", {"sightings": [DEAD]})
    assert (again.status_code, again.json()["code"]) == (429, "sightings.too_often")


def test_what_was_told_before_sightings_were_is_kept_as_the_word_of_sources(centre: RunningCentre) -> None:
    assert {row["camera_id"]: row["state"] for row in centre.rows("camera_told")} == {
        NEAR.id: "online",
        FAR.id: "online",
    }
    assert _asked(centre)["how"] == "told"
