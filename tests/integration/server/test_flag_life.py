"""The life of a flag through the API: each step on record, each wrong one refused by its code."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import requests

from console.base.ids import new_id
from console.domain.flag_state import FlagState
from console.wire.events import FlagList, FlagRecord, FlagWay
from tests.helpers.centre import CentreClient, RunningCentre, send_evidence
from tests.integration.server.conftest import FAR, NEAR

_OFFICER = {"officer_name": "Aiptu Slamet", "officer_number": "78050123"}


def _flag(centre: RunningCentre, camera_id: str = NEAR.id) -> UUID:
    flag_id = new_id()
    assert centre.client("operator").put_flag(camera_id, flag_id).status_code == 201
    return flag_id


def _say(client: CentreClient, flag_id: UUID, action: str, **more: object) -> requests.Response:
    body = {"id": str(new_id()), "action": action} | more
    return client.call("POST", f"/v1/flags/{flag_id}/changes", body)


def _record(client: CentreClient, flag_id: UUID) -> FlagRecord:
    return FlagRecord.model_validate_json(client.get(f"/v1/flags/{flag_id}").content)


def _refused(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, str(answer.json()["code"])


def test_a_whole_life_is_on_record_with_who_when_from_to_and_why(centre: RunningCentre) -> None:
    police, flag_id = centre.client("police_liaison"), _flag(centre)
    police.call("POST", f"/v1/flags/{flag_id}/receipt")
    assert _say(police, flag_id, "acknowledge", **_OFFICER).status_code == 200
    assert _say(police, flag_id, "assign", officer_name="Bripka Joko", officer_number="84010044").status_code == 200
    for action in ("go", "arrive", "resolve"):
        assert _say(police, flag_id, action).status_code == 200
    closed = _say(centre.client("operator"), flag_id, "close", reason="handled", note="massa bubar")
    assert closed.status_code == 200
    record = _record(centre.client("supervisor"), flag_id)
    assert [(step.action, step.from_state, step.to_state, step.role) for step in record.history] == [
        ("send", "flagged", "sent", "operator"),
        ("deliver", "sent", "delivered", "police_liaison"),
        ("acknowledge", "delivered", "acknowledged", "police_liaison"),
        ("assign", "acknowledged", "assigned", "police_liaison"),
        ("go", "assigned", "enroute", "police_liaison"),
        ("arrive", "enroute", "onscene", "police_liaison"),
        ("resolve", "onscene", "resolved", "police_liaison"),
        ("close", "resolved", "closed", "operator"),
    ]
    last = record.history[-1]
    assert (last.actor, last.reason, last.note) == ("Operator", "handled", "massa bubar")
    assert sorted(step.at_utc for step in record.history) == [step.at_utc for step in record.history]
    assert (record.state, record.stage) == (FlagWay.ACKNOWLEDGED, FlagState.CLOSED)
    assert record.acknowledgement is not None
    assert record.acknowledgement.officer_name == "Aiptu Slamet"


def test_the_streams_are_told_every_change_once(centre: RunningCentre) -> None:
    police, flag_id = centre.client("police_liaison"), _flag(centre)
    change = {"id": str(new_id()), "action": "acknowledge"} | _OFFICER
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _n: police.call("POST", f"/v1/flags/{flag_id}/changes", change), range(16)))
    assert {answer.status_code for answer in codes} == {200}
    told = [row["data"] for row in centre.rows("event_log") if row["kind"] == "flag.updated"]
    assert [FlagRecord.model_validate_json(data).state.value for data in told] == ["received", "acknowledged"]
    assert len(centre.rows("flag_changes")) == 2


def test_a_second_acknowledgement_is_refused_and_the_first_stands(centre: RunningCentre) -> None:
    police, flag_id = centre.client("police_liaison"), _flag(centre)
    assert _say(police, flag_id, "acknowledge", **_OFFICER).status_code == 200
    other = _say(police, flag_id, "acknowledge", officer_name="Bripka Joko", officer_number="1")
    assert _refused(other) == (409, "flag.already_acknowledged")
    assert len(_record(police, flag_id).history) == 2


def test_an_answer_after_the_end_is_refused_until_the_flag_is_reopened(centre: RunningCentre) -> None:
    police, supervisor, flag_id = centre.client("police_liaison"), centre.client("supervisor"), _flag(centre)
    assert _say(centre.client("operator"), flag_id, "cancel", reason="mistaken").status_code == 200
    for action, more in (("acknowledge", _OFFICER), ("note", {"note": "x"}), ("close", {"reason": "handled"})):
        assert _refused(_say(police, flag_id, action, **more)) == (409, "flag.closed")
    old_way = police.call("POST", f"/v1/flags/{flag_id}/acknowledgement", _OFFICER)
    assert _refused(old_way) == (409, "flag.closed")
    assert _say(supervisor, flag_id, "reopen", note="salah pencet").json()["stage"] == "reopened"
    assert _say(police, flag_id, "acknowledge", **_OFFICER).json()["stage"] == "acknowledged"


def test_a_reopened_flag_waits_for_a_new_answer(centre: RunningCentre) -> None:
    police, flag_id = centre.client("police_liaison"), _flag(centre)
    _say(police, flag_id, "acknowledge", **_OFFICER)
    _say(police, flag_id, "close", reason="not_found")
    record = FlagRecord.model_validate_json(_say(police, flag_id, "reopen", note="terlihat lagi").content)
    assert (record.state.value, record.acknowledgement, record.delivered_utc) == ("received", None, None)
    police.call("POST", f"/v1/flags/{flag_id}/receipt")
    answer = _say(police, flag_id, "acknowledge", officer_name="Bripka Joko", officer_number="84010044")
    assert answer.json()["acknowledgement"]["officer_name"] == "Bripka Joko"


def test_sending_somebody_is_an_answer_too(centre: RunningCentre) -> None:
    police, flag_id = centre.client("police_liaison"), _flag(centre)
    record = FlagRecord.model_validate_json(_say(police, flag_id, "assign", **_OFFICER).content)
    assert record.acknowledgement is not None
    assert record.acknowledgement.officer_number == "78050123"
    assert [row["subject"] for row in centre.rows("audit") if row["action"] == "acknowledge_flag"] == [str(flag_id)]


def test_same_change_again_changes_nothing_and_another_under_its_id_is_refused(centre: RunningCentre) -> None:
    police, flag_id, other_flag = centre.client("police_liaison"), _flag(centre), _flag(centre)
    change = {"id": str(new_id()), "action": "note", "note": "unit dari selatan"}
    path = f"/v1/flags/{flag_id}/changes"
    first, again = police.call("POST", path, change), police.call("POST", path, change)
    assert first.json() == again.json()
    assert _refused(police.call("POST", path, change | {"note": "lain"})) == (409, "id_conflict")
    elsewhere = police.call("POST", f"/v1/flags/{other_flag}/changes", change)
    assert _refused(elsewhere) == (409, "id_conflict")


@pytest.mark.parametrize(
    ("name", "action", "more", "refusal"),
    [
        ("operator", "acknowledge", _OFFICER, (403, "flag.change_not_yours")),
        ("operator", "close", {"reason": "handled"}, (403, "flag.change_not_yours")),
        ("police_liaison", "cancel", {"reason": "mistaken"}, (403, "flag.change_not_yours")),
        ("supervisor", "escalate", {}, (403, "flag.change_not_yours")),
        ("police_liaison", "arrive", {}, (409, "flag.change_out_of_order")),
        ("operator", "send", {}, (409, "flag.change_out_of_order")),
        ("operator", "cancel", {}, (422, "flag.reason_missing")),
        ("operator", "cancel", {"reason": "handled"}, (422, "flag.reason_missing")),
        ("operator", "cancel", {"reason": "other", "note": " "}, (422, "flag.note_missing")),
        ("police_liaison", "acknowledge", {"officer_name": "Slamet"}, (422, "flag.officer_missing")),
        ("operator", "mark_duplicate", {}, (422, "flag.duplicate_missing")),
        ("operator", "fly", {}, (422, "request.invalid")),
        ("operator", "note", {"note": "x" * 2001}, (422, "request.invalid")),
    ],
)
def test_a_wrong_change_is_refused_and_leaves_nothing(
    centre: RunningCentre, name: str, action: str, more: dict[str, object], refusal: tuple[int, str]
) -> None:
    flag_id = _flag(centre)
    assert _refused(_say(centre.client(name), flag_id, action, **more)) == refusal
    assert len(centre.rows("flag_changes")) == 1


def test_an_unknown_flag_is_said_to_be_unknown_inside_and_outside_the_scope(centre: RunningCentre) -> None:
    far = _flag(centre, FAR.id)
    for flag_id in (new_id(), far):
        answer = _say(centre.client("near_police"), flag_id, "acknowledge", **_OFFICER)
        assert _refused(answer) == (404, "flag.unknown")


def test_a_duplicate_names_another_flag_that_one_may_see(centre: RunningCentre) -> None:
    first, second, far = _flag(centre), _flag(centre), _flag(centre, FAR.id)
    near = centre.client("near_operator")
    for original in (new_id(), second, far):
        answer = _say(near, second, "mark_duplicate", duplicate_of=str(original))
        assert _refused(answer) == (422, "flag.duplicate_unknown")
    record = FlagRecord.model_validate_json(_say(near, second, "mark_duplicate", duplicate_of=str(first)).content)
    assert record.history[-1].duplicate_of == first


def test_open_flags_can_be_asked_for(centre: RunningCentre) -> None:
    operator, ended, waiting = centre.client("operator"), _flag(centre), _flag(centre)
    _say(operator, ended, "cancel", reason="mistaken")
    for query, wanted in (("open=true", [waiting]), ("state=cancelled", [ended]), ("state=received", [waiting])):
        answer = FlagList.model_validate_json(operator.get(f"/v1/flags?{query}").content)
        assert [flag.id for flag in answer.flags] == wanted


def test_a_camera_that_is_added_is_on_record_by_name_and_with_the_flag_once_its_evidence_is(
    centre: RunningCentre,
) -> None:
    operator, flag_id = centre.client("operator"), _flag(centre)
    change = {"id": str(new_id()), "action": "add_camera", "camera_id": FAR.id}
    for _again in range(2):
        assert operator.call("POST", f"/v1/flags/{flag_id}/changes", change).status_code == 200
    record = _record(operator, flag_id)
    assert [(step.action, step.note) for step in record.history[1:]] == [("add_camera", f"{FAR.number} {FAR.name}")]
    assert record.more_cameras == ()

    send_evidence(operator, flag_id, FAR.id, "still", "image/jpeg", b"still")

    assert [camera.id for camera in _record(operator, flag_id).more_cameras] == [FAR.id]
    acts = {(row["action"], row["subject"]) for row in centre.rows("audit")}
    assert {("flag_changed", str(flag_id)), ("flag_changed", FAR.id)} <= acts


def test_only_the_room_adds_cameras_and_only_those_that_it_may_see(centre: RunningCentre) -> None:
    operator, flag_id = centre.client("operator"), _flag(centre)
    added = {"camera_id": FAR.id}
    assert _refused(_say(centre.client("police_liaison"), flag_id, "add_camera", **added)) == (
        403,
        "flag.change_not_yours",
    )
    assert _say(centre.client("viewer"), flag_id, "add_camera", **added).status_code == 403
    near = centre.client("near_operator")
    assert _refused(_say(near, flag_id, "add_camera", **added)) == (403, "flag.camera_not_yours")
    assert _refused(_say(operator, flag_id, "add_camera", camera_id="cam-none")) == (422, "flag.camera_unknown")
    assert _refused(_say(operator, flag_id, "add_camera")) == (422, "flag.camera_missing")
    assert _say(operator, flag_id, "cancel", reason="mistaken").status_code == 200
    assert _refused(_say(operator, flag_id, "add_camera", **added)) == (409, "flag.closed")
    assert _record(centre.client("supervisor"), flag_id).more_cameras == ()
