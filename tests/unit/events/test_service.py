"""Bookmarks and flags from the operator's key to the police's answer."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.event import BookmarkDraft, EventWay, FlagDraft
from console.events.outbox import JobKind, add_job
from console.events.service import EventsService
from console.net.client import CentreClient
from console.net.server_sent import PushEvent
from console.store.database import Database
from console.wire.events import EvidenceKind, EvidenceState
from console.wire.push import PushKind
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.event_fixtures import CAMERA, FLAG, attached, database, events, push, quick_retries, reaches
from tests.helpers.evidence import only
from tests.helpers.fake_push import FakePush
from tests.helpers.logfail import ExpectLog
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_faults import FaultKind
from tests.helpers.toy_fixtures import centre, client, tokens
from tests.helpers.waiting import wait_until

__all__ = ["centre", "client", "database", "events", "push", "quick_retries", "tokens"]


def test_a_flag_is_saved_before_anything_is_sent(events: EventsService, centre: ToyCentre) -> None:
    flag_id = events.flag(FLAG)

    entry = only(events)
    assert (entry.id, entry.way, entry.category, entry.priority, entry.note) == (
        flag_id,
        EventWay.SAVED,
        "KAM-01",
        1,
        "tawuran",
    )
    assert centre.requests == []


def test_a_flag_goes_its_way_to_the_officer(events: EventsService, centre: ToyCentre, push: FakePush) -> None:
    events.start()
    flag_id = events.flag(FLAG)
    assert reaches(events, EventWay.SENT).number == "SMG-20261123-0001"

    centre.records.deliver(flag_id)
    push.pushed.emit(PushEvent("1", PushKind.FLAG_UPDATED, centre.records.pushed[-1][2].encode()))
    reaches(events, EventWay.DELIVERED)
    centre.records.acknowledge(flag_id)
    push.pushed.emit(PushEvent("2", PushKind.FLAG_UPDATED, centre.records.pushed[-1][2].encode()))

    entry = reaches(events, EventWay.ACKNOWLEDGED)
    assert (entry.officer_name, entry.officer_number) == ("Aiptu Slamet", "76010203")


def test_an_answer_that_comes_late_does_not_undo_a_newer_one(
    events: EventsService, centre: ToyCentre, push: FakePush
) -> None:
    events.start()
    flag_id = events.flag(FLAG)
    reaches(events, EventWay.SENT)
    old = centre.records.flags[flag_id].model_dump_json().encode()
    centre.records.acknowledge(flag_id)
    push.pushed.emit(PushEvent("2", PushKind.FLAG_UPDATED, centre.records.pushed[-1][2].encode()))

    push.pushed.emit(PushEvent("1", PushKind.FLAG_UPDATED, old))

    assert only(events).way is EventWay.ACKNOWLEDGED


def test_without_push_the_answer_is_asked_for(events: EventsService, centre: ToyCentre, push: FakePush) -> None:
    push.up = False
    events.start()
    flag_id = events.flag(FLAG)
    reaches(events, EventWay.SENT)
    centre.records.acknowledge(flag_id)

    push.switch(up=True)

    reaches(events, EventWay.ACKNOWLEDGED)


def test_a_bookmark_is_saved_and_sent(events: EventsService, centre: ToyCentre) -> None:
    events.start()
    bookmark_id = events.bookmark(BookmarkDraft(CAMERA, START_UTC, "truk merah"))

    reaches(events, EventWay.SENT)
    assert centre.records.bookmarks[bookmark_id].note == "truk merah"


def test_an_unreachable_centre_is_told_and_tried_until_it_is_back(events: EventsService, centre: ToyCentre) -> None:
    centre.down()
    events.start()
    flag_id = events.flag(FLAG)
    wait_until(lambda: only(events).last_error == "net.unreachable")
    entry = only(events)
    assert entry.way is EventWay.SAVED
    assert entry.next_try_utc is not None

    centre.up()

    reaches(events, EventWay.SENT)
    assert only(events).last_error == ""
    assert list(centre.records.flags) == [flag_id]


def test_practice_stays_practice_whoever_delivers_it(events: EventsService, centre: ToyCentre) -> None:
    centre.down()
    events.start()
    events.exercise = True
    rehearsed = events.flag(FLAG)
    events.exercise = False
    real = events.flag(FLAG)
    centre.up()
    wait_until(lambda: len(centre.records.flags) == 2)
    assert {key: flag.body.exercise for key, flag in centre.records.flags.items()} == {rehearsed: True, real: False}


@pytest.mark.parametrize("kind", [FaultKind.DROP, FaultKind.LOSE_ANSWER, FaultKind.HALF_ANSWER, FaultKind.HTML])
def test_a_cut_connection_neither_loses_nor_doubles_a_flag(
    events: EventsService, centre: ToyCentre, kind: FaultKind
) -> None:
    centre.faults.plan(kind, "PUT", "/v1/flags", times=2)
    events.start()
    flag_id = events.flag(FLAG)

    reaches(events, EventWay.SENT)
    assert list(centre.records.flags) == [flag_id]


def test_a_refused_flag_stays_visible_with_its_reason_and_can_be_tried_again(
    events: EventsService, centre: ToyCentre
) -> None:
    centre.faults.plan(FaultKind.STATUS, "PUT", "/v1/flags", status=403, code="scope.denied")
    events.start()
    flag_id = events.flag(FLAG)

    assert reaches(events, EventWay.REFUSED).last_error == "scope.denied"
    events.retry(flag_id)

    reaches(events, EventWay.SENT)


def test_a_refused_flag_does_not_hold_up_the_others(events: EventsService, centre: ToyCentre) -> None:
    centre.faults.plan(FaultKind.STATUS, "PUT", "/v1/flags", status=422, code="request.invalid")
    events.start()
    first = events.flag(FLAG)
    wait_until(lambda: only(events).way is EventWay.REFUSED)

    second = events.flag(FLAG)

    wait_until(lambda: {entry.id: entry.way for entry in events.recent()}[second] is EventWay.SENT)
    assert {entry.id: entry.way for entry in events.recent()}[first] is EventWay.REFUSED


def test_urgent_flags_go_before_what_was_made_earlier(events: EventsService, centre: ToyCentre) -> None:
    later = FlagDraft(CAMERA, START_UTC, "KAM-02", 3)
    for draft in (later, later, FLAG):
        events.flag(draft)
    events.start()

    wait_until(lambda: len(centre.records.flags) == 3)
    assert [flag.body.priority for flag in centre.records.flags.values()] == [1, 3, 3]


def test_everything_is_taken_up_again_after_a_restart(
    events: EventsService, database: Database, client: CentreClient, centre: ToyCentre, tmp_path: Path
) -> None:
    _, evidence_id = attached(events, tmp_path)
    events.close()

    again = EventsService(database, client, FakePush(up=True), SystemClock())
    again.start()

    wait_until(lambda: centre.records.evidence_state(evidence_id) is EvidenceState.COMPLETE)
    again.close()


def test_captures_under_way_are_known_to_the_next_run(
    events: EventsService, database: Database, client: CentreClient
) -> None:
    promised = [(new_id(), EvidenceKind.CLIP), (new_id(), EvidenceKind.STILL)]
    flag_id = events.flag(FLAG, None, promised)
    events.evidence.lose(promised[1][0], "media.worker_lost")
    events.close()

    again = EventsService(database, client, FakePush(), SystemClock())

    assert again.evidence.unfinished() == [(flag_id, *promised[0])]
    assert only(again).evidence_lost == 1


def test_a_full_disk_refuses_the_flag_instead_of_pretending(events: EventsService, database: Database) -> None:
    row = database.row("PRAGMA page_count")
    assert row is not None
    with database.transaction() as write:
        write.run(f"PRAGMA max_page_count = {row[0]}")
    longest = FlagDraft(CAMERA, START_UTC, "KAM-01", 1, "x" * 2000)

    def flag_often() -> None:
        confirmed.extend(events.flag(longest) for _ in range(50))

    confirmed: list[UUID] = []
    with pytest.raises(KnownError) as caught:
        flag_often()

    assert caught.value.code == "disk.full"
    assert [entry.id for entry in reversed(events.recent())] == confirmed


def test_listeners_hear_of_every_step(events: EventsService) -> None:
    heard: list[EventWay] = []
    events.changed.connect(lambda _none: heard.append(only(events).way))
    events.start()
    events.flag(FLAG)

    wait_until(lambda: EventWay.SENT in heard)
    assert heard[0] is EventWay.SAVED


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (FlagDraft(CAMERA, START_UTC, "KAM-01", 9), "priority"),
        (FlagDraft(CAMERA, START_UTC, "KAM-01", 1, "x" * 2001), "note"),
    ],
)
def test_a_flag_that_the_centre_would_never_take_is_not_saved(
    events: EventsService, draft: FlagDraft, field: str
) -> None:
    with pytest.raises(KnownError) as caught:
        events.flag(draft)

    assert (caught.value.code, caught.value.params) == ("event.invalid", {"field": field})
    assert events.recent() == []


def test_a_row_that_can_not_be_read_does_not_hold_up_the_others(
    events: EventsService, database: Database, expect_log: ExpectLog
) -> None:
    expect_log("ronda.outbox", "ERROR", "can't be delivered")
    broken = str(new_id())
    with database.transaction() as write:
        write.run(
            "INSERT INTO event (id, kind, camera_id, at_utc, category, priority, note, body)"
            " VALUES (?, 'flag', 'c', '2026-11-23T08:00:00+00:00', '', 1, '', '{')",
            (broken,),
        )
        add_job(write, JobKind.PUT_FLAG, UUID(broken), UUID(broken), priority=1)
    good = events.flag(FLAG)
    events.start()

    wait_until(lambda: {entry.id: entry.way for entry in events.recent()}[good] is EventWay.SENT)
    ways = {str(entry.id): (entry.way, entry.last_error) for entry in events.recent()}
    assert ways[broken] == (EventWay.REFUSED, "event.unreadable")


def test_a_wall_clock_that_jumps_back_keeps_the_order(database: Database, client: CentreClient) -> None:
    clock = FakeClock()
    events = EventsService(database, client, FakePush(), clock)
    first = events.flag(FLAG)
    clock.jump_wall(-86_400)

    second = events.flag(FLAG)

    assert [entry.id for entry in events.recent()] == [second, first]
