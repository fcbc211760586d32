"""Repairs at the centre: opened once for the same, to the owner, answered, overdue, and closed when the cameras work again."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import update

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.cause import CauseKind
from console.domain.repair_state import RepairAction, RepairParty, RepairState
from console.domain.roles import Role
from console.handoff.repair import RepairEvent
from console.server.handoff.receivers import NewReceiver, add_receiver, list_receivers
from console.server.problems import Refusal
from console.server.repair.changes import change_repair
from console.server.repair.opening import open_repair
from console.server.tables import CAMERAS
from console.wire.repairs import RepairBody, RepairChangeBody, RepairRecord
from tests.helpers.centre import OTHER_VILLAGE, VILLAGE, TestCamera
from tests.helpers.repair_city import RepairCity

_HOUR = 3_600


def test_a_disturbance_is_mended_by_one_repair_of_its_dead_cameras(city: RepairCity) -> None:
    city.fall("a-0", "a-1", "a-2")
    cause = city.cause("a-0", "a-1", "a-2", "a-3")
    first = open_repair(city.centre, city.person(), new_id(), RepairBody(cause_id=cause, note="perekam mati"))
    again = open_repair(city.centre, city.person(), new_id(), RepairBody(cause_id=cause))
    assert (first.existed, again.existed, again.repair) == (False, True, first.repair)
    repair = first.repair
    assert (repair.number, repair.owner, repair.label) == ("SMG-PB-20261123-0001", "RT", "nvr-7")
    assert [camera.camera_id for camera in repair.cameras] == ["a-0", "a-1", "a-2"]
    assert [(step.action, step.note) for step in repair.history] == [(RepairAction.OPEN, "perekam mati")]
    assert [row["subject"] for row in city.running.rows("audit") if row["action"] == "repair_changed"] == [
        "a-0",
        "a-1",
        "a-2",
    ]


def test_a_camera_that_is_being_mended_already_gets_no_second_repair(city: RepairCity) -> None:
    city.fall("a-0", "a-1", "a-2")
    repair = city.open(RepairBody(cause_id=city.cause("a-0", "a-1", "a-2")))
    assert city.open(RepairBody(camera_id="a-1")).id == repair.id
    other = city.open(RepairBody(camera_id="a-3"))
    assert (other.kind, other.label, other.number) == (CauseKind.CAMERA, "Pos Ronda", "SMG-PB-20261123-0002")


def test_the_same_request_again_is_the_same_repair_and_another_under_its_id_is_refused(city: RepairCity) -> None:
    name, body = new_id(), RepairBody(camera_id="a-0", note="lensa kotor")
    first = open_repair(city.centre, city.person(), name, body)
    assert open_repair(city.centre, city.person(), name, body) == first
    with pytest.raises(Refusal) as refused:
        open_repair(city.centre, city.person(), name, RepairBody(camera_id="a-0"))
    assert refused.value.code == "id_conflict"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (RepairBody(), "repair.nothing_named"),
        (RepairBody(camera_id="a-0", cause_id=UUID(int=1)), "repair.nothing_named"),
        (RepairBody(cause_id=UUID(int=1)), "cause.unknown"),
        (RepairBody(camera_id="tiada"), "camera.unknown"),
        (RepairBody(camera_id="b-0"), "scope.denied"),
    ],
)
def test_what_cannot_be_mended_is_refused(city: RepairCity, body: RepairBody, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        city.open(body, VILLAGE)
    assert refused.value.code == code


def test_a_camera_without_an_owner_is_nobodys_to_mend(city: RepairCity) -> None:
    orphans = update(CAMERAS).values(owner="", owner_id="")
    city.centre.database.write(lambda connection: connection.execute(orphans))
    with pytest.raises(KnownError, match=r"repair\.no_owner"):
        city.open(RepairBody(camera_id="a-0"))


def test_a_part_of_the_city_sees_its_own_cameras_of_a_repair_only(city: RepairCity) -> None:
    city.fall("a-0", "b-0")
    city.open(RepairBody(cause_id=city.cause("a-0", "b-0")))
    assert [camera.camera_id for camera in city.listed(OTHER_VILLAGE)[0].cameras] == ["b-0"]
    assert city.listed("33.74.09") == []
    body = RepairChangeBody(id=new_id(), action=RepairAction.NOTE, note="?")
    with pytest.raises(Refusal) as refused:
        change_repair(city.centre, city.person("33.74.09"), city.listed()[0].id, body)
    assert refused.value.code == "repair.unknown"


def test_the_owners_receiver_is_told_what_to_mend_and_never_how_the_cameras_are_reached(city: RepairCity) -> None:
    add_receiver(city.centre, NewReceiver("rt", "http://127.0.0.1:9/rt", owners=("rt",)))
    add_receiver(city.centre, NewReceiver("umum", "http://127.0.0.1:9/umum", owners=()))
    city.fall("a-0")
    repair = city.open(RepairBody(camera_id="a-0", note="mati sejak pagi"))
    ((receiver, kind, document),) = city.messages()
    assert (receiver, kind) == ("rt", "repair.requested")
    assert (document["number"], document["notes"], document["is_closed"]) == (repair.number, ["mati sejak pagi"], False)
    cameras = document["cameras"]
    assert isinstance(cameras, list)
    assert [camera["name"] for camera in cameras] == ["Pos Ronda"]
    assert "rtsp" not in str(document)
    assert "rahasia" not in str(document)
    assert [(one.name, one.state) for one in city.listed()[0].receivers] == [("rt", "waiting")]
    assert [(one.name, one.owners) for one in list_receivers(city.centre)] == [
        ("polres", None),
        ("rt", ("rt",)),
        ("umum", ()),
    ]


def test_owners_without_a_receiver_of_their_own_have_the_general_one(city: RepairCity) -> None:
    add_receiver(city.centre, NewReceiver("umum", "http://127.0.0.1:9/umum", owners=()))
    city.open(RepairBody(camera_id="a-0"))
    assert [receiver for receiver, _kind, _document in city.messages()] == ["umum"]
    with pytest.raises(KnownError, match=r"owner\.unknown"):
        add_receiver(city.centre, NewReceiver("x", "http://127.0.0.1:9/x", owners=("tiada",)))


def test_what_the_owner_answers_brings_it_on_and_is_not_told_back(city: RepairCity) -> None:
    add_receiver(city.centre, NewReceiver("rt", "http://127.0.0.1:9/rt", owners=("rt",)))
    repair = city.open(RepairBody(camera_id="a-0"))
    for kind, state in (
        (RepairEvent.ACCEPTED, RepairState.ACCEPTED),
        (RepairEvent.BEGUN, RepairState.REPAIRING),
        (RepairEvent.NOTED, RepairState.REPAIRING),
        (RepairEvent.DONE, RepairState.REPAIRED),
    ):
        assert city.answer("rt", kind, repair, "kabel diganti").state is state
    assert [step.party for step in city.listed()[0].history[1:]] == [RepairParty.OWNER] * 4
    assert len(city.messages()) == 1
    body = RepairChangeBody(id=new_id(), action=RepairAction.NOTE, note="masih gelap")
    change_repair(city.centre, city.person(), repair.id, body)
    change_repair(city.centre, city.person(), repair.id, body)
    assert [kind for _receiver, kind, _document in city.messages()] == ["repair.requested", "repair.updated"]


def test_answers_of_strangers_and_without_sense_are_refused(city: RepairCity) -> None:
    add_receiver(city.centre, NewReceiver("rt", "http://127.0.0.1:9/rt", owners=("rt",)))
    repair = city.open(RepairBody(camera_id="a-0"))

    def code(receiver: str, kind: RepairEvent, asked: RepairRecord = repair) -> str:
        with pytest.raises(Refusal) as refused:
            city.answer(receiver, kind, asked)
        return refused.value.code

    assert code("polres", RepairEvent.ACCEPTED) == "repair.unknown"
    assert code("rt", RepairEvent.REQUESTED) == "handoff.answer_unknown"
    assert code("rt", RepairEvent.REJECTED) == "repair.note_missing"
    unknown = repair.model_copy(update={"id": new_id()})
    assert code("rt", RepairEvent.ACCEPTED, unknown) == "repair.unknown"
    city.answer("rt", RepairEvent.REJECTED, repair, "bukan milik kami")
    assert code("rt", RepairEvent.ACCEPTED) == "repair.ended"
    assert [one.state for one in city.listed(ended=True)] == [RepairState.REJECTED]


def test_it_closes_by_itself_when_its_cameras_have_worked_for_an_hour(city: RepairCity) -> None:
    add_receiver(city.centre, NewReceiver("rt", "http://127.0.0.1:9/rt", owners=("rt",)))
    city.fall("a-0", "a-1")
    city.open(RepairBody(cause_id=city.cause("a-0", "a-1")))
    city.come_back("a-0", "a-1")
    city.look(_HOUR - 1)
    assert len(city.listed()) == 1
    city.fall("a-1")
    city.look(_HOUR)
    assert len(city.listed()) == 1
    city.come_back("a-1")
    city.look(_HOUR)
    (closed,) = city.listed(ended=True)
    last = closed.history[-1]
    assert (closed.state, last.party, last.note) == (
        RepairState.CLOSED,
        RepairParty.CENTRE,
        "Kamera terlihat hidup selama satu jam.",
    )
    assert closed.closed_utc == city.clock.now_utc()
    assert city.messages()[-1][1] == "repair.closed"


def test_of_cameras_that_worked_all_the_time_only_a_person_closes_it(city: RepairCity) -> None:
    repair = city.open(RepairBody(camera_id="a-0", note="lensa kotor"))
    city.look(5 * _HOUR)
    assert len(city.listed()) == 1
    change_repair(city.centre, city.person(), repair.id, RepairChangeBody(id=new_id(), action=RepairAction.CLOSE))
    assert city.listed() == []


def test_it_closes_when_its_cameras_have_left_the_directory(city: RepairCity) -> None:
    city.fall("b-0")
    city.open(RepairBody(camera_id="b-0"))
    kept = [TestCamera(f"a-{one}", 1 + one) for one in range(4)]
    city.running.add_cameras(kept, full=True)
    city.look(61)
    assert [one.history[-1].note for one in city.listed(ended=True)] == ["Kamera tidak ada lagi di direktori."]


def test_when_it_is_overdue_is_told_by_the_centres_number_of_hours(city: RepairCity) -> None:
    repair = city.open(RepairBody(camera_id="a-0"))
    assert (repair.due_utc - repair.opened_utc).total_seconds() == 72 * _HOUR
    sooner = replace(city.centre.settings.lifetimes, repair_due_s=_HOUR)
    city.centre = replace(city.centre, settings=replace(city.centre.settings, lifetimes=sooner))
    assert (city.listed()[0].due_utc - repair.opened_utc).total_seconds() == _HOUR


def test_an_operator_opens_and_notes_and_leaves_the_rest_to_a_supervisor(city: RepairCity) -> None:
    operator = city.person(role=Role.OPERATOR)
    repair = open_repair(city.centre, operator, new_id(), RepairBody(camera_id="a-0")).repair
    noted = RepairChangeBody(id=new_id(), action=RepairAction.NOTE, note="sudah ditelepon")
    assert change_repair(city.centre, operator, repair.id, noted).history[-1].party is RepairParty.OPERATOR
    for body, code in (
        (RepairChangeBody(id=new_id(), action=RepairAction.CLOSE), "auth.forbidden"),
        (RepairChangeBody(id=new_id(), action=RepairAction.NOTE), "repair.note_missing"),
        (RepairChangeBody(id=noted.id, action=RepairAction.NOTE, note="lain"), "id_conflict"),
    ):
        with pytest.raises(Refusal) as refused:
            change_repair(city.centre, operator, repair.id, body)
        assert refused.value.code == code
