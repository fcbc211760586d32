"""Bookmarks and flags: put once, numbered, delivered, acknowledged by the first officer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from console.base.ids import new_id
from console.wire.events import FlagList, FlagRecord
from tests.helpers.centre import RunningCentre, flag_body
from tests.helpers.clock import FakeClock
from tests.integration.server.conftest import FAR, NEAR, MakeCentre

_MOMENT = "2026-11-23T14:14:09Z"
_OFFICER = {"officer_name": "Aiptu Slamet", "officer_number": "78050123"}


def test_flag_is_created_once_and_replayed_as_it_is(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id = new_id()
    first = client.put_flag("kam-001", flag_id)
    again = client.put_flag("kam-001", flag_id, at_utc="2026-11-23T21:14:09+07:00", unknown_field=1)
    other = client.put_flag("kam-001", flag_id, note="lain")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (other.status_code, other.json()["code"]) == (409, "id_conflict")
    assert len(centre.rows("flags")) == 1


def test_a_flag_tells_its_recipient_and_another_one_is_another_flag(centre: RunningCentre) -> None:
    client, flag_id = centre.client("operator"), new_id()
    answer = client.put_flag("kam-001", flag_id, recipient="Polsek Semarang Utara")
    assert answer.json()["body"]["recipient"] == "Polsek Semarang Utara"
    assert client.put_flag("kam-001", flag_id, recipient="Polsek Genuk").json()["code"] == "id_conflict"
    assert client.put_flag("kam-001", recipient="x" * 101).status_code == 422


def test_flag_record_tells_camera_place_and_operator(centre: RunningCentre) -> None:
    record = FlagRecord.model_validate_json(centre.client("operator").put_flag("kam-001").content)
    assert (record.camera_name, record.camera_number, record.operator) == ("Pos RT 3 Bandarharjo", 1, "Operator")
    assert record.place == ("Kota Semarang", "Semarang Utara", "Bandarharjo", "RW 002", "RT 003")


def test_flag_of_several_cameras_names_them_all(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id = new_id()
    codes = [client.put_flag("kam-001", flag_id, more_camera_ids=["kam-002"]).status_code for _ in range(2)]

    record = FlagRecord.model_validate_json(client.get(f"/v1/flags/{flag_id}").content)
    assert codes == [201, 200]
    assert [(one.id, one.number) for one in record.more_cameras] == [("kam-002", 2)]
    assert client.put_flag("kam-001", flag_id).json()["code"] == "id_conflict"
    assert client.put_flag("kam-001", more_camera_ids=["nobody"]).json()["code"] == "camera.unknown"
    assert client.put_flag("kam-001", more_camera_ids=["kam-002"] * 16).status_code == 422


def test_no_camera_of_a_flag_may_lie_outside_the_scope(centre: RunningCentre) -> None:
    client = centre.client("near_operator")

    assert client.put_flag(NEAR.id, more_camera_ids=[FAR.id]).json()["code"] == "scope.denied"
    assert centre.rows("flags") == []


def test_same_put_twenty_times_at_once_makes_one_flag_and_one_event(centre: RunningCentre) -> None:
    client = centre.client("operator")
    flag_id = new_id()
    with ThreadPoolExecutor(10) as pool:
        codes = sorted(pool.map(lambda _n: client.put_flag("kam-001", flag_id).status_code, range(20)))
    assert codes == [200] * 19 + [201]
    assert sum(row["kind"] == "flag.updated" for row in centre.rows("event_log")) == 1


def test_flags_put_at_once_get_numbers_without_gap_or_double(centre: RunningCentre) -> None:
    client = centre.client("operator")
    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(lambda _n: client.put_flag("kam-001").json()["number"], range(16)))
    assert [int(number[-4:]) for number in numbers] == list(range(1, 17))
    seqs = sorted(row["seq"] for row in centre.rows("event_log"))
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))


def test_numbers_count_from_one_on_each_day_in_wib(make_centre: MakeCentre) -> None:
    clock = FakeClock(datetime(2026, 11, 23, 16, 59, 50, tzinfo=UTC))
    client = make_centre(clock=clock).client("operator")
    before = [client.put_flag("kam-001").json()["number"] for _ in range(2)]
    clock.advance(20)
    assert before == ["SMG-20261123-0001", "SMG-20261123-0002"]
    assert client.put_flag("kam-001").json()["number"] == "SMG-20261124-0001"


def test_flag_of_a_camera_taken_out_meanwhile_is_kept(centre: RunningCentre) -> None:
    centre.add_cameras([FAR], full=True)
    assert centre.client("operator").put_flag(NEAR.id).status_code == 201
    unknown = centre.client("operator").put_flag("never-was")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "camera.unknown")


def test_bad_flag_is_refused(centre: RunningCentre) -> None:
    client = centre.client("operator")
    for change in ({"priority": 5}, {"note": "x" * 2001}, {"at_utc": "2026-11-23T14:14:09"}, {"category": "x" * 21}):
        assert client.put_flag("kam-001", **change).status_code == 422
    assert client.call("PUT", "/v1/flags/not-a-uuid", flag_body("kam-001")).status_code == 422


def test_receipt_delivers_once(centre: RunningCentre) -> None:
    flag_id = new_id()
    centre.client("operator").put_flag("kam-001", flag_id)
    police = centre.client("police_liaison")
    first = police.call("POST", f"/v1/flags/{flag_id}/receipt").json()
    again = police.call("POST", f"/v1/flags/{flag_id}/receipt").json()
    assert first["state"] == "delivered"
    assert again == first


def test_first_acknowledgement_stands(centre: RunningCentre) -> None:
    flag_id = new_id()
    operator, police = centre.client("operator"), centre.client("police_liaison")
    operator.put_flag("kam-001", flag_id)
    path = f"/v1/flags/{flag_id}/acknowledgement"
    first = police.call("POST", path, _OFFICER)
    again = police.call("POST", path, _OFFICER)
    other = police.call("POST", path, {"officer_name": "Bripka Joko", "officer_number": "1"})
    assert (first.status_code, again.status_code) == (200, 200)
    assert (other.status_code, other.json()["code"]) == (409, "flag.already_acknowledged")
    record = FlagRecord.model_validate_json(operator.get(f"/v1/flags/{flag_id}").content)
    assert record.acknowledgement is not None
    assert record.acknowledgement.officer_name == "Aiptu Slamet"
    assert record.delivered_utc is not None
    assert [row["subject"] for row in centre.rows("audit") if row["action"] == "acknowledge_flag"] == [str(flag_id)]


def test_list_is_newest_first_paged_and_filtered(centre: RunningCentre) -> None:
    operator, police = centre.client("operator"), centre.client("police_liaison")
    ids = [new_id() for _ in range(5)]
    for flag_id in ids:
        operator.put_flag("kam-001", flag_id)
    police.call("POST", f"/v1/flags/{ids[0]}/acknowledgement", _OFFICER)
    first = FlagList.model_validate_json(police.get("/v1/flags?limit=3").content)
    rest = FlagList.model_validate_json(police.get(f"/v1/flags?limit=3&before={first.flags[-1].id}").content)
    assert [flag.id for flag in (*first.flags, *rest.flags)] == ids[::-1]
    assert (first.more, rest.more) == (True, False)
    taken = FlagList.model_validate_json(police.get("/v1/flags?state=acknowledged").content)
    assert [flag.id for flag in taken.flags] == [ids[0]]
    assert police.get("/v1/flags?limit=201").status_code == 422


def test_categories_have_both_names(centre: RunningCentre) -> None:
    found = {row["code"]: row for row in centre.client("police_liaison").get("/v1/categories").json()["categories"]}
    assert found["KAM-01"]["name_id"] == "Tawuran / perkelahian massal"
    assert found["KAM-01"]["name_en"] == "Gang brawl"
