"""Requests for evidence: put once, decided by somebody else with a fresh password, and never past their rules."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from console.base.ids import new_id
from console.domain.roles import Role
from console.server.tables import USERS
from tests.helpers.centre import PASSWORD, RunningCentre
from tests.helpers.clock import FakeClock
from tests.helpers.releases import (
    REQUEST,
    approve,
    ask,
    asked,
    confirm,
    flag_with_evidence,
    state_of,
    step,
    told,
)
from tests.integration.server.conftest import MakeCentre


def _flag(centre: RunningCentre) -> UUID:
    return flag_with_evidence(centre.client("operator"))


def test_a_request_is_put_once_and_numbered_within_its_flag(centre: RunningCentre) -> None:
    police, flag_id, release_id = centre.client("police_liaison"), _flag(centre), new_id()
    answers = [ask(police, flag_id, release_id) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    record = answers[0].json()
    assert record["number"] == f"{record['flag_number']}_BB01"
    assert (record["state"], record["requester"]) == ("requested", "Police_Liaison")
    assert told(ask(police, flag_id, release_id, purpose="Lain")) == (409, "id_conflict")
    assert ask(police, flag_id).json()["number"].endswith("_BB02")
    listed = police.get(f"/v1/releases?flag={flag_id}").json()["releases"]
    assert [one["number"][-4:] for one in listed] == ["BB02", "BB01"]


def test_a_request_without_letter_report_purpose_or_officer_is_refused(centre: RunningCentre) -> None:
    police, flag_id = centre.client("police_liaison"), _flag(centre)
    for name in ("letter_number", "report_number", "purpose", "officer_name", "officer_number"):
        assert told(ask(police, flag_id, None, **{name: " "})) == (422, "release.request_incomplete")
    assert police.get("/v1/releases").json()["releases"] == []


def test_nobody_asks_for_what_is_not_there_or_lies_in_a_foreign_area(centre: RunningCentre) -> None:
    far = flag_with_evidence(centre.client("operator"), "kam-002")
    near = centre.client("near_police")
    assert told(ask(near, new_id())) == (404, "flag.unknown")
    assert told(ask(near, far)) == (404, "flag.unknown")
    release_id = asked(centre.client("police_liaison"), far)
    assert told(near.get(f"/v1/releases/{release_id}")) == (404, "release.unknown")
    assert told(step(near, release_id, "withdraw")) == (404, "release.unknown")
    assert told(near.call("POST", f"/v1/releases/{release_id}/link")) == (404, "release.unknown")
    assert near.get("/v1/releases").json()["releases"] == []


def test_approval_needs_the_password_again_and_uses_it_up(centre: RunningCentre) -> None:
    police, officer = centre.client("police_liaison"), centre.client("evidence_officer")
    first, second = asked(police, _flag(centre)), asked(police, _flag(centre))
    assert told(step(officer, first, "approve")) == (403, "release.confirm_again")
    assert told(confirm(officer, "salah")) == (401, "auth.wrong_password")
    assert told(step(officer, first, "approve")) == (403, "release.confirm_again")
    assert approve(officer, first).json()["approver"] == "Evidence_Officer"
    assert told(step(officer, second, "approve")) == (403, "release.confirm_again")


def test_a_password_that_was_given_too_long_ago_or_elsewhere_does_not_count(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    release_id = asked(centre.client("police_liaison"), _flag(centre))
    officer, elsewhere = centre.client("evidence_officer"), centre.client("evidence_officer")
    assert confirm(officer).status_code == 204
    assert told(step(elsewhere, release_id, "approve")) == (403, "release.confirm_again")
    clock.advance(301)
    assert told(step(officer, release_id, "approve")) == (403, "release.confirm_again")
    clock.advance(1)
    assert confirm(officer).status_code == 204
    clock.jump_wall(-60)
    assert told(step(officer, release_id, "approve")) == (403, "release.confirm_again")


def test_who_asked_or_flagged_cannot_approve_whatever_their_role_is_now(centre: RunningCentre) -> None:
    flag_id = _flag(centre)
    release_id = asked(centre.client("police_liaison"), flag_id)
    for name in ("police_liaison", "operator"):
        role = update(USERS).where(USERS.c.username == name).values(role=Role.EVIDENCE_OFFICER.value)
        with centre.centre.database.engine.begin() as connection:
            connection.execute(role)
        assert told(approve(centre.client(name), release_id)) == (403, "release.same_person")
    assert approve(centre.client("evidence_officer"), release_id).status_code == 200


def test_the_first_decision_stands_and_itself_again_is_no_second_one(centre: RunningCentre) -> None:
    police, officer = centre.client("police_liaison"), centre.client("evidence_officer")
    release_id = asked(police, _flag(centre))
    assert confirm(officer).status_code == 204
    said = {"id": str(new_id()), "action": "approve"}
    for _ in range(2):
        assert officer.call("POST", f"/v1/releases/{release_id}/changes", said).status_code == 200
    assert told(approve(officer, release_id)) == (409, "release.already_decided")
    assert told(step(officer, release_id, "refuse", note="terlambat")) == (409, "release.already_decided")
    other = {**said, "action": "refuse", "note": "sidang"}
    assert told(officer.call("POST", f"/v1/releases/{release_id}/changes", other)) == (409, "id_conflict")
    steps = officer.get(f"/v1/releases/{release_id}").json()["history"]
    assert [one["action"] for one in steps][:2] == ["request", "approve"]


def test_a_refusal_has_its_reason_and_after_an_end_nothing_happens(centre: RunningCentre) -> None:
    police, officer = centre.client("police_liaison"), centre.client("evidence_officer")
    release_id = asked(police, _flag(centre))
    assert told(step(officer, release_id, "refuse")) == (422, "release.note_missing")
    assert step(officer, release_id, "refuse", note="surat tanpa cap").json()["state"] == "refused"
    assert told(approve(officer, release_id)) == (409, "release.ended")
    assert told(step(police, release_id, "withdraw")) == (409, "release.ended")
    assert told(step(police, release_id, "receive", sha256="0" * 64)) == (409, "release.ended")
    assert told(police.call("POST", f"/v1/releases/{release_id}/link")) == (404, "release.not_here")


def test_a_flag_that_is_closed_may_still_be_asked_for_and_stays_closed(centre: RunningCentre) -> None:
    flag_id = _flag(centre)
    closed = {"id": str(new_id()), "action": "close", "reason": "handled"}
    supervisor = centre.client("supervisor")
    assert supervisor.call("POST", f"/v1/flags/{flag_id}/changes", closed).status_code == 200
    assert ask(centre.client("police_liaison"), flag_id).status_code == 201
    assert supervisor.get(f"/v1/flags/{flag_id}").json()["stage"] == "closed"


def test_what_is_not_ones_own_step_is_refused(centre: RunningCentre) -> None:
    centre.add_user("other_police", Role.POLICE_LIAISON)
    police, officer = centre.client("police_liaison"), centre.client("evidence_officer")
    release_id = asked(police, _flag(centre))
    assert told(step(police, release_id, "approve")) == (403, "release.not_yours")
    assert told(step(officer, release_id, "withdraw")) == (403, "release.not_yours")
    assert told(step(officer, release_id, "pack")) == (409, "release.out_of_order")
    assert told(step(police, release_id, "release")) == (403, "release.not_yours")
    assert told(step(centre.client("other_police"), release_id, "withdraw")) == (403, "release.not_yours")
    assert step(police, release_id, "withdraw").json()["state"] == "withdrawn"


def test_without_complete_evidence_there_is_nothing_to_approve(centre: RunningCentre) -> None:
    flag_id = new_id()
    centre.client("operator").put_flag("kam-001", flag_id)
    release_id = asked(centre.client("police_liaison"), flag_id)
    officer = centre.client("evidence_officer")
    assert told(approve(officer, release_id)) == (409, "release.no_evidence")
    assert state_of(officer, release_id) == "requested"


def test_the_password_is_kept_nowhere(centre: RunningCentre) -> None:
    assert confirm(centre.client("evidence_officer")).status_code == 204
    assert PASSWORD not in str(centre.rows("confirmations"))
    assert REQUEST["letter_number"] not in str(centre.rows("confirmations"))
