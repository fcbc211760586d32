"""Terms of owners at the centre: no ticket outside them, tickets that end with them, who may set them, and what is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from console.base.ids import new_id
from console.domain.roles import Role
from console.domain.viewing_terms import WIB
from console.server.evidence_store import evidence_file
from console.server.housekeeping import tidy
from console.server.intake.importing import ImportWish, import_files
from console.server.settings import Lifetimes
from console.wire.streams import TicketAnswer
from console.wire.terms import OwnerList, TermsList
from tests.helpers.centre import CentreClient, RunningCentre, send_evidence
from tests.helpers.clock import FakeClock
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

_REASON = {"reason": "kebakaran di sebelahnya"}
_DAY_S = 86_400
_OWNER = "/v1/owners/rt/terms"
"""The owner of both cameras, made of the import's text."""


@pytest.fixture
def clock() -> FakeClock:
    """At noon in WIB."""
    return FakeClock(datetime(2026, 11, 23, 12, 0, tzinfo=WIB).astimezone(UTC))


@pytest.fixture
def centre(make_centre: MakeCentre, clock: FakeClock) -> RunningCentre:
    long_s = 366 * _DAY_S
    return make_centre(clock=clock, lifetimes=Lifetimes(access_token_s=long_s, refresh_token_s=long_s))


def _ask(client: CentreClient, camera: str = NEAR.id) -> TicketAnswer:
    answer = client.call("POST", "/v1/streams/tickets", {"feeds": [{"camera_id": camera, "quality": "sub"}]})
    return TicketAnswer.model_validate_json(answer.content)


def _flag_with_still(client: CentreClient, camera: str) -> tuple[UUID, UUID]:
    flag_id = new_id()
    assert client.put_flag(camera, flag_id).status_code == 201
    evidence_id = send_evidence(client, flag_id, camera, "still", "image/jpeg", b"gambar" * 100)
    wait_until(lambda: client.get(f"/v1/flags/{flag_id}").json()["evidence"][0]["state"] == "complete")
    return flag_id, evidence_id


def _put(client: CentreClient, path: str, **terms: Any) -> int:
    return client.call("PUT", path, terms).status_code


def test_outside_the_hours_there_is_no_ticket_and_inside_it_ends_with_them(
    centre: RunningCentre, clock: FakeClock
) -> None:
    operator = centre.client("operator")
    assert _put(centre.client("admin"), _OWNER, hours="18:00-06:00") == 204

    (refusal,) = _ask(operator).refused
    assert (refusal.code, refusal.owner, refusal.hours) == ("terms.hours", "RT", "18.00-06.00")

    clock.advance(6 * 3600)
    assert _ask(operator).tickets[0].expires_utc > clock.now_utc() + timedelta(seconds=60)
    clock.advance(12 * 3600 - 60)
    assert _ask(operator).tickets[0].expires_utc == datetime(2026, 11, 24, 6, 0, tzinfo=WIB)
    clock.advance(60)
    assert _ask(operator).refused[0].code == "terms.hours"


def test_only_the_roles_of_the_terms_see_the_camera(centre: RunningCentre) -> None:
    assert _put(centre.client("admin"), _OWNER, roles=["supervisor"]) == 204

    assert _ask(centre.client("operator")).refused[0].code == "terms.role"
    assert _ask(centre.client("supervisor")).tickets


def test_after_the_last_day_nobody_sees_it(centre: RunningCentre, clock: FakeClock) -> None:
    assert _put(centre.client("admin"), _OWNER, valid_until="2026-11-23") == 204
    supervisor = centre.client("supervisor")
    assert _ask(supervisor).tickets
    clock.advance(_DAY_S)

    assert _ask(supervisor).refused[0].code == "terms.ended"


def test_terms_of_a_camera_stand_in_place_of_its_owners(centre: RunningCentre) -> None:
    admin, operator = centre.client("admin"), centre.client("operator")
    assert _put(admin, _OWNER, roles=["supervisor"]) == 204
    assert _put(admin, f"/v1/viewing-terms/{NEAR.id}") == 204
    assert _ask(operator).tickets
    assert _ask(operator, FAR.id).refused[0].code == "terms.role"

    assert admin.call("DELETE", f"/v1/viewing-terms/{NEAR.id}").status_code == 204
    assert _ask(operator).refused[0].code == "terms.role"


def test_an_emergency_lifts_the_hours_for_a_quarter_of_an_hour_on_record(
    centre: RunningCentre, clock: FakeClock
) -> None:
    supervisor, operator = centre.client("supervisor"), centre.client("operator")
    path = f"/v1/viewing-terms/{NEAR.id}/lift"
    assert supervisor.call("POST", path, _REASON).json()["code"] == "terms.nothing_to_lift"
    assert _put(centre.client("admin"), _OWNER, hours="18.00-06.00") == 204
    assert operator.call("POST", path, _REASON).status_code == 403
    assert supervisor.call("POST", path, {"reason": " "}).status_code == 422

    assert supervisor.call("POST", path, _REASON).status_code == 200
    lift = clock.now_utc() + timedelta(minutes=15)
    clock.advance(14 * 60)
    assert _ask(operator).tickets[0].expires_utc == lift
    assert _ask(operator, FAR.id).refused[0].code == "terms.hours"
    told = TermsList.model_validate_json(operator.get("/v1/viewing-terms").content)
    assert [(one.camera_id, one.by, one.reason, one.until_utc) for one in told.lifts] == [
        (NEAR.id, "Supervisor", _REASON["reason"], lift)
    ]
    clock.advance(60)
    assert _ask(operator).refused[0].code == "terms.hours"
    assert TermsList.model_validate_json(operator.get("/v1/viewing-terms").content).lifts == ()
    acts = [(row["username"], row["detail"]) for row in centre.rows("audit") if row["action"] == "terms_lifted"]
    assert acts == [("supervisor", _REASON["reason"])]


def test_who_does_not_see_all_of_an_owners_cameras_sets_no_terms(centre: RunningCentre) -> None:
    centre.add_user("near_admin", Role.ADMIN, ["33.74.02"])
    near = centre.client("near_admin")

    assert _put(near, _OWNER, roles=["supervisor"]) == 403
    assert _put(near, f"/v1/viewing-terms/{FAR.id}") == 403
    assert _put(near, f"/v1/viewing-terms/{NEAR.id}", retention_days=3) == 204
    assert _put(near, "/v1/viewing-terms/none") == 404
    assert _put(near, "/v1/owners/none/terms") == 404


def test_terms_are_told_within_the_scope_and_never_with_the_contact(centre: RunningCentre) -> None:
    admin = centre.client("admin")
    body = {"name": "RT", "kind": "neighbourhood", "contact": "Pak RT 0812-0000"}
    assert admin.call("PUT", "/v1/owners/rt", body).status_code == 204
    assert _put(admin, _OWNER, hours="18.00-06.00", roles=["operator", "supervisor"]) == 204
    assert _put(admin, f"/v1/viewing-terms/{FAR.id}", retention_days=3) == 204

    answer = centre.client("near_operator").get("/v1/viewing-terms")
    told = TermsList.model_validate_json(answer.content)
    assert [(one.owner, one.terms.hours) for one in told.owners] == [("RT", "18.00-06.00")]
    assert told.cameras == ()
    assert b"0812" not in answer.content
    assert [row["kind"] for row in centre.rows("event_log") if row["kind"] == "viewing.terms"]

    (owner,) = OwnerList.model_validate_json(admin.get("/v1/owners").content).owners
    assert (owner.name, owner.contact, owner.camera_count) == ("RT", "Pak RT 0812-0000", 2)


def test_a_new_name_reaches_the_directory_and_no_two_owners_share_one(centre: RunningCentre) -> None:
    admin = centre.client("admin")
    assert admin.call("PUT", "/v1/owners/pt-x", {"name": "PT X"}).status_code == 201
    assert admin.call("PUT", "/v1/owners/pt-x", {"name": "rt"}).json()["code"] == "owner.name_taken"
    assert admin.call("PUT", "/v1/owners/PT_X", {"name": "PT Y"}).status_code == 422

    assert admin.call("PUT", "/v1/owners/rt", {"name": "Warga RT"}).status_code == 204
    assert '"owner":"Warga RT"' in centre.client("viewer").get("/v1/directory/changes").text
    # A file that still has a name from before means the same owner.
    assert admin.call("PUT", "/v1/owners/rt", {"name": "Warga"}).status_code == 204
    (centre.folder / "old.csv").write_text((centre.folder / "cameras.csv").read_text().replace(",RT,", ",warga rt,"))
    report = import_files(centre.centre, ImportWish(centre.folder / "old.csv"))
    assert report.unchanged == 2
    assert sorted(row["name"] for row in centre.rows("owners")) == ["PT X", "Warga"]


@pytest.mark.parametrize(
    "wrong",
    [{"hours": "18.00"}, {"hours": "18.00-18.00"}, {"roles": ["nobody"]}, {"retention_days": 0}, {"valid_until": "x"}],
)
def test_what_are_no_terms_is_refused(centre: RunningCentre, wrong: dict[str, Any]) -> None:
    assert _put(centre.client("admin"), _OWNER, **wrong) == 422


def test_evidence_of_an_owner_goes_sooner_than_the_citys_but_not_from_a_hold(
    centre: RunningCentre, clock: FakeClock
) -> None:
    operator, officer = centre.client("operator"), centre.client("evidence_officer")
    assert _put(centre.client("admin"), f"/v1/viewing-terms/{NEAR.id}", retention_days=7) == 204
    near_flag, near = _flag_with_still(operator, NEAR.id)
    held_flag, held = _flag_with_still(operator, NEAR.id)
    _far_flag, far = _flag_with_still(operator, FAR.id)
    assert officer.call("PUT", f"/v1/flags/{held_flag}/hold", _REASON).status_code == 200
    ends = officer.get(f"/v1/flags/{near_flag}/hold").json()["deleted_after_utc"]
    assert datetime.fromisoformat(ends) == clock.now_utc() + timedelta(days=7)

    clock.advance(7 * _DAY_S + 60)
    tidy(centre.centre)
    here = [evidence_file(centre.centre, str(one)).exists() for one in (near, held, far)]
    assert here == [False, True, True]
    clock.advance(24 * _DAY_S)
    tidy(centre.centre)
    assert [evidence_file(centre.centre, str(one)).exists() for one in (held, far)] == [True, False]


def test_the_reserve_has_no_camera_that_its_person_may_never_see(centre: RunningCentre) -> None:
    admin, operator = centre.client("admin"), centre.client("operator")
    assert _put(admin, f"/v1/viewing-terms/{NEAR.id}", roles=["supervisor"]) == 204
    assert _put(admin, f"/v1/viewing-terms/{FAR.id}", hours="18.00-06.00") == 204

    given = operator.call("POST", "/v1/streams/reserve", {"after": ""}).json()["tickets"]

    # The hours are the console's to judge: they come round while the centre is away.
    assert {ticket["camera_id"] for ticket in given} == {FAR.id}
