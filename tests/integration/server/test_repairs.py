"""``/v1/repairs`` on both databases: roles, and the whole way to an owner's system and back, signed."""

from __future__ import annotations

from uuid import UUID

from console.base.ids import new_id
from console.domain.roles import Permission, Role, may
from console.handoff.cloud_event import new_message_id
from console.handoff.keys import new_private_key
from console.server.handoff.receivers import NewReceiver, add_receiver
from tests.helpers.answers import Answering
from tests.helpers.centre import RunningCentre
from tests.helpers.receiver import running_receiver
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import FAR, NEAR


def _state(centre: RunningCentre, repair_id: UUID) -> str:
    return str(centre.client("operator").get(f"/v1/repairs/{repair_id}").json()["state"])


def _exchange_picture(centre: RunningCentre, owner: Answering, repair_id: UUID) -> None:
    """What the operator's tile showed last comes to the owner, for its signature alone."""
    path = f"/v1/repairs/{repair_id}/cameras/{NEAR.id}/pictures/before"
    operator = centre.client("operator")
    sent = operator.call("PUT", path, {"age_ms": 60_000, "is_live": False, "jpeg": "/9j/AP/Z"})
    assert sent.status_code == 200
    shown = operator.get(path)
    assert (shown.headers["Content-Type"], shown.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    assert centre.client("admin").get(path).status_code == 403
    assert centre.client("near_operator").get(path).status_code == 200
    name, wanted = new_message_id(), {"repair_id": str(repair_id), "camera_id": NEAR.id, "moment": "before"}
    body = owner.body("repair.picture", new_id(), name, **wanted)
    got = owner.send(name, body, to="pictures")
    assert (got.status_code, got.content) == (200, shown.content)
    stranger = Answering(centre.url, "rt", new_private_key())
    assert stranger.send(name, body, to="pictures").status_code == 401
    other = owner.body("repair.done", new_id(), name, **wanted)
    assert owner.send(name, other, to="pictures").json()["code"] == "handoff.answer_unknown"


def test_a_repair_goes_to_the_owners_system_and_is_answered_signed(centre: RunningCentre) -> None:
    key, repair_id = new_private_key(), new_id()
    with running_receiver() as receiver:
        add_receiver(centre.centre, NewReceiver("rt", receiver.url, answer_key=key.public(), owners=("rt",)))
        opened = centre.client("operator").call(
            "PUT", f"/v1/repairs/{repair_id}", {"camera_id": NEAR.id, "note": "mati"}
        )
        assert (opened.status_code, opened.json()["existed"]) == (201, False)
        wait_until(lambda: _state(centre, repair_id) == "sent", what="the repair at its owner's")
        (message,) = receiver.received
        assert (message.kind, message.event.data["notes"]) == ("repair.requested", ["mati"])
        owner = Answering(centre.url, "rt", key)
        _exchange_picture(centre, owner, repair_id)
        said = owner.say("repair.accepted", new_id(), repair_id=str(repair_id))
        assert (said.status_code, said.json()["state"]) == (200, "accepted")
        assert owner.say("repair.done", new_id(), repair_id=str(repair_id)).json()["state"] == "repaired"
        stranger = Answering(centre.url, "rt", new_private_key())
        assert stranger.say("repair.begun", new_id(), repair_id=str(repair_id)).status_code == 401
        again = centre.client("supervisor").call("PUT", f"/v1/repairs/{new_id()}", {"camera_id": NEAR.id})
        assert (again.status_code, again.json()["repair"]["id"]) == (200, str(repair_id))
        closing = {"id": str(new_id()), "action": "close", "note": "sudah terang"}
        closed = centre.client("supervisor").call("POST", f"/v1/repairs/{repair_id}/changes", closing)
        assert closed.json()["state"] == "closed"
        wait_until(lambda: receiver.received[-1].kind == "repair.closed", what="the end of it at its owner's")
        late = owner.say("repair.begun", new_id(), repair_id=str(repair_id))
        assert (late.status_code, late.json()["code"]) == (409, "repair.ended")
    kept = centre.rows("handoff_answers")
    assert [(row["repair_id"], row["flag_id"]) for row in kept] == [(str(repair_id), None)] * 2


def test_each_role_does_what_it_may_and_a_scope_bounds_it(centre: RunningCentre) -> None:
    for role in Role:
        client = centre.client(role.value)
        read = 200 if may(role, Permission.READ_REPAIRS) else 403
        assert client.call("GET", "/v1/repairs").status_code == read, role
        opened = client.call("PUT", f"/v1/repairs/{new_id()}", {"camera_id": FAR.id}).status_code
        assert opened in ((200, 201) if may(role, Permission.OPEN_REPAIRS) else (403,)), role
    near = centre.client("near_operator")
    assert near.get("/v1/repairs").json()["repairs"] == []
    (repair,) = centre.client("admin").get("/v1/repairs").json()["repairs"]
    assert near.call("GET", f"/v1/repairs/{repair['id']}").status_code == 404
    closing = {"id": str(new_id()), "action": "close"}
    assert centre.client("operator").call("POST", f"/v1/repairs/{repair['id']}/changes", closing).status_code == 403
    assert centre.client("supervisor").call("POST", f"/v1/repairs/{repair['id']}/changes", closing).status_code == 200
    assert [one["id"] for one in centre.client("admin").get("/v1/repairs?ended=true").json()["repairs"]] == [
        repair["id"]
    ]
