"""Flags leave the centre for the police's systems: signed, once, in order, however the receiver behaves."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from datetime import timedelta

import pytest
import trustme

from console.base.ids import new_id
from console.handoff.signing import verify
from console.server.handoff.receivers import (
    GivenKeys,
    KnownReceiver,
    NewReceiver,
    add_receiver,
    disable_receiver,
    enable_receiver,
    list_receivers,
    rotate_keys,
)
from console.server.handoff.rules import ReceiverRule
from tests.helpers.centre import RunningCentre, send_evidence
from tests.helpers.clock import FakeClock
from tests.helpers.eido_schema import eido_faults
from tests.helpers.logfail import ExpectLog
from tests.helpers.receiver import Received, Reply, TestReceiver, running_receiver
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import MakeCentre


@pytest.fixture
def receiver() -> Iterator[TestReceiver]:
    with running_receiver() as running:
        yield running


def _add(centre: RunningCentre, receiver: TestReceiver, **options: object) -> GivenKeys:
    return add_receiver(centre.centre, NewReceiver("polres", receiver.url, **options))  # type: ignore[arg-type]


def _listed(centre: RunningCentre) -> KnownReceiver:
    (only,) = list_receivers(centre.centre)
    return only


def _kinds(receiver: TestReceiver) -> list[str]:
    return [request.kind for request in receiver.received]


def test_a_flag_arrives_signed_valid_and_makes_the_flag_delivered(
    centre: RunningCentre, receiver: TestReceiver
) -> None:
    keys = _add(centre, receiver, with_shared_key=True)
    flag_id = new_id()
    operator = centre.client("operator")
    assert operator.put_flag("kam-001", flag_id).status_code == 201
    wait_until(lambda: receiver.received, what="the flag at the receiver")
    (request,) = receiver.received
    assert keys.shared is not None
    for key in (keys.public, keys.shared):
        assert verify(request.headers, request.body, [key], request.event.time).id == request.event.id
    assert request.headers["content-type"] == "application/cloudevents+json"
    assert request.event.subject == operator.get(f"/v1/flags/{flag_id}").json()["number"]
    assert eido_faults(request.event.data) == []
    assert request.event.data["incidentComponent"]["incidentTypeCommonRegistryText"] == "FIGHT"
    wait_until(lambda: operator.get(f"/v1/flags/{flag_id}").json()["stage"] == "delivered", what="delivered")
    steps = operator.get(f"/v1/flags/{flag_id}").json()["history"]
    assert [(step["action"], step["actor"]) for step in steps][-1] == ("deliver", "polres")
    assert _kinds(receiver) == ["incident.flagged"]


def test_what_becomes_of_the_flag_follows_in_order(centre: RunningCentre, receiver: TestReceiver) -> None:
    _add(centre, receiver)
    flag_id = new_id()
    centre.client("operator").put_flag("kam-001", flag_id)
    police = centre.client("police_liaison")
    officer = {"officer_name": "Slamet", "officer_number": "78050123"}
    for action in ("acknowledge", "assign", "go", "arrive", "resolve"):
        body = {"id": str(new_id()), "action": action, **officer}
        assert police.call("POST", f"/v1/flags/{flag_id}/changes", body).status_code == 200
    expected = ["flagged", "acknowledged", "assigned", "enroute", "onscene", "resolved"]
    wait_until(lambda: len(receiver.received) >= len(expected), what="all messages")
    assert _kinds(receiver) == [f"incident.{word}" for word in expected]
    assert all(eido_faults(request.event.data) == [] for request in receiver.received)


def test_evidence_follows_as_an_update_once_it_is_whole(centre: RunningCentre, receiver: TestReceiver) -> None:
    _add(centre, receiver)
    flag_id = new_id()
    operator = centre.client("operator")
    operator.put_flag("kam-001", flag_id)
    evidence_id = send_evidence(operator, flag_id, "kam-001", "still", "image/jpeg", b"picture")
    wait_until(lambda: len(receiver.received) == 2, what="the update")
    media = receiver.received[1].event.data["mediaComponent"]
    assert _kinds(receiver) == ["incident.flagged", "incident.updated"]
    assert media[0]["uri"] == f"/v1/flags/{flag_id}/evidence/{evidence_id}/file"


def test_a_note_of_the_room_follows_too(centre: RunningCentre, receiver: TestReceiver) -> None:
    _add(centre, receiver)
    flag_id = new_id()
    operator = centre.client("operator")
    operator.put_flag("kam-001", flag_id)
    operator.call("POST", f"/v1/flags/{flag_id}/changes", {"id": str(new_id()), "action": "note", "note": "ke utara"})
    wait_until(lambda: len(receiver.received) == 2, what="the update")
    notes = receiver.received[1].event.data["notesComponent"]
    assert [note["notesActionComments"] for note in notes] == ["Sekitar 15 orang", "ke utara"]


def test_a_camera_that_is_added_follows_at_once_and_its_evidence_after_it(
    centre: RunningCentre, receiver: TestReceiver
) -> None:
    _add(centre, receiver)
    flag_id = new_id()
    operator = centre.client("operator")
    operator.put_flag("kam-001", flag_id)
    wait_until(lambda: _kinds(receiver) == ["incident.flagged"], what="the flag")
    change = {"id": str(new_id()), "action": "add_camera", "camera_id": "kam-002"}
    operator.call("POST", f"/v1/flags/{flag_id}/changes", change)
    wait_until(lambda: len(_kinds(receiver)) == 2, what="the news of the camera")
    assert "Kamera tambahan: 2 Simpang Kemijen" in json.dumps(receiver.received[1].event.data)

    send_evidence(operator, flag_id, "kam-002", "still", "image/jpeg", b"other camera")
    wait_until(lambda: len(_kinds(receiver)) == 3, what="its evidence")
    (medium,) = receiver.received[2].event.data["mediaComponent"]
    assert medium["label"].startswith("Foto kejadian, kamera 2 Simpang Kemijen sha-256=")
    assert eido_faults(receiver.received[2].event.data) == []


@pytest.mark.parametrize(
    "rule",
    [ReceiverRule(areas=("33.74.03",)), ReceiverRule(categories=("LAL",)), ReceiverRule(priorities=(2, 3))],
)
def test_a_rule_keeps_away_what_is_for_others(
    centre: RunningCentre, receiver: TestReceiver, rule: ReceiverRule
) -> None:
    with running_receiver() as other:
        _add(centre, receiver, rule=rule)
        add_receiver(centre.centre, NewReceiver("semua", other.url))
        centre.client("operator").put_flag("kam-001")
        wait_until(lambda: other.received, what="the flag at the other receiver")
        assert centre.rows("handoff_outbox")[0]["receiver"] == "semua"
        assert receiver.received == []


def test_faults_of_our_own_cameras_stay_in_the_house(centre: RunningCentre, receiver: TestReceiver) -> None:
    _add(centre, receiver)
    assert centre.client("operator").put_flag("kam-001", category="SIS-02").status_code == 201
    assert centre.rows("handoff_outbox") == []


def test_a_category_that_nobody_knows_is_sent_all_the_same(centre: RunningCentre, receiver: TestReceiver) -> None:
    _add(centre, receiver)
    assert centre.client("operator").put_flag("kam-001", category="BARU-77").status_code == 201
    wait_until(lambda: receiver.received, what="the flag at the receiver")
    assert receiver.received[0].event.data["incidentComponent"]["incidentTypeCommonRegistryText"] == "SUSP"


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 404, 500])
def test_anything_but_2xx_is_tried_again_with_the_same_message(make_centre: MakeCentre, status: int) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    replies = [Reply(status, headers={"Location": "http://127.0.0.1:9/elsewhere"}), Reply(204)]
    with running_receiver(lambda _request: replies.pop(0)) as receiver:
        keys = _add(centre, receiver)
        centre.client("operator").put_flag("kam-001")
        wait_until(lambda: centre.rows("handoff_outbox")[0]["last_fault"] == str(status), what="the first try")
        clock.advance(2.1)
        wait_until(lambda: _listed(centre).delivered == 1, what="the second try")
        first, second = receiver.received
        assert first.body == second.body
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert int(second.headers["webhook-timestamp"]) > int(first.headers["webhook-timestamp"])
        assert verify(second.headers, second.body, [keys.public], clock.now_utc())


def test_200_with_garbage_is_delivered_and_never_acknowledged(centre: RunningCentre) -> None:
    garbage = b"<html>" + b"\xff" * 200_000
    with running_receiver(lambda _request: Reply(200, garbage)) as receiver:
        _add(centre, receiver)
        flag_id = new_id()
        operator = centre.client("operator")
        operator.put_flag("kam-001", flag_id)
        wait_until(lambda: operator.get(f"/v1/flags/{flag_id}").json()["stage"] == "delivered", what="delivered")
        assert operator.get(f"/v1/flags/{flag_id}").json()["acknowledgement"] is None


def test_410_shuts_the_receiver_out_and_keeps_what_waits(centre: RunningCentre, expect_log: ExpectLog) -> None:
    expect_log("ronda.centre.handoff", contains="gone (410)")
    replies = [Reply(410)]
    with running_receiver(lambda _request: replies.pop() if replies else Reply()) as receiver:
        _add(centre, receiver)
        centre.client("operator").put_flag("kam-001")
        wait_until(lambda: _listed(centre).disabled_why == "gone", what="the receiver shut out")
        assert _listed(centre).waiting == 1
        enable_receiver(centre.centre, "polres")
        wait_until(lambda: _listed(centre).delivered == 1, what="what waited")
        assert len(receiver.received) == 2


@pytest.mark.parametrize("status", [429, 502, 504])
def test_an_overloaded_receiver_is_left_alone_as_long_as_it_asks(make_centre: MakeCentre, status: int) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    replies = [Reply(status, headers={"Retry-After": "40"})]
    with running_receiver(lambda _request: replies.pop() if replies else Reply()) as receiver:
        _add(centre, receiver)
        operator = centre.client("operator")
        operator.put_flag("kam-001")
        wait_until(lambda: centre.rows("receivers")[0]["paused_until_utc"] is not None, what="the pause")
        operator.put_flag("kam-001")
        clock.advance(39)
        assert _listed(centre).waiting == 2
        clock.advance(2)
        wait_until(lambda: _listed(centre).delivered == 2, what="both flags")
        assert len(receiver.received) == 3


def test_when_it_answers_again_all_that_waited_goes_at_once(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    down = [True]

    def reply(_request: Received) -> Reply:
        return Reply(503) if down else Reply()

    with running_receiver(reply) as receiver:
        _add(centre, receiver)
        operator = centre.client("operator")
        for _ in range(4):
            operator.put_flag("kam-001", priority=3)
        wait_until(lambda: any(row["tries"] for row in centre.rows("handoff_outbox")), what="a failure")
        down.clear()

        def all_delivered_by_and_by() -> bool:
            # A try that was under way may fail after the clock was set, and is due again only later.
            clock.advance(8)
            return _listed(centre).delivered == 4

        wait_until(all_delivered_by_and_by, what="all four")


def test_a_receiver_that_is_not_there_is_tried_until_it_is(make_centre: MakeCentre) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    with running_receiver() as gone:
        add_receiver(centre.centre, NewReceiver("polres", gone.url))
    centre.client("operator").put_flag("kam-001")
    wait_until(lambda: centre.rows("handoff_outbox")[0]["last_fault"] == "unreachable", what="the first try")
    assert _listed(centre).waiting == 1


def test_a_message_is_given_up_aloud_and_may_be_tried_anew(make_centre: MakeCentre, expect_log: ExpectLog) -> None:
    expect_log("ronda.centre.handoff", contains="given up after")
    clock = FakeClock()
    centre = make_centre(clock=clock)
    bad = [True]
    with running_receiver(lambda _request: Reply(400) if bad else Reply()) as receiver:
        _add(centre, receiver)
        centre.client("operator").put_flag("kam-001")
        wait_until(lambda: centre.rows("handoff_outbox")[0]["tries"] == 1, what="the first try")
        clock.advance(timedelta(days=2).total_seconds())
        wait_until(lambda: _listed(centre).failed == 1, what="given up")
        bad.clear()
        enable_receiver(centre.centre, "polres")
        wait_until(lambda: _listed(centre).delivered == 1, what="tried anew")


def test_a_disabled_receiver_gets_nothing_and_what_waits_stays(centre: RunningCentre, receiver: TestReceiver) -> None:
    _add(centre, receiver)
    disable_receiver(centre.centre, "polres")
    centre.client("operator").put_flag("kam-001")
    assert centre.rows("handoff_outbox") == []
    assert receiver.received == []


def test_keys_rotate_with_an_overlap(make_centre: MakeCentre, receiver: TestReceiver) -> None:
    clock = FakeClock()
    centre = make_centre(clock=clock)
    old = _add(centre, receiver)
    new = rotate_keys(centre.centre, "polres", timedelta(hours=1))
    operator = centre.client("operator")
    operator.put_flag("kam-001")
    wait_until(lambda: receiver.received, what="the flag")
    (request,) = receiver.received
    for keys in (old, new):
        assert verify(request.headers, request.body, [keys.public], clock.now_utc())
    clock.advance(3_601)
    centre.client("operator").put_flag("kam-001")
    wait_until(lambda: len(receiver.received) == 2, what="the second flag")
    later = receiver.received[1]
    assert verify(later.headers, later.body, [new.public], clock.now_utc())
    assert len(later.headers["webhook-signature"].split()) == 1


def test_secrets_lie_sealed_and_reach_no_log(
    centre: RunningCentre, receiver: TestReceiver, caplog: pytest.LogCaptureFixture
) -> None:
    keys = _add(centre, receiver, with_shared_key=True)
    centre.client("operator").put_flag("kam-001")
    wait_until(lambda: _listed(centre).delivered == 1, what="delivered")
    assert keys.shared is not None
    secret = keys.shared.text().reveal().removeprefix("whsec_")
    assert all(secret.encode() not in bytes(row["sealed"]) for row in centre.rows("receiver_keys"))
    assert secret not in caplog.text
    assert secret not in json.dumps([dict(row) for row in centre.rows("handoff_outbox")], default=str)


def test_a_receiver_behind_a_private_authority_is_reached_and_a_stranger_is_not(centre: RunningCentre) -> None:
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    with running_receiver(tls=tls) as receiver:
        add_receiver(centre.centre, NewReceiver("asing", receiver.url))
        add_receiver(centre.centre, NewReceiver("polres", receiver.url, ca_pem=authority.cert_pem.bytes().decode()))
        centre.client("operator").put_flag("kam-001")
        wait_until(lambda: receiver.received, what="the flag at the receiver")
        wait_until(lambda: "tls" in [row["last_fault"] for row in centre.rows("handoff_outbox")], what="the refusal")
        assert len(receiver.received) == 1
