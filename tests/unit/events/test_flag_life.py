"""The life of a flag as the console keeps it: what was said here goes out once, what the centre says is shown."""

from __future__ import annotations

from uuid import UUID

from console.base.ids import new_id
from console.domain.event import EventEntry, EventWay
from console.domain.flag_change import FlagChange, FlagReason
from console.domain.flag_state import FlagAction, FlagState
from console.events.service import EventsService
from console.net.server_sent import PushEvent
from console.wire.events import FlagChangeBody
from console.wire.holds import HoldRecord
from console.wire.push import PushKind
from tests.helpers.event_fixtures import FLAG, database, events, push, quick_retries, reaches
from tests.helpers.evidence import only
from tests.helpers.fake_push import FakePush
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_faults import FaultKind
from tests.helpers.toy_fixtures import centre, client, tokens
from tests.helpers.waiting import wait_until

__all__ = ["centre", "client", "database", "events", "push", "quick_retries", "tokens"]


def _stands(events: EventsService, stage: FlagState) -> EventEntry:
    wait_until(lambda: only(events).stage is stage, what=f"stage {stage}")
    return only(events)


def _pushed(centre: ToyCentre, push: FakePush) -> None:
    push.pushed.emit(PushEvent("1", PushKind.FLAG_UPDATED, centre.records.pushed[-1][2].encode()))


def _officer_step(centre: ToyCentre, flag_id: UUID, action: FlagAction, after: FlagState, name: str = "") -> None:
    body = FlagChangeBody(id=new_id(), action=action, officer_name=name, officer_number="78" if name else "")
    centre.records.add_step(flag_id, body, after)


def test_what_is_said_with_the_centre_down_is_on_disk_and_goes_out_behind_the_flag(
    events: EventsService, centre: ToyCentre
) -> None:
    centre.down()
    events.start()
    flag_id = events.flag(FLAG)
    events.change(flag_id, FlagChange(new_id(), FlagAction.TELEPHONE, note="110"))
    assert only(events).said == {FlagAction.TELEPHONE}
    assert only(events).way is EventWay.SAVED

    centre.up()

    wait_until(lambda: flag_id in centre.records.flags and centre.records.flags[flag_id].history)
    (step,) = centre.records.flags[flag_id].history
    assert (step.action, step.note) == ("telephone", "110")
    wait_until(lambda: not only(events).said)


def test_a_lost_answer_does_not_say_it_twice(events: EventsService, centre: ToyCentre) -> None:
    centre.faults.plan(FaultKind.LOSE_ANSWER, "POST", "/v1/flags", times=2)
    events.start()
    flag_id = events.flag(FLAG)
    events.change(flag_id, FlagChange(new_id(), FlagAction.CANCEL, FlagReason.MISTAKEN))

    assert _stands(events, FlagState.CANCELLED).waits is False
    assert len(centre.records.flags[flag_id].history) == 1


def test_what_the_centre_refuses_is_told_and_counts_as_not_said(events: EventsService, centre: ToyCentre) -> None:
    told: list[str] = []
    events.trouble.connect(lambda error: told.append(error.code))
    events.start()
    flag_id = events.flag(FLAG)
    reaches(events, EventWay.SENT)
    _officer_step(centre, flag_id, FlagAction.CLOSE, FlagState.CLOSED)

    events.change(flag_id, FlagChange(new_id(), FlagAction.NOTE, note="masih ramai"))

    wait_until(lambda: told)
    assert told == ["flag.closed"]
    assert only(events).said == frozenset()
    assert only(events).last_error == ""


def test_state_and_officer_follow_the_police(events: EventsService, centre: ToyCentre, push: FakePush) -> None:
    events.start()
    flag_id = events.flag(FLAG)
    reaches(events, EventWay.SENT)
    centre.records.acknowledge(flag_id)
    _officer_step(centre, flag_id, FlagAction.ASSIGN, FlagState.ASSIGNED, "Bripka Joko")
    _officer_step(centre, flag_id, FlagAction.ARRIVE, FlagState.ONSCENE)
    _pushed(centre, push)

    entry = _stands(events, FlagState.ONSCENE)
    assert (entry.officer_name, entry.way) == ("Bripka Joko", EventWay.ACKNOWLEDGED)


def test_a_hold_is_shown_on_the_flag_until_it_is_lifted(
    events: EventsService, centre: ToyCentre, push: FakePush
) -> None:
    events.start()
    flag_id = events.flag(FLAG)
    reaches(events, EventWay.SENT)
    for reason in ("sidang", ""):
        hold = HoldRecord(reason=reason, by="Bu Ratna", at_utc=FLAG.at_utc) if reason else None
        told = centre.records.flags[flag_id].model_copy(update={"hold": hold})
        push.pushed.emit(PushEvent("1", PushKind.FLAG_UPDATED, told.model_dump_json().encode()))
        assert only(events).hold == reason


def test_a_reopened_flag_goes_back_on_its_way_and_an_older_answer_does_not_undo_it(
    events: EventsService, centre: ToyCentre, push: FakePush
) -> None:
    events.start()
    flag_id = events.flag(FLAG)
    reaches(events, EventWay.SENT)
    centre.records.acknowledge(flag_id)
    _officer_step(centre, flag_id, FlagAction.CLOSE, FlagState.CLOSED)
    _pushed(centre, push)
    closed = centre.records.pushed[-1][2].encode()
    _stands(events, FlagState.CLOSED)
    flag = centre.records.flags[flag_id]
    centre.records.flags[flag_id] = flag.model_copy(update={"acknowledgement": None, "state": flag.state.RECEIVED})
    _officer_step(centre, flag_id, FlagAction.REOPEN, FlagState.REOPENED)
    _pushed(centre, push)
    push.pushed.emit(PushEvent("0", PushKind.FLAG_UPDATED, closed))

    assert _stands(events, FlagState.REOPENED).way is EventWay.SENT


def test_without_push_an_acknowledged_flag_is_followed_to_its_end(
    events: EventsService, centre: ToyCentre, push: FakePush
) -> None:
    push.up = False
    events.start()
    flag_id = events.flag(FLAG)
    reaches(events, EventWay.SENT)
    centre.records.acknowledge(flag_id)
    _officer_step(centre, flag_id, FlagAction.ACKNOWLEDGE, FlagState.ACKNOWLEDGED, "Aiptu Slamet")
    push.switch(up=True)
    _stands(events, FlagState.ACKNOWLEDGED)
    _officer_step(centre, flag_id, FlagAction.RESOLVE, FlagState.RESOLVED)
    push.switch(up=True)

    _stands(events, FlagState.RESOLVED)
