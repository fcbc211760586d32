"""The centre carries what nobody answers one level up: by time that passed, not by clocks that were set."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest
import requests

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.flag_clock import SERVICE_LEVELS, ServiceLevel
from console.server.escalation import EscalationWatch
from console.server.service_levels import read_levels
from console.wire.events import FlagRecord, ServiceLevelList
from tests.helpers.clock import FakeClock
from tests.helpers.waiting import wait_until
from tests.integration.server.conftest import NEAR, MakeCentre

_OFFICER = {"officer_name": "Aiptu Slamet", "officer_number": "78050123"}


class _Room:
    """A centre with a clock that moves only here. Its own watch runs; ours looks at once when time has passed."""

    def __init__(self, make_centre: MakeCentre) -> None:
        self.clock = FakeClock()
        self.centre = make_centre(clock=self.clock)
        self.operator = self.centre.client("operator")
        self.police = self.centre.client("police_liaison")
        self.watch = EscalationWatch(self.centre.centre)
        self.watch.look()

    def flag(self, **changes: object) -> UUID:
        flag_id = new_id()
        assert self.operator.put_flag(NEAR.id, flag_id, **changes).status_code == 201
        self.watch.look()
        return flag_id

    def after(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.watch.look()

    def say(self, client: str, flag_id: UUID, action: str, **more: object) -> requests.Response:
        body = {"id": str(new_id()), "action": action} | more
        return self.centre.client(client).call("POST", f"/v1/flags/{flag_id}/changes", body)

    def record(self, flag_id: UUID) -> FlagRecord:
        return FlagRecord.model_validate_json(self.operator.get(f"/v1/flags/{flag_id}").content)

    def level(self, flag_id: UUID) -> int:
        return self.record(flag_id).level


@pytest.fixture
def room(make_centre: MakeCentre) -> _Room:
    return _Room(make_centre)


def test_an_unanswered_p1_is_carried_up_twice_and_each_time_is_on_record(room: _Room) -> None:
    flag_id = room.flag()
    levels = []
    for seconds in (29, 1, 29, 1, 600):
        room.after(seconds)
        levels.append(room.level(flag_id))
    assert levels == [0, 1, 1, 2, 2]
    steps = [step for step in room.record(flag_id).history if step.action == "escalate"]
    assert [(step.role, step.actor, step.level, step.to_state) for step in steps] == [
        ("system", "Ronda", 1, "sent"),
        ("system", "Ronda", 2, "sent"),
    ]
    pushed = [row["data"] for row in room.centre.rows("event_log") if row["kind"] == "flag.updated"]
    told = [FlagRecord.model_validate_json(data) for data in pushed]
    assert [record.level for record in told] == [0, 1, 2]


def test_the_running_centre_carries_up_by_itself(room: _Room) -> None:
    flag_id = room.flag()
    room.clock.advance(30)
    wait_until(lambda: room.level(flag_id) == 1)


def test_delivery_is_no_answer_but_an_officer_is(room: _Room) -> None:
    delivered, taken = room.flag(), room.flag()
    room.police.call("POST", f"/v1/flags/{delivered}/receipt")
    room.say("police_liaison", taken, "acknowledge", **_OFFICER)
    room.after(60)
    assert (room.level(delivered), room.level(taken)) == (2, 0)
    assert room.record(taken).waiting_utc is None


def test_a_flag_told_by_telephone_or_withdrawn_is_carried_no_further(room: _Room) -> None:
    told, withdrawn = room.flag(), room.flag()
    room.after(30)
    room.say("operator", told, "telephone", note="110, Bripka Joko")
    room.say("operator", withdrawn, "cancel", reason="mistaken")
    room.after(60)
    assert (room.level(told), room.level(withdrawn)) == (1, 1)


def test_a_reopened_flag_begins_at_the_first_level_with_a_new_clock(room: _Room) -> None:
    flag_id = room.flag()
    room.after(60)
    room.say("supervisor", flag_id, "close", reason="false_alarm")
    room.after(60)
    room.say("supervisor", flag_id, "reopen", note="benar terjadi")
    room.watch.look()
    room.after(29)
    assert room.level(flag_id) == 0
    room.after(1)
    assert room.level(flag_id) == 1


@pytest.mark.parametrize(("priority", "seconds", "level"), [(2, 179, 0), (2, 180, 1), (3, 86_400, 0), (4, 86_400, 0)])
def test_other_priorities_have_times_of_their_own(room: _Room, priority: int, seconds: float, level: int) -> None:
    flag_id = room.flag(priority=priority)
    room.after(seconds)
    room.operator = room.centre.client("operator")
    assert room.level(flag_id) == level


@pytest.mark.parametrize("jump_s", [3_600, -3_600, 400 * 86_400])
def test_setting_the_clock_of_the_centre_carries_nothing_up_and_holds_nothing_back(room: _Room, jump_s: float) -> None:
    flag_id = room.flag()
    room.after(10)
    room.clock.jump_wall(jump_s)
    room.watch.look()
    room.operator = room.centre.client("operator")
    assert room.level(flag_id) == 0
    room.after(19)
    assert room.level(flag_id) == 0
    room.after(1)
    assert room.level(flag_id) == 1


def test_a_restart_goes_on_with_the_time_that_is_stored(room: _Room) -> None:
    flag_id = room.flag()
    room.after(20)
    room.centre.stop()
    room.clock.advance(15)
    room.centre.start()
    room.operator = room.centre.client("operator")
    wait_until(lambda: room.level(flag_id) == 1)
    assert [step.level for step in room.record(flag_id).history] == [0, 1]


def test_a_centre_that_was_down_for_long_writes_every_level_down(room: _Room) -> None:
    flag_id = room.flag()
    room.centre.stop()
    room.clock.advance(300)
    room.centre.start()
    room.operator = room.centre.client("operator")
    wait_until(lambda: room.level(flag_id) == 2)
    assert [step.level for step in room.record(flag_id).history] == [0, 1, 2]


def test_consoles_are_told_the_citys_service_levels(room: _Room) -> None:
    told = ServiceLevelList.model_validate_json(room.police.get("/v1/service-levels").content)
    assert told.police_telephone == "110"
    assert told.watermark == "off"
    assert [(level.priority, level.acknowledged_s, level.escalate_s) for level in told.levels] == [
        (1, 10, (30, 60)),
        (2, 60, (180,)),
        (3, 300, ()),
        (4, 21_600, ()),
    ]


def test_a_city_sets_its_own_levels_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "levels.json"
    file.write_text(json.dumps({"p1": {"delivered_s": 2, "acknowledged_s": 20, "escalate_s": [40], "onscene_s": 900}}))
    assert read_levels(file) == {**SERVICE_LEVELS, 1: ServiceLevel(2, 20, (40,), 900)}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"p5": {}}', '{"p1": {"delivered_s": 5}}', '{"p1": {"delivered_s": -5, "acknowledged_s": 1}}']
)
def test_a_file_of_levels_that_makes_no_sense_stops_the_start(tmp_path: Path, text: str) -> None:
    file = tmp_path / "levels.json"
    file.write_text(text)
    with pytest.raises(KnownError) as caught:
        read_levels(file)
    assert (caught.value.code, caught.value.params["path"]) == ("centre.service_levels", str(file))
