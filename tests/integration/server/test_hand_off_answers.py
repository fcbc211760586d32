"""Signed answers come back: each counts once, by the table of states, and whatever is wrong has its own code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from console.base.ids import new_id
from console.handoff.cloud_event import new_message_id
from console.handoff.keys import new_private_key
from console.server.handoff.receivers import NewReceiver, add_receiver, disable_receiver
from tests.helpers.answers import OFFICER, Answering
from tests.helpers.centre import CentreClient, RunningCentre, send_evidence
from tests.helpers.eido_schema import eido_faults
from tests.helpers.receiver import TestReceiver, running_receiver
from tests.helpers.releases import approve, fetched, packed
from tests.helpers.waiting import wait_until


@dataclass(frozen=True)
class Story:
    """A flag that the receiver ``polres`` has, and both sides of it."""

    centre: RunningCentre
    receiver: TestReceiver
    polres: Answering
    operator: CentreClient
    flag_id: UUID

    def flag(self) -> dict[str, object]:
        found: dict[str, object] = self.operator.get(f"/v1/flags/{self.flag_id}").json()
        return found

    def steps(self) -> list[str]:
        history = self.flag()["history"]
        assert isinstance(history, list)
        return [str(step["action"]) for step in history]


@pytest.fixture
def story(centre: RunningCentre) -> Iterator[Story]:
    key = new_private_key()
    with running_receiver() as receiver:
        add_receiver(centre.centre, NewReceiver("polres", receiver.url, answer_key=key.public()))
        operator, flag_id = centre.client("operator"), new_id()
        operator.put_flag("kam-001", flag_id)
        story = Story(centre, receiver, Answering(centre.url, "polres", key), operator, flag_id)
        wait_until(lambda: story.flag()["stage"] == "delivered", what="the flag at the receiver")
        yield story


def test_from_acknowledged_to_resolved(story: Story) -> None:
    answers = [
        ("incident.acknowledged", OFFICER, "acknowledged"),
        ("incident.assigned", {**OFFICER, "unit": "Unit Patroli 3"}, "assigned"),
        ("incident.enroute", {}, "enroute"),
        ("incident.onscene", {}, "onscene"),
        ("incident.resolved", {"note": "sudah dibubarkan"}, "resolved"),
    ]
    for kind, data, stage in answers:
        said = story.polres.say(kind, story.flag_id, **data)
        assert (said.status_code, said.json()["stage"]) == (200, stage)
    assert story.flag()["acknowledgement"]["officer_number"] == "78050123"  # type: ignore[index]
    assert story.steps() == ["send", "deliver", "acknowledge", "assign", "go", "arrive", "resolve"]
    last = story.flag()["history"][-1]  # type: ignore[index]
    assert (last["party"], last["actor"], last["note"]) == ("police", "polres", "sudah dibubarkan")


def test_the_same_message_again_changes_nothing(story: Story) -> None:
    name = new_message_id()
    body = story.polres.body("incident.acknowledged", story.flag_id, name, **OFFICER)
    first, second = story.polres.send(name, body), story.polres.send(name, body)
    assert (first.json()["repeated"], second.json()["repeated"]) == (False, True)
    assert second.status_code == 200
    assert story.steps() == ["send", "deliver", "acknowledge"]


def test_a_message_that_is_replayed_after_others_changes_nothing_either(story: Story) -> None:
    name = new_message_id()
    body = story.polres.body("incident.acknowledged", story.flag_id, name, **OFFICER)
    story.polres.send(name, body)
    story.polres.say("incident.resolved", story.flag_id)
    assert story.polres.send(name, body).json() == {
        "number": story.flag()["number"],
        "stage": "resolved",
        "repeated": True,
    }


def test_another_message_under_the_same_id_is_refused(story: Story) -> None:
    name = new_message_id()
    story.polres.say("incident.acknowledged", story.flag_id, name, **OFFICER)
    again = story.polres.say("incident.enroute", story.flag_id, name)
    assert (again.status_code, again.json()["code"]) == (409, "id_conflict")


def test_a_second_officer_does_not_take_the_first_ones_place(story: Story) -> None:
    story.polres.say("incident.acknowledged", story.flag_id, **OFFICER)
    other = story.polres.say("incident.acknowledged", story.flag_id, officer_name="Budi", officer_number="99")
    assert (other.status_code, other.json()["code"]) == (409, "flag.already_acknowledged")
    assert story.flag()["acknowledgement"]["officer_number"] == "78050123"  # type: ignore[index]


def test_an_answer_after_closing_is_refused(story: Story) -> None:
    change = {"id": str(new_id()), "action": "close", "reason": "false_alarm"}
    supervisor = story.centre.client("supervisor")
    assert supervisor.call("POST", f"/v1/flags/{story.flag_id}/changes", change).status_code == 200
    late = story.polres.say("incident.acknowledged", story.flag_id, **OFFICER)
    assert (late.status_code, late.json()["code"]) == (409, "flag.closed")
    assert story.centre.rows("handoff_answers") == []


def test_evidence_may_be_asked_for_even_after_that(story: Story) -> None:
    letters = {"letter_number": "B/12/XI/2026", "report_number": "LP/7/XI/2026"}
    assert story.polres.say("evidence.requested", story.flag_id, **letters).status_code == 200
    note = story.flag()["history"][-1]["note"]  # type: ignore[index]
    assert note == "Permintaan bukti: surat B/12/XI/2026, LP LP/7/XI/2026"
    change = {"id": str(new_id()), "action": "close", "reason": "handled"}
    story.centre.client("supervisor").call("POST", f"/v1/flags/{story.flag_id}/changes", change)
    asked = story.polres.say("evidence.requested", story.flag_id, **letters)
    assert (asked.status_code, asked.json()["stage"]) == (200, "closed")
    assert len(story.centre.rows("handoff_answers")) == 2


def test_a_complete_request_for_evidence_waits_for_a_decision_and_any_liaison_of_the_area_may_fetch_it(
    story: Story,
) -> None:
    letters = {"letter_number": "B/12/XI/2026", "report_number": "LP/7/XI/2026", "unit": "Satreskrim"}
    police = story.centre.client("police_liaison")
    assert story.polres.say("evidence.requested", story.flag_id, **letters).status_code == 200
    assert police.get("/v1/releases").json()["releases"] == []
    message = new_message_id()
    body = story.polres.body("evidence.requested", story.flag_id, message, **letters, **OFFICER)
    assert [story.polres.send(message, body).status_code for _ in range(2)] == [200, 200]
    (record,) = police.get("/v1/releases").json()["releases"]
    assert (record["requester"], record["requester_id"], record["state"]) == ("polres", None, "requested")
    assert (record["body"]["letter_number"], record["body"]["purpose"]) == ("B/12/XI/2026", "Penyidikan")
    send_evidence(story.operator, story.flag_id, "kam-001", "clip", "video/mp4", b"clip")
    assert approve(story.centre.client("evidence_officer"), record["id"]).status_code == 200
    packed(police, record["id"])
    assert fetched(story.centre.client("near_police"), record["id"])


def test_a_flag_that_nobody_knows(story: Story) -> None:
    said = story.polres.say("incident.acknowledged", new_id(), **OFFICER)
    assert (said.status_code, said.json()["code"]) == (404, "flag.unknown")


def test_a_flag_that_this_receiver_never_got_is_unknown_to_it(story: Story) -> None:
    key = new_private_key()
    add_receiver(story.centre.centre, NewReceiver("polsek", story.receiver.url, answer_key=key.public()))
    said = Answering(story.centre.url, "polsek", key).say("incident.acknowledged", story.flag_id, **OFFICER)
    assert (said.status_code, said.json()["code"]) == (404, "flag.unknown")


def test_a_bad_signature(story: Story) -> None:
    forged = Answering(story.centre.url, "polres", new_private_key())
    said = forged.say("incident.acknowledged", story.flag_id, **OFFICER)
    assert (said.status_code, said.json()["code"]) == (401, "handoff.signature_wrong")
    assert story.steps() == ["send", "deliver"]


def test_no_signature(story: Story) -> None:
    name = new_message_id()
    body = story.polres.body("incident.acknowledged", story.flag_id, name, **OFFICER)
    said = story.polres.send(name, body, webhook_signature="")
    assert (said.status_code, said.json()["code"]) == (401, "handoff.signature_missing")


@pytest.mark.parametrize("late_s", [400.0, -400.0])
def test_a_wrong_clock_is_told_with_its_difference(story: Story, late_s: float) -> None:
    name = new_message_id()
    body = story.polres.body("incident.acknowledged", story.flag_id, name, **OFFICER)
    said = story.polres.send(name, body, late_s)
    assert (said.status_code, said.json()["code"]) == (401, "handoff.clock_wrong")
    assert story.steps() == ["send", "deliver"]


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("incident.acknowledged", {}, "flag.officer_missing"),
        ("incident.acknowledged", {"officer_name": "x" * 201}, "handoff.message_malformed"),
        ("incident.acknowledged", {"flag_id": "none"}, "handoff.message_malformed"),
        ("incident.flagged", OFFICER, "handoff.answer_unknown"),
        ("incident.dance", OFFICER, "handoff.answer_unknown"),
    ],
)
def test_what_an_answer_lacks(story: Story, kind: str, data: dict[str, object], code: str) -> None:
    name = new_message_id()
    body = story.polres.body(kind, **({"flag_id": story.flag_id} | data), message_id=name)  # type: ignore[arg-type]
    said = story.polres.send(name, body)
    assert (said.status_code, said.json()["code"]) == (422, code)
    assert story.steps() == ["send", "deliver"]


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b'{"specversion":"1.0"}'])
def test_what_is_no_message(story: Story, body: bytes) -> None:
    said = story.polres.send(new_message_id(), body)
    assert (said.status_code, said.json()["code"]) == (422, "handoff.message_malformed")


def test_an_id_in_the_header_that_is_not_the_messages(story: Story) -> None:
    body = story.polres.body("incident.acknowledged", story.flag_id, **OFFICER)
    said = story.polres.send(new_message_id(), body)
    assert (said.status_code, said.json()["code"]) == (422, "handoff.message_malformed")


def test_a_message_that_is_too_large(story: Story) -> None:
    said = story.polres.send(new_message_id(), b" " * 2_000_000)
    assert (said.status_code, said.json()["code"]) == (413, "request.too_large")


def test_a_receiver_that_nobody_added(story: Story) -> None:
    said = Answering(story.centre.url, "siapa", story.polres.key).say("incident.enroute", story.flag_id)
    assert (said.status_code, said.json()["code"]) == (404, "handoff.receiver_unknown")


def test_a_receiver_that_is_shut_out(story: Story) -> None:
    disable_receiver(story.centre.centre, "polres")
    said = story.polres.say("incident.acknowledged", story.flag_id, **OFFICER)
    assert (said.status_code, said.json()["code"]) == (403, "handoff.receiver_disabled")


def test_how_the_messages_of_a_flag_stand(story: Story) -> None:
    (message,) = story.operator.get(f"/v1/flags/{story.flag_id}/messages").json()["messages"]
    assert (message["receiver"], message["kind"], message["state"]) == ("polres", "incident.flagged", "delivered")
    assert message["tries"] == 1


def test_a_flag_may_be_taken_along_as_a_document(story: Story) -> None:
    path = f"/v1/flags/{story.flag_id}/document?format="
    number = story.flag()["number"]
    eido, cap, feature = (story.operator.get(path + word) for word in ("eido", "cap", "geojson"))
    assert eido_faults(eido.json()) == []
    assert eido.json()["incidentComponent"]["internalIncidentId"] == number
    assert cap.headers["content-type"] == "application/cap+xml"
    assert f"<incidents>{number}</incidents>" in cap.text
    assert feature.headers["content-type"] == "application/geo+json"
    assert feature.json()["geometry"]["coordinates"] == [110.42, -6.96]
    assert story.operator.get(path + "docx").status_code == 422
