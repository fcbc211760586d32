"""Flags and their files on their way to the centre: in their order, again after any cut, and what the centre may say."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from console.domain.event import EventWay
from console.events import schedule
from console.events.service import EventsService
from tests.helpers.event_fixtures import CLIP, FLAG, attached, database, events, push, quick_retries
from tests.helpers.evidence import only
from tests.helpers.toy_centre import ToyCentre
from tests.helpers.toy_faults import FaultKind
from tests.helpers.toy_fixtures import centre, client, tokens
from tests.helpers.waiting import wait_until

__all__ = ["centre", "client", "database", "events", "push", "quick_retries", "tokens"]


def test_what_waited_for_the_centre_goes_in_its_order(
    events: EventsService, centre: ToyCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits_s = itertools.chain([0.3, 0.02, 0.04], itertools.repeat(0.05))
    monkeypatch.setattr(schedule, "retry_delay_s", lambda _job, _failures: next(waits_s))
    centre.down()
    events.start()
    made = [events.flag(FLAG) for _ in range(5)]
    wait_until(lambda: all(entry.last_error == "net.unreachable" for entry in events.recent()))

    centre.up()

    wait_until(lambda: all(entry.way is EventWay.SENT for entry in events.recent()))
    assert list(centre.records.flags) == made


def test_a_flag_that_never_gets_through_does_not_hold_up_the_others(events: EventsService, centre: ToyCentre) -> None:
    stuck = events.flag(FLAG)
    centre.faults.plan(FaultKind.DROP, "PUT", f"/v1/flags/{stuck}", times=100_000)
    others = [events.flag(FLAG) for _ in range(3)]

    events.start()

    wait_until(lambda: len(centre.records.flags) == len(others))
    last = events.flag(FLAG)
    wait_until(lambda: list(centre.records.flags)[-1] == last)
    assert set(centre.records.flags) == {*others, last}


def test_evidence_follows_its_flag_and_is_checked_by_the_centre(
    events: EventsService, centre: ToyCentre, tmp_path: Path
) -> None:
    events.start()
    _, evidence_id = attached(events, tmp_path)

    wait_until(lambda: only(events).evidence_complete == 1)
    (upload,) = centre.records.uploads.values()
    assert bytes(upload.content) == CLIP
    assert upload.evidence_id == evidence_id
    assert only(events).evidence_total == 1


def test_an_upload_goes_on_where_it_was_cut(events: EventsService, centre: ToyCentre, tmp_path: Path) -> None:
    centre.faults.plan(FaultKind.LOSE_ANSWER, "PATCH", "/v1/uploads")
    events.start()
    attached(events, tmp_path)

    wait_until(lambda: only(events).evidence_complete == 1)
    assert len(centre.records.uploads) == 1
    assert centre.count("PATCH", "/v1/uploads") == 2


def test_a_rejected_upload_is_sent_again(events: EventsService, centre: ToyCentre, tmp_path: Path) -> None:
    centre.records.reject_uploads = 1
    events.start()
    attached(events, tmp_path)

    wait_until(lambda: only(events).evidence_complete == 1)
    assert len(centre.records.uploads) == 2


@pytest.mark.parametrize(
    ("status", "code", "uploads"),
    [
        (423, "upload.busy", 1),
        (422, "evidence.wrong_digest", 2),
        (404, "upload.unknown", 2),
        (410, "upload.expired", 2),
    ],
)
def test_an_upload_that_the_centre_does_not_take_now_goes_again_by_itself(
    events: EventsService, centre: ToyCentre, tmp_path: Path, status: int, code: str, uploads: int
) -> None:
    centre.faults.plan(FaultKind.STATUS, "PATCH", "/v1/uploads", status=status, code=code)
    events.start()
    attached(events, tmp_path)

    wait_until(lambda: only(events).evidence_complete == 1)
    assert len(centre.records.uploads) == uploads


@pytest.mark.parametrize(("damage", "told"), [(b"other", "evidence.damaged"), (None, "evidence.missing")])
def test_evidence_that_changed_on_disk_is_told_and_not_sent(
    events: EventsService, centre: ToyCentre, tmp_path: Path, damage: bytes | None, told: str
) -> None:
    attached(events, tmp_path)
    file = tmp_path / "clip.mp4"
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)

    events.start()

    wait_until(lambda: only(events).last_error == told)
    assert only(events).way is EventWay.SENT
    assert centre.records.uploads == {}
